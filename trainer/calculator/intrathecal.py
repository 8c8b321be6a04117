"""Pumps: volumes and rates for a concentration, refill days, and what a wrong strength delivers."""

from __future__ import annotations

from fractions import Fraction

from trainer.calculator.calculation import Calculation, CannotCalculate, InputSpec, Result, Values
from trainer.calculator.inputs import (
    CONCENTRATION,
    FILL,
    INFUSION,
    INFUSION_RANGE,
    OF_A_BOLUS,
    OF_A_PUMP,
    PUMP_CONCENTRATION,
    RESERVOIR,
    RESIDUAL,
    F,
    optional,
)
from trainer.calculator.quantity import Quantity
from trainer.calculator.rounding import at_least_something, rounded
from trainer.calculator.writer import round_half_up, write, write_number

HOURS = 24
LONGEST = 183
"""Days, half a year: hardly a pump is left longer. Practice, not a line of a monograph."""
PLACES = 4
VOLUME_PLACES = 6  # a volume a day that stops here is not rounded


def _daily_volume(v: Values) -> Fraction:
    return v["dose"] / v["concentration"]


def _raw_daily_volume(v: Values) -> Fraction:
    """Dose and concentration divided as they stand, without making their units alike."""
    return v.raw("dose").value / v.raw("concentration").value


def _converted(v: Values) -> tuple[str, ...]:
    """The step that makes units alike, where they differ."""
    steps = []
    for name, unit in (("dose", "mcg/day"), ("concentration", "mcg/mL")):
        if v.has(name) and (given := v.raw(name)).unit is not None and str(given.unit) != unit:
            steps.append(f"{v.said(name)} = {write(v.quantity(name))}")
    return tuple(steps)


def _volume(v: Values) -> Result:
    exact = Quantity.of(_daily_volume(v), "mL/day")
    places = at_least_something(exact, PLACES)
    found = rounded(exact, places, VOLUME_PLACES)
    step = f"{write_number(v['dose'])} / {write_number(v['concentration'])} = {write(found)}"
    warnings = _hardly_pumped(exact)
    return Result(found, (*_converted(v), step), exact, warnings=warnings, places=places)


def _rate(v: Values) -> Result:
    if not v.has("concentration"):
        exact = Quantity.of(v["dose"] / HOURS, "mcg/h")
        places = at_least_something(exact, PLACES)
        found = Quantity.of(round_half_up(exact.value, places), "mcg/h")
        return Result(found, (f"{v.said('dose')} / 24 = {write(found)}",), exact, places=places)
    exact = Quantity.of(_daily_volume(v) / HOURS, "mL/h")
    places = at_least_something(exact, PLACES)
    found = Quantity.of(round_half_up(exact.value, places), "mL/h")
    daily = write(Quantity.of(_daily_volume(v), "mL/day"), 6)
    steps = (
        *_converted(v),
        f"{write_number(v['dose'])} / {write_number(v['concentration'])} = {daily}",
        f"{write_number(_daily_volume(v), 6)} / 24 = {write_number(exact.value, 6)} mL/h",
        f"rounded half up once, to {places} places: {write(found)}",
    )
    warnings = _hardly_pumped(Quantity.of(_daily_volume(v), "mL/day"))
    return Result(found, steps, exact, warnings=warnings, places=places)


def _hardly_pumped(daily: Quantity) -> tuple[str, ...]:
    """A note on a volume a day that no reservoir holds, or that one would last too long with."""
    least, most = RESERVOIR
    holds = f"an implanted pump holds {write(Quantity.between(least, most, 'mL'))}"
    asked = "are dose and concentration right"
    if daily.value > most:
        return (f"{write(daily, PLACES)} is more than a whole reservoir ({holds}): {asked}?",)
    if daily.value * LONGEST < least:
        days = write(Quantity.of(LONGEST, "day"))
        said = f"at {write(daily, PLACES)} even {write(Quantity.of(least, 'mL'))} would last"
        return (f"{said} longer than {days} ({holds}): {asked}?",)
    return ()


def _bolus(v: Values) -> Result:
    exact = Quantity.of(v["amount"] / v["concentration"], "mL")
    places = at_least_something(exact, PLACES)
    found = Quantity.of(round_half_up(exact.value, places), "mL")
    step = f"{v.said('amount')} / {v.said('concentration')} = {write(found)}"
    return Result(found, (step,), exact, places=places)


def _floor(value: Fraction) -> int:
    return value.numerator // value.denominator


