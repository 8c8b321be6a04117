"""What was done on each study day, and what comes on the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from trainer.progress.event import Kind
from trainer.progress.fold import Review
from trainer.schedule.memory import MemoryState


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


def by_day(reviews: Iterable[Review]) -> tuple[Day, ...]:
    """Return every study day on which something was answered, in order. Days are as logged."""
    answered: Counter[int] = Counter()
    right: Counter[int] = Counter()
    new: Counter[int] = Counter()
    taken: Counter[int] = Counter()
    for review in reviews:
        taken[review.day] += review.taken_ms
        if review.kind is Kind.SKIP:
            continue
        answered[review.day] += 1
        right[review.day] += review.right
        new[review.day] += review.moved_memory and review.before is None
    return tuple(
        Day(day, answered[day], right[day], new[day], taken[day]) for day in sorted(answered)
    )


def streak(days: Iterable[Day], today: int) -> int:
    """Return how many study days in a row end today, or yesterday if today is still empty."""
    studied = {day.day for day in days}
    last = today if today in studied else today - 1
    length = 0
    while last - length in studied:
        length += 1
    return length


def coming(states: Iterable[MemoryState], today: int, days: int) -> tuple[int, ...]:
    """Return how many known cards come on each of the next `days` days; the backlog is today's."""
    count: Counter[int] = Counter(max(0, state.due_day - today) for state in states)
    return tuple(count[ahead] for ahead in range(days))
