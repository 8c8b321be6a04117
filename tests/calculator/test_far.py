"""What is implausible is computed and said: amounts that no deck lists, tablets by the hundred."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calculator.given import ask, stating
from trainer.calculator.quantity import Quantity
from trainer.calculator.rules import EMPTY, Rulebook, Stock


def listed(name: str, scope: str, *values: Quantity) -> Stock:
    return Stock(name, values, "instructor, in stock", scope)


BOOK = replace(
    Rulebook(
        (
            *stating("oral", usual_max="80 mg/day").rules,
            *stating("intrathecal", infusion="300 to 800 mcg/day").rules,
        )
    ),
    stock=(
        listed("concentration", "intrathecal", *(Quantity.of(n, "mcg/mL") for n in (500, 2000))),
        listed("fill", "intrathecal", Quantity.of(20, "mL"), Quantity.of(40, "mL")),
        listed("residual", "intrathecal", Quantity.of(2, "mL")),
        listed("strength", "oral", Quantity.of(5, "mg/tablet"), Quantity.of(20, "mg/tablet")),
    ),
)
REFILL = {
    "fill": "20 mL", "residual": "2 mL", "dose": "650 mcg/day", "concentration": "2000 mcg/mL",
}  # fmt: skip


def warned(name: str, book: Rulebook = BOOK, /, **inputs: str) -> str:
    outcome = ask(name, book, **inputs)
    assert outcome.result is not None, outcome.reason
    return "\n".join(outcome.result.warnings)


def test_a_usual_refill_and_usual_tablets_are_not_warned_of() -> None:
    assert warned("refill", **REFILL) == ""
    assert warned("refill", **{**REFILL, "fill": "18 mL", "residual": "3 mL"}) == ""
    assert warned("tablets_per_dose", per_dose="15 mg", strength="10 mg") == ""


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"concentration": "20000 mcg/mL"},
            "a concentration of 20,000 mcg/mL is 10 times the highest one (the deck lists 500 to "
            "2,000 mcg/mL; instructor, in stock): is the decimal point in its place?",
        ),
        ({"concentration": "2 mcg/mL"}, "is 1/250 of the lowest one"),
        ({"concentration": "2 mcg/mL"}, "mcg for mg?"),
        ({"concentration": "1000 mg/mL"}, "mg for mcg?"),
        ({"fill": "200 mL"}, "a fill of the reservoir of 200 mL is 5 times the highest one"),
        ({"residual": "0.2 mL"}, "a volume that must stay in of 0.2 mL is 1/10 of the lowest one"),
        ({"dose": "65 mcg/day"}, "more than half a year (183 days)"),
        ({"dose": "45000 mcg/day"}, "the pump would be empty before the first day is over"),
    ],
)
def test_every_input_of_a_refill_is_asked_about_where_it_is_far_off(
    changed: dict[str, str], said: str
) -> None:
    assert said in warned("refill", **{**REFILL, **changed})


def test_without_a_deck_the_reservoir_and_the_days_are_still_bounded() -> None:
    assert "hardly any implanted pump takes a fill of the reservoir of 200 mL (10 to 50 mL)" in (
        warned("refill", EMPTY, **{**REFILL, "fill": "200 mL"})
    )
    assert "half a year" in warned("refill", EMPTY, **{**REFILL, "concentration": "20000 mcg/mL"})
    pump = {"dose": "650 mcg/day", "concentration": "2 mcg/mL"}
    for name in ("intrathecal_volume", "intrathecal_rate"):
        assert "325 mL per day is more than a whole reservoir" in warned(name, EMPTY, **pump)
    assert "longer than 183 days" in warned(
        "intrathecal_volume", EMPTY, **{**pump, "dose": "0.01 mcg/day"}
    )


def test_the_solution_for_a_test_dose_is_not_held_against_what_a_pump_is_filled_with() -> None:
    assert warned("bolus_volume", amount="50 mcg", concentration="50 mcg/mL") == ""


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("tablets_per_dose", {"per_dose": "12.5 mg"}),
        ("tablets", {"per_dose": "12.5 mg", "doses_per_day": "3", "days": "10"}),
        ("days_supply", {"daily": "37.5 mg/day", "tablets": "100"}),
    ],
)
def test_a_strength_in_mcg_beside_a_dose_in_mg_is_asked_about(
    name: str, inputs: dict[str, str]
) -> None:
    said = warned(name, strength="10 mcg", **inputs)
    assert "is 1/500 of the lowest one" in said
    assert "one in mcg and one in mg" in said
    assert "one in mcg and one in mg" in warned(name, EMPTY, strength="10 mcg", **inputs)


def test_a_splinter_of_a_tablet_and_a_bottle_of_syrup_are_asked_about() -> None:
    assert "less than a quarter of one" in warned(
        "tablets_per_dose", EMPTY, per_dose="1 mg", strength="20 mg"
    )
    assert "hardly anybody takes more than 10" in (
        warned("fewest_tablets", EMPTY, per_dose="500 mg", strengths="10 mg, 20 mg")
    )
    assert "hardly ever measured (0.1 to 100 mL)" in (
        warned("liquid_volume", EMPTY, per_dose="500 mg", concentration="25 mcg/mL")
    )


@given(st.integers(1, 100_000))
def test_a_concentration_is_asked_about_beyond_twice_what_is_listed_and_never_within(
    n: int,
) -> None:
    said = warned("intrathecal_volume", dose="650 mcg/day", concentration=f"{n} mcg/mL")
    assert ("the deck lists" in said) == (not 250 <= n <= 4000)


@given(st.integers(801, 10**7))
def test_the_multiple_that_is_said_is_the_true_one(dose: int) -> None:
    said = warned("intrathecal_rate", dose=f"{dose} mcg/day", concentration="2000 mcg/mL")
    if "times the most" not in said:
        assert dose < 1600
        return
    number = said.partition(" is ")[2].removeprefix("about ").partition(" times")[0]
    off = abs(Fraction(number.replace(",", "")) - Fraction(dose, 800))
    assert off <= (Fraction(1, 20) if dose < 8000 else Fraction(1, 2))


@pytest.mark.parametrize(
    ("name", "inputs", "steps"),
    [
        ("weight_dose", {"dose_per_kg": "0.05 mcg/kg", "weight": "70.5 kg"},
         ("0.05 mcg per kg x 70.5 kg = 3.525 mcg",)),
        ("weight_dose", {"dose_per_kg": "1250 mcg/kg", "weight": "72 kg"},
         ("1,250 mcg per kg x 72 kg = 90,000 mcg", "90,000 mcg = 90 mg")),
        ("per_day", {"per_dose": "25 mcg", "doses_per_day": "2"},
         ("25 mcg per dose x 2 doses a day = 50 mcg per day",)),
        ("per_dose", {"daily": "75 mcg/day", "doses_per_day": "3"},
         ("75 mcg per day / 3 doses = 25 mcg per dose",)),
        ("reduce_by", {"dose": "80 mcg/day", "percent": "25%"},
         ("reduced by 25%: 75% remains", "80 mcg per day x 75% = 60 mcg per day")),
        ("tablets_per_dose", {"per_dose": "0.05 mg", "strength": "25 mcg"},
         ("0.05 mg per dose = 50 mcg per dose",
          "50 mcg per dose / 25 mcg per tablet = 2 tablets per dose")),
    ],
)  # fmt: skip
def test_what_is_typed_in_mcg_is_shown_in_mcg(
    name: str, inputs: dict[str, str], steps: tuple[str, ...]
) -> None:
    assert ask(name, **inputs).steps == steps
