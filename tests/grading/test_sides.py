"""By how much or to what, up or down, each dose or the day, above or below the limit."""

from __future__ import annotations

import pytest

from tests.grading.test_unseen_drugs import marked

CUT = (
    "range",
    "A patient on 60 mg a day has poor kidneys. By how many mg a day should the dose be cut?",
    "by 15-30 mg/day",
    ["low end 15 mg/day", "high end 30 mg/day"],
)


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("15-30 mg a day", True),
        ("cut it by 15 to 30 mg", True),
        ("lower it by between 15 and 30 mg a day", True),
        ("bring it down by 15 up to 30 mg", True),
        ("reduce it to 15-30 mg a day", False),
        ("cut down to 15-30 mg", False),
        ("put it UP by 15-30 mg", False),
        ("raise by 15-30 mg/day", False),
        ("15-30 mg less at each dose", False),
        ("15-30 mg off every single dose", False),
    ],
)
def test_by_how_much_is_neither_to_what_nor_the_other_way(answer: str, right: bool) -> None:
    assert (marked(*CUT, answer).outcome == "correct") is right


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("40 to 60 % of it", True),
        ("give 40-60%", True),
        ("cut the dose by 40-60%", False),
        ("reduced by 40-60 %", False),
    ],
)
def test_what_is_still_given_is_not_what_is_taken_away(answer: str, right: bool) -> None:
    question = "What percentage of the usual dose is then still given?"
    points = ["low end 40%", "high end 60%"]
    verdict = marked("range", question, "40-60% of the usual dose", points, answer)
    assert (verdict.outcome == "correct") is right


@pytest.mark.parametrize(
    ("answer", "right"), [("5-10 mg", True), ("5-10 mg each time", True), ("5-10 mg a day", False)]
)
def test_one_dose_is_not_a_day_though_the_question_names_the_day(answer: str, right: bool) -> None:
    question = "Split into four equal doses, how large is each dose of the daily amount? Unit."
    points = ["low end 5 mg", "high end 10 mg"]
    verdict = marked("range", question, "5-10 mg", points, answer)
    assert (verdict.outcome == "correct") is right


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("yes, 90 mg a day", True),
        ("It's over the maximum, comes to 90 mg daily", True),
        ("it exceeds it: 90 mg/day", True),
        ("not above it, 90 mg a day is ok", False),
        ("within the limit, 90 mg a day", False),
        ("90 mg a day, so below the maximum", False),
    ],
)
def test_a_side_of_the_limit_is_a_yes_or_a_no(answer: str, right: bool) -> None:
    question = "30 mg three times daily: is this above the maximum of 80 mg? Give the daily total."
    points = ["yes", "90 mg/day"]
    verdict = marked("boolean", question, "Yes, 90 mg/day", points, answer)
    assert (verdict.outcome == "correct") is right


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("protamine", "correct"),
        ("protamine, no vitamin K", "correct"),
        ("protamine, or no, vitamin K", "incorrect"),
        ("protamine. No wait, vitamin K", "incorrect"),
        ("vitamin K, no, protamine", "unsure"),
    ],
)
def test_a_name_that_is_taken_back_is_not_the_answer(answer: str, outcome: str) -> None:
    question = "Which antidote partly reverses enoxaparin?"
    verdict = marked("single", question, "protamine", ["protamine"], answer)
    assert verdict.outcome == outcome or (outcome == "unsure" and verdict.score < 1)


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("it raises the heart's oxygen demand", True),
        ("it increases cardiac work", True),
        ("it lowers the heart's oxygen demand", False),
    ],
)
def test_a_verb_said_once_holds_for_both_names(answer: str, right: bool) -> None:
    question = "Why is levothyroxine begun low in coronary disease?"
    points = ["raises cardiac work / oxygen demand"]
    verdict = marked("explanation", question, points[0], points, answer)
    assert (verdict.score == 1) is right


def test_a_dose_that_nobody_asked_for_is_left_to_a_person() -> None:
    question = "How is it to be used when the liver does not work well?"
    points = ["use with caution"]
    assert marked("short", question, points[0], points, "with caution").outcome == "correct"
    beside = "with caution - in other words go straight to 100 mg a day"
    assert marked("short", question, points[0], points, beside).outcome != "correct"


