"""Is an order within what the monograph states? Limits are the deck's rules, never code.

The answer is a label. Nothing here says that an order is right for a patient: it says how it stands
to the monograph's own numbers.
"""

from __future__ import annotations

from trainer.calculator.calculation import Calculation, CannotCalculate, InputSpec, Result, Values
from trainer.calculator.inputs import (
    ALTERNATIVE_MAX,
    DAILY,
    DOSES_PER_DAY,
    PER_DOSE,
    SMALL,
    USUAL_MAX,
    F,
    optional,
)
from trainer.calculator.quantity import Quantity
from trainer.calculator.routes import route_of
from trainer.calculator.supply import daily_of
from trainer.calculator.writer import write, write_number

WITHIN = "within the stated maximum"
ABOVE_USUAL = "above the usual maximum, within what some sources allow"
ABOVE = "above every stated maximum"
TOO_YOUNG = "safety and effectiveness are not established at this age"
BELOW_RANGE = "below the maintenance range"
CONTRAINDICATED = "contraindicated route"

AGE_ANY = InputSpec("age", "age", "year", F(0), F(120), ("age_years",), required=False, bare=True)
MINIMUM_AGE = InputSpec(
    "minimum_age", "age below which nothing is established", "year", F(0), F(120), required=False,
    bare=True,
)  # fmt: skip
MAINTENANCE = InputSpec(
    "maintenance", "maintenance range", "mg/day", SMALL, F(50_000), span=True, required=False
)
HEPATIC = InputSpec(
    "hepatic", "liver disease", choices=("no", "yes"), aliases=("liver",), required=False
)
RENAL = InputSpec(
    "crcl", "creatinine clearance", "mL/min", F(1), F(250), ("clearance",), required=False
)
THRESHOLD = InputSpec(
    "threshold", "clearance below which the dose is reduced", "mL/min", F(1), F(250), required=False
)
ROUTE = InputSpec("route", "route of the order", required=False)
HEPATIC_ADVICE = InputSpec("hepatic_advice", "what is advised in liver disease", required=False)
BARRED = InputSpec("contraindicated_route", "contraindicated route", required=False)


def _check(v: Values) -> Result:
    daily, total = daily_of(v)
    steps = [*total, f"ordered: {write(Quantity.of(daily, 'mg/day'))}"]
    if v.has("route", "contraindicated_route") and (
        route_of(v.word("route")) == route_of(v.word("contraindicated_route"))
    ):
        return Result(label=CONTRAINDICATED, steps=(*steps, f"{v.word('route')}: contraindicated"))
    if v.has("age", "minimum_age") and v["age"] < v["minimum_age"]:
        limit = write_number(v["minimum_age"])
        steps.append(f"{write_number(v['age'])} years is below {limit} years")
        return Result(label=TOO_YOUNG, steps=tuple(steps))
    cautions = _cautions(v)
    if not v.has("usual_max"):
        raise CannotCalculate(
            "cannot calculate, because the usual maximum daily dose is not given",
            where="usual_max",
            hint='Write usual_max="80 mg/day"; a maximum for another route does not count',
        )
    usual = v["usual_max"]
    steps.append(f"usual maximum: {v.said('usual_max')}")
    if daily <= usual:
        warnings = cautions
        if v.has("maintenance") and daily < v.range("maintenance")[0]:
            low = write(v.quantity("maintenance"))
            warnings = (*cautions, f"{BELOW_RANGE} ({low}), as it is during titration")
        steps.append(f"{write_number(daily)} is not above {write_number(usual)}")
        return Result(label=WITHIN, steps=tuple(steps), warnings=warnings)
    steps.append(f"{write_number(daily)} is above {write_number(usual)}")
    if v.has("alternative_max") and daily <= v["alternative_max"]:
        steps.append(f"some sources allow up to {v.said('alternative_max')}")
        return Result(label=ABOVE_USUAL, steps=tuple(steps), warnings=cautions)
    return Result(label=ABOVE, steps=tuple(steps), warnings=cautions)


def _cautions(v: Values) -> tuple[str, ...]:
    """What the monograph says of this patient besides the limits."""
    found = []
    if v.has("crcl", "threshold") and v["crcl"] < v["threshold"]:
        found.append(
            f"the clearance is below {write_number(v['threshold'])} mL/min:"
            " the dose is to be reduced"
        )
    if v.has("hepatic", "hepatic_advice") and v.word("hepatic") == "yes":
        found.append(f"liver disease: {v.word('hepatic_advice')}")
    return tuple(found)


CALCULATIONS = (
    Calculation(
        "order_check",
        "order_check",
        "How an ordered daily dose stands to the monograph's limits.",
        (
            optional(DAILY),
            optional(PER_DOSE),
            optional(DOSES_PER_DAY),
            USUAL_MAX,
            ALTERNATIVE_MAX,
            MAINTENANCE,
            AGE_ANY,
            MINIMUM_AGE,
            ROUTE,
            BARRED,
            RENAL,
            THRESHOLD,
            HEPATIC,
            HEPATIC_ADVICE,
        ),
        "label",
        "the ordered dose against the usual maximum, then against the alternative one",
        _check,
        aliases=("order",),
    ),
)
