"""The courses over time that a deck's rules give."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.calculator.curve import curves, elimination, said, titration
from trainer.calculator.quantity import Quantity
from trainer.calculator.rules import EMPTY, Given, Origin, Rule, Rulebook


def rules(**values: Quantity) -> Rulebook:
    origin = Origin("monograph", lines=(7,))
    return Rulebook(tuple(Rule(name, Given(value, origin)) for name, value in values.items()))


STEPS = {
    "start_per_dose": Quantity.of(5, "mg/dose"),
    "doses_per_day": Quantity.of(3, "1/day"),
    "increment": Quantity.of(15, "mg/day"),
    "interval": Quantity.of(3, "day"),
    "usual_max": Quantity.of(80, "mg/day"),
}


def test_a_titration_runs_from_the_start_to_the_usual_maximum_and_not_above() -> None:
    course = titration(rules(**STEPS))
    assert course is not None
    levels = [(int(point.at.value), int(point.level.value)) for point in course.points]
    assert levels == [(1, 15), (4, 30), (7, 45), (10, 60), (13, 75), (16, 80)]
    assert course.lines == (7,)
    assert said(course)[-1] == "from day 16: 80 mg per day"


def test_half_is_left_after_one_half_life_and_a_range_stays_one() -> None:
    course = elimination(rules(half_life=Quantity.between(2, 4, "h")), points=20)
    assert course is not None
    after_four_hours = next(point for point in course.points if point.at.value == 4)
    assert after_four_hours.ends == (Fraction(25), Fraction(50))
    assert course.points[0].ends == (Fraction(100), Fraction(100))
    assert course.points[-1].at.value == 20  # five of the longer half-lives


def test_what_the_rules_do_not_state_is_not_drawn() -> None:
    assert curves(EMPTY) == ()
    assert titration(rules(**{name: STEPS[name] for name in ("increment", "interval")})) is None
    assert elimination(rules(**STEPS)) is None


@settings(max_examples=30, deadline=None)
@given(
    st.fractions(min_value=Fraction(1, 2), max_value=100, max_denominator=8),
    st.fractions(min_value=0, max_value=50, max_denominator=8),
)
def test_what_is_left_never_grows(short: Fraction, more: Fraction) -> None:
    course = elimination(rules(half_life=Quantity.between(short, short + more, "h")), points=6)
    assert course is not None
    for before, after in zip(course.points, course.points[1:], strict=False):
        assert after.ends[0] <= before.ends[0]
        assert after.ends[1] <= before.ends[1]
        assert after.ends[0] <= after.ends[1]
