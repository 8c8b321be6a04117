"""A dose far from what the deck states is computed, and warned of with the line and the slip."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calculator.given import LINE, ask, read, stating
from trainer.calculator.calculation import CannotCalculate
from trainer.calculator.catalogue import calculate
from trainer.calculator.rules import Given, Rulebook

ORAL = stating(
    "oral", usual_max="90 mg/day", alternative_max="120 mg/day", maintenance="30 to 90 mg/day"
)
PUMP = stating("intrathecal", infusion="200 to 900 mcg/day", test_dose="40 to 80 mcg")
BOTH = Rulebook((*ORAL.rules, *PUMP.rules))
RATE = {"concentration": "2000 mcg/mL"}


def warned(name: str, book: Rulebook = BOTH, /, **inputs: str) -> str:
    outcome = ask(name, book, **inputs)
    assert outcome.result is not None, outcome.reason
    return "\n".join(outcome.result.warnings)


@pytest.mark.parametrize(
    ("name", "inputs", "warning"),
    [
        (
            "intrathecal_rate",
            {**RATE, "dose": "450 mg/day"},
            "450 mg per day is 500 times the most that line 7 states (200 to 900 mcg per day): "
            "mg for mcg?",
        ),
        (
            "intrathecal_volume",
            {**RATE, "dose": "0.45 mcg/day"},
            "0.45 mcg per day is about 1/444 of the least that line 7 states "
            "(200 to 900 mcg per day): "
            "mcg for mg?",
        ),
        (
            "intrathecal_rate",
            {**RATE, "dose": "600 mcg/h"},
            "600 mcg per hour is 16 times the most that line 7 states (200 to 900 mcg per day): "
            "an hour for a day?",
        ),
        (
            "refill",
            {**RATE, "fill": "20 mL", "residual": "2 mL", "dose": "5000 mcg/day"},
            "5,000 mcg per day is about 5.6 times the most that line 7 states "
            "(200 to 900 mcg per day): "
            "is the decimal point in its place?",
        ),
        (
            "dose_from_rate",
            {**RATE, "rate": "9.375 mL/h"},
            "450,000 mcg per day is 500 times the most that line 7 states "
            "(200 to 900 mcg per day): "
            "mg and mcg confused?",
        ),
        (
            "bolus_volume",
            {"concentration": "50 mcg/mL", "amount": "50 mg"},
            "50 mg is 625 times the most that line 7 states (40 to 80 mcg): mg for mcg?",
        ),
        (
            "weight_dose",
            {"dose_per_kg": "15 mg/kg", "weight": "72.5 kg"},
            "1,087.5 mg at once is about 9.1 times the most that line 7 states "
            "(at most 120 mg per day): "
            "is the decimal point in its place?",
        ),
        (
            "per_day",
            {"per_dose": "5 mcg", "doses_per_day": "3"},
            "15 mcg per day is 1/6,000 of the most that line 7 states (at most 90 mg per day): "
            "mcg for mg?",
        ),
        (
            "tablets",
            {"per_dose": "60 mg", "doses_per_day": "3", "days": "30", "strength": "10 mg/tablet"},
            "180 mg per day is above what line 7 states (at most 120 mg per day)",
        ),
    ],
)
def test_a_dose_far_outside_names_the_line_and_the_slip(
    name: str, inputs: dict[str, str], warning: str
) -> None:
    assert warning in warned(name, **inputs).splitlines()


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("intrathecal_rate", {**RATE, "dose": "450 mcg/day"}),
        ("intrathecal_rate", {**RATE, "dose": "0.45 mg/day"}),
        ("bolus_volume", {"concentration": "50 mcg/mL", "amount": "0.05 mg"}),
        ("per_day", {"per_dose": "5 mg", "doses_per_day": "3"}),
        ("per_dose", {"daily": "110 mg/day", "doses_per_day": "3"}),
        ("weight_dose", {"dose_per_kg": "1 mg/kg", "weight": "4 kg"}),
    ],
)
def test_a_dose_within_what_is_stated_is_not_warned_of(name: str, inputs: dict[str, str]) -> None:
    assert warned(name, **inputs) == ""


@pytest.mark.parametrize("book", [Rulebook(), ORAL, stating("", usual_max="90 mg/day")])
def test_a_pump_is_held_against_no_other_route(book: Rulebook) -> None:
    assert "states" not in warned("intrathecal_rate", book, dose="450 mg/day", **RATE)


def test_the_route_that_was_chosen_decides() -> None:
    book = Rulebook((*stating("oral", usual_max="90 mg/day").rules,
                     *stating("intravenous", usual_max="20 mg/day").rules))  # fmt: skip
    inputs = {"daily": "60 mg/day", "doses_per_day": "3"}
    assert warned("per_dose", book, **inputs) == ""
    assert ask("order_check", book, route="iv", daily="60 mg/day").result is not None
    assert "3 times" in warned("order_check", book, route="iv", daily="60 mg/day")


@given(st.integers(min_value=1, max_value=10**7))
def test_a_larger_dose_is_never_warned_of_less(dose: int) -> None:
    """Above the range every dose is warned of, and none is between its ends."""
    said = warned("intrathecal_rate", dose=f"{dose} mcg/day", **RATE)
    assert bool(said) == (not 200 <= dose <= 900)


def test_the_weight_of_a_child_is_plausible_and_a_rare_one_is_asked_about() -> None:
    assert warned("weight_dose", Rulebook(), dose_per_kg="1 mg/kg", weight="20 kg") == ""
    assert warned("weight_dose", Rulebook(), dose_per_kg="1 mg/kg", weight="1.2 kg") == ""
    small = warned("weight_dose", Rulebook(), dose_per_kg="1 mg/kg", weight="0.5 kg")
    assert "hardly anybody has a body weight of 0.5 kg (1 to 250 kg)" in small
    rare = warned("weight_dose", Rulebook(), dose_per_kg="1 mg/kg", weight="300 kg")
    assert "hardly anybody has a body weight of 300 kg (1 to 250 kg)" in rare
    with pytest.raises(CannotCalculate, match="This equation is for adults: the weight must lie"):
        ask("cockcroft_gault", age="60", weight="20 kg", scr="1 mg/dL", sex="male")


@pytest.mark.parametrize(
    ("value", "to", "said"),
    [
        ("750", "mg", "750 has no unit: write what it is measured in, such as 750 mg"),
        ("3 mL", "mg", "It can be written in mL, L"),
        ("5 mg/dose", "mg/day", "how often a day it is given is not said"),
    ],
)
def test_units_that_do_not_go_together_say_which_do(value: str, to: str, said: str) -> None:
    with pytest.raises(CannotCalculate, match=r"has no unit|cannot be written") as error:
        ask("convert", value=value, to=to)
    assert said in str(error.value)


def test_a_dose_with_its_frequency_is_converted_as_the_dose_of_a_day() -> None:
    inputs = {"value": Given("5 mg tid", LINE), "to": Given("mg/day", LINE)}
    outcome = calculate("convert", inputs)
    assert outcome.quantity == read("15 mg/day")
    assert outcome.steps[0] == "5 mg per dose x 3 doses a day = 15 mg per day"
