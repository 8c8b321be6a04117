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
from trainer.calculator.inputs import DAY, INTERVAL, SMALL, STRENGTH, F
from trainer.calculator.quantity import Quantity
from trainer.calculator.titration import level_on
from trainer.calculator.writer import write, write_number


def _rate_is_given(v: Values) -> None:
    if v.has("rate_source") and v.word("rate_source").casefold() in ("", "none", "assumed"):
        raise CannotCalculate(
            "cannot calculate, because nobody gives the rate of the taper",
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
    level = level_on(v["day"], v["interval"])
    amount = _on_level(v, level)
    steps = (
        f"level k starts on day 1 + (k - 1) x {write_number(v['interval'])}",
        f"day {write_number(v['day'])} lies in level {level}",
        f"{write_number(v['start'])} - {level - 1} x {write_number(v['decrement'])}"
        f" = {write(_daily(amount))}",
    )
    return Result(_daily(amount), steps, _daily(amount))


def levels(v: Values) -> list[Fraction]:
    """The daily doses of the taper, each taken for one interval, down to the end dose."""
    found: list[Fraction] = []
    amount = v["start"]
    end = _end(v)
    while amount > end and len(found) < 1000:
        found.append(amount)
        amount -= v["decrement"]
    if end > 0:
        found.append(end)
    return found


def _total(v: Values) -> Fraction:
    return sum(levels(v), Fraction(0)) * v["interval"]


def _ceil(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)


def _tablets(v: Values) -> Result:
    _rate_is_given(v)
    exact = _total(v) / v["strength"]
    found = Quantity.of(_ceil(exact), "tablet")
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


def _other_level(v: Values, shift: int) -> Quantity | None:
    level = level_on(v["day"], v["interval"]) + shift
    return _daily(_on_level(v, level)) if level >= 1 else None


def _fewer_levels(v: Values) -> Quantity | None:
    without = sum(levels(v)[:-1], Fraction(0)) * v["interval"]
    return Quantity.of(_ceil(without / v["strength"]), "tablet")


START = InputSpec("start", "daily dose at the start", "mg/day", SMALL, F(20_000), ("from", "daily"))
DECREMENT = InputSpec(
    "decrement", "reduction of the daily dose", "mg/day", SMALL, F(10_000), ("step", "reduction")
)
END = InputSpec(
    "end", "last daily dose", "mg/day", F(0), F(20_000), ("to", "final"), required=False
)
SOURCE = InputSpec("rate_source", "who gives the rate", aliases=("source",), required=False)
_SCHEME = (START, DECREMENT, INTERVAL, END, SOURCE)

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
            (
                "no_round_up",
                lambda v: Quantity.of(
                    (_total(v) / v["strength"]).numerator
                    // (_total(v) / v["strength"]).denominator,
                    "tablet",
                ),
            ),
            ("off_by_one_step", _fewer_levels),
        ),
    ),
    Calculation(
        "taper_schedule",
        "taper",
        "The whole taper, level by level.",
        _SCHEME,
        "mg/day",
        "start - (k - 1) x decrement from day 1 + (k - 1) x interval",
        _schedule,
    ),
)
