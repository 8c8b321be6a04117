"""The inputs that several calculations share, with the names people give them.

Plausible ranges are for adults and ordinary practice; they catch typing errors, not rare patients.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from trainer.calculator.calculation import InputSpec

F = Fraction
SMALL = F(1, 1000)
OF_A_DAY = ("usual_max", "alternative_max", "maintenance", "infusion")
"""Rules that say how large the dose of a day is, or a single one at most."""
OF_A_PUMP = ("infusion",)
OF_A_BOLUS = ("test_dose",)
RESERVOIR = (F(10), F(50))
"""mL that the reservoirs of implanted pumps hold: most are of 20 or 40 mL."""


def optional(spec: InputSpec) -> InputSpec:
    """The same input, not required."""
    return replace(spec, required=False)


START = InputSpec(
    "start", "daily dose at the start", "mg/day", SMALL, F(20_000), ("start_daily", "initial"),
    required=False, bounds=OF_A_DAY,
)  # fmt: skip
START_PER_DOSE = InputSpec(
    "start_per_dose", "single dose at the start", "mg/dose", SMALL, F(10_000), required=False,
    instead=("start",), bounds=OF_A_DAY,
)  # fmt: skip
DOSES_PER_DAY = InputSpec(
    "doses_per_day", "number of doses a day", "1/day", F(1, 31), F(24),
    ("frequency", "times_daily", "freq_per_day", "doses"), bare=True, ruled=False,
)  # fmt: skip
INCREMENT = InputSpec(
    "increment", "increase of the daily dose", "mg/day", SMALL, F(10_000), ("step", "increase")
)
INTERVAL = InputSpec(
    "interval", "time between two changes", "day", F(1, 2), F(366), ("every", "interval_days"),
    bare=True,
)  # fmt: skip
START_DOSES_PER_DAY = replace(DOSES_PER_DAY, required=False, ruled=True)
TAPER_INTERVAL = replace(INTERVAL, ruled=False)
DAY = InputSpec("day", "day of treatment", "day", F(1), F(3660), ("on_day",), bare=True)
TARGET = InputSpec(
    "target", "daily dose to be reached", "mg/day", SMALL, F(20_000), ("goal",), bounds=OF_A_DAY
)
USUAL_MAX = InputSpec(
    "usual_max", "maximum daily dose", "mg/day", SMALL, F(50_000), ("maximum", "max"),
    required=False,
)  # fmt: skip
ALTERNATIVE_MAX = InputSpec(
    "alternative_max", "maximum that some sources allow", "mg/day", SMALL, F(50_000), required=False
)
PER_DOSE = InputSpec(
    "per_dose", "single dose", "mg/dose", SMALL, F(20_000), ("single_dose", "dose_per_dose"),
    bounds=OF_A_DAY,
)  # fmt: skip
DAILY = InputSpec(
    "daily", "daily dose", "mg/day", SMALL, F(50_000), ("daily_dose", "per_day"), bounds=OF_A_DAY
)
DAYS = InputSpec("days", "number of days", "day", F(1), F(3660), ("duration",), bare=True)
STRENGTH = InputSpec(
    "strength", "strength of one tablet", "mg/tablet", SMALL, F(5_000), ("tablet_strength",),
    stocked=("strength", "oral"),
)  # fmt: skip
TABLETS = InputSpec(
    "tablets", "number of tablets", "tablet", F(1, 4), F(10_000), ("count",), bare=True
)
AGE = InputSpec("age", "age", "year", F(18), F(110), ("age_years",), bare=True)
WEIGHT = InputSpec(
    "weight", "body weight", "kg", F(25), F(300), ("weight_kg", "wt", "body_weight"),
    why="This equation is for adults: the weight",
)  # fmt: skip
WEIGHT_AT_ANY_AGE = replace(
    WEIGHT, low=F(1, 5), high=F(700), usual=(F(1), F(250)),
    why="Nobody is known outside these limits: the weight",
)  # fmt: skip
HEIGHT = InputSpec("height", "height", "cm", F(120), F(230), ("height_cm",))
CREATININE = InputSpec(
    "scr", "serum creatinine", "mg/dL", F(1, 5), F(20),
    ("creatinine", "serum_creatinine", "cr"), also=(("umol/L", F(18), F(1770)),),
)  # fmt: skip
SEX = InputSpec("sex", "sex", choices=("female", "male"), aliases=("gender",))
CLEARANCE = InputSpec(
    "crcl", "creatinine clearance", "mL/min", F(1), F(250), ("clearance", "CrCl", "egfr"),
    required=False,
)  # fmt: skip
THRESHOLD = InputSpec(
    "threshold",
    "clearance below which the dose is reduced",
    "mL/min",
    F(1),
    F(250),
    ("limit", "cutoff"),
)
CONCENTRATION = InputSpec(
    "concentration", "concentration", "mcg/mL", F(1, 1000), F(1_000_000), ("conc",)
)
PUMP_CONCENTRATION = replace(CONCENTRATION, stocked=("concentration", "intrathecal"))
INFUSION = InputSpec(
    "dose", "dose", "mcg/day", F(1, 1000), F(10**9), ("daily_dose", "daily"), bounds=OF_A_PUMP
)
INFUSION_RANGE = InputSpec(
    "infusion", "infusion range that is stated", "mcg/day", F(1, 1000), F(10**9), span=True,
    required=False,
)  # fmt: skip
FILL = InputSpec(
    "fill", "fill of the reservoir", "mL", F(1), F(500), ("reservoir", "volume", "fill_volume"),
    usual=RESERVOIR, seldom="any implanted pump takes", stocked=("fill", "intrathecal"),
)  # fmt: skip
RESIDUAL = InputSpec(
    "residual", "volume that must stay in", "mL", F(0), F(100), ("reserve", "residual_volume"),
    stocked=("residual", "intrathecal"),
)  # fmt: skip
HALF_LIFE = InputSpec(
    "half_life", "half-life", "h", F(1, 100), F(10_000), ("t_half",), span=True, required=False
)
HALF_LIFE_LOW = InputSpec(
    "half_life_low", "shorter half-life", "h", F(1, 100), F(10_000), required=False,
    instead=("half_life",),
)  # fmt: skip
HALF_LIFE_HIGH = InputSpec(
    "half_life_high", "longer half-life", "h", F(1, 100), F(10_000), required=False,
    instead=("half_life",),
)  # fmt: skip
ELAPSED = InputSpec("elapsed", "time that has passed", "h", F(0), F(100_000), ("time", "after"))
