"""Every calculation against cases worked by hand, its laws, its refusals and its named errors."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.calculator.calculation import CannotCalculate
from trainer.calculator.catalogue import CALCULATIONS, Outcome, calculate
from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import read_quantity
from trainer.calculator.rules import Given, Origin, Rule, Rulebook
from trainer.calculator.slips import wordings
from trainer.calculator.writer import write
from trainer.errors import DataError, UsageError

HERE = Origin("scenario")


def run(name: str, **inputs: str) -> Outcome:
    return with_rules(name, Rulebook(), **inputs)


def with_rules(name: str, book: Rulebook, /, **inputs: str) -> Outcome:
    given_inputs = {key: Given(_value(text), HERE) for key, text in inputs.items()}
    return calculate(name, given_inputs, book)


def _value(text: str) -> Quantity | str:
    try:
        return read_quantity(text)
    except DataError:
        return text


SCHEME = {
    "start_per_dose": "4 mg/dose",
    "doses_per_day": "2",
    "increment": "6 mg/day",
    "interval": "4 days",
}
PATIENT = {"age": "66", "weight": "70 kg", "scr": "2 mg/dL", "sex": "male"}

CASES = [
    ("titration", {**SCHEME, "day": "10"}, "20 mg per day"),
    ("titration", {**SCHEME, "day": "4"}, "8 mg per day"),
    ("titration", {**SCHEME, "day": "5"}, "14 mg per day"),
    ("titration", {**SCHEME, "day": "30", "maximum": "32 mg/day"}, "32 mg per day"),
    ("titration", {**SCHEME, "target": "26 mg/day"}, "13 days"),
    ("titration_increases", {**SCHEME, "target": "27 mg/day"}, "4"),
    ("titration_total", {**SCHEME, "days": "6"}, "60 mg"),
    ("per_dose", {"daily": "52.5 mg/day", "doses_per_day": "3"}, "17.5 mg per dose"),
    ("per_day", {"per_dose": "12.5 mg/dose", "doses_per_day": "4"}, "50 mg per day"),
    ("weight_dose", {"dose_per_kg": "15 mg/kg", "weight": "20 kg"}, "300 mg"),
    ("weight_dose", {"dose_per_kg": "15 mcg/kg/day", "weight": "20 kg"}, "300 mcg per day"),
    ("weight_dose", {"dose_per_kg": "3 mg/kg", "weight": "154 lb"}, "209.56 mg"),
    ("weight_dose", {"dose_per_kg": "0.1 mcg/kg", "weight": "0.7 kg"}, "0.07 mcg"),
    ("weight_dose", {"dose_per_kg": "15 mg/kg", "weight": "0.1 kg"}, None),
    ("weight_dose", {"dose_per_kg": "15 mg/kg", "weight": "40 kg"}, "600 mg"),
    ("reduce_by", {"dose": "60 mg/day", "percent": "25 to 50%"}, "30 to 45 mg per day"),
    ("reduce_to", {"dose": "60 mg/day", "percent": "25 to 50%"}, "15 to 30 mg per day"),
    ("percent_change", {"old": "40 mg/day", "new": "50 mg/day"}, "25%"),
    ("tablets_per_dose", {"per_dose": "15 mg/dose", "strength": "10 mg/tablet"},
     "1.5 tablets per dose"),
    ("tablets", {"per_dose": "15 mg/dose", "doses_per_day": "3", "days": "17",
                 "strength": "10 mg/tablet"}, "77 tablets"),
    ("days_supply", {"tablets": "110", "strength": "10 mg/tablet", "daily": "35 mg/day"},
     "31 days"),
    ("fewest_tablets", {"per_dose": "25 mg/dose", "strengths": "5 mg, 10 mg, 20 mg"},
     "2 tablets per dose"),
    ("fewest_tablets", {"per_dose": "30 mg/dose", "strengths": "4 mg, 10 mg, 15 mg"},
     "2 tablets per dose"),
    ("liquid_volume", {"per_dose": "15 mg/dose", "concentration": "10 mg/5 mL"},
     "7.5 mL per dose"),
    ("cockcroft_gault", PATIENT, "36 mL/min"),
    ("cockcroft_gault", {**PATIENT, "sex": "female"}, "30.6 mL/min"),
    ("cockcroft_gault", {**PATIENT, "scr": "176.8 umol/L"}, "36 mL/min"),
    ("ideal_body_weight", {"height": "177.8 cm", "sex": "male"}, "73 kg"),
    ("adjusted_body_weight", {"height": "177.8 cm", "sex": "male", "weight": "113 kg"}, "89 kg"),
    ("renal_adjustment", {"crcl": "29.9 mL/min", "usual": "64 mg/day", "threshold": "30 mL/min",
                          "reduction": "25 to 50%"}, "32 to 48 mg per day"),
    ("renal_adjustment", {"crcl": "30 mL/min", "usual": "64 mg/day", "threshold": "30 mL/min",
                          "reduction": "25 to 50%"}, "64 mg per day"),
    ("renal_adjustment", {"crcl": "19 mL/min", "per_dose": "18 mg/dose", "doses_per_day": "3",
                          "threshold": "30 mL/min", "reduction": "25 to 50%"},
     "9 to 13.5 mg per dose"),
    ("intrathecal_volume", {"dose": "385 mcg/day", "concentration": "2 mg/mL"},
     "0.1925 mL per day"),
    ("intrathecal_rate", {"dose": "615 mcg/day", "concentration": "500 mcg/mL"}, "0.0513 mL/h"),
    ("intrathecal_rate", {"dose": "468 mcg/day"}, "19.5 mcg per hour"),
    ("bolus_volume", {"amount": "75 mcg", "concentration": "50 mcg/mL"}, "1.5 mL"),
    ("refill", {"fill": "18 mL", "residual": "2 mL", "concentration": "2000 mcg/mL",
                "dose": "540 mcg/day"}, "59 days"),
    ("dose_from_rate", {"rate": "0.025 mL/h", "concentration": "500 mcg/mL"}, "300 mcg per day"),
    ("wrong_concentration", {"dose": "300 mcg/day", "concentration": "500 mcg/mL",
                             "filled": "2000 mcg/mL"}, "1,200 mcg per day"),
    ("half_life", {"half_life": "3.2 h", "elapsed": "9.6 h"}, "12.5%"),
    ("half_life", {"half_life": "2.5 to 4 h", "remaining": "3.125%"}, "12.5 to 20 hours"),
    ("half_life", {"amount": "35 mg", "half_life": "3.7 h", "elapsed": "14.8 h"}, "2.19 mg"),
    ("absorbed", {"amount": "20 mg", "bioavailability": "70%"}, "14 mg"),
    ("excreted_unchanged", {"amount": "20 mg", "bioavailability": "70%",
                            "unchanged": "70 to 80%"}, "9.8 to 11.2 mg"),
    ("taper", {"start": "55 mg/day", "decrement": "10 mg/day", "interval": "5 days",
               "day": "17"}, "25 mg per day"),
    ("taper", {"start": "40 mg/day", "decrement": "7.5 mg/day", "interval": "3 days",
               "end": "10 mg/day", "strength": "10 mg/tablet"}, "38 tablets"),
    ("convert", {"value": "250 mcg", "to": "mg"}, "0.25 mg"),
    ("convert", {"value": "0.0001 mcg", "to": "mg"}, "0.0000001 mg"),
    ("convert", {"value": "70 kg", "to": "lb"}, "154.324 lb"),
    ("intrathecal_rate", {"dose": "0.45 mcg/day", "concentration": "2000 mcg/mL"},
     "0.000009375 mL/h"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "inputs", "expected"), CASES)
def test_a_case_worked_by_hand(name: str, inputs: dict[str, str], expected: str | None) -> None:
    if expected is None:
        with pytest.raises(CannotCalculate, match="not plausible"):
            run(name, **inputs)
        return
    outcome = run(name, **inputs)
    assert outcome.quantity is not None, outcome.reason
    assert write(outcome.quantity) == expected


@pytest.mark.parametrize(("name", "inputs", "expected"), CASES)
def test_every_result_has_steps_that_end_in_it_and_origins(
    name: str, inputs: dict[str, str], expected: str | None
) -> None:
    if expected is None:
        return
    outcome = run(name, **inputs)
    numbers = re.findall(r"[\d.,]*\d", expected)
    last = " ".join(outcome.steps)
    assert all(number in last for number in numbers)
    assert all(given.origin.kind == "scenario" for given in outcome.given.values())


@pytest.mark.parametrize(("name", "inputs", "expected"), CASES)
def test_no_slip_gives_the_right_answer(
    name: str, inputs: dict[str, str], expected: str | None
) -> None:
    if expected is None:
        return
    outcome = run(name, **inputs)
    assert outcome.quantity is not None
    for slip in outcome.slips:
        assert slip.words
        assert not outcome.is_right(slip.quantity)
        if outcome.quantity.is_range and not slip.quantity.is_range:
            assert slip.quantity.value not in outcome.quantity.ends


@pytest.mark.parametrize(
    ("name", "inputs", "answer", "slip"),
    [
        ("titration", {**SCHEME, "day": "10"}, "32 mg/day", "increment_per_dose"),
        ("titration", {**SCHEME, "day": "10"}, "62 mg/day", "adds_every_day"),
        ("titration", {**SCHEME, "day": "10"}, "14 mg/day", "off_by_one_step"),
        ("titration", {**SCHEME, "day": "10"}, "10 mg/day", "per_dose_for_per_day"),
        ("titration", {**SCHEME, "target": "26 mg/day"}, "day 12", "off_by_one_day"),
        ("titration", {**SCHEME, "target": "26 mg/day"}, "day 17", "off_by_one_step"),
        ("per_day", {"per_dose": "12.5 mg/dose", "doses_per_day": "4"}, "12.5 mg/day",
         "per_dose_for_per_day"),
        ("tablets", {"per_dose": "15 mg/dose", "doses_per_day": "3", "days": "17",
                     "strength": "10 mg/tablet"}, "76 tablets", "no_round_up"),
        ("cockcroft_gault", {**PATIENT, "sex": "female"}, "36 mL/min", "missing_sex_factor"),
        ("cockcroft_gault", {**PATIENT, "sex": "female"}, "42.3 mL/min", "sex_factor_inverted"),
        ("cockcroft_gault", {**PATIENT, "weight": "154 lb"}, "79.1 mL/min", "lb_used_as_kg"),
        ("cockcroft_gault", {**PATIENT, "scr": "176.8 umol/L"}, "0.4 mL/min",
         "unit_not_converted"),
        ("renal_adjustment", {"crcl": "22 mL/min", "usual": "60 mg/day",
                              "threshold": "30 mL/min", "reduction": "25 to 50%"},
         "15 to 30 mg/day", "reduce_to_not_by"),
        ("renal_adjustment", {"crcl": "30 mL/min", "usual": "60 mg/day",
                              "threshold": "30 mL/min", "reduction": "25 to 50%"},
         "30 to 45 mg/day", "boundary_inclusive"),
        ("renal_adjustment", {"crcl": "22 mL/min", "usual": "60 mg/day",
                              "threshold": "30 mL/min", "reduction": "25 to 50%"},
         "30 to 45 mg per dose", "per_day_for_per_dose"),
        ("renal_adjustment", {"crcl": "22 mL/min", "usual": "60 mg/day",
                              "threshold": "30 mL/min", "reduction": "25 to 50%"},
         "30 to 45 mcg/day", "mg_mcg_1000x"),
        ("intrathecal_volume", {"dose": "385 mcg/day", "concentration": "2 mg/mL"},
         "192.5 mL/day", "mg_mcg_1000x"),
        ("intrathecal_rate", {"dose": "600 mcg/day", "concentration": "500 mcg/mL"}, "1.2 mL/h",
         "day_rate_as_hour_rate"),
        ("intrathecal_volume", {"dose": "430 mcg/day", "concentration": "2000 mcg/mL"},
         "4.651 mL/day", "inverted_concentration"),
        ("refill", {"fill": "18 mL", "residual": "2 mL", "concentration": "2000 mcg/mL",
                    "dose": "540 mcg/day"}, "66 days", "residual_ignored"),
        ("half_life", {"half_life": "3.2 h", "elapsed": "9.6 h"}, "87.5%",
         "eliminated_for_remaining"),
        ("intrathecal_rate", {"dose": "468 mcg/day"}, "195 mcg/h", "decimal_slip_10x"),
    ],
)  # fmt: skip
def test_a_wrong_number_is_told_by_name(
    name: str, inputs: dict[str, str], answer: str, slip: str
) -> None:
    found = run(name, **inputs).explain(read_quantity(answer))
    assert [one.name for one in found] == [slip]


def test_a_number_that_no_slip_explains_is_left_unexplained() -> None:
    assert run("titration", **SCHEME, day="10").explain(read_quantity("23 mg/day")) == ()


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        ({"age": "140"}, "age: the age of 140 years is not plausible. It must lie between 18 and"),
        ({"weight": "3 kg"}, "weight: the body weight of 3 kg is not plausible."),
        ({"scr": "0 mg/dL"}, "scr: the serum creatinine of 0 mg/dL is not plausible."),
        ({"weight": "72"}, "weight: the body weight has no unit. Write weight="),
        ({"weight": "72 mL"}, "weight: the body weight cannot be 72 mL, it is measured in kg."),
        ({"sex": "x"}, "sex: the sex cannot be 'x'. Write one of: female, male"),
        ({"scr": "high"}, "scr: the serum creatinine must be a number, not 'high'."),
        ({"weight": "60 to 70 kg"}, "weight: the body weight must be one number,"),
    ],
)
def test_an_implausible_input_gets_a_sentence(inputs: dict[str, str], sentence: str) -> None:
    with pytest.raises(CannotCalculate) as error:
        run("cockcroft_gault", **{**PATIENT, **inputs})
    assert sentence in str(error.value)


@pytest.mark.parametrize("missing", ["age", "weight", "scr", "sex"])
def test_a_missing_input_is_a_reason_and_not_a_guess(missing: str) -> None:
    given_inputs = {name: text for name, text in PATIENT.items() if name != missing}
    outcome = run("cockcroft_gault", **given_inputs)
    assert outcome.result is None
    assert outcome.reason is not None
    assert outcome.reason.startswith("cannot calculate, because the ")


def test_a_taper_without_a_rate_is_not_computed() -> None:
    outcome = run("taper", start="60 mg/day", day="5")
    assert outcome.result is None
    assert outcome.reason is not None
    assert "is not given" in outcome.reason


def test_the_rules_of_a_deck_give_another_drug_its_own_numbers() -> None:
    line = Origin("monograph", "its line", (12,))
    rules = Rulebook(
        tuple(
            Rule(name, Given(quantity, line), "oral")
            for name, quantity in {
                "start_per_dose": Quantity.of(2, "mg/dose"),
                "doses_per_day": Quantity.of(1, "1/day"),
                "increment": Quantity.of(2, "mg/day"),
                "interval": Quantity.of(4, "day"),
            }.items()
        )
    )
    outcome = with_rules("titration", rules, day="9")
    assert outcome.quantity == Quantity.of(6, "mg/day")
    assert outcome.given["increment"].origin.lines == (12,)


def test_an_unknown_name_is_corrected() -> None:
    with pytest.raises(UsageError, match="Did you mean refill"):
        run("refil")
    with pytest.raises(UsageError, match="Did you mean day"):
        run("titration", **SCHEME, daay="3")


@given(st.integers(18, 109), st.integers(30, 200), st.integers(30, 800))
def test_growing_older_never_raises_the_clearance(age: int, weight: int, creatinine: int) -> None:
    def rate(years: int) -> Fraction:
        found = run(
            "cockcroft_gault", age=str(years), weight=f"{weight} kg",
            scr=f"{Fraction(creatinine, 100).__float__()} mg/dL", sex="male",
        ).result  # fmt: skip
        assert found is not None and found.exact is not None
        return found.exact.value

    assert rate(age + 1) <= rate(age)


@given(st.integers(1, 400), st.sampled_from([5, 10, 50]), st.integers(1, 20))
def test_dose_to_volume_and_back_is_the_dose(dose: int, strength: int, volume: int) -> None:
    per_ml = f"{strength} mg/{volume} mL"
    outcome = run("liquid_volume", per_dose=f"{dose} mg/dose", concentration=per_ml)
    assert outcome.quantity is not None
    assert outcome.quantity.value * strength / volume == dose


@given(st.integers(60, 900), st.sampled_from([500, 1000, 2000]))
def test_units_change_nothing(dose: int, strength: int) -> None:
    here = run("intrathecal_rate", dose=f"{dose} mcg/day", concentration=f"{strength} mcg/mL")
    there = run(
        "intrathecal_rate",
        dose=f"{dose / 1000} mg/day",
        concentration=f"{strength // 500 * 0.5} mg/mL",
    )
    assert here.quantity == there.quantity


@given(st.integers(1, 100), st.integers(0, 100), st.integers(0, 100))
def test_ranges_keep_their_order(dose: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    outcome = run("reduce_by", dose=f"{dose} mg/day", percent=f"{low} to {high}%")
    assert outcome.quantity is not None
    assert list(outcome.quantity.ends) == sorted(outcome.quantity.ends)


def test_every_calculation_names_only_slips_that_have_words() -> None:
    for calculation in CALCULATIONS:
        assert calculation.summary.endswith(".")
        assert {name for name, _ in calculation.slips} <= set(wordings())


def test_no_name_means_two_unrelated_calculations() -> None:
    names = [one.name for one in CALCULATIONS]
    assert len(set(names)) == len(names)
