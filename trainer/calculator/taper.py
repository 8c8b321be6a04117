"""Lowering a dose step by step, only at a rate that an instructor or a monograph gives.

No rate is ever assumed: stopping a drug too fast can harm, and most monographs give none.
"""

from __future__ import annotations

from fractions import Fraction

from trainer.calculator.calculation import (
    Calculation,
    CannotCalculate,
    InputSpec,
    Result,
    Row,
    Values,
)
from trainer.calculator.inputs import DAY, OF_A_DAY, SMALL, STRENGTH, TAPER_INTERVAL, F
from trainer.calculator.quantity import Quantity
from trainer.calculator.rounding import down, up
from trainer.calculator.titration import level_on, whole_days
from trainer.calculator.writer import write, write_number

GIVERS = ("instructor", "monograph")
MOST_LEVELS = 1000


def _rate_is_given(v: Values) -> None:
    if v.has("rate_source") and v.word("rate_source").casefold().strip() not in GIVERS:
        raise CannotCalculate(
            "cannot calculate, because the rate of the taper is not given by an instructor or a"
            " monograph",
            where="rate_source",
            hint="A rate comes from an instructor or from the monograph: rate_source=instructor",
        )


def _daily(amount: Fraction) -> Quantity:
    return Quantity.of(amount, "mg/day")


def _end(v: Values) -> Fraction:
    return v["end"] if v.has("end") else Fraction(0)


def _on_level(v: Values, level: int) -> Fraction:
    return max(_end(v), v["start"] - (level - 1) * v["decrement"])


def _dose_on_day(v: Values) -> Result:
    _rate_is_given(v)
    day = whole_days(v, "day")
    last = len(levels(v)) * v["interval"]
    if _end(v) > 0 and day > last:
        raise CannotCalculate(
            f"cannot calculate, because the dose after day {write_number(last)}, where the taper"
            " ends, is not given",
            where="day",
        )
    level = level_on(v["day"], v["interval"])
    amount = _on_level(v, level)
    uncut = v["start"] - (level - 1) * v["decrement"]
    lowered = f"{write_number(v['start'])} - {level - 1} x {write_number(v['decrement'])}"
    steps = (
        f"level k starts on day 1 + (k - 1) x {write_number(v['interval'])}",
        f"day {write_number(v['day'])} lies in level {level}",
        f"{lowered} = {write(_daily(uncut))}"
        if uncut == amount
        else f"{lowered} is below the end: {write(_daily(amount))}",
    )
    return Result(_daily(amount), steps, _daily(amount))


def levels(v: Values) -> list[Fraction]:
    """The daily doses of the taper, each taken for one interval, down to the end dose."""
    found: list[Fraction] = []
    amount = v["start"]
    end = _end(v)
    if amount < end:
        raise CannotCalculate(
            f"the last dose of {v.said('end')} lies above the start of {v.said('start')}",
            where="end",
        )
    while amount > end:
        found.append(amount)
        amount -= v["decrement"]
        if len(found) > MOST_LEVELS:
            raise CannotCalculate(
                f"the taper has more than {MOST_LEVELS:,} levels", where="decrement"
            )
    if end > 0:
        found.append(end)
    return found


def _total(v: Values) -> Fraction:
    return sum(levels(v), Fraction(0)) * v["interval"]


def _milligrams(v: Values) -> Result:
    _rate_is_given(v)
    found = Quantity.of(_total(v), "mg")
    shown = ", ".join(write_number(level) for level in levels(v))
    steps = (
        f"levels: {shown} mg per day, {write_number(v['interval'])} days each",
        f"{write_number(v['interval'])} x {write_number(sum(levels(v), Fraction(0)))}"
        f" = {write(found)}",
    )
    return Result(found, steps, found)


def _end_day(v: Values) -> Result:
    """The first day on the end dose, or without drug."""
    _rate_is_given(v)
    whole = len(levels(v)) - (1 if _end(v) > 0 else 0)
    day = Quantity.of(1 + whole * v["interval"], "day")
    steps = (
        f"({write_number(v['start'])} - {write_number(_end(v))}) / {write_number(v['decrement'])}"
        f" = {write_number((v['start'] - _end(v)) / v['decrement'], 2)}: {whole} reductions",
        f"1 + {whole} x {write_number(v['interval'])} = day {write_number(day.value)}",
    )
    return Result(day, steps, day)


def _tablets(v: Values) -> Result:
    _rate_is_given(v)
    exact = _total(v) / v["strength"]
    found = Quantity.of(up(exact), "tablet")
    shown = ", ".join(write_number(level) for level in levels(v))
    steps = (
        f"levels: {shown} mg per day, {write_number(v['interval'])} days each",
        f"{write_number(v['interval'])} x {write_number(sum(levels(v), Fraction(0)))} = "
        f"{write_number(_total(v))} mg",
        f"{write_number(_total(v))} / {write_number(v['strength'])}"
        f" = {write_number(exact)} tablets",
        f"tablets to dispense are rounded up: {write(found)}",
    )
    return Result(found, steps, Quantity.of(exact, "tablet"))


