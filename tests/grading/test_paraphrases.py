"""What people say in other words is heard, and what only sounds alike is not."""

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
    ("answer", "score"),
    [
        ("two hours at the earliest, three hours at the latest", 1),
        ("2h-3h", 1),
        ("not less than 2 h and not more than 3 h", 1),
        ("the second or third hour", 1),
        ("2.5 h", 0),
        ("at most 2 h, at least 3 h", 0),
        ("2-3 hours before the dose", 0),
    ],
)
def test_the_two_ends_of_a_range_may_stand_apart(answer: str, score: float) -> None:
    question = "How long after the dose is the peak reached? Give the unit."
    points = ["low end 2 h", "high end 3 h"]
    assert marked("range", question, "2-3 hours", points, answer).score == score


@pytest.mark.parametrize(
    ("answer", "score"),
    [("25-50%", 1), ("give 50 to 75 % of the usual dose", 1), ("by a quarter to a half", 1),
     ("to 25-50% of the dose", 0), ("increase it by 25-50%", 0)],
)  # fmt: skip
def test_by_and_to_and_up_and_down_are_told_apart_in_shares(answer: str, score: float) -> None:
    question = "By what percentage is the dose reduced below 30 mL/min?"
    points = ["low end 25%", "high end 50%"]
    assert marked("range", question, "25-50%", points, answer).score == score


@pytest.mark.parametrize(
    ("answer", "right"),
    [("125 mg p.o. q.i.d. x 10 days", True),
     ("500 mg a day by mouth in four doses, ten days", True),
     ("125 mcg orally four times daily for 10 days", False),
     ("125 mg intravenously four times daily for 10 days", False)],
)  # fmt: skip
def test_a_regimen_of_four_parts_is_read_part_by_part(answer: str, right: bool) -> None:
    points = ["oral", "125 mg", "four times daily", "10 days"]
    expected = "125 mg orally four times daily for 10 days"
    question = "Which regimen is stated? Give route, dose, how often and how long."
    verdict = marked("regimen", question, expected, points, answer)
    assert (verdict.score == 1) is right
    assert right or verdict.outcome == "incorrect"


def test_a_number_belongs_to_what_it_is_said_of() -> None:
    question = "How long must women, and men, use contraception afterwards?"
    points = ["women 6 months", "men 3 months"]
    expected = "women 6 months, men 3 months"
    assert marked("short", question, expected, points, "men 3 months; women half a year").score == 1
    assert marked("short", question, expected, points, "women 3 months, men 6 months").score == 0


@pytest.mark.parametrize(
    ("answer", "score"),
    [("thiazides, NSAIDs", 1), ("Thiazides do; NSAIDs do not.", 0.5),
     ("both of them lower it: thiazides and NSAIDs", 0)],
)  # fmt: skip
def test_what_is_said_the_other_way_round_is_not_listed(answer: str, score: float) -> None:
    question = "Which two groups of drugs raise the lithium level?"
    points = ["thiazide diuretics", "NSAIDs"]
    assert float(marked("list", question, ", ".join(points), points, answer).score) == score


@pytest.mark.parametrize(
    ("answer", "said"),
    [("it doesn't, 25 is not below 25", "no"), ("not at 25, only when it is less", "no"),
     ("N", "no"),
     ("no but actually yes", None), ("it is not true that it does not apply", None),
     ("need not be: the limit is not passed", "no")],
)  # fmt: skip
def test_a_no_is_heard_in_many_words_and_a_double_one_is_none(
    answer: str, said: str | None
) -> None:
    question = "The clearance is exactly 25 mL/min. Does the reduction apply? Yes or no."
    score = marked("boolean", question, "No (below 25)", ["no"], answer).score
    assert score == (1 if said == "no" else 0)


def test_the_sides_of_a_comparison_do_not_change_places() -> None:
    question = "Why is naloxone given again in methadone overdose?"
    points = ["methadone acts longer than naloxone"]
    right = "naloxone has a shorter half-life than methadone"
    assert marked("explanation", question, points[0], points, right).score == 1
    wrong = marked(
        "explanation", question, points[0], points, "naloxone acts longer than methadone"
    )
    assert wrong.score == 0


def test_what_acts_and_what_is_acted_on_do_not_change_places() -> None:
    question = "How does theophylline change the excretion of lithium?"
    points = ["increases renal lithium excretion"]
    wrong = "lithium increases the renal excretion of theophylline"
    assert marked("short", question, points[0], points, wrong).score == 0
    right = "lithium excretion by the kidneys rises with theophylline"
    assert marked("short", question, points[0], points, right).score > 0


