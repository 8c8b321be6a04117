"""Creatinine clearance (Cockcroft and Gault, Nephron 1976), and ideal and adjusted body weight."""

from __future__ import annotations

from fractions import Fraction

from trainer.calculator.calculation import Calculation, CannotCalculate, InputSpec, Result, Values
from trainer.calculator.inputs import AGE, CREATININE, HEIGHT, SEX, WEIGHT, optional
from trainer.calculator.quantity import Quantity
from trainer.calculator.writer import round_half_up, write, write_number

FEMALE = Fraction(85, 100)
MICROMOL_PER_MG_DL = Fraction(884, 10)  # creatinine, molar mass 113.12 g/mol, as rounded in use
DEVINE_BASE = {"female": Fraction(455, 10), "male": Fraction(50)}
DEVINE_PER_INCH = Fraction(23, 10)
INCH_CM = Fraction(254, 100)
DEVINE_FROM_CM = 60 * INCH_CM


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
    weight, steps = weight_of(v)
    exact = Quantity.of(exact_clearance(v), "mL/min")
    found = Quantity.of(round_half_up(exact.value, 1), "mL/min")
    if _molar(v):
        steps.append(f"{v.said('scr')} / 88.4 = {write_number(_creatinine(v), 3)} mg/dL")
    top = f"(140 - {write_number(v['age'])}) x {write_number(weight, 2)}"
    bottom = f"(72 x {write_number(_creatinine(v), 3)})"
    if v.word("sex") == "female":
        steps.append(f"{top} / {bottom} = {write_number(exact_clearance(v) / FEMALE, 1)}")
        steps.append(f"times 0.85 for a woman = {write(found)}")
    else:
        steps.append(f"{top} / {bottom} = {write(found)}")
    return Result(found, tuple(steps), exact, places=1)


def weight_of(v: Values) -> tuple[Fraction, list[str]]:
    """The weight that is computed with, kg, and the steps that say which and how.

    Which kind is right is a clinical choice that is never made here: without `weight_kind` it is
    the weight as given.
    """
    steps = []
    if _in_pounds(v):
        steps.append(f"{v.said('weight')} = {write(Quantity.of(v['weight'], 'kg'), 2)}")
    kind = v.word("weight_kind") if v.has("weight_kind") else "actual"
    if kind == "actual":
        steps.append("with the body weight as given")
        return v["weight"], steps
    if not v.has("height"):
        raise CannotCalculate(
            f"cannot calculate, because the height, which the {kind} body weight needs,"
            " is not given",
            where="height",
            hint='Write height="170 cm"',
        )
    weight = _devine(v) if kind == "ideal" else _adjusted_weight(v)
    steps.append(f"{kind} body weight = {write(Quantity.of(weight, 'kg'), 2)}")
    return weight, steps


def clearance_steps(v: Values) -> tuple[str, ...]:
    """The worked steps to the clearance."""
    return _clearance(v).steps


def _creatinine(v: Values) -> Fraction:
    return creatinine_mg_dl(v.raw("scr"))


def _molar(v: Values) -> bool:
    return not v.raw("scr").converts_to("mg/dL")


def _in_pounds(v: Values) -> bool:
    given = v.raw("weight").unit
    return given is not None and given.symbol == "lb"


def exact_clearance(v: Values) -> Fraction:
    """Cockcroft-Gault from the inputs, mL/min, unrounded."""
    return clearance(v["age"], weight_of(v)[0], _creatinine(v), v.word("sex"))


def _flow(value: Fraction) -> Quantity | None:
    return Quantity.of(value, "mL/min") if value > 0 else None


def _swapped(v: Values) -> Quantity | None:
    factor = FEMALE if v.word("sex") == "female" else Fraction(1)
    return _flow((140 - v["weight"]) * v["age"] * factor / (72 * _creatinine(v)))


def _unconverted(v: Values) -> Quantity | None:
    if not _molar(v):
        return None
    return _flow(clearance(v["age"], weight_of(v)[0], v.raw("scr").value, v.word("sex")))


def _pounds_as_kg(v: Values) -> Quantity | None:
    if not _in_pounds(v):
        return None
    return _flow(clearance(v["age"], v.raw("weight").value, _creatinine(v), v.word("sex")))


def _only(v: Values, sex: str, factor: Fraction) -> Quantity | None:
    return _flow(exact_clearance(v) * factor) if v.word("sex") == sex else None


def _ideal(v: Values) -> Result:
    exact = Quantity.of(_devine(v), "kg")
    found = Quantity.of(round_half_up(exact.value, 1), "kg")
    base = write_number(DEVINE_BASE[v.word("sex")])
    inches = write_number(v["height"] / INCH_CM, 1)
    step = f"{base} + 2.3 x ({inches} in - 60) = {write(found)}"
    return Result(found, (step,), exact, warnings=_too_short(v), places=1)


def _too_short(v: Values) -> tuple[str, ...]:
    """What must be said of a height that Devine's formula was not made for."""
    if v["height"] >= DEVINE_FROM_CM:
        return ()
    return (
        f"Devine's formula is for heights from {write_number(DEVINE_FROM_CM)} cm (60 in): below, "
        "its ideal weight is too low to rely on",
    )


def _devine(v: Values) -> Fraction:
    return DEVINE_BASE[v.word("sex")] + DEVINE_PER_INCH * (v["height"] / INCH_CM - 60)


def _adjusted_weight(v: Values) -> Fraction:
    ideal = _devine(v)
    return ideal + Fraction(4, 10) * (v["weight"] - ideal)


def _adjusted(v: Values) -> Result:
    ideal = _devine(v)
    if ideal >= v["weight"]:
        raise CannotCalculate(
            f"the body weight of {v.said('weight')} is not above the ideal weight of"
            f" {write(Quantity.of(ideal, 'kg'), 1)}, and is not adjusted",
            where="weight",
        )
    exact = Quantity.of(_adjusted_weight(v), "kg")
    found = Quantity.of(round_half_up(exact.value, 1), "kg")
    shown = write_number(ideal, 1)
    steps = (
        f"ideal body weight = {shown} kg",
        f"{shown} + 0.4 x ({write_number(v['weight'], 1)} - {shown}) = {write(found)}",
    )
    return Result(found, steps, exact, warnings=_too_short(v), places=1)


def _height_as_weight(v: Values) -> Quantity | None:
    if not v.has("height"):
        return None
    return _flow(clearance(v["age"], v["height"], _creatinine(v), v.word("sex")))


HEIGHT_FOR_KIND = optional(HEIGHT)
WEIGHT_KIND = InputSpec(
    "weight_kind", "kind of body weight to compute with", choices=("actual", "ideal", "adjusted"),
    required=False,
)  # fmt: skip

CALCULATIONS = (
    Calculation(
        "cockcroft_gault",
        "cockcroft_gault",
        "Creatinine clearance by Cockcroft and Gault, with the body weight that is given.",
        (AGE, WEIGHT, CREATININE, SEX, HEIGHT_FOR_KIND, WEIGHT_KIND),
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
            ("height_used_for_weight", _height_as_weight),
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
)