def test_the_parts_of_a_total_may_stand_in_brackets() -> None:
    question = "How many mg does a patient take altogether on the first day?"
    parts = "15 mg (5 in the morning, 5 at midday, 5 at night)"
    assert marked("numeric", question, "15 mg", ["15 mg"], parts).outcome == "correct"
    others = "15 mg (5 in the morning, 5 at midday, 10 at night)"
    assert marked("numeric", question, "15 mg", ["15 mg"], others).outcome != "correct"


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("muscle spasms and rigidity", True),
        ("it relieves spasms and rigidity caused by the palsy", True),
        ("spasms that the palsy causes, and rigidity", True),
        ("it causes muscle spasms and rigidity there", False),
        ("it worsens spasms and rigidity", False),
        ("makes spasms and rigidity worse", False),
    ],
)
def test_what_it_is_given_for_is_not_what_it_causes(answer: str, right: bool) -> None:
    question = "In cerebral palsy, which two muscle problems is the drug given for?"
    points = ["muscle spasms", "rigidity"]
    verdict = marked("list", question, "muscle spasms and rigidity", points, answer)
    assert (verdict.score == 1) is right and (right or verdict.score == 0)


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("driving and operating machinery", True),
        ("no car driving and no running of machinery", True),
        ("don't drive, don't work machines", True),
        ("he may drive and run machines", False),
        ("they can drive and operate machinery", False),
        ("you are free to drive and to use machinery", False),
    ],
)
def test_what_is_to_be_avoided_is_not_what_one_may_do(answer: str, right: bool) -> None:
    question = "Until he knows how it affects him, which two activities should he avoid?"
    points = ["driving", "operating machinery"]
    verdict = marked("list", question, "driving and operating machinery", points, answer)
    assert (verdict.score == 1) is right and (right or verdict.score == 0)


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("at least fourteen days", True),
        ("14 days or more", True),
        ("at most 14 days", False),
        ("less than 14 days", False),
        ("at least 14 hours", False),
    ],
)
def test_how_long_before_one_may_start_is_a_lower_limit(answer: str, right: bool) -> None:
    question = "How long must a patient have been off an MAO inhibitor before taking it? Unit."
    verdict = marked("numeric", question, "14 days", ["14 days"], answer)
    assert (verdict.score == 1) is right


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ("CYP3A4, CYP1A2, CYP2D6", 1),
        ("CYPs 3A4, 1A2 and 2D6", 1),
        ("3A4/1A2/2D6", 1),
        ("CYP3A4, CYP1A2, CYP6D2", 2 / 3),
        ("CYP4A3, CYP1A2, CYP2D6", 2 / 3),
    ],
)
def test_digits_and_letters_of_a_code_do_not_change_places(answer: str, score: float) -> None:
    points = ["CYP3A4", "CYP1A2", "CYP2D6"]
    verdict = marked("list", "Which three enzymes?", ", ".join(points), points, answer)
    assert float(verdict.score) == pytest.approx(score)


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("No, withdrawal symptoms", True),
        ("no, there are no withdrawal symptoms", False),
        ("No, even though there are no withdrawal symptoms", False),
    ],
)
def test_what_follows_a_stop_is_not_avoided_by_a_no(answer: str, right: bool) -> None:
    question = "60 mg a day is to be stopped at once. Is that acceptable, and what could follow?"
    points = ["no", "withdrawal symptoms"]
    verdict = marked("boolean", question, "No, withdrawal symptoms", points, answer)
    assert (verdict.score == 1) is right


def test_tablets_of_one_dose_are_not_those_of_the_day() -> None:
    question = "80 mg a day is taken as four equal doses. How many 10 mg tablets make up one dose?"
    for answer, right in (("2 tablets", True), ("2 tablets for the whole day", False)):
        verdict = marked("numeric", question, "2 tablets", ["2 tablets"], answer)
        assert (verdict.score == 1) is right


def test_an_order_of_its_own_by_another_route_is_left_to_a_person() -> None:
    points = ["pump function", "catheter integrity"]
    question = "For intrathecal therapy, which two technical items are monitored?"
    answer = "pump function and catheter integrity; if the pump fails give it IV"
    verdict = marked("list", question, " and ".join(points), points, answer)
    assert verdict.outcome == "unsure"
