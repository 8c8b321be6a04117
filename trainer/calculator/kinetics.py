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
    OF_A_DAY,
    SMALL,
    F,
)
from trainer.calculator.quantity import Quantity
from trainer.calculator.rounding import rounded
from trainer.calculator.writer import write, write_number

DIGITS = 40
PERCENT_PLACES = 1
AMOUNT_PLACES = 2
TIME_PLACES = 1
KEPT_PLACES = 4  # a percentage that stops here, such as 3.125, is not rounded


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
    return _after(v, Fraction(100), "%", PERCENT_PLACES)


def _amount_left(v: Values) -> Result:
    return _after(v, v["amount"], "mg", AMOUNT_PLACES)


def _after(v: Values, whole: Fraction, unit: str, places: int) -> Result:
    low, high = half_life_of(v)
    ends = [whole * remaining(v["elapsed"], half_life) for half_life in (low, high)]
    exact = Quantity.between(ends[0], ends[1], unit)
    keep = places if unit == "mg" else KEPT_PLACES
    found = rounded(exact, places, keep)
    steps = []
    for half_life, end in dict(zip((low, high), ends, strict=True)).items():
        count = write_number(v["elapsed"] / half_life, 3)
        steps.append(
            f"{write_number(v['elapsed'])} / {write_number(half_life)} = {count} half-lives"
        )
        steps.append(
            f"{write_number(whole)} x (1/2)^{count} = "
            f"{write(rounded(Quantity.of(end, unit), places, keep))}"
        )
    return Result(found, tuple(steps), exact, places=places)


def _time(v: Values) -> Result:
    count = halvings(v["remaining"] / 100)
    shown = write_number(count, 4)
    return _after_halvings(v, count, f"{v.said('remaining')} is left after {shown} half-lives")


def _time_for_count(v: Values) -> Result:
    count = v["half_lives"]
    left = rounded(Quantity.of(remaining(count, Fraction(1)) * 100, "%"), PERCENT_PLACES)
    said = f"after {write_number(count, 4)} half-lives {write(left)} is left"
    return _after_halvings(v, count, said)


def _after_halvings(v: Values, count: Fraction, said: str) -> Result:
    low, high = half_life_of(v)
    exact = Quantity.between(low * count, high * count, "h")
    shown = write_number(count, 4)
    steps = [
        f"{shown} x {write_number(end)} = "
        f"{write(rounded(Quantity.of(end * count, 'h'), TIME_PLACES))}"
        for end in dict.fromkeys((low, high))
    ]
    return Result(rounded(exact, TIME_PLACES), (said, *steps), exact, places=TIME_PLACES)


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


def _upside_down(v: Values, whole: Fraction, unit: str) -> Quantity | None:
    """Half-life divided by time, as the number of half-lives."""
    if not v["elapsed"]:
        return None
    ends = [whole * remaining(half, v["elapsed"]) for half in half_life_of(v)]
    return _spread(ends[0], ends[1], unit)


def _middle_half_life(v: Values, whole: Fraction, unit: str) -> Quantity | None:
    """One value, from the middle of a range of half-lives."""
    low, high = half_life_of(v)
    left = whole * remaining(v["elapsed"], (low + high) / 2)
    return Quantity.of(left, unit) if low != high else None


def _other_time(v: Values, shift: int) -> Quantity | None:
    return _times(v, halvings(v["remaining"] / 100) + shift)


def _times(v: Values, count: Fraction) -> Quantity | None:
    low, high = half_life_of(v)
    return _spread(low * count, high * count, "h") if count > 0 else None


def _middle_time(v: Values, count: Fraction) -> Quantity | None:
    low, high = half_life_of(v)
    return Quantity.of((low + high) / 2 * count, "h") if low != high and count > 0 else None


REMAINING = InputSpec("remaining", "percentage that is left", "%", F(1, 1000), F(100), ("percent",))
HALF_LIVES = InputSpec(
    "half_lives", "number of half-lives", "1", F(1, 100), F(100), ("n", "count"), bare=True
)
AMOUNT = InputSpec(
    "amount", "amount", "mg", SMALL, F(50_000), ("dose", "start_amount"), bounds=OF_A_DAY
)
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
        "amount x (1/2)^(time / half-life)",
        _amount_left,
        (
            ("eliminated_for_remaining", lambda v: _gone(v, v["amount"], "mg")),
            ("linear_elimination", lambda v: _straight(v, v["amount"], "mg")),
            ("off_by_one_step", lambda v: _other_halvings(v, v["amount"], "mg", -1)),
            ("off_by_one_step", lambda v: _other_halvings(v, v["amount"], "mg", 1)),
            ("inverted_ratio", lambda v: _upside_down(v, v["amount"], "mg")),
            ("range_collapsed", lambda v: _middle_half_life(v, v["amount"], "mg")),
        ),
    ),
    Calculation(
        "fraction_remaining",
        "half_life",
        "The percentage that is left after a time.",
        (*_HALF, ELAPSED),
        "%",
        "100% x (1/2)^(time / half-life)",
        _percent,
        (
            ("eliminated_for_remaining", lambda v: _gone(v, _WHOLE, "%")),
            ("linear_elimination", lambda v: _straight(v, _WHOLE, "%")),
            ("off_by_one_step", lambda v: _other_halvings(v, _WHOLE, "%", -1)),
            ("off_by_one_step", lambda v: _other_halvings(v, _WHOLE, "%", 1)),
            ("inverted_ratio", lambda v: _upside_down(v, _WHOLE, "%")),
            ("range_collapsed", lambda v: _middle_half_life(v, _WHOLE, "%")),
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
            ("range_collapsed", lambda v: _middle_time(v, halvings(v["remaining"] / 100))),
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
        "time_for_half_lives",
        "half_life",
        "The time that a number of half-lives takes.",
        (*_HALF, HALF_LIVES),
        "h",
        "half-life x number of half-lives",
        _time_for_count,
        (
            ("off_by_one_step", lambda v: _times(v, v["half_lives"] - 1)),
            ("off_by_one_step", lambda v: _times(v, v["half_lives"] + 1)),
            ("range_collapsed", lambda v: _middle_time(v, v["half_lives"])),
        ),
        ("n_half_lives",),
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
