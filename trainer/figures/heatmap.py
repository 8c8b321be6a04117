"""A year of study days as weeks, for a picture and for words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.figures.days import Day
from trainer.schedule.study_day import date_of

WEEKS = 53
LEVELS = 4
"""Shades above nothing: each day's is set against the day with most answers."""


@dataclass(frozen=True, slots=True)
class Square:
    """One study day: how many answers, and its shade from 0 (nothing) to LEVELS."""

    day: int
    answered: int
    level: int


def heatmap(days: Iterable[Day], today: int, weeks: int = WEEKS) -> tuple[tuple[Square, ...], ...]:
    """Return weeks from Monday, the oldest first; the last one ends today."""
    answered = {day.day: day.answered for day in days}
    first = today - date_of(today).weekday() - 7 * (weeks - 1)
    most = max((count for day, count in answered.items() if first <= day <= today), default=0)
    return tuple(
        tuple(
            Square(day, answered.get(day, 0), _level(answered.get(day, 0), most))
            for day in range(first + 7 * week, min(first + 7 * week + 7, today + 1))
        )
        for week in range(weeks)
    )


def _level(answered: int, most: int) -> int:
    return 0 if not answered else max(1, -(-answered * LEVELS // most))