@pytest.mark.parametrize(
    "answer",
    [
        "seeing things, fits, stiffness coming back; but stopping at once is fine",
        "hallucinations, seizures, rebound spasticity; simply carry on taking it, they need"
        " no action",
    ],
)
def test_right_items_with_harmful_advice_are_worth_nothing(answer: str) -> None:
    points = ["hallucinations", "seizures", "rebound spasticity"]
    question = "Which three symptoms of withdrawal may follow abrupt discontinuation?"
    verdict = marked("list", question, ", ".join(points), points, answer)
    assert verdict.unsafe and verdict.score == 0


def test_advice_added_behind_a_right_number_is_a_doubt() -> None:
    question = "What is the maximum daily dose of methotrexate's folate, in mg?"
    answer = "15 mg a day, crushed and chewed well"
    assert marked("numeric", question, "15 mg daily", ["15 mg/day"], answer).outcome == "unsure"


@pytest.mark.parametrize(
    ("point", "answer"),
    [
        ("spinal cord injury", "people who have damaged their spinal cord"),
        ("blocks peptidoglycan cross-linking", "peptidoglycan can no longer be cross-linked"),
        ("do not crush the tablets", "the tablets must not be crushed"),
        ("increases cyclic AMP", "cAMP ↑"),
        ("serum potassium", "K+"),
    ],
)
def test_the_same_thing_in_other_words_is_full(point: str, answer: str) -> None:
    assert marked("short", "What is stated?", point, [point], answer).score == 1


@pytest.mark.parametrize(
    ("question", "expected", "points", "answer", "score"),
    [
        (
            "Name the two activities to avoid, and say until when.",
            "Avoid cycling and climbing until the dose is stable",
            ["cycling", "climbing", "until the dose is stable"],
            "cycling and climbing until the dose is stable",
            1,
        ),
        ("What should be reported?", "signs of bleeding", ["signs of bleeding"],
         "signs of bleeding do not need reporting", 0),
    ],
)  # fmt: skip
def test_what_is_to_be_avoided_may_be_named_and_what_needs_no_telling_is_not_told(
    question: str, expected: str, points: list[str], answer: str, score: int
) -> None:
    assert marked("explanation", question, expected, points, answer).score == score


def test_yes_and_no_is_neither() -> None:
    assert marked("boolean", "Is it given daily?", "yes", ["yes"], "yes and no").score == 0


def test_the_model_answer_is_right_whatever_stands_in_it() -> None:
    expected = "absence, myoclonic and atonic seizures; not tonic ones, which it helps"
    points = ["absence seizures", "myoclonic seizures", "atonic seizures"]
    question = "Which three seizure types may get worse?"
    assert marked("list", question, expected, points, expected).score == 1
    assert marked("list", question, expected, points, "absence, myoclonic and atonic").score == 1


def test_a_total_that_is_shared_out_is_not_the_single_dose() -> None:
    points = ["4 mg per dose", "three times daily"]
    asked = ("regimen", "How much is given each time, and how often?", "4 mg three times daily")
    assert marked(*asked, points, "12 mg in all, shared out over three doses a day").score > 0
    assert marked(*asked, points, "4 mg in all, shared out over three doses a day").score < 1


def test_the_least_is_not_what_must_not_be_exceeded() -> None:
    question = "Which daily dose must not be exceeded?"
    said = "2 g daily is the least that must be given"
    assert marked("numeric", question, "2 g daily", ["2 g daily"], said).score == 0


def test_a_yes_that_repeats_the_number_with_another_unit_is_a_doubt() -> None:
    question = "A patient takes 20 mg four times daily. Is that within 80 mg per day? Yes or no."
    asked = ("boolean", question, "yes", ["yes"])
    assert marked(*asked, "yes, 20 mg x 4 = 80 mg").outcome == "correct"
    assert marked(*asked, "yes: 80 mcg per day is not above 80 mcg per day").outcome == "unsure"


@pytest.mark.parametrize(
    "turn", ["no wait, it", "no actually it", "sorry, no, it", "scratch that,"]
)
def test_what_is_taken_back_for_its_contrary_is_never_right(turn: str) -> None:
    asked = ("short", "What happens to muscle tone?", "muscle tone falls", ["muscle tone falls"])
    assert marked(*asked, "muscle tone falls").outcome == "correct"
    assert marked(*asked, f"muscle tone falls, {turn} rises").outcome != "correct"
