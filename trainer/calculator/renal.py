"""The dose that follows from a creatinine clearance: reduced below a limit, else unchanged."""

from __future__ import annotations

from fractions import Fraction

from trainer.calculator.calculation import (
    Calculation,
    CannotCalculate,
    InputSpec,
    Range,
    Result,
    Values,
    agreeing,
)
from trainer.calculator.clearance import (
    FEMALE,
    HEIGHT_FOR_KIND,
    WEIGHT_KIND,
    clearance,
    clearance_steps,
    creatinine_mg_dl,
    exact_clearance,
    weight_of,
)
from trainer.calculator.inputs import (
    AGE,
    CLEARANCE,
    CREATININE,
    DOSES_PER_DAY,
    OF_A_DAY,
    PER_DOSE,
    SEX,
    SMALL,
    THRESHOLD,
    WEIGHT,
    F,
    optional,
)
from trainer.calculator.quantity import Quantity
from trainer.calculator.writer import round_half_up, write, write_number


def _clearance_of(v: Values) -> tuple[Fraction, tuple[str, ...]]:
    """The unrounded clearance, given or computed from age, weight, creatinine and sex."""
    if v.has("crcl"):
        return v["crcl"], ()
    missing = [name for name in ("age", "weight", "scr", "sex") if not v.has(name)]
    if missing:
        raise CannotCalculate(
            "cannot calculate, because the creatinine clearance is not given",
            where="crcl",
            hint='Write crcl="22 mL/min", or age, weight, scr and sex',
        )
    return exact_clearance(v), clearance_steps(v)


def _usual(v: Values) -> tuple[Fraction, tuple[str, ...]]:
    if v.has("usual"):
        if v.has("per_dose", "doses_per_day"):
            agreeing(v, "usual", v["per_dose"] * v["doses_per_day"])
        return v["usual"], ()
    if v.has("per_dose", "doses_per_day"):
        total = v["per_dose"] * v["doses_per_day"]
        said = f"{v.said('per_dose')} x {write_number(v['doses_per_day'])} a day"
        return total, (f"{said} = {write(Quantity.of(total, 'mg/day'))}",)
    raise CannotCalculate(
        "cannot calculate, because the usual dose is not given",
        where="usual",
        hint='Write usual="60 mg/day", or per_dose and doses_per_day',
    )


def _reduction(v: Values) -> Range:
    if v.has("reduction"):
        return v.range("reduction")
    if v.has("reduction_low", "reduction_high"):
        return v["reduction_low"], v["reduction_high"]
    raise CannotCalculate(
        "cannot calculate, because the reduction is not given",
        where="reduction",
        hint='Write reduction="25 to 50 %"',
    )


def _asks_per_dose(v: Values) -> bool:
    """Single doses given means that single doses are asked."""
    return v.has("per_dose", "doses_per_day") and not v.has("usual")


def _amount(v: Values, low: Fraction, high: Fraction) -> Quantity:
    if _asks_per_dose(v):
        n = v["doses_per_day"]
        return Quantity.between(low / n, high / n, "mg/dose")
    return Quantity.between(low, high, "mg/day")


def _applies(v: Values) -> bool:
    return _clearance_of(v)[0] < v["threshold"]


def _reduced(v: Values) -> Quantity:
    usual = _usual(v)[0]
    low, high = _reduction(v)
    return _amount(v, usual * (1 - high / 100), usual * (1 - low / 100))


def _unchanged(v: Values) -> Quantity:
    usual = _usual(v)[0]
    return _amount(v, usual, usual)


def _adjustment(v: Values) -> Result:
    rate, steps = _clearance_of(v)
    usual, more = _usual(v)
    limit = write_number(v["threshold"])
    shown = write_number(rate, 3)
    if not _applies(v):
        found = _unchanged(v)
        last = f"{shown} mL/min is not below {limit}: no reduction, {write(found)}"
        return Result(found, (*steps, *more, last), found)
    low, high = _reduction(v)
    found = _reduced(v)
    parts = [1 - high / 100, 1 - low / 100]
    percent = " to ".join(dict.fromkeys(f"{write_number(part * 100)}%" for part in parts))
    lines = [*steps, f"{shown} mL/min is below {limit}: the reduction applies", *more]
    left = write(Quantity.between(usual * parts[0], usual * parts[1], "mg/day"))
    lines.append(f"{percent} remains: {write_number(usual)} mg per day becomes {left}")
    if _asks_per_dose(v):
        lines.append(f"in {write_number(v['doses_per_day'])} equal doses: {write(found)}")
    return Result(found, tuple(lines), found)


def _reduced_to(v: Values) -> Quantity | None:
    if not _applies(v):
        return None
    usual = _usual(v)[0]
    low, high = _reduction(v)
    return _amount(v, usual * low / 100, usual * high / 100) if low else None