def _refill(v: Values) -> Result:
    residual = v["residual"] if v.has("residual") else Fraction(0)
    if residual >= v["fill"]:
        raise CannotCalculate(
            f"the volume that must stay in ({v.said('residual')}) leaves nothing of the fill of"
            f" {v.said('fill')}",
            where="residual",
        )
    exact = (v["fill"] - residual) / _daily_volume(v)
    found = Quantity.of(_floor(exact), "day")
    daily = write_number(_daily_volume(v), 6)
    usable = write_number(v["fill"] - residual)
    steps = (
        *_converted(v),
        f"{write_number(v['dose'])} / {write_number(v['concentration'])} = {daily} mL per day",
        f"{write_number(v['fill'])} - {write_number(residual)} = {usable} mL can be used",
        f"{usable} / {daily} = {write_number(exact, 2)} days",
        f"refill days are rounded down: {write(found)}",
    )
    warnings: tuple[str, ...] = ()
    if not v.has("residual"):
        warnings = ("no residual volume was given: none is kept back",)
    warnings += _hardly_refilled(exact)
    return Result(found, steps, Quantity.of(exact, "day"), warnings=warnings)


def _hardly_refilled(days: Fraction) -> tuple[str, ...]:
    """A note on a refill that is due at once, or only after more than half a year."""
    asked = "are fill, concentration and dose right, each in its unit"
    if days < 1:
        return (f"the pump would be empty before the first day is over: {asked}?",)
    if days > LONGEST:
        most = write(Quantity.of(LONGEST, "day"))
        return (
            f"hardly any pump goes without a refill for more than half a year ({most}): {asked}?",
        )
    return ()


def _from_rate(v: Values) -> Result:
    exact = Quantity.of(v["rate"] * HOURS * v["concentration"], "mcg/day")
    step = (
        f"{write_number(v['rate'])} mL/h x 24 x {write_number(v['concentration'])} = {write(exact)}"
    )
    return Result(exact, (step,), exact, warnings=_outside(v, exact))


def _outside(v: Values, dose: Quantity) -> tuple[str, ...]:
    """A note on a dose a day that lies outside the infusion range that was given with it.

    What lies outside a range that a deck states is told with its line for every calculation.
    """
    if not v.has("infusion") or v.origin("infusion").kind != "scenario":
        return ()
    low, high = v.range("infusion")
    if low <= dose.value <= high:
        return ()
    way = "above" if dose.value > high else "below"
    return (f"{write(dose)} is {way} the stated range of {v.said('infusion')}",)


def _wrong_strength(v: Values) -> Result:
    exact = Quantity.of(v["dose"] * v["filled"] / v["concentration"], "mcg/day")
    volume = write_number(_daily_volume(v), 6)
    ratio = f"{write_number(v['dose'])} / {write_number(v['concentration'])}"
    steps = (
        f"the pump runs {ratio} = {volume} mL per day",
        f"{volume} x {write_number(v['filled'])} = {write(exact)}",
    )
    return Result(exact, steps, exact, warnings=_outside(v, exact))


def _of(value: Fraction, unit: str) -> Quantity | None:
    return Quantity.of(value, unit) if value > 0 else None


def _days(value: Fraction, shift: int = 0) -> Quantity | None:
    return _of(Fraction(_floor(value) + shift), "day")


def _usable(v: Values) -> Fraction:
    return v["fill"] - (v["residual"] if v.has("residual") else 0)


RATE = InputSpec("rate", "flow rate", "mL/h", F(1, 100_000), F(1000), ("flow",))
FILLED = InputSpec(
    "filled", "concentration that was filled in", "mcg/mL", F(1, 1000), F(1_000_000), ("actual",),
    stocked=("concentration", "intrathecal"),
)  # fmt: skip
AMOUNT = InputSpec(
    "amount", "dose", "mcg", F(1, 1000), F(10**9), ("dose", "bolus"), bounds=OF_A_BOLUS
)

