"""Answers about other drugs: what was once marked wrongly stays mended."""

from __future__ import annotations

import pytest

from trainer.grading.grader import Asked, grade
from trainer.grading.plain_key import key_from_plain
from trainer.grading.verdict import Verdict
from trainer.lexicon.lexicon import general_lexicon


def marked(kind: str, question: str, expected: str, points: list[str], answer: str) -> Verdict:
    key = key_from_plain(kind, question, expected, points)
    return grade(answer, Asked(question, key), general_lexicon())


@pytest.mark.parametrize(
    ("answer", "right"),
    [("300 mg/day", True), ("up to 300 mg daily", True), ("by 300 mg/day", False)],
)
def test_a_change_by_an_amount_is_not_one_to_it(answer: str, right: bool) -> None:
    question = "How far may the dose be raised after a week, from 150 mg/day?"
    verdict = marked("numeric", question, "to 300 mg/day", ["to 300 mg/day"], answer)
    assert (verdict.score == 1) is right


@pytest.mark.parametrize(
    ("answer", "right"),
    [("10 units", True), ("10 units once daily", True), ("10 units three times a day", False)],
)
def test_a_dose_at_other_times_than_the_question_says_is_wrong(answer: str, right: bool) -> None:
    question = "What is the usual once-daily starting dose of insulin glargine?"
    verdict = marked("numeric", question, "10 units", ["10 units"], answer)
    assert (verdict.score == 1) is right


def test_a_weekly_dose_given_daily_is_unsafe() -> None:
    question = "How is methotrexate for arthritis started? Give dose and frequency."
    points = ["7.5 mg per dose", "once weekly"]
    verdict = marked("regimen", question, "7.5 mg once weekly", points, "7.5 mg daily")
    assert verdict.unsafe and verdict.outcome == "partial"
    assert "7 times as often" in verdict.message
    mild = marked("regimen", question, "7.5 mg once weekly", points, "7.5 mg twice a week")
    assert not mild.unsafe and 0 < mild.score < 1


@pytest.mark.parametrize("answer", ["an hour", "1 hour", "60 min", "at least an hour"])
def test_an_hour_is_sixty_minutes(answer: str) -> None:
    question = "Over how many minutes at least should it be infused?"
    assert marked("numeric", question, "60 minutes", ["60 min"], answer).score == 1


@pytest.mark.parametrize(
    "answer",
    [
        "kidney and ear damage",
        "toxic to the kidneys and ears",
        "AKI; deafness",
        "hearing loss - kidney injury",
    ],
)
def test_what_two_items_share_is_heard_with_both(answer: str) -> None:
    question = "What are two characteristic toxicities of vancomycin?"
    points = ["nephrotoxicity", "ototoxicity"]
    assert marked("list", question, ", ".join(points), points, answer).score == 1


def test_members_of_a_class_that_was_asked_for_are_no_wrong_extras() -> None:
    question = "Which two kinds of drug raise the tacrolimus level?"
    points = ["azole antifungals", "macrolides"]
    answer = "azoles; macrolides such as erythromycin, clarithromycin"
    assert marked("list", question, ", ".join(points), points, answer).score == 1


def test_how_often_beside_a_term_is_no_second_answer() -> None:
    question = "Which hormone is followed to adjust levothyroxine?"
    assert marked("single", question, "TSH", ["TSH"], "TSH (every 6 weeks)").score == 1
    assert marked("single", question, "TSH", ["TSH"], "TSH (and LH)").score < 1


@pytest.mark.parametrize(
    "answer",
    [
        "Never stop suddenly - adrenal insufficiency",
        "don't stop it, adrenal crisis",
        "No, the adrenals fail: adrenal insufficiency",
    ],
)
def test_what_follows_a_refusal_is_its_reason(answer: str) -> None:
    question = "Should a patient on long-term prednisone stop it abruptly? Give the reason."
    expected = "No; adrenal insufficiency may result"
    points = ["no", "adrenal insufficiency"]
    assert marked("boolean", question, expected, points, answer).score == 1


def test_the_opposite_of_a_longer_interval_is_never_right() -> None:
    question = "How should the vancomycin interval be changed when creatinine clearance falls?"
    for answer in ("give it less often", "increase the time between doses", "longer interval"):
        assert (
            marked("short", question, "lengthen it", ["lengthen the interval"], answer).score == 1
        )
    for answer in ("give it more often", "shorten the interval", "less time between doses"):
        verdict = marked("short", question, "lengthen it", ["lengthen the interval"], answer)
        assert verdict.score == 0
