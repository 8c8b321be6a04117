"""A right answer once more: a measure in it that does not fit what was asked.

The right number may stand beside the wrong unit ("100 mcg four times a day comes to 400 mg"), an
amount for each kilogram where nobody asked for one, or another period ("30 mg in total per week").
Which of the two was meant a person has to tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from trainer.calculator.frequency import find_frequencies
from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import Found, find_quantities
from trainer.calculator.units import Unit, unit
from trainer.grading.measure import FOR_ONE_DOSE

_BODY = re.compile(r"(?<=\d)\s*kg\b|\bkg\b|\bkilo\w*|\bweigh\w*", re.I)
_FOR_EACH_KG = re.compile(r"(?:/|\bper\s+|\ba\s+|\beach\s+)(?:kg|kilo(?:gram(?:me)?)?s?)\b", re.I)
_KG_A_DAY = re.compile(
    r"(?:/|\b(?:per|a|each)\s+)(?:kg|kilo(?:gram(?:me)?)?)\s*(?:/|per\s+|a\s+|each\s+)(?:day|24\s*h)\b",
    re.I,
)
_ANY_DAY = re.compile(r"\bday\b|\bdaily\b|\b24\s*h|/d\b", re.I)
_ONE_ONLY = re.compile(
    r"\bone[- ]day\b|\bone[- ](?:off|time)\b|\bsingle[- ]dose\s+treat|\bone\s+dose\b", re.I
)
_PERIODS = {
    "week": r"\bweek\w*|\bfortnight\w*|(?<=/)wk\b",
    "month": r"\bmonth\w*",
    "year": r"\byear\w*|\bannual\w*",
}
_EVERY = re.compile(
    r"(?:/|\b(?:per|each|every|(?:once|twice|times|mg|mcg|g|units?|total|doses?|tablets?)\s+an?)\s+"
    r"(?:single\s+|whole\s+)?)(?P<period>week|fortnight|month|year)\b"
    r"|\b(?P<adverb>weekly|fortnightly|monthly|yearly)\b",
    re.I,
)
_EACH_DOSE = re.compile(
    r"(?:/|\b(?:per|each|every|with\s+each|at\s+each)\s+)(?:single\s+)?dose\b", re.I
)
_WHOLE_DAY = re.compile(
    r"\bdaily\b|\b(?:per|a|each|in\s+a|in\s+one)\s+day\b|/day\b|\b24\s*h|\bin\s+24\b|\btotal\b",
    re.I,
)
_DOSE = re.compile(
    r"(?:\b(?:per|each|single|every|one|a)\s+|/)dose\b|\bdoses\b|\beach\s+time\b|\bat\s+a\s+time\b",
    re.I,
)
_FAR = tuple(Fraction(10) ** power for power in (3, 6, 9))


def misfit(answer: str, question: str, key: str, *, numeric: bool) -> str:
    """Why a measure in the answer does not fit, as a short sentence; empty where all fit.

    `key` is the model answer with its points. Where no number was asked for (`numeric` is false),
    only the period counts: "the same time every week".
    """
    known = f"{question}\n{key}"
    for match in _EVERY.finditer(answer):
        period = (match["period"] or match["adverb"]).casefold()
        kind = "week" if period.startswith("fortnight") else re.sub("ly$", "", period)
        if re.search(_PERIODS[kind], known, re.I) or _is_denied(answer, match.start()):
            continue
        return f'"{match.group().strip()}" is another period'
    if not numeric:
        return ""
    if (found := _FOR_EACH_KG.search(answer)) and not _BODY.search(known):
        return f'"{found.group().strip()}" was not asked for'
    if (found := _KG_A_DAY.search(answer)) and not _ANY_DAY.search(known):
        return f'"{found.group().strip()}" is the whole day\'s'
    if _ONE_ONLY.search(question) and not find_frequencies(known):
        often = [one for one in find_frequencies(answer) if one.per_day and one.per_day > 1]
        if often:
            return f'"{answer[often[0].start : often[0].end]}" was not asked for'
    dose = _EACH_DOSE.search(answer)
    if dose and _WHOLE_DAY.search(question) and not _DOSE.search(known):
        return f'"{dose.group().strip()}" is not the whole day'
    if FOR_ONE_DOSE.search(question):
        for one in find_quantities(answer):
            if _is_daily(one.quantity) and any(
                one.quantity.ends == other.quantity.ends and not _is_daily(other.quantity)
                for other in find_quantities(key)
            ):
                return f"{one.text} is the whole day's"
    return _units_at_odds(find_quantities(answer), find_quantities(known), find_quantities(key))


def _is_daily(quantity: Quantity) -> bool:
    return quantity.unit is not None and "day" in quantity.unit.parts[1:]


def _is_denied(text: str, at: int) -> bool:
    return bool(re.search(r"\b(?:not|never|no|than)\s+(?:\w+\s+){0,3}$", text[:at], re.I))


def _units_at_odds(said: Sequence[Found], known: Sequence[Found], key: Sequence[Found]) -> str:
    """A known number in another unit of its kind, or an amount a thousand times off the key."""
    for one in said:
        if one.quantity.unit is None or _amount(one.quantity).symbol == "kg":
            continue
        alike = [other for other in known if _of_a_kind(one.quantity, other.quantity)]
        if any(_times(one, other) == 1 for other in alike):
            continue
        for other in alike:
            if one.quantity.ends == other.quantity.ends and _amount(one.quantity) != _amount(
                other.quantity
            ):
                return f"{one.text} is not {other.text}"
        for other in key:
            if _of_a_kind(one.quantity, other.quantity) and _times(one, other) in _FAR:
                return f"{one.text} does not come to {other.text}"
    return ""


def _of_a_kind(one: Quantity, other: Quantity) -> bool:
    """Whether both are amounts of one thing: "mg" and "mcg/day"."""
    if one.unit is None or other.unit is None or one.is_range != other.is_range:
        return False
    return _amount(one).dimension == _amount(other).dimension


def _amount(quantity: Quantity) -> Unit:
    """The unit above the line: the mg of mg/kg/day."""
    assert quantity.unit is not None
    return unit(quantity.unit.parts[0])


def _times(one: Found, other: Found) -> Fraction:
    """How many times the one is the other, or the other the one.

    Where they are not of one dimension (15 mg three times daily, 45 mg a day), each over the day,
    as far as it is told how often it is given.
    """
    mine, theirs = one.quantity, other.quantity
    assert mine.unit is not None and theirs.unit is not None
    if mine.unit.dimension == theirs.unit.dimension:
        low, high = mine.ends[0] * mine.unit.factor, theirs.ends[0] * theirs.unit.factor
    else:
        low = mine.ends[0] * _amount(mine).factor * (one.doses_per_day or 1)
        high = theirs.ends[0] * _amount(theirs).factor * (other.doses_per_day or 1)
    return max(low / high, high / low) if low and high else Fraction(0)
