"""Doses, ranges and regimens: a wrong one is never marked right."""

from __future__ import annotations

import pytest

from tests.grading.fixtures import HALF_LIFE, MAXIMUM, STARTING, TEST_DOSE, marked


@pytest.mark.parametrize(
    "answer",
    ["80 mg daily", "80 mg/day", "eighty milligrams in 24 hours", "0.08 g a day", "80 mg",
     "80 mg a day; some sources go to 100 mg", "20 mg four times a day", "80,000 mcg per day"],
)  # fmt: skip
def test_the_same_daily_amount_is_right_in_any_wording(answer: str) -> None:
    assert marked(answer, MAXIMUM).score == 1


@pytest.mark.parametrize(
    "answer",
    ["800 mg per day", "8 mg a day", "80 mcg daily", "80 g daily", "80 mg three times a day",
     "80 mg per dose", "80 mg/kg/day", "80 mL a day", "not 80 mg", "80 mg or 100 mg daily",
     "100 mg a day", "between 40 and 80 mg", "5 10 20 40 80", "80 mg per hour", "80%",
     "more than 80 mg a day"],
)  # fmt: skip
def test_another_amount_unit_or_interval_is_worth_nothing(answer: str) -> None:
    verdict = marked(answer, MAXIMUM)
    assert verdict.score == 0 and verdict.outcome != "correct"


@pytest.mark.parametrize("answer", ["800 mg daily", "8 mg daily", "80 mcg daily", "80 g a day"])
def test_ten_or_a_thousand_times_off_is_unsafe_and_says_so(answer: str) -> None:
    verdict = marked(answer, MAXIMUM)
    assert verdict.unsafe and verdict.unsafe_because and "right" not in verdict.message


def test_a_number_without_its_unit_is_half() -> None:
    assert marked("80", MAXIMUM).score * 2 == 1


@pytest.mark.parametrize(
    "answer", ["2.5-4 hours", "two and a half to four hours", "150 to 240 min"]
)
def test_a_range_is_right_by_both_its_ends(answer: str) -> None:
    assert marked(answer, HALF_LIFE).outcome == "correct"


@pytest.mark.parametrize(
    "answer", ["3.25 hours", "around 3 h", "2.5 to 4 days", "25-40 hours", "not 2.5 to 4 hours"]
)
def test_a_value_inside_a_range_or_the_wrong_unit_is_worth_nothing(answer: str) -> None:
    assert marked(answer, HALF_LIFE).score == 0


@pytest.mark.parametrize("answer", ["2.5 hours", "2.5 to 6 hours", "1 to 4 h"])
def test_one_end_is_half(answer: str) -> None:
    assert marked(answer, HALF_LIFE).score * 2 == 1


def test_milligrams_for_micrograms_is_unsafe() -> None:
    assert marked("50-100 mg", TEST_DOSE).unsafe


@pytest.mark.parametrize(
    "answer",
    [
        "5 mg three times daily",
        "5mg TDS",
        "5.0 mg t.i.d.",
        "15 mg/day split into 3 equal doses",
        "5 mg every 8 hours",
    ],
)
def test_a_regimen_is_right_by_dose_and_frequency(answer: str) -> None:
    assert marked(answer, STARTING).outcome == "correct"


@pytest.mark.parametrize("answer", ["5 mg once a day", "5 mg", "10 mg three times daily"])
def test_a_regimen_keeps_the_part_that_is_right(answer: str) -> None:
    assert marked(answer, STARTING).score * 2 == 1


@pytest.mark.parametrize("answer", ["5 mcg three times daily", "80 mg daily", "50 mg a week"])
def test_a_regimen_in_the_wrong_unit_or_role_is_worth_nothing(answer: str) -> None:
    assert marked(answer, STARTING).score == 0


@pytest.mark.parametrize("answer", ["50 mg three times daily", "0.5 mg t.i.d."])
def test_a_dose_ten_times_off_is_unsafe_and_loses_its_own_point(answer: str) -> None:
    verdict = marked(answer, STARTING)
    assert verdict.unsafe and verdict.score * 2 == 1
    assert "10 times too" in verdict.message


def test_a_decimal_comma_is_read_and_an_ambiguous_one_is_not_guessed_at() -> None:
    assert marked("2,5 hours to 4 hours", HALF_LIFE).outcome == "correct"
    assert marked("2,5,4 hours", HALF_LIFE).outcome != "correct"


def test_error_prone_notation_costs_nothing_and_is_shown() -> None:
    verdict = marked("5.0 mg t.i.d.", STARTING)
    assert verdict.score == 1 and any(note.code == "trailing_zero" for note in verdict.notes)
