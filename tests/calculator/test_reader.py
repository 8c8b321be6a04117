"""What people type becomes the quantity they mean, and nothing else becomes one."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import (
    Ambiguous,
    Unreadable,
    find_quantities,
    read_as,
    read_number,
    read_quantity,
)
from trainer.calculator.units import UnknownUnit, unit
from trainer.calculator.writer import write, write_number


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("5mg TID", "5 mg per dose"),
        ("300 to 800 micrograms a day", "300 to 800 mcg per day"),
        ("0.08 g", "0.08 g"),
        ("600mg/24h", "600 mg per day"),
        ("half a tablet", "0.5 tablets"),
        ("1/2 tab", "0.5 tablets"),
        ("two and a half hours", "2.5 hours"),
        ("80–40 mg/day", "40 to 80 mg per day"),
        ("<30 mL/min", "less than 30 mL/min"),
        ("not more than 4 g per day", "at most 4 g per day"),
        ("5 MG", "5 mg"),
        ("50 µg", "50 mcg"),
        ("10 units", "10 units"),
        ("90 mcg/24 hours", "90 mcg per day"),
        ("10 mg/kg/dose every 6 hours", "10 mg per kg per dose"),
        ("eighty milligrams in 24 hours", "80 mg per day"),
        ("10 mg/5 mL", "10 mg/5 mL"),
        ("1,500 mcg", "1,500 mcg"),
        ("seventy per cent", "70%"),
        ("2-fold", "2-fold"),
        ("day 7", "7 days"),
        ("on the seventh day", "7 days"),
        ("3 tablets a day", "3 tablets per day"),
        ("daily dose of 45 mg", "45 mg per day"),
    ],
)
def test_a_quantity_is_read_as_it_is_meant(typed: str, written: str) -> None:
    (found,) = find_quantities(typed)
    assert write(found.quantity) == written


@pytest.mark.parametrize(
    ("typed", "per_day"),
    [
        ("5 mg three times daily", Fraction(3)),
        ("5 mg t.i.d.", Fraction(3)),
        ("5 mg q8h", Fraction(3)),
        ("5 mg every 6 hours", Fraction(4)),
        ("5 mg every other day", Fraction(1, 2)),
        ("15 mg once weekly", Fraction(1, 7)),
        ("5 mg taken three times each day", Fraction(3)),
        ("5 mg 3x daily", Fraction(3)),
    ],
)
def test_a_frequency_belongs_to_the_dose_before_it(typed: str, per_day: Fraction) -> None:
    (found,) = find_quantities(typed)
    assert found.doses_per_day == per_day
    assert found.quantity == Quantity.of(found.quantity.value, "mg/dose")


def test_a_divided_total_stays_a_total() -> None:
    (found,) = find_quantities("15 mg/day in 3 divided doses")
    assert (found.quantity, found.divided) == (Quantity.of(15, "mg/day"), Fraction(3))


def test_an_increase_and_its_interval_are_told_apart() -> None:
    (found,) = find_quantities("by 15 mg a day every 3 days")
    assert found.quantity == Quantity.of(15, "mg/day")
    assert found.interval == Quantity.of(3, "day")


@pytest.mark.parametrize(
    "text", ["CYP3A4", "5-HT", "the 1970s", "half-life", "GABA-B", "B12", "one of them", ""]
)
def test_a_number_inside_a_name_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1,5 mg", "1.5 mg"),
        ("0,75 mg", "0.75 mg"),
        ("2,50 mg", "2.5 mg"),
        ("0,125 mg", "0.125 mg"),
        ("72,5 kg", "72.5 kg"),
        ("25-37,5 mg/day", "25 to 37.5 mg per day"),
        ("1,2505 mg", "1.2505 mg"),
        ("1,250 mcg", "1,250 mcg"),
        ("1,250,000 units", "1,250,000 units"),
        ("1,250.5 mg", "1,250.5 mg"),
        ("1 000 mcg", "1,000 mcg"),
    ],
)
def test_a_comma_is_read_by_one_rule(typed: str, amount: str) -> None:
    assert write(read_quantity(typed)) == amount


@pytest.mark.parametrize(
    ("typed", "beside", "both"),
    [
        ("1,250 mcg", "72,5 kg", ("1250", "1.25")),
        ("1.250 mcg", "72,5 kg", ("1250", "1.25")),
        ("1,250 to 2,5 mg", "", ("1250", "1.25")),
    ],
)
def test_three_digits_beside_a_decimal_comma_are_asked_about_with_both_readings(
    typed: str, beside: str, both: tuple[str, str]
) -> None:
    with pytest.raises(Ambiguous) as error:
        read_quantity(typed, beside)
    assert all(f" {each}" in str(error.value) for each in both)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("1,250 mcg", "1250 mcg"),
        ("0,75 mg", "0.75 mg"),
        ("1.250 mcg", "1.25 mcg"),
        ("1 000 mcg", "1000 mcg"),
        ("1250 mcg", ""),
        ("2.5 mg", ""),
        ("5,10,15 mg", ""),
    ],
)
def test_what_could_be_taken_otherwise_is_shown_as_it_was_read(typed: str, shown: str) -> None:
    assert read_as(typed) == shown


@pytest.mark.parametrize("typed", ["5,10,15 mg", "1,250,5 mg", ".5 mg", "4U"])
def test_what_may_mean_two_things_is_reported_and_not_resolved(typed: str) -> None:
    assert find_quantities(typed)[0].ambiguity
    with pytest.raises(Ambiguous):
        read_quantity(typed)


@pytest.mark.parametrize("typed", ["", "abc", "5 m", "5 mg 6 mg", "5 megagauss", "mg", "--"])
def test_what_is_no_quantity_gets_a_sentence(typed: str) -> None:
    with pytest.raises(Unreadable) as error:
        read_quantity(typed)
    assert str(error.value).endswith((".", "mg"))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("5.0 mg", "trailing_zero"),
        (".5 mg", "naked_decimal"),
        ("50 µg", "micro_sign"),
        ("5 cc", "cc_for_ml"),
        ("5 mg q3d", "abbreviated_interval"),
        ("5mg", "no_space"),
        ("100 IU", "iu_for_unit"),
    ],
)
def test_error_prone_writing_is_noted(typed: str, code: str) -> None:
    assert code in find_quantities(typed)[0].notation


UNITS = st.sampled_from(
    ["mg", "mcg", "g", "mL", "L", "h", "day", "mg/day", "mcg/day", "mg/dose", "mL/min", "mcg/mL",
     "%", "tablet", "mg/kg/day", "mL/h", "mg/dL", "umol/L", "year"]
)  # fmt: skip
NUMBERS = st.decimals(min_value="0.001", max_value=9999, places=3).map(Fraction)


@given(NUMBERS.filter(bool), UNITS)
def test_what_is_written_is_read_back_the_same(number: Fraction, name: str) -> None:
    quantity = Quantity.of(number, name)
    assert read_quantity(write(quantity)) == quantity


@given(NUMBERS, NUMBERS, UNITS)
def test_a_range_is_read_back_the_same(one: Fraction, other: Fraction, name: str) -> None:
    low, high = sorted((one, other))
    quantity = Quantity.between(low, high, name)
    assert read_quantity(write(quantity)) == quantity


@given(NUMBERS, st.sampled_from([("mg", "mcg"), ("kg", "lb"), ("mg/day", "mcg/h"), ("h", "year")]))
def test_converting_there_and_back_changes_nothing(number: Fraction, pair: tuple[str, str]) -> None:
    here, there = pair
    quantity = Quantity.of(number, here)
    assert quantity.to(there).to(here) == quantity


@pytest.mark.parametrize(
    ("amount", "name", "other", "expected"),
    [
        (1, "g", "mg", 1000),
        (1, "mg", "mcg", 1000),
        (1, "lb", "kg", Fraction(45359237, 100000000)),
        (1, "L", "mL", 1000),
        (1, "day", "h", 24),
        (1, "week", "day", 7),
        (24, "mcg/day", "mcg/h", 1),
        (1, "mg/mL", "mcg/mL", 1000),
        (12, "month", "year", 1),
        (1, "fold", "%", 100),
    ],
)
def test_conversions_agree_with_a_table_written_by_hand(
    amount: int, name: str, other: str, expected: Fraction
) -> None:
    assert Quantity.of(amount, name).to(other).value == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("mg/day", "mg/dose"), ("mg", "mL"), ("mg/kg", "mg"), ("tablet", "capsule"), ("mg", "mmol")],
)
def test_different_things_never_convert(one: str, other: str) -> None:
    assert not Quantity.of(1, one).converts_to(other)


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="0123456789.,-/ mgcdayhlf%½µ<>()x", max_size=60))
def test_no_text_crashes_the_reader(text: str) -> None:
    for found in find_quantities(text):
        assert 0 <= found.start < found.end <= len(text)
        write(found.quantity)


@pytest.mark.parametrize(
    ("value", "written"),
    [("1500", "1,500"), ("0.5", "0.5"), ("5.0", "5"), ("2.50", "2.5"), ("0.0125", "0.0125")],
)
def test_a_number_is_never_written_in_an_error_prone_way(value: str, written: str) -> None:
    assert write_number(Fraction(value)) == written


def test_rounding_is_half_up() -> None:
    assert write_number(Fraction("12.5"), 0) == "13"
    assert write_number(Fraction("0.05125"), 4) == "0.0513"


def test_an_unknown_unit_is_named() -> None:
    with pytest.raises(UnknownUnit, match="'megagauss' is not a unit"):
        unit("megagauss")


@pytest.mark.parametrize("typed", ["2.5", "two and a half", "1,500", "½"])
def test_a_number_alone_is_read(typed: str) -> None:
    assert read_number(typed) in (Fraction(5, 2), Fraction(1500), Fraction(1, 2))


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("zero point three to zero point eight mg", "3/10", "4/5"),
        ("one point six grams", "8/5", "8/5"),
        ("twenty-two point five mg", "45/2", "45/2"),
        ("point five mg", "1/2", "1/2"),
        ("at this point 5 mg", "5", "5"),
    ],
)
def test_a_decimal_said_in_words_is_no_whole_number(typed: str, low: str, high: str) -> None:
    (found,) = find_quantities(typed)
    assert (found.quantity.low, found.quantity.high) == (Fraction(low), Fraction(high))
