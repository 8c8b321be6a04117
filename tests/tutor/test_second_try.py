"""A second try completes the first one: a unit alone, an end, a step that was shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tutor.test_moves import DAY, START_DOSE, at, last, review
from tests.tutor.world import World, said
from trainer.tutor.second_try import is_a_step
from trainer.tutor.turn import Mood, TurnKind
from trainer.tutor.unit_alone import unit_alone

MAINTENANCE = "dose-range-maintenance-dose/value"
INCREASE = "titration-dose-increase/regimen"
INDICATIONS = "indication/list"


@pytest.mark.parametrize(
    ("card", "number"),
    [
        (MAINTENANCE, "40-80"),
        (MAINTENANCE, "40 to 80"),
        (MAINTENANCE, "between 40 and 80"),
        (START_DOSE, "5 three times a day"),
        (START_DOSE, "5 tid"),
        (INCREASE, "15 every 3 days"),
        ("max-dose-maximum-dose/value", "80, I believe"),
    ],
)
@pytest.mark.parametrize("unit", ["mg", "milligram", "in milligrams", "it's mg", "no wait, mg"])
def test_the_missing_unit_alone_completes_the_number(
    world: World, card: str, number: str, unit: str
) -> None:
    conversation = at(world, card)
    assert "In which unit?" in said(conversation.hear(number))
    assert last(conversation.hear(unit), TurnKind.VERDICT).mood is Mood.RIGHT
    assert 0.6 <= review(world).score < 1


@pytest.mark.parametrize("unit", ["mcg", "g", "grams", "mL", "mg/kg", "mg per dose", "mg per hour"])
@pytest.mark.parametrize("number", ["40-80", "40 to 80"])
def test_a_wrong_unit_alone_is_never_right(world: World, number: str, unit: str) -> None:
    conversation = at(world, MAINTENANCE)
    conversation.hear(number)
    verdict = last(conversation.hear(unit), TurnKind.VERDICT)
    assert verdict.mood is not Mood.RIGHT
    assert (verdict.mood is Mood.UNSAFE) == (unit in ("mcg", "g", "grams", "mg per hour"))
    assert review(world).score < 0.6


def test_one_end_without_its_unit_is_not_called_the_number(world: World) -> None:
    conversation = at(world, MAINTENANCE)
    assert "That is one end, without its unit." in said(conversation.hear("40"))


def test_what_is_still_missing_of_a_change_is_named(world: World) -> None:
    conversation = at(world, INCREASE)
    asked = said(conversation.hear("15 mg"))
    assert "Still missing: how often the change is made" in asked
    assert "limit" not in asked


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("mg", "mg"),
        ("of course mg", "mg"),
        ("sorry, mg per day", "mg per day"),
        ("%", "%"),
        ("h", "h"),
        ("five mg", ""),
        ("5 mg", ""),
        ("not mg", ""),
        ("mg or g", ""),
        ("mg not mcg", ""),
        ("yes", ""),
        ("every day", ""),
        ("", ""),
    ],
)
def test_a_unit_alone_is_one_unit_and_nothing_else(typed: str, unit: str) -> None:
    assert unit_alone(typed) == unit


@given(st.text(max_size=80))
def test_any_text_may_be_looked_at_for_a_unit(typed: str) -> None:
    assert unit_alone(typed) in typed


def test_an_answer_near_a_point_is_asked_to_be_more_precise(world: World) -> None:
    conversation = at(world, INDICATIONS)
    (_, asked) = conversation.hear("bad stiffness")
    assert asked.kind is TurnKind.FOLLOW_UP
    assert asked.lines == ('You are near with "stiffness". Say more precisely what.',)


def test_what_is_said_of_a_second_try_is_about_the_second_try(world: World) -> None:
    conversation = at(world, DAY)
    conversation.hear("something else entirely")
    verdict = last(conversation.hear("wait, I meant 999 mg"), TurnKind.VERDICT)
    assert verdict.mood is Mood.WRONG
    assert "no number" not in said((verdict,))


def test_the_result_of_a_step_that_was_shown_is_told_to_be_one(world: World) -> None:
    conversation = at(world, DAY)
    follow_up = last(conversation.hear("1 mg"), TurnKind.FOLLOW_UP)
    assert "= 15 mg per day" in follow_up.steps[0]
    verdict = last(conversation.hear("wait, I meant 15 mg"), TurnKind.VERDICT)
    assert "That is what a step above comes to" in verdict.lines[0]


def test_a_step_is_known_by_what_it_comes_to() -> None:
    steps = ("daily = 30 * 10 = 300", "day 14 lies in level 5")
    assert is_a_step("300 mg", steps)
    assert not is_a_step("30 mg", steps)
    assert not is_a_step("14", steps)
    assert not is_a_step("300 or 400", steps)


def test_the_steps_that_are_shown_never_come_to_the_answer(world: World) -> None:
    conversation = world.desk.begin(
        [world.desk.name_of("dose-calculation")], cards=["tablets-to-dispense"], about="of one"
    )
    conversation.open()
    question = conversation.question
    assert question is not None
    (_, asked) = conversation.hear("1 tablet")
    assert asked.steps
    assert not [step for step in asked.steps if step.endswith(f"= {question.key.model}")]


@pytest.mark.parametrize(
    ("card", "first", "second"),
    [
        (
            "off-label/list",
            "hiccups, trigeminal neuralgia, alcohol withdrawal syndrome",
            "neuropathic pain",
        ),
        (
            "adverse-effect-common/list",
            "drowsiness, dizziness, weakness, fatigue, vomiting",
            "nausea",
        ),
    ],
)
def test_what_was_asked_for_completes_a_list_whatever_stands_before_it(
    world: World, card: str, first: str, second: str
) -> None:
    conversation = at(world, card)
    conversation.hear(first)
    assert last(conversation.hear(second), TurnKind.VERDICT).mood is Mood.RIGHT
    assert review(world).score < 1
