"""What a typed number is beside the number that was asked for: the same measure, or another.

Per dose and per day, and one dimension and another, are told apart here by the units alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import Found
from trainer.calculator.units import Unit, unit

Fit = Literal["same", "bare", "interval", "per", "unit"]
PER_DAY = re.compile(
    r"\b(?:daily|per\s+day|a\s+day|each\s+day|/\s*day|in\s+(?:a|one)\s+day|24\s*h)", re.I
)


EACH_DOSE = re.compile(
    r"\s*(?:more\s+|less\s+|fewer\s+|extra\s+)?(?:on|at|in|off|from|per|for|with)\s+(?:each|every)(?:\s+(?:single|one|of))?\b[^,;.]{0,24}\bdos",
    re.I,
)
"""\"40 mg at every dose": not what is given in a day."""


FOR_ONE_DOSE = re.compile(
    r"\b(?:each|every|per|one)\s+(?:single\s+|individual\s+)?dose\b|\b(?:a|the|one)\s+single\s+dose\b"
    r"|\bhow\s+(?:large|big|much)\s+is\s+(?:each|one)\b|\bsingle[-\s]dose\b",
    re.I,
)
"""Asks for what is given at once, though the amount of a day may be spoken of."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A typed number in the terms of the one that was asked.

    `quantity` is in the asked unit where `fit` is "same" (everything is comparable), "bare" (no
    unit was typed) or "interval" (an amount without "per day", which nothing supplies). For "per"
    (per dose for per day) and "unit" (it measures something else) only the digits are kept.
    """

    fit: Fit
    quantity: Quantity
    slack: Fraction = Fraction(0)


def measured(found: Found, asked: Quantity, question: str = "") -> Measured:
    """Bring a found number to the asked quantity's terms."""
    typed, goal = found.quantity, asked.unit
    if goal is None:
        return Measured("same" if typed.unit is None else "unit", typed)
    if typed.unit is None:
        return _bare(typed, asked, goal)
    if (ionic := _by_charge(typed, goal, question)) is not None:
        return Measured("same", ionic)
    if typed.converts_to(goal):
        if _per(goal) == "day" and found.doses_per_day and not found.divided:
            return Measured("same", typed.to(goal), _slack(found, goal))
        return Measured("same", typed.to(goal), _slack(found, goal))
    mine, theirs = _without_per(typed.unit), _without_per(goal)
    if mine != theirs:
        return Measured("unit", replace(typed, unit=None))
    return _across(found, typed, goal, question)


_CHARGE = {
    "lithium": 1, "sodium": 1, "potassium": 1, "chloride": 1, "bicarbonate": 1,
    "calcium": 2, "magnesium": 2,
}  # fmt: skip


def _by_charge(typed: Quantity, goal: Unit, question: str) -> Quantity | None:
    """mEq as mmol and back, where the question names one ion: mEq = mmol x charge."""
    assert typed.unit is not None
    names = {name for name, _ in typed.unit.dimension}, {name for name, _ in goal.dimension}
    if "equivalents" not in names[0] | names[1] or names[0] == names[1]:
        return None
    asked = question.casefold()
    charges = {charge for name, charge in _CHARGE.items() if name in asked}
    if len(charges) != 1:
        return None
    charge = Fraction(charges.pop())
    mine, theirs = ("mEq", "mmol") if "equivalents" in names[0] else ("mmol", "mEq")
    whole = unit("/".join([mine, *typed.unit.parts[1:]]))
    if not typed.converts_to(whole):
        return None
    typed = typed.to(whole)
    assert typed.unit is not None
    parts = [theirs if one == mine else one for one in typed.unit.parts]
    other = unit("/".join(parts))
    if other.dimension != goal.dimension:
        return None
    scale = 1 / charge if mine == "mEq" else charge
    return replace(typed.scaled(scale), unit=other).to(goal)


def _bare(typed: Quantity, asked: Quantity, goal: Unit) -> Measured:
    plain = replace(typed, unit=goal)
    if goal.symbol == "%" and all(end <= 1 for end in typed.ends):
        largest = max(asked.ends)
        if largest > 1:
            return (
                Measured("same", replace(typed.scaled(100), unit=goal))
                if min(typed.ends) > 0
                else Measured("bare", plain)
            )
    return Measured("bare", plain)


