"""A right answer beside which something stands that does not fit it: never simply right."""

from __future__ import annotations

import pytest

from tests.grading.test_unseen_drugs import marked

DAILY = ("numeric", "What is the maximum daily dose of ibuprofen? Give the unit.", "2400 mg/day")
LEAST = ("numeric", "What is the minimum duration of treatment, in days?", "10 days")
BOUND = ("numeric", "What share of it is bound to protein?", "15%")
PEAK = ("range", "What daily dose range is used for maintenance?", "40 to 60 mg/day")
TAPER = ("short", "How is it withdrawn, and why?", "Taper it gradually to avoid seizures")
SINGLE = (
    "range",
    "What single-dose range results of four doses a day? Give the unit.",
    "10 to 20 mg",
)
POINTS = {
    SINGLE: ["low end 10 mg", "high end 20 mg"],
    DAILY: ["2400 mg/day"],
    LEAST: ["10 days"],
    BOUND: ["15%"],
    PEAK: ["low end 40 mg/day", "high end 60 mg/day"],
    TAPER: ["taper gradually", "to avoid seizures"],
}
Asked = tuple[str, str, str]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (LEAST, "10 days at most"),
        (LEAST, "maximum 10 days"),
        (LEAST, "10 days tops"),
        (BOUND, "15% at most"),
        (DAILY, "2400 mg a day is the minimum"),
        (DAILY, "600 mcg four times a day comes to 2400 mg a day"),
        (DAILY, "2400 mg/kg/day"),
        (DAILY, "600 mg four times a day, so 2400 mg in total per week"),
        (PEAK, "40 to 60 mg total per week"),
        (PEAK, "40 to 60 mg monthly"),
        (SINGLE, "10 to 20 mg a day"),
        (DAILY, "2400 mg a day, but that is not true"),
        (TAPER, "taper it gradually to avoid seizures, but that is not needed"),
        (TAPER, "taper it gradually to avoid seizures (optional)"),
        (TAPER, "it is not true that it is tapered gradually to avoid seizures"),
        (TAPER, "wean at once to avoid seizures"),
        (TAPER, "taper it quickly to avoid seizures"),
        (TAPER, "increase it slowly to avoid seizures"),
        (TAPER, "taper it gradually to avoid seizures, and double the next dose"),
    ],
)
def test_what_does_not_fit_is_not_right(asked: Asked, answer: str) -> None:
    assert marked(*asked, POINTS[asked], answer).outcome != "correct"


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (LEAST, "at least 10 days"),
        (LEAST, "10 days at least"),
        (LEAST, "240 hours"),
        (DAILY, "2400 mg a day at most"),
        (DAILY, "2.4 g daily"),
        (DAILY, "600 mg four times a day, so 2400 mg"),
        (PEAK, "40-60 mg a day"),
        (TAPER, "taper it slowly to avoid seizures"),
        (TAPER, "reduce it bit by bit, otherwise seizures"),
    ],
)
def test_what_fits_stays_right(asked: Asked, answer: str) -> None:
    assert marked(*asked, POINTS[asked], answer).outcome == "correct"


def test_a_level_may_be_given_in_the_other_usual_unit() -> None:
    question = "What is the therapeutic range of total phenytoin? Give the unit."
    points = ["low end 10 mcg/mL", "high end 20 mcg/mL"]
    assert marked("range", question, "10 to 20 mcg/mL", points, "10-20 mg/L").outcome == "correct"


def test_one_phrase_names_one_item_of_a_list() -> None:
    points = ["nausea", "vomiting", "diarrhea"]
    model = "nausea, vomiting and diarrhea"
    verdict = marked("list", "Name three side effects.", model, points, "feeling sick, the runs")
    assert [point.met for point in verdict.points] == [True, False, True]


def test_what_is_said_of_something_else_is_not_the_opposite() -> None:
    points = ["less glucose made by the liver", "better uptake in muscle"]
    question, model = "How does metformin lower glucose?", "; ".join(points)
    said = marked("explanation", question, model, points, "decreases hepatic glucose output")
    assert [point.met for point in said.points] == [True, False]
    turned = marked("explanation", question, model, points, "the liver makes more glucose")
    assert turned.score == 0
    muscle = marked("explanation", question, model, points, "increased uptake in muscle")
    assert [point.met for point in muscle.points] == [False, True]


def test_alcohol_withdrawal_in_plain_words_is_no_advice_to_drink() -> None:
    points = ["intractable hiccups", "alcohol withdrawal"]
    verdict = marked(
        "list", "Name the two off-label uses.", " and ".join(points), points,
        "hiccups, coming off drink",
    )  # fmt: skip
    assert verdict.outcome == "correct"
    assert not verdict.unsafe


def test_a_level_that_falls_does_not_rise_because_more_is_taken_back() -> None:
    question = "What does the kidney do, and what happens to the serum level?"
    points = ["kidney reabsorbs more lithium", "serum lithium level rises"]
    said = "the kidney reabsorbs more lithium, so the serum level "
    assert marked("explanation", question, "x", points, f"{said}rises").outcome == "correct"
    assert marked("explanation", question, "x", points, f"{said}falls").score < 1


@pytest.mark.parametrize(
    ("point", "answer"),
    [
        ("programmable pump", "a pump that cannot be programmed"),
        ("peripheral edema", "it clears peripheral edema"),
        ("spinal cord injury", "anyone but spinal cord injury patients"),
        ("spinal cord injury", "spinal cord injury and asthma patients"),
    ],
)
def test_a_name_with_its_contrary_is_not_right(point: str, answer: str) -> None:
    question = "In whom or what is it?"
    assert marked("single", question, point, [point], answer).outcome != "correct"


@pytest.mark.parametrize("said", ["don't just stop it suddenly", "do not just quit cold turkey"])
def test_what_one_should_not_just_do_is_forbidden(said: str) -> None:
    question = "What is the patient told about stopping it?"
    point = "do not stop abruptly"
    assert marked("short", question, point, [point], said).outcome == "correct"


def test_a_number_of_the_question_in_another_unit_gives_nothing() -> None:
    question = (
        "Order check: digoxin 250 mg by mouth once daily. Is the order acceptable? Say yes or no"
        " and give the dose that was probably meant."
    )
    points = ["no", "250 mcg"]
    assert marked("boolean", question, "No, 250 mcg", points, "no").score < 1
    assert marked("boolean", question, "No, 250 mcg", points, "no, 250 mcg").outcome == "correct"


def test_a_bare_code_too_many_is_an_extra() -> None:
    points = ["CYP3A4", "CYP1A2", "CYP2D6"]
    verdict = marked(
        "list", "Which three enzymes?", ", ".join(points), points, "3A4, 1A2, 2D6, 2C19"
    )
    assert verdict.outcome == "partial"
