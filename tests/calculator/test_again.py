"""Every number a second time, by a plain procedure that shares no code with the calculator."""

from __future__ import annotations

import math
from fractions import Fraction as F

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.calculator.given import ask
from trainer.calculator.calculation import CannotCalculate
from trainer.calculator.catalogue import Outcome

MANY = settings(max_examples=40, deadline=None)


def ends(outcome: Outcome) -> tuple[F | int, ...]:
    assert outcome.quantity is not None, outcome.reason
    return outcome.quantity.ends


def exact(outcome: Outcome) -> F:
    assert outcome.result is not None and outcome.result.exact is not None
    return outcome.result.exact.value


def text(value: F) -> str:
    """A terminating decimal as typed."""
    return format(float(value), "f").rstrip("0").rstrip(".")


@MANY
@given(st.integers(1, 300), st.integers(1, 60), st.integers(1, 14), st.integers(1, 120))
def test_a_titration_walked_day_by_day(start: int, step: int, interval: int, day: int) -> None:
    doses, dose = [], start
    for today in range(1, day + 1):
        if today > 1 and (today - 1) % interval == 0:
            dose += step
        doses.append(dose)
    scheme = {
        "start": f"{start} mg/day",
        "increment": f"{step} mg/day",
        "interval": f"{interval} days",
    }
    assert ends(ask("titration", **scheme, day=str(day))) == (doses[-1],)
    assert ends(ask("titration_total", **scheme, days=str(day))) == (sum(doses),)
    reached = ends(ask("titration_day", **scheme, target=f"{doses[-1]} mg/day"))
    assert reached == (doses.index(doses[-1]) + 1,)


@MANY
@given(st.integers(1, 200), st.integers(9, 60), st.integers(1, 14), st.integers(0, 90))
def test_the_schedule_says_what_each_day_says(
    start: int, step: int, interval: int, more: int
) -> None:
    scheme = {
        "start": f"{start} mg/day",
        "increment": f"{step} mg/day",
        "interval": f"{interval} days",
    }
    outcome = ask("titration_schedule", **scheme, target=f"{start + more} mg/day")
    assert outcome.result is not None
    for row in outcome.result.table:
        on_day = ask("titration", **scheme, day=str(row.first), maximum=f"{start + more} mg/day")
        assert on_day.quantity == row.daily


@MANY
@given(st.integers(1, 99), st.integers(1, 6), st.integers(1, 40), st.sampled_from([2, 5, 10, 25]))
def test_tablets_counted_out_last_as_long_as_they_should(
    dose: int, doses: int, days: int, strength: int
) -> None:
    regimen = {
        "per_dose": f"{dose} mg/dose",
        "doses_per_day": str(doses),
        "strength": f"{strength} mg/tablet",
    }
    (count,) = ends(ask("tablets", **regimen, days=str(days)))
    assume(count <= 10_000)  # more is refused as an input
    left, lasted = count * strength, 0
    while left >= dose * doses:
        left, lasted = left - dose * doses, lasted + 1
    assert lasted >= days
    assert (count - 1) * strength < dose * doses * days
    assert ends(ask("days_supply", **regimen, tablets=str(count))) == (lasted,)


@MANY
@given(
    st.integers(18, 110),
    st.integers(250, 3000),
    st.integers(20, 2000),
    st.sampled_from(["male", "female"]),
)
def test_clearance_in_either_unit(age: int, weight: int, creatinine: int, sex: str) -> None:
    rate = F(140 - age) * F(weight, 10) / (72 * F(creatinine, 100))
    rate *= F(17, 20) if sex == "female" else 1
    person = {"age": str(age), "weight": f"{text(F(weight, 10))} kg", "sex": sex}
    outcome = ask("cockcroft_gault", **person, scr=f"{text(F(creatinine, 100))} mg/dL")
    assert exact(outcome) == rate
    assert abs(ends(outcome)[0] - rate) <= F(1, 20)
    molar = text(F(creatinine, 100) * F(884, 10))
    if 18 <= F(molar) <= 1770:
        assert exact(ask("cockcroft_gault", **person, scr=f"{molar} umol/L")) == rate


