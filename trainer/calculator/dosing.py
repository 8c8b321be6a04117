"""Single doses and daily totals; doses by body weight; reductions and changes in percent."""

from __future__ import annotations

from fractions import Fraction

from trainer.calculator.calculation import (
    Calculation,
    InputSpec,
    Result,
    Values,
    in_mass,
    larger,
)
from trainer.calculator.inputs import (
    DAILY,
    DOSES_PER_DAY,
    OF_A_DAY,
    PER_DOSE,
    SMALL,
    WEIGHT_AT_ANY_AGE,
    F,
)
from trainer.calculator.quantity import Quantity
from trainer.calculator.rounding import places_for, rounded
from trainer.calculator.writer import write, write_number


def _per_dose(v: Values) -> Result:
    exact = in_mass(Quantity.of(v["daily"] / v["doses_per_day"], "mg/dose"), v.mass("daily"))
    step = f"{v.said('daily')} / {write_number(v['doses_per_day'])} doses = {write(exact)}"
    return Result(exact, (step,), exact)


def _per_day(v: Values) -> Result:
    daily = Quantity.of(v["per_dose"] * v["doses_per_day"], "mg/day")
    exact = in_mass(daily, v.mass("per_dose"))
    step = f"{v.said('per_dose')} x {write_number(v['doses_per_day'])} doses a day = {write(exact)}"
    return Result(exact, (step,), exact)


def _by_weight(v: Values) -> Result:
    each, weight = _each_kg(v), v.quantity("weight")
    whole = _whole(each, weight.value)
    exact = larger(whole)
    places = places_for(exact, WEIGHT_PLACES)
    found = rounded(exact, places)
    steps = []
    if v.said("dose_per_kg") != write(each):
        steps.append(f"{v.said('dose_per_kg')} = {write(each)}")
    if _in_pounds(v):
        steps.append(f"{v.said('weight')} = {write(weight, 4)}")
    if exact != whole:
        steps.append(f"{write(each)} x {write(weight, 4)} = {write(whole, WEIGHT_PLACES)}")
        steps.append(f"{write(whole, WEIGHT_PLACES)} = {write(found)}")
    else:
        steps.append(f"{write(each)} x {write(weight, 4)} = {write(found)}")
    if found != exact:
        steps[-1] = f"{steps[-1]}, rounded half up once, to {places} places"
    return Result(found, tuple(steps), exact, places=places)


def _each_kg(v: Values) -> Quantity:
    """The dose per kg, in mg or what finer is typed: of a dose or a day where it was given so."""
    given = v.raw("dose_per_kg")
    found = next(given.to(name) for name in PER_KG_UNITS if given.converts_to(name))
    return in_mass(found, v.mass("dose_per_kg"))


def _whole(each: Quantity, weight: Fraction) -> Quantity:
    """The dose of so many kg, or of what is taken for kg."""
    assert each.unit is not None
    mass, _, *below = each.unit.parts
    return Quantity.between(each.ends[0] * weight, each.ends[-1] * weight, "/".join((mass, *below)))


def _reduced_by(v: Values) -> Result:
    return _reduced(v, by=True)


def _reduced_to(v: Values) -> Result:
    return _reduced(v, by=False)


def _reduced(v: Values, *, by: bool) -> Result:
    low, high = v.range("percent")
    parts = sorted((1 - high / 100, 1 - low / 100)) if by else [low / 100, high / 100]
    left = Quantity.between(v["dose"] * parts[0], v["dose"] * parts[1], "mg/day")
    exact = in_mass(left, v.mass("dose"))
    shown = " to ".join(dict.fromkeys(f"{write_number(part * 100)}%" for part in parts))
    said = v.said("percent")
    first = f"reduced by {said}: {shown} remains" if by else f"reduced to {said}: {shown} remains"
    return Result(exact, (first, f"{v.said('dose')} x {shown} = {write(exact)}"), exact)


def _change(v: Values) -> Result:
    exact = Quantity.of(abs(v["new"] - v["old"]) / v["old"] * 100, "%")
    way = "more" if v["new"] >= v["old"] else "less"
    mass = v.mass("old", "new")
    change = in_mass(Quantity.of(abs(v["new"] - v["old"]), "mg/day"), mass)
    old = in_mass(v.quantity("old"), mass)
    steps = (
        f"the change is {write(change)}, of {write(old)}",
        f"{write_number(change.value)} / {write_number(old.value)} = {write(exact, 1)} {way}",
    )
    return Result(exact, steps, exact)


