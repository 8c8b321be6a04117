"""Raising a dose step by step.

Day 1 is the first day of dosing; level k starts on day 1 + (k - 1) x interval.
"""

from __future__ import annotations

from fractions import Fraction

from trainer.calculator.calculation import Calculation, CannotCalculate, Result, Row, Values
from trainer.calculator.inputs import (
    ALTERNATIVE_MAX,
    DAY,
    DAYS,
    INCREMENT,
    INTERVAL,
    START,
    START_DOSES_PER_DAY,
    START_PER_DOSE,
    TARGET,
    USUAL_MAX,
    optional,
)
from trainer.calculator.quantity import Quantity
from trainer.calculator.rounding import up
from trainer.calculator.writer import write, write_number

MOST_LEVELS = 400


def start_of(v: Values) -> tuple[Fraction, tuple[str, ...]]:
    """The daily dose on day 1, mg, and the step that computes it where it was given per dose."""
    if v.has("start"):
        return v["start"], ()
    if v.has("start_per_dose", "doses_per_day"):
        total = v["start_per_dose"] * v["doses_per_day"]
        said = f"{v.said('start_per_dose')} x {write_number(v['doses_per_day'])} a day"
        return total, (f"start: {said} = {write(_daily(total))}",)
    raise CannotCalculate(
        "cannot calculate, because the dose at the start is not given",
        where="start",
        hint='Write start="15 mg/day", or start_per_dose="5 mg/dose" doses_per_day=3',
    )


