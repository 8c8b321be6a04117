"""Which relation is said of what: statements within one sentence, and negations that end."""

from __future__ import annotations

import pytest

from tests.grading.test_unseen_drugs import marked

LEVEL = ("short", "A thiazide is added to lithium. What happens to the level, and what is done?",
         "The level rises; lower the lithium dose",
         ["lithium level rises", "lower the lithium dose"])  # fmt: skip
SYNAPSE = ("explanation", "How does it work at the synapse?",
           "It blocks the reuptake of serotonin, so more stays in the cleft",
           ["blocks serotonin reuptake", "more serotonin in the synaptic cleft"])  # fmt: skip
DRIVING = ("short", "What are patients told about driving?", "Do not drive until effects are known",
           ["do not drive until effects are known"])  # fmt: skip


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        (LEVEL, "it goes up, so the dose is reduced"),
        (LEVEL, "the lithium level rises, lower the dose"),
        (SYNAPSE, "It blocks the reuptake of serotonin so that more serotonin stays in the cleft"),
        (SYNAPSE, "inhibits serotonin reuptake, increasing its level in the synaptic cleft"),
        (DRIVING, "they must not drive before they know its effects"),
        (DRIVING, "avoide driving until the effects are known"),
    ],
)
def test_each_statement_has_its_own_relation(
    key: tuple[str, str, str, list[str]], answer: str
) -> None:
    assert marked(*key, answer).score == 1


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        (LEVEL, "it falls so the dose has to be raised"),
        (LEVEL, "the level rises, increase the lithium dose"),
        (DRIVING, "drive as soon as you like"),
    ],
)
def test_an_order_turned_round_is_worth_nothing(
    key: tuple[str, str, str, list[str]], answer: str
) -> None:
    assert marked(*key, answer).score == 0


def test_without_in_an_entry_denies_that_entry_alone() -> None:
    question = "List the two contraindications."
    points = ["heart block without a pacemaker", "hypersensitivity to iodine"]
    answer = "heart block without pacemaker, allergy to iodine"
    assert marked("list", question, "; ".join(points), points, answer).score == 1


def test_must_not_denies_though_it_is_a_name_itself() -> None:
    points = ["do not stop abruptly"]
    question = "What is the patient told?"
    assert marked("short", question, points[0], points, "must not stop abruptly").score == 1
    assert marked("short", question, points[0], points, "must stop abruptly").score == 0


def test_a_finding_that_is_no_problem_is_denied() -> None:
    question = "Which serious metabolic effect is feared with velorin?"
    points = ["lactic acidosis"]
    assert marked("single", question, points[0], points, "lactic acidosis").score == 1
    answer = "lactic acidosis is not a problem with velorin"
    assert marked("single", question, points[0], points, answer).score == 0


def test_giving_below_the_limit_is_no_withholding() -> None:
    question = "What is checked before velorin is given, and when is it withheld?"
    points = ["apical pulse", "withhold below 60 beats per minute"]
    expected = "The apical pulse; withhold it below 60 beats per minute"
    verdict = marked("short", question, expected, points, "apical pulse, give it if below 60 bpm")
    assert verdict.outcome != "correct"


def test_the_same_words_are_not_two_orders() -> None:
    question = "How is the capsule taken, and what must not be done with it?"
    points = ["swallow whole", "do not crush or chew"]
    expected = "Swallow whole; do not crush or chew"
    assert marked("short", question, expected, points, "don't crush or chew").score < 1
    whole = "swallow it whole and do not crush or chew it"
    assert marked("short", question, expected, points, whole).score == 1
