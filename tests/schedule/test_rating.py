"""What a score, help and the learner's own word make of an answer."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.schedule.memory import Rating
from trainer.schedule.rating import rating_of


@pytest.mark.parametrize(
    ("score", "circumstances", "rating"),
    [
        (1, {}, Rating.GOOD),
        (Fraction(3, 5), {}, Rating.HARD),
        (Fraction(59, 100), {}, Rating.AGAIN),
        (0, {}, Rating.AGAIN),
        (1, {"hints": 1}, Rating.HARD),
        (1, {"unsafe": True}, Rating.AGAIN),
        (1, {"attempted": False}, Rating.AGAIN),
        (1, {"easy": True}, Rating.EASY),
        (1, {"easy": True, "hints": 1}, Rating.HARD),
        (Fraction(4, 5), {"easy": True}, Rating.HARD),
        (1, {"easy": True, "self_marked": True}, Rating.GOOD),
        (1, {"easy": True, "unsafe": True}, Rating.AGAIN),
    ],
)
def test_rating(score: Fraction, circumstances: dict[str, Any], rating: Rating) -> None:
    assert rating_of(score, **circumstances) is rating


@given(st.fractions(0, 1), st.integers(0, 3), st.booleans())
def test_nothing_that_is_unsafe_is_ever_remembered(score: Fraction, hints: int, easy: bool) -> None:
    assert rating_of(score, unsafe=True, hints=hints, easy=easy) is Rating.AGAIN
