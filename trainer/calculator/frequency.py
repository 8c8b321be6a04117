"""How often a dose is given: TID, q8h, "three times daily", "in 3 divided doses"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from trainer.calculator.numbers import find_numbers
from trainer.calculator.quantity import Quantity

_HOURS = {
    "hour": Fraction(1),
    "day": Fraction(24),
    "week": Fraction(168),
    "month": Fraction(1461, 2),
}
_N = r"(?P<n>\d{1,3}(?:\.\d+)?|[a-z]+(?:[ -][a-z]+)?)"
_RULES = (
    # three times a day, 3x daily, x 3 a day, 4 doses per day
    re.compile(
        rf"(?<![\w.]){_N}(?:\s*(?:-|to|or)\s*{_N.replace('<n>', '<m>')})?\s*"
        r"(?:times?|x|×|doses?|injections?|shots?)\s*"
        r"(?P<unit>daily|/\s*d(?:ay)?\b|(?:a|per|each|every|in\s+a|in\s+one|in\s+the)\s+day|/\s*24\s*h(?:ours?|rs?)?"
        r"|in\s+24\s*(?:hours?|hrs?|h)\b|weekly|/\s*w(?:ee)?k\b|(?:a|per|each)\s+week)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!\w)[x×]\s*(?P<n>\d{1,2})(?P<m>)?\s*"
        r"(?P<unit>daily|/\s*d(?:ay)?\b|(?:a|per|each|every)\s+day)",
        re.IGNORECASE,
    ),
    # the three daily doses, 3 equal daily doses
    re.compile(
        rf"(?<![\w.]){_N}(?P<m>)?\s+(?:equal\s+|single\s+)?(?P<unit>daily)\s+doses\b", re.IGNORECASE
    ),
)
_EVERY = re.compile(
    rf"\b(?:every|each|q\.?)\s*{_N}(?P<th>st|nd|rd|th)?(?:\s*(?:-|to|or)\s*(?P<m>\d{{1,3}}|[a-z]+))?[\s-]*"
    r"(?P<unit>h(?:ours?|rs?|r)?|d(?:ays?)?|w(?:eeks?|ks?|k)?|months?)\b",
    re.IGNORECASE,
)
_HOURLY = re.compile(
    rf"(?<![\w.]){_N}(?:\s*(?:-|to|or)\s*{_N.replace('<n>', '<m>')})?[\s-]*"
    r"(?P<th>)(?P<unit>h)ourly\b",
    re.IGNORECASE,
)
_DIVIDED = re.compile(
    rf"\b(?:in|into|as|over|by)\s+{_N}\s+(?:(?:equally|equal|evenly)\s+)?(?:divided\s+|split\s+|separate\s+)?"
    r"(?:equal\s+)?(?:doses|portions|parts)\b",
    re.IGNORECASE,
)


_SPLIT = re.compile(
    r"(?:\b(?:a|per|each)\s+day|\bdaily|/\s*d(?:ay)?)\b[^.;\d]{0,30}\b(?:in|into|as|over)\s+$",
    re.IGNORECASE,
)
"""Before "three doses a day": "12 mg per day, shared out over" them is a total, 4 mg each."""


@dataclass(frozen=True, slots=True)
class FoundFrequency:
    """A frequency in a text.

    `per_day` is doses a day (every third day is 1/3), None where a range is given; `span` then has
    its two ends, the rarer first. `interval` is the time between two doses where it was written as
    one; `divided` means that a total is split into `per_day` doses.
    """

    per_day: Fraction | None
    start: int
    end: int
    interval: Quantity | None = None
    divided: bool = False
    notation: tuple[str, ...] = ()
    span: tuple[Fraction, Fraction] | None = None


_HYPHENED = re.compile(r"\b(once|twice|thrice|times)-(?=daily\b|weekly\b|a\b|per\b)", re.I)


def find_frequencies(text: str) -> list[FoundFrequency]:
    """All frequencies in order of their place; they do not overlap."""
    found: list[FoundFrequency] = []
    text = _HYPHENED.sub(r"\1 ", text)
    for search in (_times, _every, _divided, _named):
        for one in search(text):
            if all(one.end <= other.start or one.start >= other.end for other in found):
                found.append(one)
    return sorted(found, key=lambda one: one.start)


def _times(text: str) -> list[FoundFrequency]:
    found = []
    for rule in _RULES:
        for match in rule.finditer(text):
            low = _whole(match.group("n"))
            if low is None:
                continue
            word = match.group("n")
            start = match.start("n") + len(word) - len(_last_number(word))
            if rule is _RULES[1]:
                start = match.start()
            high = _whole(match.group("m")) if match.group("m") else low
            days = 7 if "w" in match.group("unit").casefold() else 1
            per_day = low / days if high == low else None
            span = (low / days, high / days) if high is not None and low < high else None
            split = (
                days == 1 and _SPLIT.search(text[:start]) is not None and "dose" in match.group()
            )
            found.append(FoundFrequency(per_day, start, match.end(), divided=split, span=span))
    return found


def _every(text: str) -> list[FoundFrequency]:
    found = []
    for match in (*_EVERY.finditer(text), *_HOURLY.finditer(text)):
        written = match.group("n").casefold()
        count = Fraction(2) if written in ("other", "second") else _whole(written)
        letter = match.group("unit")[0].casefold()
        if count is None or count == 0:
            continue
        name = {"h": "hour", "d": "day", "w": "week", "m": "month"}[letter]
        interval = Quantity.of(count, {"hour": "h"}.get(name, name))
        risky = match.group().casefold().startswith("q")
        code = "abbreviated_interval" if risky and letter != "h" else "abbreviated_frequency"
        start = match.start()
        if match.re is _HOURLY:
            start += len(match.group("n")) - len(_last_number(match.group("n")))
        longest = _whole(match.group("m")) if match.group("m") else None
        if match.group("m") and longest is None:
            continue
        per_day = Fraction(24) / (count * _HOURS[name])
        span = None
        if longest is not None:
            span = (Fraction(24) / (longest * _HOURS[name]), per_day)
        found.append(
            FoundFrequency(
                per_day if longest is None else None,
                start,
                match.end(),
                interval=interval,
                notation=(code,) if risky else (),
                span=span,
            )
        )
    return found


def _divided(text: str) -> list[FoundFrequency]:
    found = []
    for match in _DIVIDED.finditer(text):
        count = _whole(match.group("n"))
        if count:
            found.append(FoundFrequency(count, match.start(), match.end(), divided=True))
    return found


@lru_cache(maxsize=1)
def _names() -> tuple[re.Pattern[str], dict[str, tuple[Fraction, str]]]:
    rows: dict[str, tuple[Fraction, str]] = {}
    path = Path(__file__).parent / "tables" / "frequencies.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            names, per_day, code = (field.strip() for field in line.split("|"))
            for name in names.split(","):
                rows[name.strip()] = (Fraction(per_day), code)
    words = sorted(rows, key=len, reverse=True)
    joined = "|".join(re.escape(word).replace(r"\ ", r",?\s+") for word in words)
    return re.compile(rf"(?<![\w.])(?:{joined})(?![\w])", re.IGNORECASE), rows


def _named(text: str) -> list[FoundFrequency]:
    pattern, rows = _names()
    found = []
    for match in pattern.finditer(text):
        per_day, code = rows[" ".join(match.group().casefold().replace(",", " ").split())]
        found.append(
            FoundFrequency(per_day, match.start(), match.end(), notation=(code,) if code else ())
        )
    return found


def _whole(written: str | None) -> Fraction | None:
    """The number that a word or digits stand for: "3", "three", "third"."""
    if not written:
        return None
    number = _last_number(written)
    if not number:
        return None
    numbers = find_numbers(f"{number} day")
    return numbers[0].value if len(numbers) == 1 else None


def _last_number(written: str) -> str:
    """The number at the end of up to two words ("taken three" → "three")."""
    if written[:1].isdigit():
        return written
    if len(find_numbers(f"{written} day")) == 1 and find_numbers(f"{written} day")[0].start == 0:
        return written
    last = re.split(r"[ -]", written)[-1]
    return last if find_numbers(f"{last} day") else ""
