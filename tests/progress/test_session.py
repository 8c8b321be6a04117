"""Schedule and log together: what is asked next follows from the file alone."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.progress.life import Life
from trainer.schedule.queue import GAP, Candidate, Queue, plan

CARDS = [Candidate(f"c{n}", "ab"[n % 2], f"concept {n // 2}") for n in range(24)]


def queue(life: Life) -> Queue:
    store = life.store
    return plan(
        CARDS,
        store.states("baclofen"),
        store.today(),
        daily_new=8,
        introduced_today=store.introduced_today("baclofen"),
        asked_today=store.asked_today("baclofen"),
        suspended=store.suspended("baclofen"),
    )


def study(life: Life, chance: random.Random, most: int = 99) -> list[tuple[str, bool]]:
    """Answer until nothing is left today, two in three of them right."""
    asked: list[tuple[str, bool]] = []
    while (card := queue(life).next) is not None and len(asked) < most:
        right = chance.random() < 0.67
        life.answer(card, float(right))
        asked.append((card, right))
    return asked


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10_000))
def test_a_session_ends_with_every_card_right_once_and_no_failed_one_at_once_again(
    seed: int,
) -> None:
    with TemporaryDirectory() as folder:
        life = Life(Path(folder))
        chance = random.Random(seed)
        for _ in range(4):
            asked = study(life, chance)
            last = dict(asked)
            assert all(last.values())
            for place, (card, _) in enumerate(asked):
                later = [name for name, _ in asked[place + 1 :]]
                others = len({*later} - {card})
                assert card not in later[: min(GAP, others)]
            life.pass_days(1)
        life.store.close()


def test_the_next_card_is_the_same_after_a_restart(life: Life) -> None:
    chance = random.Random(7)
    for _ in range(12):
        study(life, chance, most=1)
        before = queue(life)
        life.restart()
        assert queue(life) == before


def test_an_answer_taken_back_is_asked_again_at_its_old_place(life: Life) -> None:
    study(life, random.Random(7), most=5)
    before = queue(life)
    life.answer(before.order[0], 0)
    assert queue(life) != before
    life.store.undo()
    assert queue(life) == before


def test_new_cards_stop_when_the_day_has_had_its_share(life: Life) -> None:
    study(life, random.Random(7))
    assert life.store.introduced_today("baclofen") == 8
    life.pass_days(1)
    assert len(queue(life).new) == 8
