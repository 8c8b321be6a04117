"""Days on which the learner wants little or nothing: easy weekdays, and breaks. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from trainer.schedule.study_day import date_of, day_on

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FURTHEST = 400
_RANGE = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The learner's free days: `easy` weekdays (0 is Monday), `breaks` of (first, last) days.

    On an easy day nothing new comes, and only what cannot wait; on a day of a break nothing does.
    """

    easy: frozenset[int] = frozenset()
    breaks: tuple[tuple[int, int], ...] = ()

    def is_break(self, day: int) -> bool:
        """Whether the study day lies in a break."""
        return any(first <= day <= last for first, last in self.breaks)

    def is_easy(self, day: int) -> bool:
        """Whether the study day is an easy weekday."""
        return date_of(day).weekday() in self.easy

    def is_full(self, day: int) -> bool:
        """Whether the study day is one of full study."""
        return not self.is_break(day) and not self.is_easy(day)

    def next_full(self, day: int) -> int:
        """Return the first day of full study after `day`; the day after it if there is none."""
        later = (one for one in range(day + 1, day + FURTHEST) if self.is_full(one))
        return next(later, day + 1)

    def study_days(self, first: int, end: int) -> int:
        """Count the days from `first` to before `end` that are not in a break."""
        return sum(not self.is_break(day) for day in range(first, end))


def calendar_of(easy_days: str, breaks: str) -> Calendar:
    """Read "sat sun" and "2026-12-24..2027-01-02, 2027-02-01". Raises ValueError, in words."""
    easy = set()
    for word in re.split(r"[\s,]+", easy_days.strip().casefold()):
        if word and word[:3] not in WEEKDAYS:
            raise ValueError(f"{word!r} is no weekday: write mon, tue, wed, thu, fri, sat or sun")
        if word:
            easy.add(WEEKDAYS.index(word[:3]))
    if len(easy) == len(WEEKDAYS):
        raise ValueError("not every day can be an easy one")
    return Calendar(
        frozenset(easy), tuple(_break(text) for text in breaks.split(",") if text.strip())
    )


def _break(text: str) -> tuple[int, int]:
    found = _RANGE.fullmatch(text.strip())
    try:
        if not found:
            raise ValueError
        first = date.fromisoformat(found[1])
        last = date.fromisoformat(found[2] or found[1])
        if last < first or (last - first).days >= FURTHEST:
            raise ValueError
    except ValueError:
        raise ValueError(
            f"{text.strip()!r} is no break: write its first and last day as 2026-12-24..2027-01-02"
        ) from None
    return day_on(first), day_on(last)
