"""Amounts are read as they are written, with unit, limit and measure; what is none is left."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.calculator import reader as calculator
from trainer.monograph import amounts


def read(text: str) -> list[tuple[str, str, str | None]]:
    return [(str(one.low), str(one.high), one.unit) for one in amounts.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 mg", [("5", "5", "mg")]),
        ("40-80 mg", [("40", "80", "mg")]),
        ("40 to 80 mg", [("40", "80", "mg")]),
        ("between 10 and 20 mg", [("10", "20", "mg")]),
        ("250 mg to 500 mg", [("250", "500", "mg")]),
        ("2.5-4 hours", [("5/2", "4", "h")]),
        ("300-800 mcg/day", [("300", "800", "mcg/day")]),
        ("10 mg/kg/dose", [("10", "10", "mg/kg/dose")]),
        ("0.1 mg per kg per day", [("1/10", "1/10", "mg/kg/day")]),
        ("0.05 mcg/kg/min", [("1/20", "1/20", "mcg/kg/min")]),
        ("12 units/kg/hour", [("12", "12", "units/kg/h")]),
        ("3,600 mg", [("3600", "3600", "mg")]),
        ("5, 10 and 20 mg tablets", [("5", "5", "mg"), ("10", "10", "mg"), ("20", "20", "mg")]),
        ("10 or 20 mg", [("10", "10", "mg"), ("20", "20", "mg")]),
        ("250 mg/5 mL", [("250", "250", "mg/5 mL")]),
        ("10 micrograms", [("10", "10", "mcg")]),
        ("1.7-fold", [("17/10", "17/10", "fold")]),
        ("two- to three-fold", [("2", "3", "fold")]),
        ("exposure doubled", [("2", "2", "fold")]),
        ("reduce dose by half", [("50", "50", "%")]),
        ("half the usual dose", [("50", "50", "%")]),
        ("eGFR 30-59 mL/min/1.73 m2", [("30", "59", "mL/min/1.73 m2")]),
        ("3 times the upper limit of normal", [("3", "3", "x ULN")]),
        ("25% per week", [("25", "25", "%")]),
        ("5 mg per patient", [("5", "5", "mg")]),
        ("two weeks", [("2", "2", "week")]),
    ],
)
def test_amounts_keep_the_unit_that_is_written(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    ["CYP3A4 and CYP2D6", "GABA-B", "5-HT3 receptors", "1970s", "in 1977", "vitamin B12",
     "1992;42(3):279-82", "12 patients", "half-life", "often", ""],
)  # fmt: skip
def test_digits_of_names_years_and_counts_are_no_amounts(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high", "comparator"),
    [
        ("CrCl <30 mL/min", None, 30, "<"),
        ("CrCl below 30 mL/min", None, 30, "<"),
        ("CrCl ≥60 mL/min", 60, None, ">="),
        ("under 12 years", None, 12, "<"),
        ("12 years and older", 12, None, ">="),
        ("65 years of age or older", 65, None, ">="),
        ("over 65 years", 65, None, ">"),
        ("children over 3 months", 3, None, ">"),
        ("at least 2 hours", 2, None, ">="),
        ("less than 3%", None, 3, "<"),
        ("over 30 minutes", 30, 30, None),
        ("at least 48-72 hours", 48, 72, None),
    ],
)
def test_limits_are_one_sided(
    text: str, low: int | None, high: int | None, comparator: str | None
) -> None:
    (found,) = amounts.find(text)
    assert found.low == low
    assert found.high == high
    assert found.comparator == comparator


@pytest.mark.parametrize(
    "text", ["up to 30 mg", "not more than 30 mg", "maximum 30 mg", "do not take more than 30 mg"]
)
def test_a_maximum_keeps_its_number(text: str) -> None:
    (found,) = amounts.find(text)
    assert found.maximum
    assert found.low == found.high == 30


def test_two_units_are_never_joined_in_one_range() -> None:
    assert read("2 g to 500 mg") == [("2", "2", "g"), ("500", "500", "mg")]
    assert read("80-40 mg") == [("80", "80", "mg"), ("40", "40", "mg")]


def test_a_number_before_another_amount_is_not_given_its_unit() -> None:
    assert read("100 mg on day 1 and 50 mg on day 2") == [("100", "100", "mg"), ("50", "50", "mg")]


def test_a_later_threshold_leans_on_the_unit_of_an_earlier_one() -> None:
    first, second = amounts.find("CrCl 15-29 mL/min: 200 mg; CrCl <15: avoid")[::2]
    assert first.measure == second.measure == "CrCl"
    assert second.unit == "mL/min"
    assert second.high == 15
    assert second.comparator == "<"


def test_a_missing_leading_zero_is_a_doubt() -> None:
    (found,) = amounts.find(".5 mg daily")
    assert found.low == Fraction(1, 2)
    assert found.doubt is not None


@pytest.mark.parametrize(
    "text",
    ["5 mg", "40-80 mg/day", "300-800 mcg/day", "10 mg/kg/dose", "2.5-4 hours", "25-50%",
     "CrCl 30-59 mL/min", "0.7 L/min", "1,500 mcg", "12.5 mg"],
)  # fmt: skip
def test_the_monograph_and_the_calculator_read_the_same_numbers(text: str) -> None:
    (ours,) = amounts.find(text)
    (theirs,) = calculator.find_quantities(text)
    assert (ours.low, ours.high) == (theirs.quantity.low, theirs.quantity.high)
    assert theirs.quantity.unit is not None
    assert ours.unit == theirs.quantity.unit.symbol


@settings(max_examples=60)
@given(
    whole=st.integers(0, 9999),
    part=st.integers(0, 99),
    unit=st.sampled_from(["mg", "mcg", "g", "mL", "mg/day", "mg/kg", "units", "h", "%"]),
)
def test_any_number_with_a_unit_is_read_exactly(whole: int, part: int, unit: str) -> None:
    (found,) = amounts.find(f"give {whole}.{part:02d} {unit} now")
    assert found.low == found.high == Fraction(f"{whole}.{part:02d}")
    assert found.unit == unit


@settings(max_examples=80)
@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for found in amounts.find(text):
        assert 0 <= found.start < found.end <= len(text)