CALCULATIONS = (
    Calculation(
        "intrathecal_volume",
        "intrathecal_volume",
        "The volume a day that a pump delivers.",
        (INFUSION, PUMP_CONCENTRATION),
        "mL/day",
        "dose a day / concentration",
        _volume,
        (
            ("mg_mcg_1000x", lambda v: _of(_raw_daily_volume(v), "mL/day")),
            ("inverted_concentration", lambda v: _of(1 / _daily_volume(v), "mL/day")),
            ("day_rate_as_hour_rate", lambda v: _of(_daily_volume(v), "mL/h")),
            ("hour_rate_as_day_rate", lambda v: _of(_daily_volume(v) / HOURS, "mL/day")),
            ("hour_rate_as_day_rate", lambda v: _of(_daily_volume(v) * HOURS, "mL/day")),
            ("mg_mcg_1000x", lambda v: _of(_daily_volume(v) * 1000, "mL/day")),
            ("mg_mcg_1000x", lambda v: _of(_daily_volume(v) / 1000, "mL/day")),
        ),
        ("pump_volume",),
    ),
    Calculation(
        "intrathecal_rate",
        "intrathecal_rate",
        "The rate an hour that a pump runs at: mL/h with a concentration, mcg/h without one.",
        (INFUSION, optional(PUMP_CONCENTRATION)),
        "mL/h",
        "dose a day / concentration / 24",
        _rate,
        (
            (
                "day_rate_as_hour_rate",
                lambda v: (
                    _of(_daily_volume(v), "mL/h")
                    if v.has("concentration")
                    else _of(v["dose"], "mcg/h")
                ),
            ),
            (
                "inverted_concentration",
                lambda v: (
                    _of(1 / _daily_volume(v) / HOURS, "mL/h") if v.has("concentration") else None
                ),
            ),
            (
                "mg_mcg_1000x",
                lambda v: (
                    _of(_raw_daily_volume(v) / HOURS, "mL/h") if v.has("concentration") else None
                ),
            ),
            (
                "mg_mcg_1000x",
                lambda v: (
                    _of(_daily_volume(v) / HOURS * 1000, "mL/h") if v.has("concentration") else None
                ),
            ),
            (
                "hour_rate_as_day_rate",
                lambda v: (
                    _of(_daily_volume(v) * HOURS, "mL/h")
                    if v.has("concentration")
                    else _of(v["dose"] * HOURS, "mcg/h")
                ),
            ),
        ),
        ("pump_rate",),
    ),
    Calculation(
        "bolus_volume",
        "bolus_volume",
        "The volume that holds a single dose of a solution.",
        (AMOUNT, CONCENTRATION),
        "mL",
        "dose / concentration",
        _bolus,
        (
            (
                "mg_mcg_1000x",
                lambda v: _of(v.raw("amount").value / v.raw("concentration").value, "mL"),
            ),
            ("mg_mcg_1000x", lambda v: _of(v["amount"] / v["concentration"] * 1000, "mL")),
            ("inverted_concentration", lambda v: _of(v["concentration"] / v["amount"], "mL")),
        ),
        ("test_dose_volume",),
    ),
    Calculation(
        "refill",
        "refill",
        "How many full days a filled pump runs, down to the residual volume.",
        (FILL, optional(RESIDUAL), PUMP_CONCENTRATION, INFUSION),
        "day",
        "(fill - residual) / (dose a day / concentration), rounded down",
        _refill,
        (
            ("residual_ignored", lambda v: _days(v["fill"] / _daily_volume(v))),
            ("off_by_one_day", lambda v: _days(_usable(v) / _daily_volume(v), 1)),
            ("off_by_one_day", lambda v: _days(_usable(v) / _daily_volume(v), -1)),
            ("mg_mcg_1000x", lambda v: _days(_usable(v) / _raw_daily_volume(v))),
            ("mg_mcg_1000x", lambda v: _days(_usable(v) / _daily_volume(v) * 1000)),
            ("decimal_slip_10x", lambda v: _days(_usable(v) / _daily_volume(v) * 10)),
            ("decimal_slip_10x", lambda v: _days(_usable(v) / _daily_volume(v) / 10)),
            ("inverted_concentration", lambda v: _days(_usable(v) * _daily_volume(v))),
        ),
        ("refill_days", "refill_interval"),
    ),
    Calculation(
        "dose_from_rate",
        "dose_from_rate",
        "The dose a day that a rate delivers.",
        (RATE, PUMP_CONCENTRATION, INFUSION_RANGE),
        "mcg/day",
        "rate x 24 x concentration",
        _from_rate,
        (
            ("hour_rate_as_day_rate", lambda v: _of(v["rate"] * v["concentration"], "mcg/day")),
            (
                "inverted_concentration",
                lambda v: _of(v["rate"] * HOURS / v["concentration"], "mcg/day"),
            ),
        ),
        bounds=OF_A_PUMP,
    ),
    Calculation(
        "wrong_concentration",
        "wrong_concentration",
        "What a pump delivers when it was filled with another strength than it was set for.",
        (INFUSION, PUMP_CONCENTRATION, FILLED, INFUSION_RANGE),
        "mcg/day",
        "dose set x concentration filled / concentration set",
        _wrong_strength,
        (
            (
                "inverted_ratio",
                lambda v: _of(v["dose"] * v["concentration"] / v["filled"], "mcg/day"),
            ),
            ("change_not_noticed", lambda v: _of(v["dose"], "mcg/day")),
        ),
        bounds=OF_A_PUMP,
    ),
)
