"""Tablets, liquids and how long they last. Tablets to dispense round up, days of supply down."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from trainer.calculator.calculation import (
    Calculation,
    CannotCalculate,
    InputSpec,
    Result,
    Values,
    agreeing,
    in_mass,
)
from trainer.calculator.inputs import (
    CONCENTRATION,
    DAILY,
    DAYS,
    DOSES_PER_DAY,
    PER_DOSE,
    STRENGTH,
    TABLETS,
    optional,
)
from trainer.calculator.quantity import Quantity
from trainer.calculator.writer import write, write_number

MOST_AT_ONCE, MOST_A_DAY = 10, 40
"""Tablets that hardly anybody takes more of. Practice, no line of a monograph; only warned of."""
LEAST = Fraction(1, 4)
"""A tablet is hardly ever broken into less than quarters."""
LEAST_VOLUME, MOST_VOLUME = Fraction(1, 10), Fraction(100)
"""mL of one dose: the finest line of an oral syringe, and more than a small cup."""


def _ceil(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)


def _floor(value: Fraction) -> int:
    return value.numerator // value.denominator


def daily_of(v: Values) -> tuple[Fraction, tuple[str, ...]]:
    """The daily dose, mg, from the daily dose itself or from single doses."""
    if v.has("daily"):
        if v.has("per_dose", "doses_per_day"):
            agreeing(v, "daily", v["per_dose"] * v["doses_per_day"])
        return v["daily"], ()
    if v.has("per_dose", "doses_per_day"):
        total = v["per_dose"] * v["doses_per_day"]
        said = f"{v.said('per_dose')} x {write_number(v['doses_per_day'])} a day"
        daily = in_mass(Quantity.of(total, "mg/day"), v.mass("per_dose"))
        return total, (f"{said} = {write(daily)}",)
    raise CannotCalculate(
        "cannot calculate, because the daily dose is not given",
        where="daily",
        hint='Write daily="45 mg/day", or per_dose="15 mg/dose" doses_per_day=3',
    )


def _per_dose(v: Values) -> Result:
    exact = Quantity.of(v["per_dose"] / v["strength"], "tablet/dose")
    dose = v.in_typed_mass("per_dose", "per_dose", "strength")
    strength = v.in_typed_mass("strength", "per_dose", "strength")
    alike = v.converted("per_dose", dose) + v.converted("strength", strength)
    step = f"{write(dose)} / {write(strength)} = {write(exact)}"
    warnings = _hardly_swallowed(v, exact.value, MOST_AT_ONCE, "at once")
    if not warnings and (exact.value * 2).denominator != 1:
        warnings = ("this is neither whole nor half tablets",)
    return Result(exact, (*alike, step), exact, warnings=warnings)


def _hardly_swallowed(v: Values, tablets: Fraction, most: int, when: str) -> tuple[str, ...]:
    """A note on a number of tablets that hardly anybody takes, with what may explain it."""
    if LEAST <= tablets <= most:
        return ()
    amounts = [v.raw(name).unit for name in ("per_dose", "daily", "strength") if v.has(name)]
    parts = {one.parts[0] for one in amounts if one is not None}
    asked = "is the decimal point in its place"
    if len(parts) > 1:
        asked = f"is one in {' and one in '.join(sorted(parts))}, as it should be"
    limits = f"more than {most}" if tablets > most else "less than a quarter of one"
    number = write(Quantity.of(tablets, "tablet"), 4)
    return (f"{number} {when}: hardly anybody takes {limits} {when}; {asked}?",)


def _dispensed(v: Values) -> Result:
    daily, steps = daily_of(v)
    exact = daily / v["strength"] * v["days"]
    found = Quantity.of(_ceil(exact), "tablet")
    lines = (
        *steps,
        *_a_day(v, daily),
        f"x {write_number(v['days'])} days = {write_number(exact)} tablets",
        f"tablets to dispense are rounded up: {write(found)}",
    )
    warnings = _hardly_swallowed(v, daily / v["strength"], MOST_A_DAY, "a day")
    return Result(found, lines, Quantity.of(exact, "tablet"), warnings=warnings)


def _a_day(v: Values, daily: Fraction) -> tuple[str, ...]:
    """The step to tablets a day, in mcg where one of both is written in it."""
    mass = v.mass("daily", "per_dose", "strength")
    dose = in_mass(Quantity.of(daily, "mg/day"), mass)
    strength = in_mass(v.quantity("strength"), mass)
    tablets = write_number(daily / v["strength"])
    alike = v.converted("strength", strength)
    if v.has("daily"):
        alike = v.converted("daily", dose) + alike
    return (*alike, f"{write(dose)} / {write(strength)} = {tablets} tablets a day")


def _lasts(v: Values) -> Result:
    daily, steps = daily_of(v)
    exact = v["tablets"] * v["strength"] / daily
    found = Quantity.of(_floor(exact), "day")
    lines = (
        *steps,
        *_a_day(v, daily),
        f"{write_number(v['tablets'])} / {write_number(daily / v['strength'])} = "
        f"{write_number(exact, 2)} days",
        f"days of supply are rounded down: {write(found)}",
    )
    warnings = _hardly_swallowed(v, daily / v["strength"], MOST_A_DAY, "a day")
    return Result(found, lines, Quantity.of(exact, "day"), warnings=warnings)


def _volume(v: Values) -> Result:
    exact = Quantity.of(v["per_dose"] * 1000 / v["concentration"], "mL/dose")
    step = f"{v.said('per_dose')} / {v.said('concentration')} = {write(exact)}"
    warnings: tuple[str, ...] = ()
    if not LEAST_VOLUME <= exact.value <= MOST_VOLUME:
        limits = write(Quantity.between(LEAST_VOLUME, MOST_VOLUME, "mL"))
        said = f"{write(exact, 6)} is hardly ever measured ({limits})"
        warnings = (f"{said}: are dose and concentration right, each in its unit?",)
    return Result(exact, (step,), exact, warnings=warnings)


def _fewest(v: Values) -> Result:
    strengths = sorted(set(v.amounts("strengths")), reverse=True)
    half = v.has("scored") and v.word("scored") == "yes"
    unit = Fraction(1, 2) if half else Fraction(1)
    best = fewest_tablets(v["per_dose"], strengths, unit)
    if best is None:
        shown = ", ".join(write_number(one) for one in strengths)
        raise CannotCalculate(
            f"{v.said('per_dose')} cannot be made of {'half or ' if half else ''}whole tablets"
            f" of {shown} mg",
            where="strengths",
        )
    found = Quantity.of(sum(best.values(), Fraction(0)), "tablet/dose")
    steps = tuple(
        f"{write_number(count)} x {write_number(strength)} mg = {write_number(count * strength)} mg"
        for strength, count in best.items()
    )
    warnings = _hardly_swallowed(v, found.value, MOST_AT_ONCE, "at once")
    return Result(found, (*steps, f"{write(found)}, the fewest"), found, warnings=warnings)


def fewest_tablets(
    dose: Fraction, strengths: Sequence[Fraction], unit: Fraction
) -> dict[Fraction, Fraction] | None:
    """The fewest tablets (in steps of `unit`: whole or half ones) that make up `dose` exactly."""
    parts = [strength * unit for strength in strengths]
    scale = lcm(*(part.denominator for part in (*parts, dose)))
    target, sizes = int(dose * scale), [int(part * scale) for part in parts]
    if target > 200_000:
        return None
    least: list[int | None] = [0] + [None] * target
    chosen = [0] * (target + 1)
    for amount in range(1, target + 1):
        for index, size in enumerate(sizes):
            before = least[amount - size] if size <= amount else None
            best = least[amount]
            if before is not None and (best is None or before + 1 < best):
                least[amount], chosen[amount] = before + 1, index
    if least[target] is None:
        return None
    counts: dict[Fraction, Fraction] = {}
    while target:
        index = chosen[target]
        counts[strengths[index]] = counts.get(strengths[index], Fraction(0)) + unit
        target -= sizes[index]
    return dict(sorted(counts.items(), reverse=True))


def _raw_ratio(v: Values) -> Quantity | None:
    """Dose and concentration divided as they stand, their units not made alike."""
    ratio = v.raw("per_dose").value / v.raw("concentration").value
    return Quantity.of(ratio, "mL/dose")


def _rounded_early(v: Values) -> Quantity | None:
    if not v.has("per_dose", "doses_per_day"):
        return None
    each = _ceil(v["per_dose"] / v["strength"])
    return Quantity.of(each * v["doses_per_day"] * v["days"], "tablet")


def _rounded_each_day(v: Values) -> Quantity:
    return Quantity.of(_ceil(_ceil(daily_of(v)[0] / v["strength"]) * v["days"]), "tablet")


def _without_frequency(v: Values) -> Quantity | None:
    if not v.has("per_dose", "doses_per_day"):
        return None
    return Quantity.of(_ceil(v["per_dose"] / v["strength"] * v["days"]), "tablet")


def _frequency_twice(v: Values) -> Quantity | None:
    if not v.has("doses_per_day"):
        return None
    daily, _ = daily_of(v)
    return Quantity.of(_ceil(daily * v["doses_per_day"] / v["strength"] * v["days"]), "tablet")


STRENGTHS = InputSpec("strengths", "strengths of the tablets, with commas", aliases=("tablets_of",))
SCORED = InputSpec("scored", "whether tablets may be halved", choices=("no", "yes"), required=False)
_DOSE = (optional(PER_DOSE), optional(DOSES_PER_DAY), optional(DAILY))

CALCULATIONS = (
    Calculation(
        "tablets_per_dose",
        "tablets_per_dose",
        "How many tablets make a single dose.",
        (PER_DOSE, STRENGTH),
        "tablet/dose",
        "single dose / strength",
        _per_dose,
        (
            (
                "inverted_ratio",
                lambda v: Quantity.of(v["strength"] / v["per_dose"], "tablet/dose"),
            ),
        ),
    ),
    Calculation(
        "tablets",
        "tablets",
        "How many tablets to dispense, rounded up.",
        (*_DOSE, STRENGTH, DAYS),
        "tablet",
        "daily dose / strength x days, rounded up",
        _dispensed,
        (
            (
                "no_round_up",
                lambda v: Quantity.of(_floor(daily_of(v)[0] / v["strength"] * v["days"]), "tablet"),
            ),
            (
                "no_round_up",
                lambda v: Quantity.of(daily_of(v)[0] / v["strength"] * v["days"], "tablet"),
            ),
            ("rounded_early", _rounded_early),
            ("rounded_early", _rounded_each_day),
            ("per_dose_for_per_day", _without_frequency),
            ("multiplied_by_frequency_twice", _frequency_twice),
            (
                "inverted_ratio",
                lambda v: Quantity.of(_ceil(v["strength"] / daily_of(v)[0] * v["days"]), "tablet"),
            ),
        ),
        ("tablets_to_dispense",),
    ),
    Calculation(
        "days_supply",
        "days_supply",
        "How many full days tablets last, rounded down.",
        (TABLETS, STRENGTH, *_DOSE),
        "day",
        "tablets x strength / daily dose, rounded down",
        _lasts,
        (
            (
                "off_by_one_day",
                lambda v: Quantity.of(
                    _floor(v["tablets"] * v["strength"] / daily_of(v)[0]) + 1, "day"
                ),
            ),
            (
                "off_by_one_day",
                lambda v: Quantity.of(
                    _floor(v["tablets"] * v["strength"] / daily_of(v)[0]) - 1, "day"
                ),
            ),
            (
                "per_dose_for_per_day",
                lambda v: (
                    Quantity.of(_floor(v["tablets"] * v["strength"] / v["per_dose"]), "day")
                    if v.has("per_dose")
                    else None
                ),
            ),
            (
                "rounded_early",
                lambda v: Quantity.of(
                    _floor(v["tablets"] / _ceil(daily_of(v)[0] / v["strength"])), "day"
                ),
            ),
            (
                "strength_ignored",
                lambda v: Quantity.of(_floor(v["tablets"] / daily_of(v)[0]), "day"),
            ),
        ),
        ("supply",),
    ),
    Calculation(
        "fewest_tablets",
        "fewest_tablets",
        "The fewest tablets of several strengths that make up a single dose.",
        (PER_DOSE, STRENGTHS, SCORED),
        "tablet/dose",
        "the smallest number of tablets whose strengths add up to the dose",
        _fewest,
        (
            (
                "inverted_ratio",
                lambda v: Quantity.of(max(v.amounts("strengths")) / v["per_dose"], "tablet/dose"),
            ),
        ),
        ("mixed_strengths",),
    ),
    Calculation(
        "liquid_volume",
        "liquid_volume",
        "The volume of a liquid that holds a single dose.",
        (PER_DOSE, CONCENTRATION),
        "mL/dose",
        "single dose / concentration",
        _volume,
        (
            ("mg_mcg_1000x", _raw_ratio),
            (
                "inverted_concentration",
                lambda v: Quantity.of(v["concentration"] / (v["per_dose"] * 1000), "mL/dose"),
            ),
        ),
        ("volume",),
    ),
)
