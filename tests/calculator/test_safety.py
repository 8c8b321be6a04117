"""What would harm if it were let through: rules of another purpose, guesses, unrounded answers."""

from __future__ import annotations

import pytest

from tests.calculator.given import LINE, ask, read, stating
from trainer.calculator.calculation import CannotCalculate
from trainer.calculator.catalogue import Outcome
from trainer.calculator.order import ABOVE, CONTRAINDICATED, WITHIN
from trainer.calculator.quantity import Quantity
from trainer.calculator.rules import EMPTY
from trainer.calculator.writer import write
from trainer.errors import UsageError

UPWARDS = stating(
    "oral",
    start_per_dose="4 mg/dose",
    doses_per_day="2",
    increment="6 mg/day",
    interval="4 days",
    usual_max="32 mg/day",
    alternative_max="40 mg/day",
)
TAPER = {"start": "40 mg/day", "decrement": "10 mg/day", "interval": "3 days"}
TABLETS = {
    "per_dose": "15 mg/dose",
    "doses_per_day": "3",
    "days": "17",
    "strength": "10 mg/tablet",
}


def said(outcome: Outcome) -> str:
    assert outcome.quantity is not None, outcome.reason
    return write(outcome.quantity)


def answered(outcome: Outcome, text: str) -> bool:
    answer = read(text)
    assert isinstance(answer, Quantity)
    return outcome.is_right(answer)


def reason(outcome: Outcome) -> str:
    assert outcome.result is None
    assert outcome.reason is not None
    assert outcome.reason.startswith("cannot calculate, because ")
    return outcome.reason


def test_a_titration_stops_at_the_maximum_that_the_deck_states() -> None:
    outcome = ask("titration", UPWARDS, day="60")
    assert said(outcome) == "32 mg per day"
    assert outcome.given["usual_max"].origin == LINE


def test_a_target_above_the_usual_maximum_is_noted_and_above_every_maximum_refused() -> None:
    outcome = ask("titration", UPWARDS, target="38 mg/day")
    assert outcome.result is not None
    assert "above the usual maximum" in outcome.result.warnings[0]
    with pytest.raises(CannotCalculate, match="above every stated maximum"):
        ask("titration", UPWARDS, target="41 mg/day")


def test_a_dose_is_not_raised_downwards() -> None:
    with pytest.raises(CannotCalculate, match="lies below the start"):
        ask("titration", UPWARDS, target="4 mg/day")


def test_the_interval_of_a_titration_is_no_interval_of_a_taper() -> None:
    outcome = ask("taper", UPWARDS, start="40 mg/day", decrement="10 mg/day", day="5")
    assert "time between two changes is not given" in reason(outcome)


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("per_dose", {"daily": "60 mg/day"}),
        ("per_day", {"per_dose": "20 mg/dose"}),
        ("tablets", {"per_dose": "15 mg/dose", "days": "3", "strength": "5 mg/tablet"}),
        ("order_check", {"per_dose": "15 mg/dose"}),
    ],
)
def test_how_often_the_starting_dose_is_given_says_nothing_of_an_order(
    name: str, inputs: dict[str, str]
) -> None:
    assert "is not given" in reason(ask(name, UPWARDS, **inputs))


@pytest.mark.parametrize("source", ["guess", "none", "my own", "assumed", "the learner"])
def test_a_taper_rate_that_nobody_gives_is_not_used(source: str) -> None:
    assert "rate of the taper" in reason(ask("taper", **TAPER, day="5", rate_source=source))


@pytest.mark.parametrize("source", ["instructor", "monograph", "Instructor"])
def test_a_taper_rate_that_somebody_gives_is_used(source: str) -> None:
    assert said(ask("taper", **TAPER, day="5", rate_source=source)) == "30 mg per day"


def test_after_the_end_of_a_taper_no_dose_is_stated() -> None:
    assert "after day 12" in reason(ask("taper", **TAPER, end="10 mg/day", day="13"))


@pytest.mark.parametrize("route", ["IV", "i.v.", "intravenous", "IV bolus"])
def test_a_barred_route_is_known_by_its_short_names(route: str) -> None:
    book = stating(contraindicated_route="intravenous", usual_max="80 mg/day")
    outcome = ask("order_check", book, daily="20 mg/day", route=route)
    assert outcome.result is not None
    assert outcome.result.label == CONTRAINDICATED


@pytest.mark.parametrize("route", ["intrathecal", "IM", "subcut"])
def test_the_maximum_of_one_route_does_not_pass_an_order_by_another(route: str) -> None:
    outcome = ask("order_check", UPWARDS, daily="20 mg/day", route=route)
    assert "usual maximum daily dose is not given" in reason(outcome)


@pytest.mark.parametrize(
    ("daily", "label"), [("32 mg/day", WITHIN), ("40.001 mg/day", ABOVE), ("32000 mcg/day", WITHIN)]
)
def test_an_order_is_judged_by_its_own_route(daily: str, label: str) -> None:
    outcome = ask("order_check", UPWARDS, daily=daily, route="PO")
    assert outcome.result is not None
    assert outcome.result.label == label


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("order_check", {"daily": "60 mg/day", "usual_max": "80 mg/day"}),
        ("tablets", {"daily": "60 mg/day", "days": "3", "strength": "5 mg/tablet"}),
        (
            "renal_adjustment",
            {"crcl": "20 mL/min", "usual": "60 mg/day", "threshold": "30 mL/min",
             "reduction": "25%"},
        ),
    ],
)  # fmt: skip
def test_inputs_that_contradict_one_another_are_refused(name: str, inputs: dict[str, str]) -> None:
    with pytest.raises(CannotCalculate, match="contradict"):
        ask(name, **inputs, per_dose="30 mg/dose", doses_per_day="3")


