"""Creatinine clearance (Cockcroft and Gault, Nephron 1976) and what follows from it for a dose."""

from __future__ import annotations

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
    AGE,
    CLEARANCE,
    CREATININE,
    DOSES_PER_DAY,
    HEIGHT,
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

FEMALE = Fraction(85, 100)
MICROMOL_PER_MG_DL = Fraction(884, 10)  # creatinine, molar mass 113.12 g/mol, as rounded in use
DEVINE_BASE = {"female": Fraction(455, 10), "male": Fraction(50)}
DEVINE_PER_INCH = Fraction(23, 10)
INCH_CM = Fraction(254, 100)


def clearance(age: Fraction, weight: Fraction, creatinine: Fraction, sex: str) -> Fraction:
    """Cockcroft-Gault in mL/min from years, kg and mg/dL; unrounded."""
    factor = FEMALE if sex == "female" else Fraction(1)
    return (140 - age) * weight * factor / (72 * creatinine)


def creatinine_mg_dl(given: Quantity) -> Fraction:
    """Serum creatinine in mg/dL, from mg/dL or from a molar concentration (88.4 umol/L = 1)."""
    if given.converts_to("mg/dL"):
        return given.to("mg/dL").value
    return given.to("umol/L").value / MICROMOL_PER_MG_DL


def _clearance(v: Values) -> Result:
    exact = Quantity.of(_exact(v), "mL/min")
    found = Quantity.of(round_half_up(exact.value, 1), "mL/min")
    steps = []
    if _in_pounds(v):
        steps.append(f"{v.said('weight')} = {write(Quantity.of(v['weight'], 'kg'), 2)}")
    if _molar(v):
        steps.append(f"{v.said('scr')} / 88.4 = {write_number(_creatinine(v), 3)} mg/dL")
    top = f"(140 - {write_number(v['age'])}) x {write_number(v['weight'], 2)}"
    bottom = f"(72 x {write_number(_creatinine(v), 3)})"
    if v.word("sex") == "female":
        steps.append(f"{top} / {bottom} = {write_number(_exact(v) / FEMALE, 1)}")
        steps.append(f"times 0.85 for a woman = {write(found)}")
    else:
        steps.append(f"{top} / {bottom} = {write(found)}")
    return Result(found, tuple(steps), exact)


def _creatinine(v: Values) -> Fraction:
    return creatinine_mg_dl(v.raw("scr"))


def _molar(v: Values) -> bool:
    return not v.raw("scr").converts_to("mg/dL")


def _in_pounds(v: Values) -> bool:
    given = v.raw("weight").unit
    return given is not None and given.symbol == "lb"


def _exact(v: Values) -> Fraction:
    return clearance(v["age"], v["weight"], _creatinine(v), v.word("sex"))


def _flow(value: Fraction) -> Quantity | None:
    return Quantity.of(value, "mL/min") if value > 0 else None


def _swapped(v: Values) -> Quantity | None:
    factor = FEMALE if v.word("sex") == "female" else Fraction(1)
    return _flow((140 - v["weight"]) * v["age"] * factor / (72 * _creatinine(v)))


def _unconverted(v: Values) -> Quantity | None:
    if not _molar(v):
        return None
    return _flow(clearance(v["age"], v["weight"], v.raw("scr").value, v.word("sex")))


def _pounds_as_kg(v: Values) -> Quantity | None:
    if not _in_pounds(v):
        return None
    return _flow(clearance(v["age"], v.raw("weight").value, _creatinine(v), v.word("sex")))


def _only(v: Values, sex: str, factor: Fraction) -> Quantity | None:
    return _flow(_exact(v) * factor) if v.word("sex") == sex else None


def _ideal(v: Values) -> Result:
    exact = Quantity.of(_devine(v), "kg")
    found = Quantity.of(round_half_up(exact.value, 1), "kg")
    base = write_number(DEVINE_BASE[v.word("sex")])
    inches = write_number(v["height"] / INCH_CM, 1)
    return Result(found, (f"{base} + 2.3 x ({inches} in - 60) = {write(found)}",), exact)


def _devine(v: Values) -> Fraction:
    return DEVINE_BASE[v.word("sex")] + DEVINE_PER_INCH * (v["height"] / INCH_CM - 60)


def _adjusted(v: Values) -> Result:
    ideal = _devine(v)
    exact = Quantity.of(ideal + Fraction(4, 10) * (v["weight"] - ideal), "kg")
    found = Quantity.of(round_half_up(exact.value, 1), "kg")
    shown = write_number(ideal, 1)
    steps = (
        f"ideal body weight = {shown} kg",
        f"{shown} + 0.4 x ({write_number(v['weight'], 1)} - {shown}) = {write(found)}",
    )
    return Result(found, steps, exact)


# Dose reduction below a clearance


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
    return _exact(v), _clearance(v).steps


def _usual(v: Values) -> tuple[Fraction, tuple[str, ...]]:
    if v.has("usual"):
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
    required=False,
)  # fmt: skip
REDUCTION = InputSpec(
    "reduction", "reduction", "%", F(0), F(100), ("percent",), span=True, required=False
)
REDUCTION_LOW = InputSpec("reduction_low", "smaller reduction", "%", F(0), F(100), required=False)
REDUCTION_HIGH = InputSpec("reduction_high", "larger reduction", "%", F(0), F(100), required=False)

CALCULATIONS = (
    Calculation(
        "cockcroft_gault",
        "cockcroft_gault",
        "Creatinine clearance by Cockcroft and Gault, with the body weight that is given.",
        (AGE, WEIGHT, CREATININE, SEX),
        "mL/min",
        "(140 - age) x weight x (0.85 if female) / (72 x serum creatinine in mg/dL)",
        _clearance,
        (
            ("missing_sex_factor", lambda v: _only(v, "female", 1 / FEMALE)),
            ("sex_factor_inverted", lambda v: _only(v, "female", 1 / FEMALE**2)),
            ("sex_factor_on_men", lambda v: _only(v, "male", FEMALE)),
            ("lb_used_as_kg", _pounds_as_kg),
            ("unit_not_converted", _unconverted),
            ("age_weight_swapped", _swapped),
        ),
        ("creatinine_clearance", "crcl"),
    ),
    Calculation(
        "ideal_body_weight",
        "ideal_body_weight",
        "Ideal body weight by Devine.",
        (HEIGHT, SEX),
        "kg",
        "50 kg (45.5 kg if female) + 2.3 kg for each inch over 60",
        _ideal,
    ),
    Calculation(
        "adjusted_body_weight",
        "adjusted_body_weight",
        "Adjusted body weight: ideal, and four tenths of what is above it.",
        (HEIGHT, WEIGHT, SEX),
        "kg",
        "ideal + 0.4 x (weight - ideal)",
        _adjusted,
        (("ideal_for_adjusted", lambda v: Quantity.of(_devine(v), "kg")),),
    ),
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
            ("reduce_to_not_by", _reduced_to),
            ("per_day_for_per_dose", _daily_as_dose),
            ("increased_not_reduced", _increased),
            ("adjustment_not_made", _not_adjusted),
            ("range_collapsed", _half),
        ),
        ("renal_dose", "renal_reduction"),
    ),
)
