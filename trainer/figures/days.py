"""What was done on each study day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.progress.tally import ANSWERED, NEW, RIGHT, TAKEN_MS, Tally


@dataclass(frozen=True, slots=True)
class Day:
    """One study day: answered askings, those wholly right, cards first answered, minutes."""

    day: int
    answered: int = 0
    right: int = 0
    new: int = 0
    taken_ms: int = 0

    @property
    def minutes(self) -> float:
        return self.taken_ms / 60_000


def by_day(tally: Tally) -> tuple[Day, ...]:
    """Return every study day on which something was answered, in order. Days are as logged."""
    return tuple(
        Day(day, sums[ANSWERED], sums[RIGHT], sums[NEW], sums[TAKEN_MS])
        for day, sums in sorted(tally.days.items())
        if sums[ANSWERED]
    )


def streak(days: Iterable[Day], today: int) -> int:
    """Return how many study days in a row end today, or yesterday if today is still empty."""
    studied = {day.day for day in days}
    last = today if today in studied else today - 1
    length = 0
    while last - length in studied:
        length += 1
    return length