@pytest.mark.parametrize("answer", ["76.5 tablets", "76 tablets"])
def test_tablets_that_do_not_suffice_are_not_right(answer: str) -> None:
    outcome = ask("tablets", **TABLETS)
    assert not answered(outcome, answer)
    quantity = read(answer)
    assert isinstance(quantity, Quantity)
    assert [slip.name for slip in outcome.explain(quantity)] == ["no_round_up"]


def test_a_part_of_a_day_is_no_day_of_supply() -> None:
    supply = {"tablets": "100", "strength": "10 mg/tablet", "daily": "80 mg/day"}
    assert answered(ask("days_supply", **supply), "12 days")
    assert not answered(ask("days_supply", **supply), "12.5 days")


WOMAN = {"age": "71", "weight": "58.4 kg", "scr": "1.45 mg/dL", "sex": "female"}


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("32.8 mL/min", True),
        ("32.81 mL/min", True),
        ("33 mL/min", False),
        ("32.9 mL/min", False),
        ("32.84 mL/min", False),
        ("32.8 mL/h", False),
    ],
)
def test_an_answer_may_be_rounded_as_finely_as_the_result_or_finer(
    answer: str, right: bool
) -> None:
    assert answered(ask("cockcroft_gault", **WOMAN), answer) is right


def test_a_dose_without_an_end_may_be_rounded_to_two_places() -> None:
    outcome = ask("per_dose", daily="50 mg/day", doses_per_day="3")
    assert answered(outcome, "16.67 mg/dose")
    assert not answered(outcome, "17 mg/dose")
    assert not answered(outcome, "16.66 mg/dose")


def test_a_short_decimal_is_not_rounded_away() -> None:
    assert said(ask("half_life", half_life="2.35 h", remaining="3.125%")) == "11.75 hours"
    assert said(ask("half_life", half_life="3 h", elapsed="12 h")) == "6.25%"


def test_a_pump_that_holds_less_than_must_stay_in_is_refused() -> None:
    pump = {"concentration": "500 mcg/mL", "dose": "300 mcg/day"}
    with pytest.raises(CannotCalculate, match="leaves nothing"):
        ask("refill", **pump, fill="18 mL", residual="18 mL")


def test_what_a_pump_delivers_is_held_against_the_stated_range() -> None:
    book = stating("intrathecal", infusion="300 to 800 mcg/day")
    set_to = {"dose": "400 mcg/day", "concentration": "500 mcg/mL", "filled": "2000 mcg/mL"}
    outcome = ask("wrong_concentration", book, **set_to)
    assert outcome.result is not None
    assert outcome.result.warnings == (
        "1,600 mcg per day is 2 times the most that line 7 states (300 to 800 mcg per day)",
    )


def test_an_input_is_never_dropped_in_silence() -> None:
    outcome = ask("half_life", half_life="3 h", remaining="25%", amount="40 mg")
    assert outcome.result is not None
    assert outcome.result.warnings == ("amount was given, and is not used here",)


def test_what_is_to_be_found_can_be_said() -> None:
    scheme = {"start": "15 mg/day", "increment": "15 mg/day", "interval": "3 days"}
    assert said(ask("titration", **scheme, target="60 mg/day")) == "10 days"
    assert said(ask("titration", EMPTY, "increases", **scheme, target="60 mg/day")) == "3"
    with pytest.raises(UsageError, match="nothing called"):
        ask("titration", EMPTY, "weight", **scheme, target="60 mg/day")


OBESE = {"age": "60", "weight": "110 kg", "scr": "1.1 mg/dL", "sex": "female"}


def test_the_kind_of_body_weight_is_chosen_by_a_person_and_said() -> None:
    assert "with the body weight as given" in ask("cockcroft_gault", **OBESE).steps
    adjusted = ask("cockcroft_gault", **OBESE, height="170 cm", weight_kind="adjusted")
    assert said(adjusted) == "69.4 mL/min"
    assert "adjusted body weight" in " ".join(adjusted.steps)
    assert "height" in reason(ask("cockcroft_gault", **OBESE, weight_kind="ideal"))


RULE = {"usual": "60 mg/day", "threshold": "30 mL/min", "reduction": "25 to 50%"}


@pytest.mark.parametrize(
    ("patient", "answer", "slip"),
    [
        ({"age": "70", "weight": "60 kg", "scr": "1.7 mg/dL", "sex": "female"},
         "60 mg/day", "missing_sex_factor"),
        ({"age": "63", "weight": "61.1 kg", "scr": "2.18 mg/dL", "sex": "male"},
         "60 mg/day", "rounded_before_comparing"),
        ({"age": "50", "weight": "80 kg", "scr": "100 umol/L", "sex": "male"},
         "30 to 45 mg/day", "unit_not_converted"),
        ({"age": "80", "weight": "130 lb", "scr": "2 mg/dL", "sex": "male"},
         "60 mg/day", "lb_used_as_kg"),
        ({"crcl": "20 mL/min"}, "60 mg/day", "adjustment_not_made"),
    ],
)  # fmt: skip
def test_a_wrong_clearance_is_told_from_the_dose_it_leads_to(
    patient: dict[str, str], answer: str, slip: str
) -> None:
    outcome = ask("renal_adjustment", **patient, **RULE)
    quantity = read(answer)
    assert isinstance(quantity, Quantity)
    assert [one.name for one in outcome.explain(quantity)] == [slip]