def _across(found: Found, typed: Quantity, goal: Unit, question: str) -> Measured:
    """Between an amount, an amount per dose and an amount per day."""
    assert typed.unit is not None
    typed = _by_day(typed)
    assert typed.unit is not None
    have, want = _per(typed.unit), _per(goal)
    digits = replace(typed, unit=None)
    if want == "day":
        if have == "dose" and found.doses_per_day:
            daily = typed.scaled(found.doses_per_day)
            return Measured("same", _with_per(daily, typed.unit, "day").to(goal))
        if have == "dose":
            return Measured("per", digits)
        daily = _with_per(typed, typed.unit, "day").to(goal)
        return Measured("same" if PER_DAY.search(question) else "interval", daily)
    if want == "dose":
        if have == "day" and found.divided:
            single = typed.scaled(1 / found.divided)
            return Measured("same", _with_per(single, typed.unit, "dose").to(goal))
        if have == "day":
            return Measured("per", digits)
        return Measured("same", _with_per(typed, typed.unit, "dose").to(goal))
    if have == "dose" and want == "":
        return Measured("same", _with_per(typed, typed.unit, "").to(goal))
    if have == "day" and want == "":
        amount = _with_per(typed, typed.unit, "").to(goal)
        of_a_day = PER_DAY.search(question) and not FOR_ONE_DOSE.search(question)
        return Measured("same" if of_a_day else "per", amount)
    return Measured("per", digits)


def _by_day(typed: Quantity) -> Quantity:
    """An amount over any time as an amount per day: 6 mg/h is 144 mg/day."""
    assert typed.unit is not None
    if ("time", -1) not in typed.unit.dimension:
        return typed
    parts = [typed.unit.parts[0]]
    for part in typed.unit.parts[1:]:
        is_time = unit(part.split()[-1]).dimension == (("time", 1),)
        parts.append("day" if is_time else part)
    target = unit("/".join(parts))
    return typed.to(target) if typed.converts_to(target) else typed


def same_amount(one: Quantity, other: Quantity, slack: Fraction = Fraction(0)) -> bool:
    """Whether two quantities in one unit are the same, within `slack` at each end."""
    return len(one.ends) == len(other.ends) and all(
        abs(mine - theirs) <= slack for mine, theirs in zip(one.ends, other.ends, strict=True)
    )


def is_amount(asked: Quantity) -> bool:
    """Whether it is an amount of a drug: acting on a wrong one would harm."""
    if asked.unit is None:
        return False
    return _without_per(asked.unit) in _amounts() or any(
        name in ("mass", "activity") and power == 1 for name, power in asked.unit.dimension
    )


def _per(of: Unit) -> str:
    """ "day" for an amount over time, "dose" per dose, "" for neither."""
    if ("time", -1) in of.dimension:
        return "day"
    return "dose" if ("dose", -1) in of.dimension else ""


def _without_per(of: Unit) -> tuple[tuple[str, int], ...]:
    return tuple(part for part in of.dimension if part not in (("time", -1), ("dose", -1)))


def _with_per(quantity: Quantity, of: Unit, per: str) -> Quantity:
    """The same number with another denominator: mg → mg/day."""
    parts = [of.parts[0]]
    for part in of.parts[1:]:
        name = part.split()[-1]
        dimension = unit(name).dimension
        if dimension not in ((("time", 1),), (("dose", 1),)):
            parts.append(part)
        elif dimension == (("time", 1),) and per != "day":
            continue
    if per:
        parts.append(per)
    return replace(quantity, unit=unit("/".join(parts)))


def _slack(found: Found, goal: Unit) -> Fraction:
    """How much rounding a converted number may carry: half of its last digit, at most one percent.

    Only where the units' ratio is no power of ten (33.3 mcg/h for 800 mcg/day).
    """
    of = found.quantity.unit
    if of is None or of.symbol == goal.symbol or _is_decimal(of.factor / goal.factor):
        return Fraction(0)
    places = [len(digits) for digits in re.findall(r"\d+\.(\d+)", found.text)]
    if not places:
        return Fraction(0)
    ratio = of.factor / goal.factor
    ends = [end for end in found.quantity.ends if end > 0]
    half = Fraction(1, 2) / 10 ** max(places) * ratio
    return min(half, min(ends) * ratio / 100) if ends else Fraction(0)


def _is_decimal(ratio: Fraction) -> bool:
    while ratio > 1:
        ratio /= 10
    while ratio < 1:
        ratio *= 10
    return ratio == 1


def _amounts() -> frozenset[tuple[tuple[str, int], ...]]:
    names = ("mg", "mL", "tablet", "capsule", "unit", "drop", "puff", "mg/kg")
    return frozenset(unit(name).dimension for name in names)


def same_digits(typed: Quantity, asked: Quantity) -> bool:
    """Whether the digits are right and the unit is another one: mcg for mg, hours for days."""
    if typed.unit is None or asked.unit is None or typed.unit.parts[0] == asked.unit.parts[0]:
        return False
    return set(asked.ends) <= set(typed.ends) or typed.ends == asked.ends
