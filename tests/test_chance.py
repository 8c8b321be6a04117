"""Draws are the same on every machine: the bytes are pinned here."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.chance import Chance


def test_the_same_words_give_the_same_draws_for_ever() -> None:
    chance = Chance("baclofen", "half-life/value", 7)
    assert [chance.below(1000) for _ in range(6)] == PINNED


PINNED = [304, 343, 117, 667, 141, 409]


def test_words_do_not_run_together() -> None:
    assert Chance("ab", "c").below(2**60) != Chance("a", "bc").below(2**60)


def test_a_split_stream_does_not_move_its_parent() -> None:
    one, other = Chance("x"), Chance("x")
    one.split("wording").below(10)
    assert one.below(2**60) == other.below(2**60)


@given(st.integers(1, 10_000), st.text(max_size=5))
def test_a_draw_lies_below_its_limit(limit: int, word: str) -> None:
    assert 0 <= Chance(word).below(limit) < limit


@given(st.lists(st.integers(), max_size=30), st.integers(0, 99))
def test_shuffling_keeps_every_item(items: list[int], seed: int) -> None:
    assert Counter(Chance("s", seed).shuffled(items)) == Counter(items)


def test_draws_are_even() -> None:
    chance = Chance("even")
    counts = Counter(chance.below(6) for _ in range(6000))
    assert all(850 < counts[face] < 1150 for face in range(6))


def test_nothing_to_draw_from_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing to draw from"):
        Chance("x").choice([])
