"""What the graders of numbers share: how far off a number is, and how that is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from trainer.calculator.quantity import Quantity
from trainer.grading.claims import Claim
from trainer.grading.measure import EACH_DOSE, FOR_ONE_DOSE, Measured, is_amount
from trainer.grading.outcome import ZERO, Result
from trainer.grading.verdict import PointResult

_POWERS = (Fraction(10), Fraction(100), Fraction(1000), Fraction(1_000_000))


MOST = re.compile(
    r"\bmax|\blonger\s+than|\bceiling|\bmost\b|\bup to\b|\blimit|\blongest|\bhighest|not exceed",
    re.I,
)


LEAST = re.compile(
    r"(?<!/)\bmin(?:imum)?\b(?!ute)|\bearliest\b|\bsoonest\b|\bleast\b|\blowest|\bshortest"
    r"|\b(?:must|should|have\s+to|has\s+to)\s+(?:lie|pass|elapse|be\s+waited|wait)|\bwait\w*\b"
    r"|\binterval\b|\bapart\b|\bseparat\w+|\bbefore\b[^?]*\b(?:start|restart|begin|giv|tak|us)\w*"
    r"|\bmust\b[^?]*\b(?:off|free\s+of|stopped)\b",
    re.I,
)


_CALLED = (
    r"\s*,?\s*(?:a\s+day\s+|daily\s+)?(?:(?:is|being)\s+the\s+|as\s+(?:the|a)\s+|at\s+the\s+)?"
)
_AT_THE = r"[^.;,\d]{0,24}?\b(?:at\s+(?:the\s+)?(?:very\s+)?|(?:is|being)\s+the\s+)"
_CALLED_MOST = re.compile(
    rf"{_CALLED}(?:max(?:imum)?\b|tops\b|highest|longest|greatest|ceiling|upper\s+limit"
    rf"|(?:or|and)\s+(?:less|fewer|shorter)|(?:and|but)\s+(?:no|not)\s+(?:more|longer))"
    rf"|{_AT_THE}most\b",
    re.I,
)
_CALLED_LEAST = re.compile(
    rf"{_CALLED}(?:min(?:imum)?\b(?!ute)|lowest|shortest|smallest"
    rf"|(?:or|and)\s+(?:more|longer)|(?:and|but)\s+(?:no|not)\s+(?:less|shorter))"
    rf"|{_AT_THE}least\b",
    re.I,
)
_MOST_FIRST = re.compile(
    r"\b(?:max(?:imum)?|highest|longest|ceiling|upper\s+limit)\W+(?:(?:of|is|dose|duration|being|a)\W+)*$",
    re.I,
)
_LEAST_FIRST = re.compile(
    r"\b(?:min(?:imum)?|lowest|shortest|smallest)\W+(?:(?:of|is|dose|duration|being|a)\W+)*$", re.I
)


def called_a_limit(claim: Claim, about: str) -> bool:
    """Whether a number is called the most or the least where that is not asked for.

    `about` is the question with its model answer: "10 days at most" is neither a minimum nor the
    usual time.
    """
    if _CALLED_MOST.match(claim.after) or _MOST_FIRST.search(claim.before):
        return not MOST.search(about)
    if _CALLED_LEAST.match(claim.after) or _LEAST_FIRST.search(claim.before):
        return not LEAST.search(about)
    return False


LOW = re.compile(
    r"\b(?:low(?:er|est)?|min(?:imum)?|least|from|bottom|start\w*|=|between)\b|=|≥", re.I
)


HIGH = re.compile(r"\b(?:high(?:er|est)?|max(?:imum)?|most|to|top|upper|up)\b|≤", re.I)


ROUGHLY = Fraction(15, 100)


def unsafe_ratio(typed: Quantity, asked: Quantity) -> Fraction | None:
    """The power of ten from 10 up (or its inverse) by which a number is off, 2 % slack; or None."""
    if len(typed.ends) != len(asked.ends) or min(asked.ends) <= 0 or min(typed.ends) <= 0:
        return None
    ratios = [mine / theirs for mine, theirs in zip(typed.ends, asked.ends, strict=True)]
    for power in _POWERS:
        for ratio in (power, 1 / power):
            if all(abs(one / ratio - 1) <= Fraction(1, 50) for one in ratios):
                return ratio
    return None


def for_each_dose(claim: Claim, asked: Quantity) -> bool:
    """Whether a daily amount is said to be given at each dose."""
    daily = asked.unit is not None and ("time", -1) in asked.unit.dimension
    return daily and bool(EACH_DOSE.match(claim.after))


_ONE_DAY = re.compile(
    r"\s*(?:,\s*)?(?:(?:in\s+total|altogether|overall|spread|divided|split)\s+)?"
    r"(?:(?:for|in|over|across|per|through)\s+)?(?:the|a|one|each|every)\s+(?:whole\s+|entire\s+|full\s+)?day\b"
    r"|\s*(?:,\s*)?(?:daily|in\s+total|altogether)\b",
    re.I,
)


def for_the_day(claim: Claim, question: str) -> bool:
    """Whether what is asked of one dose is said of the whole day."""
    return bool(FOR_ONE_DOSE.search(question) and _ONE_DAY.match(claim.after))


def settled(claims: list[Claim]) -> list[Claim]:
    """The claims without the terms of a calculation, if anything is left."""
    plain = [claim for claim in claims if not claim.working]
    return plain or claims


def is_given(claim: Claim, given: frozenset[Fraction]) -> bool:
    return all(end in given for end in claim.found.quantity.ends)


def ambiguous(claims: Sequence[Claim]) -> str:
    for claim in claims:
        if claim.found.ambiguity and re.search(r"\d,\d", claim.found.text):
            return f"{claim.found.text!r} may mean two things: {claim.found.ambiguity}."
    return ""


def missed(points: Sequence[object], problem: str) -> Result:
    texts = [str(getattr(point, "text", point)) for point in points]
    return Result(ZERO, tuple(PointResult(text, False) for text in texts), problem=problem)


def explained(missed: Result, fit: Measured, asked: Quantity) -> Result:
    """What is wrong with a range of which no end is right; unsafe where it is tenfold."""
    if fit.fit == "unit" and fit.quantity.ends == asked.ends:
        return replace(missed, problem=WHY["unit"])
    if fit.fit == "per":
        return replace(missed, problem=WHY["per"])
    if fit.fit in ("same", "bare", "interval") and is_amount(asked):
        ratio = unsafe_ratio(fit.quantity, asked)
        if ratio is not None:
            return missed.with_unsafe(off_by(ratio))
    return missed


WHY = {
    "unit": "The unit is not the one that was asked.",
    "per": "Per dose and per day are not the same.",
    "by": "A change by that much is not a change to it.",
    "to": "A change to that much is not a change by it.",
    "side": "The limit lies on the other side.",
}


def off_by(ratio: Fraction) -> str:
    times = max(ratio, 1 / ratio)
    if ratio > 1:
        return f"That is {int(times):,} times too high: an overdose if it were given."
    return f"That is {int(times):,} times too low: it would leave the patient untreated."
