"""Days as people say them: 2026-12-11, 11.12.2026, 11 Dec, Dec 11 2026, in two weeks, tomorrow."""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_UNITS = {"day": 1, "week": 7}
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?"
_YEAR = r"(?:,?\s+(?P<year>\d{4}))?"
_FORMS = tuple(
    re.compile(form + r"(?=$|[\s,])")
    for form in (
        r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)",
        r"(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>\d{4})",
        rf"{_DAY}\s+{_MONTH}{_YEAR}",
        rf"{_MONTH}\s+{_DAY}{_YEAR}",
        rf"in\s+(?P<count>\d{{1,3}}|an?|{'|'.join(_COUNTS)})\s+(?P<unit>day|week)s?",
        r"(?P<tomorrow>tomorrow)",
    )
)


def day_said(text: str, today: date) -> tuple[date, str] | None:
    """The day that a text begins with, and what stands behind it; None if it begins with none.

    A day without a year is the next one of its name. ValueError for one that is in no calendar.
    A date such as 11/12/2026 is none: which of the two is the month nobody can know.
    """
    said = " ".join(text.casefold().split())
    for form in _FORMS:
        if found := form.match(said):
            return _day(found.groupdict(), today), said[found.end() :].strip(" ,")
    return None


def _day(parts: dict[str, str | None], today: date) -> date:
    if parts.get("tomorrow"):
        return today + timedelta(days=1)
    if unit := parts.get("unit"):
        count = str(parts["count"])
        number = int(count) if count.isdigit() else 1
        if count in _COUNTS:
            number = _COUNTS.index(count) + 1
        return today + timedelta(days=number * _UNITS[unit])
    named = parts.get("month")
    month = MONTHS.index(named) + 1 if named else int(str(parts["number"]))
    day, year = int(str(parts["day"])), parts.get("year")
    if year:
        return date(int(year), month, day)
    this = date(today.year, month, day)
    return this if this > today else date(today.year + 1, month, day)
