"""First-order elimination, and how much is absorbed and excreted.

Fraction remaining = 2 ** -(time / half-life). A range of half-lives gives a range. Powers that are
not whole numbers are computed to thirty places before anything is rounded.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction

from trainer.calculator.calculation import (
    Calculation,
    CannotCalculate,
    InputSpec,
    Range,
    Result,
    Values,
)
from trainer.calculator.inputs import (
    ELAPSED,
    HALF_LIFE,
    HALF_LIFE_HIGH,
    HALF_LIFE_LOW,
    SMALL,
    F,
)
from trainer.calculator.quantity import Quantity
from trainer.calculator.writer import round_half_up, write, write_number

DIGITS = 40


def half_life_of(v: Values) -> Range:
    """The half-life, h, as a range whose ends may be equal."""
    if v.has("half_life"):
        return v.range("half_life")
    if v.has("half_life_low", "half_life_high"):
        return v["half_life_low"], v["half_life_high"]
    raise CannotCalculate(
        "cannot calculate, because the half-life is not given",
        where="half_life",
        hint='Write half_life="2.5 to 4 h"',
    )


def remaining(elapsed: Fraction, half_life: Fraction) -> Fraction:
    """The fraction that is left after `elapsed`, both in the same unit of time."""
    count = elapsed / half_life
    if count.denominator == 1:
        return Fraction(1, 2 ** int(count)) if count < 10_000 else Fraction(0)
    with localcontext() as context:
        context.prec = DIGITS
        power = Decimal(count.numerator) / Decimal(count.denominator)
        return Fraction(Decimal(2) ** -power)


def halvings(part: Fraction) -> Fraction:
    """How many half-lives leave `part` (above 0, up to 1) of the amount."""
    count = 0
    left = Fraction(1)
    while left > part and count < 200:
        left /= 2
        count += 1
    if left == part:
        return Fraction(count)
    with localcontext() as context:
        context.prec = DIGITS
        value = Decimal(part.numerator) / Decimal(part.denominator)
        return Fraction(-(value.ln() / Decimal(2).ln()))


def _percent(v: Values) -> Result:
    return _after(v, Fraction(100), "%", 1)


def _amount_left(v: Values) -> Result:
    return _after(v, v["amount"], "mg", 2)


def _after(v: Values, whole: Fraction, unit: str, places: int) -> Result:
    low, high = half_life_of(v)
    ends = [whole * remaining(v["elapsed"], half_life) for half_life in (low, high)]
    exact = Quantity.between(ends[0], ends[1], unit)
    shown = [round_half_up(end, places) for end in ends]
    found = Quantity.between(shown[0], shown[1], unit)
    steps = []
    for half_life, end in dict(zip((low, high), ends, strict=True)).items():
        count = write_number(v["elapsed"] / half_life, 3)
        steps.append(
            f"{write_number(v['elapsed'])} / {write_number(half_life)} = {count} half-lives"
        )
        steps.append(
            f"{write_number(whole)} x (1/2)^{count} = {write(Quantity.of(end, unit), places)}"
        )
    return Result(found, tuple(steps), exact)


def _time(v: Values) -> Result:
    low, high = half_life_of(v)
    count = halvings(v["remaining"] / 100)
    exact = Quantity.between(low * count, high * count, "h")
    low_end, high_end = exact.ends[0], exact.ends[-1]
    found = Quantity.between(round_half_up(low_end, 1), round_half_up(high_end, 1), "h")
    shown = write_number(count, 3)
    steps = [f"{v.said('remaining')} is left after {shown} half-lives"]
    steps += [
        f"{shown} x {write_number(end)} = {write(Quantity.of(end * count, 'h'), 1)}"
        for end in dict.fromkeys((low, high))
    ]
    return Result(found, tuple(steps), exact)


def _absorbed(v: Values) -> Result:
    low, high = v.range("bioavailability")
    exact = Quantity.between(v["amount"] * low / 100, v["amount"] * high / 100, "mg")
    step = f"{v.said('amount')} x {v.said('bioavailability')} = {write(exact)}"
    return Result(exact, (step,), exact)


def _excreted(v: Values) -> Result:
    absorbed = v["amount"] * v["bioavailability"] / 100
    low, high = v.range("unchanged")
    exact = Quantity.between(absorbed * low / 100, absorbed * high / 100, "mg")
    steps = (
        f"{v.said('amount')} x {v.said('bioavailability')}"
        f" = {write(Quantity.of(absorbed, 'mg'))} absorbed",
        f"x {v.said('unchanged')} = {write(exact)}",
    )
    return Result(exact, steps, exact)


def _each(ends: Iterable[Fraction], unit: str) -> Quantity | None:
    """The range that these one or two values span."""
    found = list(ends)
    return _spread(found[0], found[-1], unit)


def _spread(low: Fraction, high: Fraction, unit: str) -> Quantity | None:
    if low < 0 or high < 0:
        return None
    return Quantity.between(min(low, high), max(low, high), unit)


def _other_halvings(v: Values, whole: Fraction, unit: str, shift: int) -> Quantity | None:
    ends = [
        whole * remaining(v["elapsed"], half) / Fraction(2) ** shift for half in half_life_of(v)
    ]
    return _spread(ends[0], ends[1], unit) if max(ends) <= whole else None


def _gone(v: Values, whole: Fraction, unit: str) -> Quantity | None:
    ends = [whole - whole * remaining(v["elapsed"], half) for half in half_life_of(v)]
    return _spread(ends[0], ends[1], unit)


def _straight(v: Values, whole: Fraction, unit: str) -> Quantity | None:
    """Half of the dose lost in each half-life, until nothing is left."""
    ends = [max(Fraction(0), whole - whole / 2 * v["elapsed"] / half) for half in half_life_of(v)]
    return _spread(ends[0], ends[1], unit)


def _other_time(v: Values, shift: int) -> Quantity | None:
    count = halvings(v["remaining"] / 100) + shift
    low, high = half_life_of(v)
    return _spread(low * count, high * count, "h") if count > 0 else None


REMAINING = InputSpec("remaining", "percentage that is left", "%", F(1, 1000), F(100), ("percent",))
AMOUNT = InputSpec("amount", "amount", "mg", SMALL, F(50_000), ("dose", "start_amount"))
BIOAVAILABILITY = InputSpec(
    "bioavailability", "bioavailability", "%", F(1, 10), F(100), ("absorption",), span=True
)
UNCHANGED = InputSpec("unchanged", "part excreted unchanged", "%", F(0), F(100), span=True)
_HALF = (HALF_LIFE, HALF_LIFE_LOW, HALF_LIFE_HIGH)
_WHOLE = Fraction(100)

CALCULATIONS = (
    Calculation(
        "amount_remaining",
        "half_life",
        "The amount that is left after a time.",
        (AMOUNT, *_HALF, ELAPSED),
        "mg",
        "amount x (1/2) ** (time / half-life)",
        _amount_left,
        (
            ("eliminated_for_remaining", lambda v: _gone(v, v["amount"], "mg")),
            ("linear_elimination", lambda v: _straight(v, v["amount"], "mg")),
            ("off_by_one_step", lambda v: _other_halvings(v, v["amount"], "mg", -1)),
            ("off_by_one_step", lambda v: _other_halvings(v, v["amount"], "mg", 1)),
        ),
    ),
    Calculation(
        "fraction_remaining",
        "half_life",
        "The percentage that is left after a time.",
        (*_HALF, ELAPSED),
        "%",
        "100% x (1/2) ** (time / half-life)",
        _percent,
        (
            ("eliminated_for_remaining", lambda v: _gone(v, _WHOLE, "%")),
            ("linear_elimination", lambda v: _straight(v, _WHOLE, "%")),
            ("off_by_one_step", lambda v: _other_halvings(v, _WHOLE, "%", -1)),
            ("off_by_one_step", lambda v: _other_halvings(v, _WHOLE, "%", 1)),
        ),
    ),
    Calculation(
        "time_to_fraction",
        "half_life",
        "The time until a percentage is left.",
        (*_HALF, REMAINING),
        "h",
        "half-life x log2(100% / percentage)",
        _time,
        (
            ("off_by_one_step", lambda v: _other_time(v, -1)),
            ("off_by_one_step", lambda v: _other_time(v, 1)),
            (
                "linear_elimination",
                lambda v: _each(
                    (half * 2 * (1 - v["remaining"] / 100) for half in half_life_of(v)), "h"
                ),
            ),
            (
                "eliminated_for_remaining",
                lambda v: (
                    _each(
                        (half * halvings(1 - v["remaining"] / 100) for half in half_life_of(v)),
                        "h",
                    )
                    if v["remaining"] < 100
                    else None
                ),
            ),
        ),
        ("half_lives_to",),
    ),
    Calculation(
        "absorbed",
        "absorbed",
        "The amount of a dose that is absorbed.",
        (AMOUNT, BIOAVAILABILITY),
        "mg",
        "dose x bioavailability",
        _absorbed,
        (
            (
                "divided_by_bioavailability",
                lambda v: _each(
                    (v["amount"] / end * 100 for end in v.range("bioavailability")), "mg"
                ),
            ),
        ),
        ("amount_absorbed",),
    ),
    Calculation(
        "excreted_unchanged",
        "excreted_unchanged",
        "The amount of a dose that the kidneys excrete unchanged.",
        (AMOUNT, BIOAVAILABILITY, UNCHANGED),
        "mg",
        "dose x bioavailability x part excreted unchanged",
        _excreted,
        (
            (
                "bioavailability_ignored",
                lambda v: _each((v["amount"] * end / 100 for end in v.range("unchanged")), "mg"),
            ),
        ),
        ("excreted",),
    ),
)
