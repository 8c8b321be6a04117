"""Both ends of a range, a point each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from trainer.calculator.quantity import Quantity
from trainer.calculator.writer import write
from trainer.deck.key import RangeKey
from trainer.grading.amounts import (
    HIGH,
    LEAST,
    LOW,
    MOST,
    ROUGHLY,
    ambiguous,
    explained,
    for_each_dose,
    for_the_day,
    is_given,
    missed,
    off_by,
    unsafe_ratio,
)
from trainer.grading.claims import Claim, claims_of, denied_as_a_whole, sprayed, values_in
from trainer.grading.measure import Measured, is_amount, measured, same_digits
from trainer.grading.outcome import HALF, ONE, ZERO, Result
from trainer.grading.sides import goes_against, names_a_change, names_the_result, other_side_of_time
from trainer.grading.verdict import PointResult

_TWO_ASKED = re.compile(
    r"\bwhich\s+two\b|\b(?:lower|lowest|minimum|smallest)\s+and\s+(?:the\s+)?(?:upper|highest|maximum|largest)\b"
    r"|\bboth\s+(?:ends|limits)\b",
    re.I,
)


_OR_MORE = re.compile(
    r"(?<!\bno )(?<!\bnot )\b(?:at\s+least|more\s+than|over|longer\s+than|no\s+less\s+than)\s*$",
    re.I,
)


def grade_range(answer: str, key: RangeKey, question: str) -> Result:
    """Both ends of a range, a point each."""
    claims = [claim for claim in claims_of(answer) if not claim.denied]
    if denied_as_a_whole(answer):
        claims = []
    points = key.points
    if sprayed(tuple(claims)):
        return missed(points, "Several numbers were given; the two ends were asked for.")
    if doubt := ambiguous(claims):
        return missed(points, doubt).doubted(doubt)
    claims = [claim for claim in claims if not claim.working]
    if _outside(claims, key):
        return missed(points, "That is outside of the range, not the range itself.")
    limit = MOST.search(f"{question} {key.model}") and not LEAST.search(question)
    if limit and any(_OR_MORE.search(one.before) and one.found.quantity.is_range for one in claims):
        return missed(points, "The limit lies on the other side.")
    if other_side_of_time(answer, question):
        return missed(points, "Before and after are not the same.")
    if claims and goes_against(answer, question):
        return missed(points, "").with_unsafe("That goes in the opposite direction.")
    if any(names_the_result(claim.before, question) for claim in claims):
        return missed(points, "That is what is left; asked was by how much.")
    if any(names_a_change(claim.before, question) for claim in claims):
        return missed(points, "That is a change; asked was what it comes to.")
    if key.any_inside:
        return _inside(claims, key, question)
    spans = [_span(claim, key, question) for claim in claims]
    ranges = [span for span in spans if span is not None and span[1].quantity.is_range]
    comparable = [span for span in ranges if span[1].fit != "unit"]
    marked = True
    if not comparable:
        if joined := _joined(answer, spans):
            ranges = [joined]
        elif both := both_ends(answer, [one for one in spans if one is not None], key):
            ranges, marked = [both[0]], both[1] or bool(_TWO_ASKED.search(question))
    given = values_in(question)
    rated = [(claim, fit, *_ends(fit, key)) for claim, fit in ranges]
    if not rated:
        return _one_end(claims, key, question)
    rated.sort(key=lambda entry: -(entry[2] + entry[3]))
    claim, fit, low, high = rated[0]
    factor = _worth(fit, key.unit_named)
    others = [
        one
        for one in rated[1:]
        if one[2] + one[3] == 0 and not is_given(one[0], given) and one[1].fit != "unit"
    ]
    if claim.concludes and all(one[0].found.start < claim.found.start for one in others):
        others = []  # "half to three quarters of 80, so 40-60 mg"
    if ((low or high) and any(one[0].elsewise for one in others)) or (claim.elsewise and others):
        return missed(points, "More than one range was given; one was asked for.")
    heard = claim.found.text
    tenfold = bool(is_amount(key.quantity) and factor and _tenfold_end(fit.quantity, key.quantity))
    if tenfold and (low + high == 0 or same_digits(claim.found.quantity, key.quantity)):
        return missed(points, "").with_unsafe(_how_far(fit.quantity, key.quantity))
    score = (low + high) * HALF * factor
    results = tuple(
        PointResult(point.text, bool(met and factor == 1), bool(met and factor < 1), heard)
        for point, met in zip(points, (low, high), strict=True)
    )
    result = Result(score, results, heard=heard)
    if tenfold:
        return result.with_harm(_ONE_END)
    if score == 0:
        return explained(result, fit, key.quantity)
    if factor < 1:
        result = replace(result, problem="The unit is missing.")
    elif low + high < 2:
        result = replace(result, problem="One end of the range is right, the other is not.")
    if others and score == 1:
        return result.doubted("A second range was given beside the right one")
    return result if marked else result.doubted("Two numbers were given, not as a range")


def _outside(claims: Sequence[Claim], key: RangeKey) -> bool:
    """Whether it says "below the low end or above the high end"."""
    sides = [(claim.found.quantity.comparator or "")[:1] for claim in claims]
    return len(claims) == 2 and sides == ["<", ">"] and claims[1].elsewise and not key.any_inside


def _span(claim: Claim, key: RangeKey, question: str) -> tuple[Claim, Measured] | None:
    if for_each_dose(claim, key.quantity) or for_the_day(claim, question):
        return claim, Measured("per", replace(claim.found.quantity, unit=None))
    return claim, measured(claim.found, key.quantity, question)


def _joined(
    answer: str, spans: Sequence[tuple[Claim, Measured] | None]
) -> tuple[Claim, Measured] | None:
    """Two single numbers that are put as the ends of a range: "at least 40, at most 80"."""
    fits = [span for span in spans if span is not None and span[1].fit != "unit"]
    usable = [(claim, fit) for claim, fit in fits if not fit.quantity.is_range]
    if len(usable) != 2:
        return None
    (first, low), (second, high) = usable
    sides = (low.quantity.comparator or "")[:1], (high.quantity.comparator or "")[:1]
    if sides == ("<", ">") and low.quantity.value < high.quantity.value:
        return None  # "at most 2 h, at least 3 h"
    text_low = first.before + (low.quantity.comparator or "") + first.after[:14]
    text_high = (
        answer[first.found.end : second.found.start]
        + (high.quantity.comparator or "")
        + second.after[:14]
    )
    ordered = low.quantity.value < high.quantity.value
    marked = bool(HIGH.search(text_high)) or high.quantity.comparator is not None
    if not ordered and HIGH.search(text_low) and LOW.search(text_high):
        (first, low), (second, high) = (second, high), (first, low)
        ordered = marked = low.quantity.value < high.quantity.value
    if not ordered or not marked:
        return None
    whole = low if low.fit not in ("bare",) else high
    unit_fit = "same" if "same" in (low.fit, high.fit) else whole.fit
    if "per" in (low.fit, high.fit):
        return None
    chosen = (high if high.quantity.unit is not None else low).quantity.unit
    quantity = Quantity(low.quantity.value, high.quantity.value, chosen)
    return second, Measured(unit_fit, quantity, max(low.slack, high.slack))


_MARKS_LOW = re.compile(
    r"\b(?:earliest|least|from|between|min(?:imum)?|low(?:er|est)?|bottom|shortest|start\w*"
    r"|not\s+(?:lower|less|under|below|earlier|sooner)\s+than)\b",
    re.I,
)


_MARKS_HIGH = re.compile(
    r"\b(?:latest|most|to|max(?:imum)?|high(?:er|est)?|top|upper|longest|outside|limit|ceiling"
    r"|not\s+(?:higher|more|over|above|later|longer)\s+than)\b",
    re.I,
)


def both_ends(
    answer: str, spans: Sequence[tuple[Claim, Measured]], key: RangeKey
) -> tuple[tuple[Claim, Measured], bool] | None:
    """Two single numbers that are the two ends, and whether they are put as ends.

    None if a third number stands beside them, if "or" leaves open which of them holds, or if the
    lower one is called the highest.
    """
    low_end, high_end = key.quantity.ends
    held: dict[int, tuple[Claim, Measured]] = {}
    for claim, fit in spans:
        if fit.fit in ("unit", "per") or fit.quantity.is_range:
            return None
        slack = key.tolerance + fit.slack
        places = [
            n for n, end in enumerate((low_end, high_end)) if abs(fit.quantity.value - end) <= slack
        ]
        if not places:
            if _near_an_end(claim, fit, key):
                continue
            return None
        if places[0] in held and held[places[0]][1].fit == "same":
            return None
        held[places[0]] = (claim, fit)
    if len(held) < 2:
        return None
    (low, low_fit), (high, high_fit) = held[0], held[1]
    first, second = (low, high) if low.found.start < high.found.start else (high, low)
    between = answer[first.found.end : second.found.start]
    if second.elsewise and not _ONE_OR_NEXT.fullmatch(between):
        return None
    sides = low_fit.quantity.comparator or "", high_fit.quantity.comparator or ""
    if sides[0].startswith("<") or sides[1].startswith(">"):
        return None
    near_low, near_high = _around(answer, low, second), _around(answer, high, second)
    if _MARKS_HIGH.search(near_low) and _MARKS_LOW.search(near_high):
        return None
    marked = bool(
        any(sides)
        or _MARKS_HIGH.search(near_high)
        or _MARKS_LOW.search(near_low)
        or _ONE_OR_NEXT.fullmatch(between)
    )
    unit_fit = (
        high_fit if high_fit.quantity.unit is not None and high_fit.fit == "same" else low_fit
    )
    quantity = Quantity(low_end, high_end, unit_fit.quantity.unit)
    fit_name = "same" if "same" in (low_fit.fit, high_fit.fit) else unit_fit.fit
    return (second, Measured(fit_name, quantity, max(low_fit.slack, high_fit.slack))), marked


_ONE_OR_NEXT = re.compile(r"\s*or\s*(?:the\s+)?", re.I)  # "the third or fourth day"


def _around(answer: str, claim: Claim, second: Claim) -> str:
    after = answer[claim.found.end : claim.found.end + 24]
    if claim is not second:
        after = answer[claim.found.end : min(claim.found.end + 24, second.found.start)]
        after = re.split(r"[,;]|\band\b|\bto\b", after)[0]
    return claim.before[-24:] + " " + after


def _near_an_end(claim: Claim, fit: Measured, key: RangeKey) -> bool:
    """Whether a number in words or brackets only says an end roughly: "a third (33 %)"."""
    if fit.quantity.unit is not None and claim.found.quantity.unit is not None:
        return False
    return any(abs(fit.quantity.value - end) <= end * ROUGHLY for end in key.quantity.ends)


def _ends(fit: Measured, key: RangeKey) -> tuple[int, int]:
    """Whether the low and the high end are right (1 or 0 each)."""
    if fit.fit in ("unit", "per") or fit.quantity.comparator:
        return 0, 0
    (low, high), (asked_low, asked_high) = fit.quantity.ends, key.quantity.ends
    slack = key.tolerance + fit.slack
    return int(abs(low - asked_low) <= slack), int(abs(high - asked_high) <= slack)


def _worth(fit: Measured, unit_named: bool) -> Fraction:
    if fit.fit == "same" or (fit.fit == "bare" and unit_named):
        return ONE
    return HALF if fit.fit in ("bare", "interval") else ZERO


def _how_far(typed: Quantity, asked: Quantity) -> str:
    """How far both ends are off, where that is one power of ten; else that one is."""
    ratio = unsafe_ratio(typed, asked)
    return _ONE_END if ratio is None else off_by(ratio)


_ONE_END = "One end is ten times off or more, which would harm if it were given."


def _tenfold_end(typed: Quantity, asked: Quantity) -> bool:
    return any(
        theirs > 0 and not Fraction(1, 10) < mine / theirs < 10
        for mine, theirs in zip(typed.ends, asked.ends, strict=True)
    )


def _one_end(claims: list[Claim], key: RangeKey, question: str) -> Result:
    """No range was given: one end, alone, is half."""
    points, asked = key.points, key.quantity
    kept = [claim for claim in claims if not is_given(claim, values_in(question))] or claims
    for claim in kept:
        fit = measured(claim.found, asked, question)
        if fit.fit in ("unit", "per") or fit.quantity.is_range:
            continue
        slack = key.tolerance + fit.slack
        for index, end in enumerate(asked.ends):
            wrong_side = fit.quantity.comparator is not None and (
                fit.quantity.comparator.startswith("<") != (index == 1)
            )
            if abs(fit.quantity.value - end) <= slack and not wrong_side and len(kept) == 1:
                factor = _worth(fit, key.unit_named)
                results = tuple(
                    PointResult(point.text, place == index and factor == 1, place == index)
                    for place, point in enumerate(points)
                )
                problem = "That is one end; both ends of the range were asked for."
                return Result(HALF * factor, results, problem=problem, heard=claim.found.text)
    nothing = missed(points, "")
    if not kept:
        return replace(nothing, problem="I found no number in that.")
    claim = kept[-1]
    nothing = replace(nothing, heard=claim.found.text)
    fit = measured(claim.found, asked, question)
    if fit.fit in ("same", "bare", "interval") and not fit.quantity.is_range:
        value = fit.quantity.value
        if asked.ends[0] < value < asked.ends[1]:
            return replace(
                nothing, problem="That lies inside the range; both its ends were asked for."
            )
        if is_amount(asked) and (value >= 10 * asked.ends[1] or 10 * value <= asked.ends[0]):
            return nothing.with_unsafe("That is ten times off or more, which would harm.")
    return explained(nothing, fit, asked)


def _inside(claims: list[Claim], key: RangeKey, question: str) -> Result:
    """Any one value of the range is complete."""
    points = key.points
    if len(claims) != 1:
        return missed(points, "One dose was asked for.")
    fit = measured(claims[0].found, key.quantity, question)
    low, high = key.quantity.ends
    inside = (
        fit.fit in ("same", "bare")
        and fit.quantity.comparator is None
        and all(low - key.tolerance <= end <= high + key.tolerance for end in fit.quantity.ends)
    )
    if not inside:
        return replace(missed(points, ""), heard=claims[0].found.text)
    factor = _worth(fit, key.unit_named)
    heard = write(fit.quantity)
    return Result(
        factor, (PointResult(points[0].text, factor == 1, factor < 1, heard),), heard=heard
    )
