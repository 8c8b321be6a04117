"""A word that nothing accounts for: what may turn a right answer round leaves it to a person."""

from __future__ import annotations

import pytest

from tests.grading.test_unseen_drugs import marked

NAMED = ("list", "Which two effects are to be monitored?", "sedation and dizziness")
PEAK = ("range", "What is the time to peak concentration? Give the unit.", "2-3 hours")
BOUND = ("numeric", "What is the approximate protein binding?", "about 30%")
ENZYME = ("single", "Which enzyme does atorvastatin inhibit?", "HMG-CoA reductase")
POINTS = {
    NAMED: ["sedation", "dizziness"],
    PEAK: ["low end 2 h", "high end 3 h"],
    BOUND: ["30%"],
    ENZYME: ["HMG-CoA reductase"],
}


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (NAMED, "anything other than sedation and dizziness"),
        (NAMED, "effects other than sedation and dizziness"),
        (NAMED, "sedation and dizziness - none of those with this drug"),
        (NAMED, "sedation, dizziness never happens"),
        (NAMED, "sedation; it stops short of dizziness"),
        (NAMED, "sedation, and the dizziness gets less likely"),
        (NAMED, "sedation and dizziness, which cure themselves"),
        (NAMED, "sedation, dizziness: if sedated give the next dose early"),
        (PEAK, "the level is lowest 2-3 h after the dose"),
        (PEAK, "the trough comes at 2-3 h"),
        (BOUND, "it is by no means 30%"),
        (BOUND, "free fraction approx 30%"),
        (ENZYME, "HMG-CoA reductase inhibits atorvastatin"),
        (ENZYME, "HMG-CoA reductase, which makes it toxic"),
    ],
)
def test_what_turns_a_right_name_or_number_is_not_right(
    asked: tuple[str, str, str], answer: str
) -> None:
    assert marked(*asked, POINTS[asked], answer).outcome != "correct"


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (NAMED, "the patient may get sedated, and dizzy as well"),
        (NAMED, "sedation and dizziness, I am fairly sure"),
        (NAMED, "not headache but sedation and dizziness"),
        (PEAK, "somewhere from 2 up to 3 hours after the dose"),
        (PEAK, "120 to 180 minutes at the latest"),
        (BOUND, "70 % stays free, so 30 % is bound"),
        (BOUND, "roughly 30% of the drug"),
        (ENZYME, "atorvastatin inhibits HMG-CoA reductase"),
        (ENZYME, "HMG-CoA reductase is inhibited by atorvastatin"),
    ],
)
def test_words_that_add_nothing_cost_nothing(asked: tuple[str, str, str], answer: str) -> None:
    assert marked(*asked, POINTS[asked], answer).outcome == "correct"


AREA = "What 24-hour AUC range is the target? Give the unit."
ENDS = ["low end 400 mg·h/L", "high end 600 mg·h/L"]


@pytest.mark.parametrize("answer", ["400-600 mcg·h/mL", "400 to 600 mg x hr per litre"])
def test_a_product_of_units_may_be_spelled_as_one_likes(answer: str) -> None:
    assert marked("range", AREA, "400-600 mg·h/L", ENDS, answer).score == 1


@pytest.mark.parametrize("answer", ["400-600 mg·min/L", "400-600 mcg*h/L", "400-600 g h/L"])
def test_another_product_of_units_is_another_measure(answer: str) -> None:
    assert marked("range", AREA, "400-600 mg·h/L", ENDS, answer).outcome == "incorrect"


def test_a_dose_by_mouth_of_what_is_never_swallowed_would_harm() -> None:
    question = "What is the dosage of gentamicin: the daily dose per kg, and the interval?"
    asked = ("regimen", question, "3 mg/kg/day every 8 hours", ["3 mg/kg/day", "every 8 hours"])
    assert marked(*asked, "3 mg/kg/day by mouth, every 8 hours").unsafe
    assert marked(*asked, "3 mg/kg/day, every 8 hours").outcome == "correct"


def test_the_level_of_the_other_drug_is_not_the_one_asked_for() -> None:
    question = "What happens to the level of drug X when it is taken with rifampicin?"
    asked = ("short", question, "the level falls", ["level falls"])
    assert marked(*asked, "the level of rifampicin falls").outcome != "correct"
    assert marked(*asked, "its level falls").outcome == "correct"


def test_cause_and_effect_do_not_change_places() -> None:
    question = "Which complication can occur, and what may it result in?"
    asked = ("short", question, "a spinal hematoma; permanent paralysis",
             ["spinal hematoma", "permanent paralysis"])  # fmt: skip
    assert marked(*asked, "paralysis can occur and may result in a hematoma").score == 0
    assert marked(*asked, "a spinal hematoma, which may result in permanent paralysis").score == 1


def test_an_order_that_was_asked_for_counts() -> None:
    question = "How often are drops given, in this order: at first, then, and last?"
    points = ["every 30 minutes", "then hourly", "then four times daily"]
    asked = ("list", question, "; ".join(points), points)
    assert marked(*asked, "every 30 minutes, hourly, four times daily").score == 1
    assert marked(*asked, "four times daily, hourly, every 30 minutes").outcome != "correct"


SWALLOWED = ("short", "How is the capsule taken, and when?", "Swallow it whole, at the same time")
HOW = ["swallow whole", "same time each day"]


@pytest.mark.parametrize(
    "answer",
    [
        "swallow whole, same time each day; flush the rest down the toilet",
        "whole, same time each day. Then unplug the pump",
        "whole and at the same time each day, and push another one after it",
    ],
)
def test_an_order_that_nobody_asked_for_is_left_to_a_person(answer: str) -> None:
    verdict = marked(*SWALLOWED, HOW, answer)
    assert verdict.outcome == "unsure"
    assert "advice of its own" in verdict.doubt


def test_what_is_told_and_forbidden_is_not_right() -> None:
    question = "How is the capsule to be swallowed, and what must not be done with it?"
    points = ["swallow whole", "do not crush or chew"]
    model = "Swallow it whole; do not crush or chew it"
    answer = "do not swallow it whole, and do not crush or chew it"
    assert marked("short", question, model, points, answer).score < 1
    assert marked("short", question, model, points, model).outcome == "correct"


@pytest.mark.parametrize("when", ["it need not be the same time each day", "at no fixed time"])
def test_no_fixed_time_is_not_the_same_time(when: str) -> None:
    assert marked(*SWALLOWED, HOW, f"whole; {when}").score < 1


def test_several_unknown_words_in_prose_are_looked_at_by_a_person() -> None:
    right = "swallow whole, same time each day"
    assert marked(*SWALLOWED, HOW, right).outcome == "correct"
    assert marked(*SWALLOWED, HOW, f"{right}, so the magnets align").outcome == "unsure"