@MANY
@given(st.integers(1, 120), st.integers(1, 200), st.integers(0, 99), st.integers(0, 99))
def test_a_reduction_applies_strictly_below_the_limit(
    rate: int, usual: int, one: int, other: int
) -> None:
    low, high = sorted((one, other))
    outcome = ask(
        "renal_adjustment",
        crcl=f"{rate} mL/min",
        usual=f"{usual} mg/day",
        threshold="30 mL/min",
        reduction_low=f"{low}%",
        reduction_high=f"{high}%",
    )
    reduced = {F(usual * (100 - high), 100), F(usual * (100 - low), 100)}
    assert set(ends(outcome)) == (reduced if rate < 30 else {F(usual)})


@MANY
@given(
    st.integers(20, 2000),
    st.sampled_from([50, 500, 2000]),
    st.integers(10, 40),
    st.integers(0, 8),
)
def test_a_pump_emptied_day_by_day(dose: int, strength: int, fill: int, residual: int) -> None:
    pump = {"dose": f"{dose} mcg/day", "concentration": f"{strength} mcg/mL"}
    left, days = (fill - residual) * strength, 0
    while left >= dose:
        left, days = left - dose, days + 1
    refill = ask("refill", **pump, fill=f"{fill} mL", residual=f"{residual} mL")
    assert ends(refill) == (days,)
    assert exact(ask("intrathecal_volume", **pump)) == F(dose, strength)
    assert exact(ask("intrathecal_rate", **pump)) == F(dose, strength * 24)


@MANY
@given(st.integers(1, 500), st.integers(1, 40), st.integers(0, 240))
def test_elimination_against_floating_point(amount: int, half_life: int, elapsed: int) -> None:
    want = amount * math.pow(2, -elapsed / half_life)
    times = {"half_life": f"{half_life} h", "elapsed": f"{elapsed} h"}
    outcome = ask("half_life", amount=f"{amount} mg", **times)
    assert float(exact(outcome)) == pytest.approx(want, rel=1e-9)
    assert float(ends(outcome)[0]) == pytest.approx(want, abs=0.0050001)


@MANY
@given(st.integers(1, 40), st.integers(1, 9999))
def test_the_time_to_a_part_leaves_that_part(half_life: int, part: int) -> None:
    outcome = ask("half_life", half_life=f"{half_life} h", remaining=f"{text(F(part, 100))} %")
    left = 100 * math.pow(2, -float(exact(outcome)) / half_life)
    assert left == pytest.approx(part / 100, rel=1e-9)


@MANY
@given(st.integers(10, 120), st.integers(9, 60), st.integers(1, 14), st.integers(0, 9))
def test_a_taper_walked_down(start: int, step: int, interval: int, end: int) -> None:
    levels, dose = [], start
    while dose > end:
        levels.append(dose)
        dose -= step
    first_at_end = 1 + len(levels) * interval
    if end:
        levels.append(end)
    scheme = {
        "start": f"{start} mg/day",
        "decrement": f"{step} mg/day",
        "interval": f"{interval} days",
        "rate_source": "instructor",
    }
    if end:
        scheme["end"] = f"{end} mg/day"
    assert ends(ask("taper_total", **scheme)) == (sum(levels) * interval,)
    assert ends(ask("taper_day", **scheme)) == (first_at_end,)
    for place, level in enumerate(levels):
        assert ends(ask("taper", **scheme, day=str(1 + place * interval))) == (level,)
        assert ends(ask("taper", **scheme, day=str((place + 1) * interval))) == (level,)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 60), st.lists(st.integers(1, 25), min_size=1, max_size=3, unique=True))
def test_no_smaller_number_of_tablets_makes_the_dose(dose: int, strengths: list[int]) -> None:
    reach, count = {0}, 0
    while dose not in reach and count <= dose:
        reach = {total + strength for total in reach for strength in strengths} | reach
        reach = {total for total in reach if total <= dose}
        count += 1
    typed = ", ".join(f"{strength} mg" for strength in strengths)
    if dose not in reach:
        with pytest.raises(CannotCalculate):
            ask("fewest_tablets", per_dose=f"{dose} mg/dose", strengths=typed)
        return
    outcome = ask("fewest_tablets", per_dose=f"{dose} mg/dose", strengths=typed)
    assert ends(outcome) == (count,)
