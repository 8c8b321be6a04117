"""Numbers and ranges: value, unit, per dose or per day, comparator, and what contradicts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from trainer.calculator.frequency import find_frequencies
from trainer.calculator.quantity import Quantity
from trainer.deck.key import QuantityKey
from trainer.grading.amounts import (
    LEAST,
    MOST,
    ROUGHLY,
    WHY,
    ambiguous,
    called_a_limit,
    for_each_dose,
    for_the_day,
    is_given,
    missed,
    off_by,
    settled,
    unsafe_ratio,
)
from trainer.grading.claims import Claim, claims_of, denied_as_a_whole, sprayed, values_in
from trainer.grading.measure import is_amount, measured
from trainer.grading.outcome import HALF, ONE, ZERO, Result
from trainer.grading.sides import (
    goes_against,
    names_a_change,
    names_the_result,
    of_the_contrary,
    other_side_of_time,
)
from trainer.grading.verdict import PointResult

_BY = re.compile(r"\bby\s*(?:about|around|roughly)?\s*$", re.I)


_TO = re.compile(r"\s*(?:up\s+)?to\b", re.I)


def grade_quantity(answer: str, key: QuantityKey, question: str) -> Result:
    """One number with its unit."""
    claims = [claim for claim in claims_of(answer) if not claim.denied]
    if denied_as_a_whole(answer):
        claims = []
    points = key.points
    if sprayed(tuple(claims)):
        return missed(points, "Several numbers were given; one was asked for.")
    if doubt := ambiguous(claims):
        return missed(points, doubt).doubted(doubt)
    claims = settled(claims)
    if re.search(r"\b(?:bound|bind\w*)\b", question, re.I):  # "70 % is free, so 30 % is bound"
        claims = [claim for claim in claims if not _FREE.match(claim.after)]
    rated = [(claim, *_rate(claim, key, question)) for claim in claims]
    right = [(claim, worth) for claim, worth, _ in rated if worth > 0]
    if right and of_the_contrary(answer, question):
        return missed(points, "That is said of the opposite.")
    if right and (goes_against(answer, question) or other_side_of_time(answer, question)):
        why = "That goes in the opposite direction."
        return replace(missed(points, why), heard=right[0][0].found.text)
    if any(names_a_change(claim.before, question) for claim, _ in right):
        return missed(points, "That is a change; asked was what it comes to.")
    if not right:
        return _wrong_number(rated, key, points)
    best = max(worth for _, worth in right)
    given = values_in(question)
    last = right[-1][0]
    others = [
        (claim, words)
        for claim, worth, words in rated
        if worth == 0
        and not claim.working
        and not is_given(claim, given)
        and words != "other"
        and not _rounds(claim, key)
        and not (claim.found.quantity.unit is None and _OF_ANOTHER.search(claim.before))
    ]
    if others and _adds_up([claim for claim, _ in others], key, answer):
        others = []
    if last.concludes and (not others or last.found.start > others[-1][0].found.start):
        others = []
    if others and _is_series(claims, last):
        others = []
    if others and any(claim.elsewise for claim, _ in [*others, *right]):
        return missed(points, "More than one answer was given; one was asked for.")
    heard = right[0][0].found.text
    result = Result(best, (PointResult(points[0].text, best == 1, best < 1, heard),), heard=heard)
    if best < 1:
        result = replace(result, problem="The unit is missing.")
    if others and all(
        ";" in answer[right[0][0].found.end : claim.found.start] for claim, _ in others
    ):
        # "400 mg a day; over 75 years it is 300 mg"
        return result.doubted("A second number was given beside the right one")
    if others and all(_of_another_role(claim, question) for claim, _ in others):
        # "up to 100 mg a day, the usual maximum is 80"
        return result.doubted("A second number was given beside the right one")
    if others:
        if not all(claim.aside for claim, _ in others):
            return missed(points, "More than one number was given; one was asked for.")
        return replace(result, wrong=tuple(claim.found.text for claim, _ in others)).doubted(
            "A second number was given beside the right one"
        )
    return result


_OF_ANOTHER = re.compile(
    r"\b(?:clearance|crcl|e?gfr|aged?|weigh\w*|inr|pulse|class|grade|stage)\b[^,;.]{0,20}$", re.I
)
"""\"..., because the clearance is below 30": a number of something else."""


_ROLE = re.compile(
    r"\b(usual|usually|normal|normally|standard|ordinary|starting|initial|maintenance)\b[^,;.]{0,24}$",
    re.I,
)


def _of_another_role(claim: Claim, question: str) -> bool:
    """Whether a number is said to be another one than the question asks for."""
    role = _ROLE.search(claim.before)
    return role is not None and role[1].casefold()[:5] not in question.casefold()


def _adds_up(others: Sequence[Claim], key: QuantityKey, answer: str) -> bool:
    """Whether numbers in brackets are the parts of the right one: "15 mg (5, 5 and 5)"."""
    brackets = [
        any(m.start() < claim.found.start < m.end() for m in re.finditer(r"\([^()]*\)", answer))
        for claim in others
    ]
    values = [claim.found.quantity.value for claim in others if not claim.found.quantity.is_range]
    return (
        len(others) > 1
        and all(brackets)
        and len(values) == len(others)
        and not key.quantity.is_range
        and sum(values) == key.quantity.value
    )


def _rounds(claim: Claim, key: QuantityKey) -> bool:
    """Whether a number only says the right one roughly: "about a third, 30 %"."""
    if not (claim.found.approximate or claim.found.text.isalpha() or " " in claim.found.text):
        return False
    fit = measured(claim.found, key.quantity)
    if fit.fit not in ("same", "bare") or fit.quantity.is_range or key.quantity.is_range:
        return False
    right = key.quantity.value
    hedged = claim.found.approximate and claim.found.quantity.unit is None
    return hedged and abs(fit.quantity.value - right) <= abs(right) * ROUGHLY


_FREE = re.compile(
    r"\s*\)?\s*(?:is|are|remains?|stays?|swims?|floats?|circulates?|travels?|goes|runs?)?\s*"
    r"(?:about\s+|around\s+)?(?:free(?:ly)?|unbound)\b",
    re.I,
)


def _is_series(claims: list[Claim], last: Claim) -> bool:
    """A worked row, "6 on day 1, 12 on day 5, 18 on day 9": its last member is the answer."""
    if last is not claims[-1] or len(claims) < 4 or any(claim.elsewise for claim in claims):
        return False
    units = [claim.found.quantity.unit for claim in claims]
    if any(claim.found.quantity.is_range for claim in claims):
        return False
    values = [claim.found.quantity.value for claim in claims]
    for start in (0, 1):
        if len(set(units[start::2])) > 1 or values[start::2] != sorted(set(values[start::2])):
            return False
    return units[0] != units[1]


def _rate(claim: Claim, key: QuantityKey, question: str) -> tuple[Fraction, str]:
    """What one number earns, and why it earns nothing ("other": it measures something else)."""
    asked = key.quantity
    fit = measured(claim.found, asked, question)
    if fit.fit == "unit":
        same_digits = fit.quantity.ends == asked.ends
        return ZERO, "unit" if same_digits else "other"
    if fit.fit == "per":
        return ZERO, "per"
    if (
        _clashes(claim, asked, f"{question} {key.model}")
        or for_each_dose(claim, asked)
        or for_the_day(claim, question)
    ):
        return ZERO, "per"
    if called_a_limit(claim, f"{question} {key.model}"):
        return ZERO, "side"
    if _BY.search(claim.before) and _TO.match(key.model):
        return ZERO, "by"
    if names_the_result(claim.before, question):
        return ZERO, "to"
    slack = key.tolerance + fit.slack
    if fit.quantity.comparator and not _side_fits(fit.quantity, key, question):
        return ZERO, "side"
    if not _near(fit.quantity, asked, slack):
        return ZERO, "value"
    if fit.fit == "same" or (key.unit_named and fit.fit == "bare"):
        return ONE, ""
    return HALF, ""


def _clashes(claim: Claim, asked: Quantity, question: str) -> bool:
    """Whether the amount is said to be given at other times than the question says it is."""
    often = claim.found.doses_per_day
    if often is None or asked.unit is None or not is_amount(asked) or claim.found.divided:
        return False
    if ("time", -1) in asked.unit.dimension:
        return False  # compared as amounts a day
    if often > 1 and _WHOLE_DAY.search(question) and not _EACH_ONE.search(question):
        return True
    said = {one.per_day for one in find_frequencies(question) if one.per_day is not None}
    return len(said) == 1 and often not in said


_WHOLE_DAY = re.compile(r"\bin\s+(?:24\s*h|(?:one|a)\s+day)|\btotal\s+daily|\bper\s+24\s*h", re.I)


_EACH_ONE = re.compile(r"\b(?:each|single|every|per\s+dose|one\s+dose)\b", re.I)


def _near(typed: Quantity, asked: Quantity, slack: Fraction) -> bool:
    if asked.is_range:
        return typed.is_range and all(
            abs(one - other) <= slack for one, other in zip(typed.ends, asked.ends, strict=True)
        )
    return not typed.is_range and abs(typed.value - asked.value) <= slack


def _side_fits(typed: Quantity, key: QuantityKey, question: str) -> bool:
    """Whether "under", "at most" or "over" agrees with what was asked."""
    assert typed.comparator is not None
    below = typed.comparator.startswith("<")
    if key.quantity.comparator:
        return key.quantity.comparator.startswith("<") == below
    if typed.comparator in ("<", ">"):
        return False  # a maximum of 80 is not "less than 80"
    text = f"{question} {key.role} {key.model}"
    if below:
        return bool(MOST.search(text) or _TO.match(key.model))
    return bool(LEAST.search(text))


def _wrong_number(
    rated: list[tuple[Claim, Fraction, str]], key: QuantityKey, points: Sequence[object]
) -> Result:
    nothing = missed(points, "")
    if not rated:
        return replace(nothing, problem="I found no number in that.")
    concluded = [entry for entry in rated if entry[0].concludes]
    claim, _, why = concluded[-1] if concluded else rated[0]
    nothing = replace(nothing, heard=claim.found.text)
    asked = key.quantity
    fit = measured(claim.found, asked)
    if is_amount(asked) and fit.fit in ("same", "bare", "interval"):
        ratio = unsafe_ratio(fit.quantity, asked)
        if ratio is not None:
            return nothing.with_unsafe(off_by(ratio))
    return replace(nothing, problem=WHY.get(why, ""))