def _at_the_boundary(v: Values) -> Quantity | None:
    return _reduced(v) if _clearance_of(v)[0] == v["threshold"] else None


def _rounded_first(v: Values) -> Quantity | None:
    rate = _clearance_of(v)[0]
    rounded = {round_half_up(rate, places) for places in (0, 1)}
    if _applies(v) and any(value >= v["threshold"] for value in rounded):
        return _unchanged(v)
    return None


def _through(v: Values, wrong: Fraction) -> Quantity | None:
    """The dose that a wrong clearance leads to, where it leads to another dose.

    None at the limit itself, where comparing wrongly explains that dose better.
    """
    if _at_the_boundary(v) is not None or _rounded_first(v) is not None:
        return None
    below = wrong < v["threshold"]
    if below == _applies(v):
        return None
    return _reduced(v) if below else _unchanged(v)


def _computed(v: Values) -> bool:
    return not v.has("crcl") and v.has("age", "weight", "scr", "sex")


def _without_sex_factor(v: Values) -> Quantity | None:
    if not _computed(v) or v.word("sex") != "female":
        return None
    return _through(v, exact_clearance(v) / FEMALE)


def _with_sex_factor(v: Values) -> Quantity | None:
    if not _computed(v) or v.word("sex") != "male":
        return None
    return _through(v, exact_clearance(v) * FEMALE)


def _creatinine_unconverted(v: Values) -> Quantity | None:
    if not _computed(v) or v.raw("scr").converts_to("mg/dL"):
        return None
    given = v.raw("scr").value
    return _through(v, clearance(v["age"], weight_of(v)[0], given, v.word("sex")))


def _pounds_as_kg(v: Values) -> Quantity | None:
    if not _computed(v) or str(v.raw("weight").unit) != "lb":
        return None
    creatinine = creatinine_mg_dl(v.raw("scr"))
    return _through(v, clearance(v["age"], v.raw("weight").value, creatinine, v.word("sex")))


def _not_adjusted(v: Values) -> Quantity | None:
    return _unchanged(v) if _applies(v) else None


def _increased(v: Values) -> Quantity | None:
    usual = _usual(v)[0]
    low, high = _reduction(v)
    return _amount(v, usual * (1 + low / 100), usual * (1 + high / 100)) if _applies(v) else None


def _daily_as_dose(v: Values) -> Quantity | None:
    if not _asks_per_dose(v) or not _applies(v):
        return None
    ends = [end * v["doses_per_day"] for end in _reduced(v).ends]
    return Quantity.between(ends[0], ends[-1], "mg/dose")


def _half(v: Values) -> Quantity | None:
    """The middle of the range, as if a range were one value."""
    if not _applies(v) or not _reduced(v).is_range:
        return None
    low, high = _reduced(v).ends
    middle = (low + high) / 2
    return Quantity(middle, middle, _reduced(v).unit)


USUAL = InputSpec(
    "usual", "usual daily dose", "mg/day", SMALL, F(50_000), ("usual_dose", "daily", "dose"),
    required=False, bounds=OF_A_DAY,
)  # fmt: skip
REDUCTION = InputSpec(
    "reduction", "reduction", "%", F(0), F(100), ("percent",), span=True, required=False
)
REDUCTION_LOW = InputSpec("reduction_low", "smaller reduction", "%", F(0), F(100), required=False)
REDUCTION_HIGH = InputSpec("reduction_high", "larger reduction", "%", F(0), F(100), required=False)

CALCULATIONS = (
    Calculation(
        "renal_adjustment",
        "renal_adjustment",
        "The dose after a reduction that applies below a creatinine clearance.",
        (
            CLEARANCE,
            optional(AGE),
            optional(WEIGHT),
            optional(CREATININE),
            optional(SEX),
            HEIGHT_FOR_KIND,
            WEIGHT_KIND,
            USUAL,
            optional(PER_DOSE),
            optional(DOSES_PER_DAY),
            THRESHOLD,
            REDUCTION,
            REDUCTION_LOW,
            REDUCTION_HIGH,
        ),
        "mg/day",
        "dose x (100% - reduction) if the clearance is below the limit, else the dose",
        _adjustment,
        (
            ("boundary_inclusive", _at_the_boundary),
            ("rounded_before_comparing", _rounded_first),
            ("missing_sex_factor", _without_sex_factor),
            ("sex_factor_on_men", _with_sex_factor),
            ("unit_not_converted", _creatinine_unconverted),
            ("lb_used_as_kg", _pounds_as_kg),
            ("reduce_to_not_by", _reduced_to),
            ("per_day_for_per_dose", _daily_as_dose),
            ("increased_not_reduced", _increased),
            ("adjustment_not_made", _not_adjusted),
            ("range_collapsed", _half),
        ),
        ("renal_dose", "renal_reduction"),
    ),
)