def _schedule(v: Values) -> Result:
    _rate_is_given(v)
    rows: list[Row] = []
    first = Fraction(1)
    for amount in levels(v):
        rows.append(Row(int(first), int(first + v["interval"] - 1), _daily(amount)))
        first += v["interval"]
    if _end(v) == 0:
        rows.append(Row(int(first), None, _daily(Fraction(0))))
    return Result(None, tuple(str(row) for row in rows), table=tuple(rows))


def _shifted(v: Values, days: int) -> Quantity | None:
    day = v["day"] + days
    return _daily(_on_level(v, level_on(day, v["interval"]))) if day >= 1 else None


def _end_day_off(v: Values, steps: int, days: int) -> Quantity | None:
    day = _end_day(v).quantity
    assert day is not None
    off = day.value + steps * v["interval"] + days
    return Quantity.of(off, "day") if off >= 1 else None


def _each_level_a_day(v: Values) -> Quantity:
    return Quantity.of(up(sum(levels(v), Fraction(0)) / v["strength"]), "tablet")


def _rounded_level_by_level(v: Values) -> Quantity:
    each = [up(level / v["strength"] * v["interval"]) for level in levels(v)]
    return Quantity.of(sum(each), "tablet")


def _rounded_day_by_day(v: Values) -> Quantity:
    each = [up(level / v["strength"]) * v["interval"] for level in levels(v)]
    return Quantity.of(up(sum(each, Fraction(0))), "tablet")


def _other_level(v: Values, shift: int) -> Quantity | None:
    level = level_on(v["day"], v["interval"]) + shift
    return _daily(_on_level(v, level)) if level >= 1 else None


def _fewer_levels(v: Values) -> Quantity | None:
    without = sum(levels(v)[:-1], Fraction(0)) * v["interval"]
    return Quantity.of(up(without / v["strength"]), "tablet") if without else None


START = InputSpec(
    "start",
    "daily dose at the start",
    "mg/day",
    SMALL,
    F(20_000),
    ("from", "daily"),
    bounds=OF_A_DAY,
)
DECREMENT = InputSpec(
    "decrement", "reduction of the daily dose", "mg/day", SMALL, F(10_000), ("step", "reduction")
)
END = InputSpec(
    "end", "last daily dose", "mg/day", F(0), F(20_000), ("to", "final"), required=False
)
SOURCE = InputSpec("rate_source", "who gives the rate", aliases=("source",), required=False)
_SCHEME = (START, DECREMENT, TAPER_INTERVAL, END, SOURCE)

CALCULATIONS = (
    Calculation(
        "taper_dose",
        "taper",
        "The daily dose on a day of a taper whose rate is given.",
        (*_SCHEME, DAY),
        "mg/day",
        "start - (level - 1) x decrement, level = 1 + floor((day - 1) / interval)",
        _dose_on_day,
        (
            ("off_by_one_step", lambda v: _other_level(v, -1)),
            ("off_by_one_step", lambda v: _other_level(v, 1)),
            ("off_by_one_day", lambda v: _shifted(v, 1)),
            ("off_by_one_day", lambda v: _shifted(v, -1)),
            (
                "adds_every_day",
                lambda v: _daily(max(_end(v), v["start"] - (v["day"] - 1) * v["decrement"])),
            ),
        ),
    ),
    Calculation(
        "taper_tablets",
        "taper",
        "How many tablets a whole taper needs, rounded up.",
        (*_SCHEME, STRENGTH),
        "tablet",
        "sum of the levels x interval / strength, rounded up",
        _tablets,
        (
            ("no_round_up", lambda v: Quantity.of(down(_total(v) / v["strength"]), "tablet")),
            ("no_round_up", lambda v: Quantity.of(_total(v) / v["strength"], "tablet")),
            ("off_by_one_step", _fewer_levels),
            ("adds_every_day", _each_level_a_day),
            ("rounded_early", _rounded_level_by_level),
            ("rounded_early", _rounded_day_by_day),
        ),
    ),
    Calculation(
        "taper_schedule",
        "taper",
        "The whole taper, level by level.",
        _SCHEME,
        "mg/day",
        "level k = start - (k - 1) x decrement; its first day = 1 + (k - 1) x interval",
        _schedule,
    ),
    Calculation(
        "taper_day",
        "taper",
        "The first day on the last dose of a taper, or the first day without the drug.",
        _SCHEME,
        "day",
        "1 + number of reductions x interval",
        _end_day,
        (
            ("off_by_one_day", lambda v: _end_day_off(v, 0, 1)),
            ("off_by_one_day", lambda v: _end_day_off(v, 0, -1)),
            ("off_by_one_step", lambda v: _end_day_off(v, 1, 0)),
            ("off_by_one_step", lambda v: _end_day_off(v, -1, 0)),
        ),
        ("first_day_at_end",),
    ),
    Calculation(
        "taper_total",
        "taper",
        "The total amount taken over a taper.",
        _SCHEME,
        "mg",
        "sum of the levels x interval",
        _milligrams,
        (
            ("adds_every_day", lambda v: Quantity.of(sum(levels(v), Fraction(0)), "mg")),
            (
                "off_by_one_step",
                lambda v: Quantity.of(sum(levels(v)[:-1], Fraction(0)) * v["interval"], "mg"),
            ),
        ),
    ),
)
