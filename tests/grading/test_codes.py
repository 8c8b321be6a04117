"""Codes, numerals, days and measures in other writing than the key's."""

from __future__ import annotations

import pytest

from tests.grading.test_unseen_drugs import marked


@pytest.mark.parametrize("answer", ["HLA-B*1502", "HLA-B*15:02", "hla b1502", "HLA B 1502"])
def test_a_code_in_any_spelling_is_the_code(answer: str) -> None:
    question = "Which HLA allele is tested for?"
    assert marked("single", question, "HLA-B*1502", ["HLA-B*1502"], answer).score == 1


@pytest.mark.parametrize("answer", ["HLA-B*15:01", "HLA-B*5801", "B27"])
def test_another_code_is_not(answer: str) -> None:
    question = "Which HLA allele is tested for?"
    assert marked("single", question, "HLA-B*1502", ["HLA-B*1502"], answer).score == 0


@pytest.mark.parametrize("answer", ["II, VII, IX and X", "factors 2, 7, 9 and 10"])
def test_roman_and_other_numerals_are_one(answer: str) -> None:
    question = "Which four clotting factors are reduced?"
    points = ["II", "VII", "IX", "X"]
    assert marked("list", question, "II, VII, IX, X", points, answer).score == 1


def test_a_day_may_be_a_letter_and_thousands_may_stand_apart() -> None:
    question = "On which day is the target reached?"
    assert marked("numeric", question, "day 10", ["day 10"], "d10").score == 1
    assert marked("numeric", question, "day 10", ["day 10"], "d11").score == 0
    maximum = "What is the maximum daily dose?"
    assert marked("numeric", maximum, "80 mg/day", ["80 mg/day"], "80 000 mcg a day").score == 1


@pytest.mark.parametrize(
    ("answer", "worth"),
    [("micrograms per day", 1), ("µg/d", 1), ("mcg/h", 0), ("mg/day", 0), ("mcg/day or mcg/h", 0)],
)
def test_a_unit_asked_for_is_compared_as_a_unit(answer: str, worth: int) -> None:
    question = "Which unit belongs to the infusion rate?"
    assert marked("single", question, "mcg/day", ["mcg/day"], answer).score == worth


def test_a_misspelt_measure_is_read_and_a_number_is_not_guessed() -> None:
    question = "After how long is the peak reached?"
    points = ["low end 2 h", "high end 3 h"]
    assert marked("range", question, "2-3 hours", points, "2-3 huors").score == 1
    assert marked("range", question, "2-3 hours", points, "2-33 hours").score < 1