PERCENT = InputSpec("percent", "percentage", "%", F(0), F(100), ("reduction",), span=True)
DOSE = InputSpec(
    "dose", "daily dose", "mg/day", SMALL, F(50_000), ("usual", "daily"), bounds=OF_A_DAY
)
WEIGHT_PLACES = 2
PER_KG_UNITS = ("mg/kg", "mg/kg/day", "mg/kg/dose")
PER_KG = InputSpec(
    "dose_per_kg", "dose per kg of body weight", "mg/kg", F(1, 10_000_000), F(2_000),
    ("mg_per_kg",), span=True,
    also=tuple((name, F(1, 10_000_000), F(2_000)) for name in PER_KG_UNITS[1:]),
)  # fmt: skip
OLD = InputSpec(
    "old", "dose before", "mg/day", SMALL, F(50_000), ("before", "from"), bounds=OF_A_DAY
)
NEW = InputSpec("new", "dose after", "mg/day", F(0), F(50_000), ("after", "to"), bounds=OF_A_DAY)


def _of(value: Fraction, unit: str) -> Quantity:
    return Quantity.of(value, unit)


CALCULATIONS = (
    Calculation(
        "per_dose",
        "per_dose",
        "The single dose, from a daily dose in equal parts.",
        (DAILY, DOSES_PER_DAY),
        "mg/dose",
        "daily dose / doses a day",
        _per_dose,
        (
            ("per_day_for_per_dose", lambda v: _of(v["daily"], "mg/dose")),
            ("multiplied_by_frequency", lambda v: _of(v["daily"] * v["doses_per_day"], "mg/dose")),
        ),
        ("single_dose",),
        bounds=OF_A_DAY,
    ),
    Calculation(
        "per_day",
        "per_day",
        "The daily dose, from a single dose and how often it is given.",
        (PER_DOSE, DOSES_PER_DAY),
        "mg/day",
        "single dose x doses a day",
        _per_day,
        (
            ("per_dose_for_per_day", lambda v: _of(v["per_dose"], "mg/day")),
            (
                "multiplied_by_frequency_twice",
                lambda v: _of(v["per_dose"] * v["doses_per_day"] ** 2, "mg/day"),
            ),
        ),
        ("daily_total", "total_daily_dose"),
        bounds=OF_A_DAY,
    ),
    Calculation(
        "weight_dose",
        "weight_dose",
        "A dose by body weight: once, or a day where the dose per kg is one of a day.",
        (PER_KG, WEIGHT_AT_ANY_AGE),
        "mg",
        "dose per kg x body weight",
        _by_weight,
        (
            (
                "lb_used_as_kg",
                lambda v: _pounds_as_kg(v) if _in_pounds(v) else None,
            ),
            (
                "weight_ignored",
                lambda v: _whole(_each_kg(v), Fraction(1)),
            ),
        ),
        ("mg_per_kg",),
        bounds=OF_A_DAY,
    ),
    Calculation(
        "reduce_by",
        "reduction",
        "A dose reduced by a percentage or a range of percentages.",
        (DOSE, PERCENT),
        "mg/day",
        "dose x (100% - percentage)",
        _reduced_by,
        (("reduce_to_not_by", lambda v: _reduced(v, by=False).exact),),
    ),
    Calculation(
        "reduce_to",
        "reduction",
        "A dose reduced to a percentage or a range of percentages.",
        (DOSE, PERCENT),
        "mg/day",
        "dose x percentage",
        _reduced_to,
        (("reduce_by_not_to", lambda v: _reduced(v, by=True).exact),),
    ),
    Calculation(
        "percent_change",
        "percent_change",
        "By how much a dose changed, in percent of the dose before.",
        (OLD, NEW),
        "%",
        "(dose after - dose before) / dose before x 100%",
        _change,
        (
            (
                "wrong_denominator",
                lambda v: _of(abs(v["new"] - v["old"]) / v["new"] * 100, "%") if v["new"] else None,
            ),
            (
                "remaining_for_change",
                lambda v: _of(v["new"] / v["old"] * 100, "%") if v["new"] else None,
            ),
        ),
    ),
)


def _in_pounds(v: Values) -> bool:
    given = v.raw("weight").unit
    return given is not None and given.symbol == "lb"


def _pounds_as_kg(v: Values) -> Quantity:
    return _whole(_each_kg(v), v.raw("weight").value)
