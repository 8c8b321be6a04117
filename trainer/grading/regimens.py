"""A dose with its frequency, and a change of dose: each part is a point of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from trainer.calculator.asked_unit import unit_is_asked
from trainer.calculator.frequency import find_frequencies
from trainer.calculator.quantity import Quantity
from trainer.calculator.units import Unit, unit
from trainer.deck.key import ChangeKey, RegimenKey
from trainer.grading.amounts import ambiguous, missed, off_by, unsafe_ratio
from trainer.grading.claims import Claim, claims_of, denied_as_a_whole, sprayed
from trainer.grading.measure import PER_DAY, Measured, is_amount, measured, same_digits
from trainer.grading.outcome import HALF, ONE, ZERO, Result
from trainer.grading.verdict import PointResult

_UP = re.compile(
    r"\b(?:increas\w+|rais\w+|up|add\w*|go(?:es)? up|higher|more|titrat\w+ up"
    r"|step\w* up|plus|gain)\b",
    re.I,
)
_DOWN = re.compile(
    r"\b(?:decreas\w+|reduc\w+|lower\w*|cut\w*|down|less|taper\w*|minus|subtract\w*|drop\w*|fewer"
    r"|take\s+(?:off|away)|halv\w+|withh?eld)\b",
    re.I,
)
_REMAINS = re.compile(
    r"(?:\bto|\bgive|\bgiving|\buse|\bof(?:\s+the)?\s+(?:usual|normal|full)|\bleav\w+"
    r"|\bkeep)\s*(?:only\s+|about\s+|just\s+)?$",
    re.I,
)
_REMAINS_AFTER = re.compile(
    r"\s*(?:of\s+(?:the|their|his|her|its)?\s*(?:usual|normal|full|standard|original"
    r"|previous|regular)|(?:of\s+(?:the|their|its)\s+(?:\w+\s+)?dose\s+)?(?:is|are)\s+(?:then\s+)?(?:given|used|taken)"
    r"|left|remains?\b)",
    re.I,
)
_BY = re.compile(r"\bby\s*(?:about\s+)?(?:a\s+)?$|\ba\s*$", re.I)
_UP_TO_END = re.compile(
    r"(?<!up)(?<!up\s)\bto\s*(?:about|around|roughly|a\s+total\s+of)?\s*$", re.I
)
_EACH = re.compile(
    r"\b(?:per|each|every|on\s+(?:each|every)|at\s+each|to\s+each|with\s+each)\s+(?:single\s+|individual\s+"
    r"|of\s+the\s+)?"
    r"(?:(?:two|three|four|\d)\s+(?:daily\s+)?)?dos(?:e|es)\b",
    re.I,
)


def grade_regimen(answer: str, key: RegimenKey, question: str) -> Result:
    """The single dose and how often it is given."""
    claims = [claim for claim in claims_of(answer) if not claim.denied and not claim.working]
    if denied_as_a_whole(answer):
        claims = []
    points = key.points
    if sprayed(tuple(claims)):
        return missed(points, "Several numbers were given; one dose was asked for.")
    if doubt := ambiguous(claims):
        return missed(points, doubt).doubted(doubt)
    frequencies = [one.per_day for one in find_frequencies(answer) if not one.divided]
    rated = [_rate(claim, key) for claim in claims]
    usable = [one for one in rated if one is not None]
    if not usable:
        if any(claim.denied for claim in claims_of(answer)):
            return replace(missed(points, ""), heard=answer[:60])
        often = bool(frequencies) and set(frequencies) == {key.doses_per_day}
        wrong_unit = any(one is None for one in rated)
        if not often or wrong_unit:
            return replace(missed(points, ""), heard=claims[0].found.text if claims else "")
        return _scored(key, ZERO, True, "")
    best = max(usable, key=lambda one: (one[0], one[1]))
    dose, often, harm, heard = best
    others = [one for one in usable if one[0] == 0 and one is not best]
    if not often and frequencies:
        often = set(frequencies) == {key.doses_per_day}
    stray = [one for one in frequencies if one is not None and one != key.doses_per_day]
    if often and stray and not _total_only(key, claims):
        often = False
    if harm:
        result = _scored(key, ZERO, often, heard)
        return result.with_unsafe(harm) if other_unit(claims, key.dose) else result.with_harm(harm)
    if dose and not often and (asked_times := _too_often(answer, frequencies, key)):
        why = f"That gives it {asked_times} times as often, which would harm."
        return _scored(key, dose, often, heard).with_harm(why)
    if dose and others:
        if any(claim.elsewise for claim in claims):
            return missed(points, "More than one dose was given; one was asked for.")
        return _scored(key, dose, often, heard).doubted(
            "A second dose was given beside the right one"
        )
    return _scored(key, dose, often, heard)


TOO_OFTEN = 5
"""The right dose so many times as often as it should be given is an overdose: daily for weekly."""


def _too_often(answer: str, frequencies: Sequence[Fraction | None], key: RegimenKey) -> int:
    """How many times as often as is right, where that is `TOO_OFTEN` or more; else 0."""
    if not frequencies and PER_DAY.search(answer):
        frequencies = [ONE]
    said = [one / key.doses_per_day for one in frequencies if one is not None]
    return round(min(said)) if said and min(said) >= TOO_OFTEN else 0


def _scored(key: RegimenKey, dose: Fraction, often: bool, heard: str) -> Result:
    score = (dose + (ONE if often else ZERO)) / 2
    points = (
        PointResult(key.points[0].text, dose == 1, 0 < dose < 1, heard),
        PointResult(key.points[1].text, often, False, heard if often else ""),
    )
    problem = ""
    if dose == 1 and not often:
        problem = "How often it is given is missing or not right."
    elif 0 < dose < 1:
        problem = "The unit is missing."
    return Result(score, points, problem=problem, heard=heard)


def _rate(claim: Claim, key: RegimenKey) -> tuple[Fraction, bool, str, str] | None:
    """(dose's worth, frequency right, harm, heard) of one number; None for another measure."""
    found, text = claim.found, claim.found.text
    goal = replace(key.dose, unit=_per_dose(key.dose))
    fit = measured(found, goal)
    often = found.doses_per_day == key.doses_per_day or found.divided == key.doses_per_day
    if fit.fit == "unit":
        return None
    if fit.fit == "per":
        # a daily amount: the total without how it is split, or the single dose "daily"
        total = measured(found, replace(goal.scaled(key.doses_per_day), unit=_per_day(key.dose)))
        if total.fit == "same" and total.quantity.ends == goal.scaled(key.doses_per_day).ends:
            return (ONE, key.doses_per_day == 1, "", text)
        once = measured(
            replace(found, quantity=replace(found.quantity, unit=_single(found.quantity))), goal
        )
        if once.fit == "same" and once.quantity.ends == goal.ends:
            return ONE, key.doses_per_day == 1, "", text
        return ZERO, False, _harm(once, goal), text
    if fit.quantity.comparator or fit.quantity.ends != goal.ends:
        return ZERO, often, _harm(fit, goal), text
    return (ONE if fit.fit == "same" else HALF), often, "", text


def other_unit(claims: Sequence[Claim], goal: Quantity) -> bool:
    """Whether the right digits stand in another unit of the same kind: mcg for mg."""
    return any(same_digits(claim.found.quantity, goal) for claim in claims)


def _harm(fit: Measured, goal: Quantity) -> str:
    if fit.fit in ("same", "interval") and is_amount(goal):
        ratio = unsafe_ratio(fit.quantity, goal)
        if ratio is not None:
            return off_by(ratio)
    return ""


def _per_dose(dose: Quantity) -> Unit:
    return _with(dose, "dose")


def _per_day(dose: Quantity) -> Unit:
    return _with(dose, "day")


def _single(dose: Quantity) -> Unit:
    return _with(dose, "")


def _with(dose: Quantity, per: str) -> Unit:
    assert dose.unit is not None
    parts = [part for part in dose.unit.parts if part not in ("dose", "day", "h")]
    return unit("/".join([*parts, per] if per else parts))


def _total_only(key: RegimenKey, claims: list[Claim]) -> bool:
    return any(claim.found.divided for claim in claims)


_HALVE = re.compile(
    r"\bhalv(?:e|ed|es|ing)\b|\b(?:cut|reduce|divide)\w*\s+(?:the\s+dose\s+"
    r"|it\s+)?(?:in|to)\s+(?:one\s+)?half\b",
    re.I,
)


def grade_change(answer: str, key: ChangeKey, question: str) -> Result:
    """Direction, size, interval and condition of a change."""
    answer = _HALVE.sub("reduce by 50%", answer)
    claims = [claim for claim in claims_of(answer) if not claim.denied and not claim.working]
    if denied_as_a_whole(answer):
        claims = []
    if sprayed(tuple(claims)):
        return missed(key.points, "Several numbers were given.")
    if doubt := ambiguous(claims):
        return missed(key.points, doubt).doubted(doubt)
    if _rivals(claims):
        return missed(key.points, "More than one answer was given; one was asked for.")
    up, down = bool(_UP.search(answer)), bool(_DOWN.search(answer))
    against = (down and not up) if key.direction == "increase" else (up and not down)
    if against and claims:
        why = "That changes the dose in the opposite direction, which would harm."
        return replace(missed(key.points, ""), heard=claims[0].found.text).with_unsafe(why)
    results: list[PointResult] = []
    earned: list[Fraction] = []

    def add(worth: Fraction, heard: str) -> None:
        point = key.points[len(results)]
        results.append(PointResult(point.text, worth == 1, 0 < worth < 1, heard if worth else ""))
        earned.append(worth)

    used: set[int] = set()
    if key.condition is not None:
        worth, heard, place = _condition(claims, key.condition)
        used.add(place)
        add(worth, heard)
    amount_claims = [claim for index, claim in enumerate(claims) if index not in used]
    low, high, heard, harm = _amount(answer, amount_claims, key, question)
    if harm and other_unit(amount_claims, key.amount):
        return replace(missed(key.points, ""), heard=heard).with_unsafe(harm)
    add(low, heard)
    if key.amount.is_range:
        add(high, heard)
    if key.interval is not None:
        add(ONE if _interval(answer, claims, key.interval) else ZERO, "")
    result = Result(sum(earned, ZERO) / len(earned), tuple(results), heard=heard)
    return result.with_harm(harm) if harm else result


def _rivals(claims: list[Claim]) -> bool:
    """Whether an "or" offers another value of the same measure."""
    for index, claim in enumerate(claims):
        if claim.elsewise:
            for other in claims[:index]:
                mine, theirs = claim.found.quantity, other.found.quantity
                if mine.unit == theirs.unit and mine.unit is not None and mine.ends != theirs.ends:
                    return True
    return False


def _condition(claims: list[Claim], condition: Quantity) -> tuple[Fraction, str, int]:
    for index, claim in enumerate(claims):
        fit = measured(claim.found, condition)
        if fit.fit == "unit" or fit.quantity.is_range or fit.quantity.value != condition.value:
            continue
        if fit.quantity.comparator is None:
            return HALF, claim.found.text, index
        # "30 or less" is not "below 30": at the limit itself the two part.
        if fit.quantity.comparator != condition.comparator:
            return ZERO, claim.found.text, index
        return (ONE if fit.fit == "same" else HALF), claim.found.text, index
    return ZERO, "", -1


def _amount(
    answer: str, claims: list[Claim], key: ChangeKey, question: str
) -> tuple[Fraction, Fraction, str, str]:
    """Worth of the low and high end (the same for a single size), what was heard, and harm."""
    best = (ZERO, ZERO, claims[0].found.text if claims else "", "")
    goal = key.amount
    for claim in claims:
        fit = measured(claim.found, goal, question + " daily" if _daily(key) else question)
        quantity = fit.quantity
        if goal.unit is not None and goal.unit.symbol == "%" and fit.fit in ("same", "bare"):
            remains = bool(_REMAINS.search(claim.before) and not _BY.search(claim.before)) or bool(
                _REMAINS_AFTER.match(claim.after) and not _BY.search(claim.before)
            )
            if remains and all(end < 100 for end in quantity.ends):
                ends = sorted(100 - end for end in quantity.ends)
                quantity = replace(quantity, low=ends[0], high=ends[-1])
        elif _daily(key) and _per_each(answer, claim) and not _count(answer, key):
            continue
        elif _daily(key) and (count := _count(answer, key)) and _per_each(answer, claim):
            single = measured(replace(claim.found, doses_per_day=count), goal)
            fit, quantity = single, single.quantity
            if (
                claim.found.quantity.unit is not None
                and single.fit == "same"
                and (("dose", -1) not in claim.found.quantity.unit.dimension)
            ):
                quantity = quantity.scaled(count)
        elif (
            _daily(key)
            and claim.found.quantity.unit is not None
            and ("dose", -1) in claim.found.quantity.unit.dimension
            and "dose" not in claim.found.text.casefold()
        ):
            # "15 mg every third day": the interval of the change, not of a dose
            plain = replace(
                claim.found,
                quantity=replace(claim.found.quantity, unit=_single(claim.found.quantity)),
                doses_per_day=None,
            )
            fit = measured(plain, goal, "daily")
            quantity = fit.quantity
        if fit.fit in ("unit", "per") or quantity.comparator not in (None, "<="):
            continue
        percent = goal.unit is not None and goal.unit.symbol == "%"
        if not percent and _UP_TO_END.search(claim.before) and quantity.comparator is None:
            continue  # a change to that much is not a change by it
        worth = HALF if fit.fit in ("bare", "interval") else ONE
        if fit.fit == "bare" and unit_is_asked(question, goal):
            worth = ONE
        if is_amount(goal) and fit.fit == "same" and unsafe_ratio(quantity, goal):
            return ZERO, ZERO, claim.found.text, off_by(unsafe_ratio(quantity, goal) or ONE)
        low, high = _matched(quantity, goal)
        rated = (worth if low else ZERO, worth if high else ZERO, claim.found.text, "")
        if rated[0] + rated[1] > best[0] + best[1]:
            best = rated
    return best


def _matched(quantity: Quantity, goal: Quantity) -> tuple[bool, bool]:
    if not goal.is_range:
        same = quantity.ends == goal.ends
        return same, same
    if quantity.is_range:
        return quantity.ends[0] == goal.ends[0], quantity.ends[1] == goal.ends[1]
    return quantity.value == goal.ends[0], quantity.value == goal.ends[1]


def _count(answer: str, key: ChangeKey) -> Fraction | None:
    """How many doses a day there are: as the key knows it, or as the answer says it."""
    if key.doses_per_day:
        return key.doses_per_day
    if match := _OF_THE.search(answer):
        return Fraction(
            {"two": 2, "three": 3, "four": 4}.get(match[1].casefold(), 0) or int(match[1])
        )
    said = {one.per_day for one in find_frequencies(answer) if one.per_day and one.per_day > 1}
    return said.pop() if len(said) == 1 else None


_OF_THE = re.compile(
    r"\b(?:each|every\s+one)\s+of\s+the\s+(two|three|four|[2-6])\s+(?:daily\s+)?doses\b", re.I
)


def _daily(key: ChangeKey) -> bool:
    return key.amount.unit is not None and ("time", -1) in key.amount.unit.dimension


def _per_each(answer: str, claim: Claim) -> bool:
    """Whether the amount is put as a change of each single dose."""
    start = max(0, claim.found.start - 60)
    return bool(_EACH.search(answer[start : claim.found.end + 40]))


def _interval(answer: str, claims: list[Claim], interval: Quantity) -> bool:
    """Whether "every 3 days" or its like is said, and nothing else of its kind."""
    asked = interval.to("day").value
    said: list[Fraction] = []
    for one in find_frequencies(answer):
        if one.interval is not None:
            said.append(one.interval.to("day").value)
        elif one.per_day and not one.divided:
            said.append(1 / one.per_day)
    said = [days for days in said if days >= 1 or asked < 1]
    slower = [days for days in said if days != 1] or said
    if slower:
        return all(days == asked for days in slower)
    return any(
        claim.found.quantity.unit is not None
        and claim.found.quantity.comparator in (None, ">=")
        and claim.found.quantity.converts_to("day")
        and claim.found.quantity.to("day").ends == (asked,)
        for claim in claims
    )