def level_on(day: Fraction, interval: Fraction) -> int:
    """The level (1, 2, ...) that a day lies in."""
    return int((day - 1) // interval) + 1


def _daily(amount: Fraction) -> Quantity:
    return Quantity.of(amount, "mg/day")


def _capped(v: Values, amount: Fraction) -> Fraction:
    return min(amount, v["usual_max"]) if v.has("usual_max") else amount


def whole_days(v: Values, name: str) -> int:
    """A day of treatment or a number of days, which has no fraction."""
    if v[name].denominator != 1:
        raise CannotCalculate(
            f"the {name} must be a whole number, not {v.said(name)}", where=name, hint="Write 8"
        )
    return int(v[name])


def _target(v: Values) -> tuple[Fraction, tuple[str, ...]]:
    """The daily dose to be reached, mg, with what must be said of it.

    CannotCalculate if the dose starts above it, or if it lies above every stated maximum.
    """
    start, _ = start_of(v)
    target = v["target"]
    if target < start:
        raise CannotCalculate(
            f"the target of {v.said('target')} lies below the start of {write(_daily(start))}",
            where="target",
            hint="A dose is lowered by a taper, whose rate somebody must give",
        )
    if not v.has("usual_max") or target <= v["usual_max"]:
        return target, ()
    top = v["alternative_max"] if v.has("alternative_max") else v["usual_max"]
    if target > top:
        raise CannotCalculate(
            f"the target of {v.said('target')} is above every stated maximum"
            f" ({write(_daily(top))})",
            where="target",
        )
    usual = v.said("usual_max")
    return target, (f"above the usual maximum of {usual}, within what some sources allow",)


def _dose_on_day(v: Values) -> Result:
    start, steps = start_of(v)
    whole_days(v, "day")
    level = level_on(v["day"], v["interval"])
    uncapped = start + (level - 1) * v["increment"]
    amount = _capped(v, uncapped)
    first = 1 + (level - 1) * v["interval"]
    last = first + v["interval"] - 1
    day = write_number(v["day"])
    lines = [
        *steps,
        f"level k starts on day 1 + (k - 1) x {write_number(v['interval'])}",
        f"day {day} lies in level {level} (days {write_number(first)} to {write_number(last)})",
        f"{write_number(start)} + {level - 1} x {write_number(v['increment'])}"
        f" = {write(_daily(uncapped))}",
    ]
    if amount < uncapped:
        lines.append(f"no more than the usual maximum: {write(_daily(amount))}")
    return Result(_daily(amount), tuple(lines), _daily(amount))


def increments_to(v: Values) -> tuple[int, bool]:
    """How many increases reach the target, and whether the last is a full one."""
    start, _ = start_of(v)
    needed = max(Fraction(0), (v["target"] - start) / v["increment"])
    return up(needed), needed.denominator == 1


def _increases_said(count: int, full: bool) -> str:
    said = "1 increase" if count == 1 else f"{count} increases"
    return said if full else f"{said}, the last one partial"


def _first_day(v: Values) -> Result:
    start, steps = start_of(v)
    target, warnings = _target(v)
    count, full = increments_to(v)
    day = Quantity.of(1 + count * v["interval"], "day")
    lines = (
        *steps,
        f"({write_number(target)} - {write_number(start)}) / {write_number(v['increment'])}"
        f" = {_increases_said(count, full)}",
        f"1 + {count} x {write_number(v['interval'])} = day {write_number(day.value)}",
    )
    return Result(day, lines, day, warnings=warnings)


def _increases(v: Values) -> Result:
    start, steps = start_of(v)
    _, warnings = _target(v)
    count, full = increments_to(v)
    exact = (v["target"] - start) / v["increment"]
    lines = (
        *steps,
        f"({write_number(v['target'])} - {write_number(start)}) / {write_number(v['increment'])}"
        f" = {write_number(exact, 2)}",
        _increases_said(count, full),
    )
    found = Quantity.of(count, "1")
    return Result(found, lines, found, warnings=warnings)


def rows_to(v: Values, top: Fraction) -> tuple[Row, ...]:
    """The schedule from the start to `top` mg/day, a row a level."""
    start, _ = start_of(v)
    rows: list[Row] = []
    amount, first = start, Fraction(1)
    while amount < top and len(rows) < MOST_LEVELS:
        last = first + v["interval"] - 1
        rows.append(Row(int(first), int(last), _daily(amount)))
        amount, first = min(top, amount + v["increment"]), first + v["interval"]
    rows.append(Row(int(first), None, _daily(amount)))
    return tuple(rows)


def _schedule(v: Values) -> Result:
    top, warnings = _target(v)
    rows = rows_to(v, top)
    if rows[-1].daily.value < top:
        raise CannotCalculate(
            f"the schedule to {v.said('target')} has more than {MOST_LEVELS} levels", where="target"
        )
    _, steps = start_of(v)
    return Result(None, (*steps, *(str(row) for row in rows)), table=rows, warnings=warnings)


def _total_over(v: Values) -> Result:
    start, steps = start_of(v)
    days, total = whole_days(v, "days"), Fraction(0)
    lines = list(steps)
    for level in range(1, level_on(Fraction(days), v["interval"]) + 1):
        first = 1 + (level - 1) * v["interval"]
        last = min(Fraction(days), first + v["interval"] - 1)
        amount = _capped(v, start + (level - 1) * v["increment"])
        total += amount * (last - first + 1)
        if level <= 12:
            span = f"days {write_number(first)} to {write_number(last)}"
            lines.append(f"{span}: {write_number(last - first + 1)} x {write(_daily(amount))}")
    found = Quantity.of(total, "mg")
    return Result(found, (*lines, f"in all: {write(found)}"), found)


def _on_level(v: Values, level: int) -> Quantity | None:
    if level < 1:
        return None
    return _daily(_capped(v, start_of(v)[0] + (level - 1) * v["increment"]))


def _level(v: Values) -> int:
    return level_on(v["day"], v["interval"])


def _each_dose_raised(v: Values) -> Quantity | None:
    if not v.has("doses_per_day"):
        return None
    added = (_level(v) - 1) * v["increment"] * v["doses_per_day"]
    return _daily(start_of(v)[0] + added)


def _from_one_dose(v: Values) -> Quantity | None:
    """The single dose taken for the daily dose, and raised from there."""
    if not v.has("start_per_dose") or v.has("start"):
        return None
    return _daily(v["start_per_dose"] + (_level(v) - 1) * v["increment"])


def _uncapped(v: Values) -> Quantity | None:
    amount = start_of(v)[0] + (_level(v) - 1) * v["increment"]
    return _daily(amount) if v.has("usual_max") and amount > v["usual_max"] else None


def _one_dose(v: Values) -> Quantity | None:
    if not v.has("doses_per_day"):
        return None
    right = _on_level(v, _level(v))
    return _daily(right.value / v["doses_per_day"]) if right else None


def _shifted(v: Values, days: int) -> Quantity | None:
    day = v["day"] + days
    return _on_level(v, level_on(day, v["interval"])) if day >= 1 else None


def _day(value: Fraction) -> Quantity | None:
    return Quantity.of(value, "day") if value >= 1 else None


_SCHEME = (START, START_PER_DOSE, START_DOSES_PER_DAY, INCREMENT, INTERVAL)
_LIMITS = (USUAL_MAX, ALTERNATIVE_MAX)

CALCULATIONS = (
    Calculation(
        "titration_dose",
        "titration",
        "The daily dose on a day of a titration.",
        (*_SCHEME, DAY, USUAL_MAX),
        "mg/day",
        "start + (level - 1) x increment, level = 1 + floor((day - 1) / interval)",
        _dose_on_day,
        (
            ("increment_per_dose", _each_dose_raised),
            (
                "adds_every_day",
                lambda v: _daily(start_of(v)[0] + (v["day"] - 1) * v["increment"]),
            ),
            ("off_by_one_day", lambda v: _shifted(v, 1)),
            ("off_by_one_day", lambda v: _shifted(v, -1)),
            ("off_by_one_step", lambda v: _on_level(v, _level(v) + 1)),
            ("off_by_one_step", lambda v: _on_level(v, _level(v) - 1)),
            ("per_dose_for_per_day", _one_dose),
            ("per_dose_for_per_day", _from_one_dose),
            ("maximum_ignored", _uncapped),
        ),
        ("dose_on_day",),
    ),
    Calculation(
        "titration_day",
        "titration",
        "The first day on which a daily dose is reached.",
        (*_SCHEME, TARGET, *_LIMITS),
        "day",
        "1 + ceil((target - start) / increment) x interval",
        _first_day,
        (
            ("adds_every_day", lambda v: _day(Fraction(1 + increments_to(v)[0]))),
            ("off_by_one_day", lambda v: _day(increments_to(v)[0] * v["interval"])),
            ("off_by_one_day", lambda v: _day(2 + increments_to(v)[0] * v["interval"])),
            ("off_by_one_step", lambda v: _day(1 + (increments_to(v)[0] + 1) * v["interval"])),
            (
                "off_by_one_step",
                lambda v: (
                    _day(1 + (increments_to(v)[0] - 1) * v["interval"])
                    if increments_to(v)[1]
                    else None
                ),
            ),
            (
                "rounds_steps_down",
                lambda v: (
                    None
                    if increments_to(v)[1]
                    else _day(1 + (increments_to(v)[0] - 1) * v["interval"])
                ),
            ),
            ("fractional_step", lambda v: _fractional_day(v)),
        ),
        ("first_day_at_target",),
    ),
    Calculation(
        "titration_increases",
        "titration",
        "How many increases lead from the start to a daily dose.",
        (*_SCHEME[:-1], optional(INTERVAL), TARGET, *_LIMITS),
        "1",
        "ceil((target - start) / increment)",
        _increases,
        (
            ("counts_levels_not_increases", lambda v: Quantity.of(increments_to(v)[0] + 1, "1")),
            (
                "rounds_steps_down",
                lambda v: (
                    Quantity.of(increments_to(v)[0] - 1, "1") if not increments_to(v)[1] else None
                ),
            ),
        ),
        ("number_of_increases",),
    ),
    Calculation(
        "titration_schedule",
        "titration",
        "The whole schedule up to a daily dose, level by level.",
        (*_SCHEME, TARGET, *_LIMITS),
        "mg/day",
        "level k = start + (k - 1) x increment; its first day = 1 + (k - 1) x interval",
        _schedule,
    ),
    Calculation(
        "titration_total",
        "titration",
        "The total amount taken over the first days of a titration.",
        (*_SCHEME, DAYS, USUAL_MAX),
        "mg",
        "sum of the daily doses",
        _total_over,
        (
            (
                "adds_every_day",
                lambda v: Quantity.of(
                    sum(
                        (start_of(v)[0] + day * v["increment"] for day in range(int(v["days"]))),
                        Fraction(0),
                    ),
                    "mg",
                ),
            ),
        ),
    ),
)


def _fractional_day(v: Values) -> Quantity | None:
    start, _ = start_of(v)
    exact = 1 + (v["target"] - start) / v["increment"] * v["interval"]
    return _day(exact) if exact.denominator == 1 and not increments_to(v)[1] else None
