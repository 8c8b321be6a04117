"""What was done on each day."""

from __future__ import annotations

import pytest

from tests.figures.reviews import review, tally
from trainer.figures.days import Day, by_day, streak
from trainer.progress.event import Kind
from trainer.schedule.memory import MemoryState

KNOWN = MemoryState(10.0, 5.0, 90, 100, 2, 0)


def test_a_day_counts_its_answers_and_not_its_skips() -> None:
    days = by_day(
        tally(
            review(day=101, score=0.5, rating=1, before=KNOWN),
            review(day=100),
            review(day=100, moved_memory=False),
            review(day=100, kind=Kind.SKIP, score=0.0, moved_memory=False, taken_ms=1_000),
        )
    )
    assert days == (
        Day(100, answered=2, right=2, new=1, taken_ms=13_000),
        Day(101, answered=1, right=0, new=0, taken_ms=6_000),
    )


@pytest.mark.parametrize(
    ("days", "today", "length"),
    [([], 9, 0), ([9], 9, 1), ([8], 9, 1), ([7], 9, 0), ([5, 7, 8, 9], 9, 3), ([7, 8], 9, 2)],
)
def test_a_streak_ends_today_or_yesterday(days: list[int], today: int, length: int) -> None:
    assert streak([Day(day) for day in days], today) == length
