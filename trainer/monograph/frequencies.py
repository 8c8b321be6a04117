"""How often something is given, as monographs write it: "three times daily", "every 6-8 hours".

Three forms are kept apart, because they say different things about the number before them:
"times" (so many single doses a day), "total" (the amount is for the whole period: "80 mg daily"),
and "every" (a distance in time, which is a dosing interval after a dose and a waiting time after
an increase).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from trainer.monograph.amounts import NUMBER, number

_COUNT = rf"(?:{NUMBER}|one|two|three|four|five|six|eight)"
_UNIT = r"(?:hours?|hrs?|h|days?|weeks?|wks?|months?|years?|minutes?|mins?)"
_SPAN = rf"(?:\s*(?:-|–|to|or)\s*{_COUNT})?"
_PERIOD = r"(?:hourly|daily|weekly|monthly|day|week|hour|month)"
_PATTERN = re.compile(
    rf"""(?ix)(?<![\w.])(?:
    (?P<n>once\s+or\s+twice|once|twice|thrice|{_COUNT}{_SPAN}\s*(?:times|x|×))
      \s*(?:an?\b|per|each|every|/)?\s*
      (?P<p>daily|days?|weekly|week|monthly|month|nightly)\b
    | every\s+(?P<other>other|alternate|second|third)\s+day
    | on\s+(?P<alt>alternate)\s+days
    | (?P<qod>qod)\b
    | (?:every|q|at\s+intervals?\s+of|at\s+least\s+every|intervals?\s+of)\s*
      (?P<least>at\s+least\s+)?
      (?P<a>{_COUNT})(?:\s*(?:-|–|to|or)\s*(?P<b>{_COUNT}))?[\s-]?(?P<u>{_UNIT})\b
    | (?:every|each)\s+(?P<one>hour|day|week|month|morning|evening|night)\b
    | at\s+(?P<spaced>(?:{_COUNT}[\s-](?:to[\s-])?)?(?:{_COUNT}[\s-])?{_PERIOD})[\s-]intervals
    | (?P<latin>b\.?i\.?d\.?|t\.?i\.?d\.?|q\.?i\.?d\.?|q\.?d\.?)(?![a-z])
    | (?P<bed>at\s+bedtime|nightly|at\s+night|in\s+the\s+(?:morning|evening))\b
    | (?P<once>as\s+a\s+single\s+(?:daily\s+)?dose|single\s+daily\s+dose)
    | (?P<total>daily|(?:a|per|/|in)\s?(?:24\s?(?:hours?|h)|day)\b|/d\b|
        (?:a|per)\s+(?:week|month)\b|weekly|monthly|hourly)
    )"""
)
_CUES = ("day", "dai", "week", "hour", "every", "month", "night", "bed", "morning", "evening", "q",
         "id", "i.d", " h", "/d", "wk", "single", "nightly")  # fmt: skip
_PER_DAY = {"day": Fraction(1), "week": Fraction(1, 7), "month": None, "h": Fraction(24)}
_HOURS = {"h": Fraction(1), "min": Fraction(1, 60), "day": Fraction(24), "week": Fraction(168)}


@dataclass(frozen=True, slots=True)
class Frequency:
    """One statement of frequency. `per_day` is doses a day, None where the text leaves a range.

    For "every", `low` to `high` `unit` is the distance; for "total", `unit` is the period.
    `least` marks "every ... at least".
    """

    form: Literal["times", "total", "every"]
    start: int
    end: int
    per_day: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    unit: str | None = None
    least: bool = False


def find(text: str) -> tuple[Frequency, ...]:
    """Return every statement of frequency in `text`, in order."""
    lowered = text.lower()
    if not any(cue in lowered for cue in _CUES):
        return ()
    return tuple(
        frequency for match in _PATTERN.finditer(text) if (frequency := _read(match)) is not None
    )


def _read(match: re.Match[str]) -> Frequency | None:
    start, end = match.span()
    group = match.groupdict()
    if group["n"]:
        return _times(group["n"].lower(), group["p"].lower(), start, end)
    if group["other"] or group["alt"] or group["qod"]:
        days = Fraction(3 if (group["other"] or "").lower() == "third" else 2)
        return Frequency("every", start, end, 1 / days, days, days, "day")
    if group["a"]:
        return _every(group["a"], group["b"], group["u"], bool(group["least"]), start, end)
    if group["one"]:
        word = group["one"].lower()
        unit = "day" if word in ("morning", "evening", "night") else word
        unit = "h" if unit == "hour" else unit
        one = Fraction(1)
        if word in ("morning", "evening", "night"):
            return Frequency("times", start, end, one)
        if word == "day":
            return Frequency("total", start, end, one, unit="day")
        return Frequency("every", start, end, _PER_DAY[unit], one, one, unit)
    if group["spaced"]:
        return _spaced(group["spaced"].lower(), start, end)
    if group["latin"]:
        letters = group["latin"].lower().replace(".", "")
        count = {"bid": 2, "tid": 3, "qid": 4, "qd": 1}[letters]
        return Frequency("times", start, end, Fraction(count))
    if group["bed"]:
        return Frequency("times", start, end, Fraction(1))
    if group["once"]:
        return Frequency(
            "times", start, end, Fraction(1) if "daily" in match.group().lower() else None
        )
    word = match.group().lower()
    unit = "week" if "week" in word else "month" if "month" in word else "day"
    if word == "hourly":
        return Frequency("every", start, end, Fraction(24), Fraction(1), Fraction(1), "h")
    return Frequency("total", start, end, None, unit=unit)


def _times(words: str, period: str, start: int, end: int) -> Frequency:
    per = _PER_DAY["week" if "week" in period else "month" if "month" in period else "day"]
    fixed = {"once": 1, "twice": 2, "thrice": 3}
    if words in fixed:
        count = Fraction(fixed[words])
        return Frequency("times", start, end, count * per if per else None, count, count)
    if words.startswith("once"):
        return Frequency("times", start, end, None, Fraction(1), Fraction(2))
    numbers = [number(part) for part in re.findall(_COUNT, words, re.IGNORECASE)]
    per_day = numbers[0] * per if len(numbers) == 1 and per else None
    return Frequency("times", start, end, per_day, numbers[0], numbers[-1])


def _every(
    first: str, second: str | None, raw: str, least: bool, start: int, end: int
) -> Frequency:
    low = number(first)
    high = number(second) if second else low
    unit = _unit(raw)
    per_day = None
    if low == high and low > 0 and unit in _HOURS:
        per_day = 24 / (low * _HOURS[unit])
    return Frequency("every", start, end, per_day, low, high, unit, least)


def _spaced(words: str, start: int, end: int) -> Frequency:
    numbers = [number(part) for part in re.findall(_COUNT, words)] or [Fraction(1)]
    stem = re.split(r"[\s-]", words)[-1]
    unit = {"hourly": "h", "daily": "day", "weekly": "week", "monthly": "month"}.get(stem) or _unit(
        stem
    )
    return Frequency("every", start, end, None, numbers[0], numbers[-1], unit)


def _unit(raw: str) -> str:
    lowered = raw.lower()
    for stem, unit in (
        ("mo", "month"),
        ("mi", "min"),
        ("y", "year"),
        ("h", "h"),
        ("d", "day"),
        ("w", "week"),
    ):
        if lowered.startswith(stem):
            return unit
    return lowered
