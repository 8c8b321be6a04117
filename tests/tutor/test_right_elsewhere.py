"""An answer that is true of the drug, but not what was asked, is never simply a miss."""

from __future__ import annotations

import pytest

from tests.tutor.test_moves import last
from tests.tutor.test_tally import CLASS, only
from tests.tutor.world import World, said
from trainer.tutor.turn import Mood, TurnKind

ADVERSE = "adverse-effect-common/list"


def test_the_question_for_the_class_says_which_other_answers_are_not_asked(world: World) -> None:
    conversation = only(world, CLASS)
    assert conversation.question is not None
    assert conversation.question.text == (
        "To which class of drugs does baclofen belong? "
        "Say neither what it derives from nor what it acts on."
    )


@pytest.mark.parametrize(
    ("typed", "line"),
    [("GABA-B agonist", 7), ("a gaba b agonist", 7), ("a GABA derivative", 6)],
)
def test_what_another_line_says_of_the_class_gets_a_second_try(
    world: World, typed: str, line: int
) -> None:
    conversation = only(world, CLASS)
    (_, asked) = conversation.hear(typed)
    assert asked.kind is TurnKind.FOLLOW_UP
    assert asked.lines[0] == f"That is true, and line {line} says it; something else is asked."
    assert last(conversation.hear("skeletal muscle relaxant"), TurnKind.VERDICT).mood is Mood.RIGHT


@pytest.mark.parametrize(
    "typed", ["not a GABA-B agonist", "GABA-B antagonist", "GABA-A agonist", "gaba a agonist"]
)
def test_what_no_line_says_is_not_called_true(world: World, typed: str) -> None:
    conversation = only(world, CLASS)
    assert "That is true" not in said(conversation.hear(typed))


def test_what_is_right_among_too_much_that_is_wrong_is_named(world: World) -> None:
    conversation = only(world, ADVERSE)
    typed = "headache, nausea, insomnia, constipation, drowsiness"
    verdict = last(conversation.hear(typed), TurnKind.VERDICT)
    assert "Right in it: drowsiness, nausea." in verdict.lines[0]
    assert "Not part of it: headache, insomnia, constipation." in verdict.lines[0]
    assert verdict.mood is Mood.WRONG
    assert [line.number for line in verdict.source] == [87, 88, 89, 90, 91]


def test_an_error_that_is_asked_for_raises_no_alarm(world: World) -> None:
    deck = world.desk.name_of("error-prone-notation")
    conversation = world.desk.begin([deck], cards=["trailing-zero"], about="that you chose")
    conversation.open()
    verdict = last(conversation.hear("500 mg"), TurnKind.VERDICT)
    assert verdict.mood is Mood.WRONG
    assert "overdose" not in said((verdict,))


def test_a_question_whose_answer_was_just_shown_does_not_come_next(world: World) -> None:
    cards = (
        "dose-range-maintenance-dose/value",
        "dose-range-maintenance-dose/reverse",
        "duration-half-life/value",
    )
    conversation = only(world, *cards)
    assert conversation.question is not None
    assert conversation.question.card == cards[0]
    conversation.hear("40-80 mg a day")
    assert conversation.question.card == cards[2]
