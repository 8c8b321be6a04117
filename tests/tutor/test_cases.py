"""A case in the conversation: told turn by turn, one review in the log, a debrief at its end."""

from __future__ import annotations

from tests.tutor.world import World, said
from trainer.progress.event import Kind
from trainer.tutor.conversation import Conversation
from trainer.tutor.move import Move
from trainer.tutor.turn import TurnKind

STOP = "case-wants-to-stop"


def in_case(world: World) -> Conversation:
    conversation = world.desk.begin([world.desk.name_of("baclofen")], 400)
    conversation.open()
    for _ in range(600):
        assert conversation.question is not None
        if conversation.question.card == STOP:
            return conversation
        conversation.take(Move.SKIP)
    raise AssertionError("the case did not come")


def play(conversation: Conversation, turns: int) -> str:
    heard = ""
    for _ in range(turns):
        assert conversation.question is not None
        heard += said(conversation.hear(conversation.question.key.model))
    return heard


def test_the_turns_follow_one_another_and_end_with_a_debrief(world: World) -> None:
    conversation = in_case(world)
    heard = play(conversation, 5)
    assert [f"Case, {n} of 5." in heard for n in (2, 3, 4, 5)] == [True] * 4
    assert "5 of 5 turns right" in heard
    assert "Baclofen is never stopped at once" in heard
    assert conversation.question is not None
    assert conversation.question.card != STOP


def test_a_case_is_one_review_worth_the_mean_of_its_turns(world: World) -> None:
    conversation = in_case(world)
    play(conversation, 3)
    conversation.hear("I don't know")
    play(conversation, 1)
    (done,) = [one for _, one in world.store.reviews("baclofen") if one.kind is Kind.ANSWER]
    assert done.follow_ups == 4
    assert done.score == 0.8
    assert world.store.answered_today() == 1


def test_a_wrong_turn_is_told_and_the_story_goes_on_with_the_right_value(world: World) -> None:
    conversation = in_case(world)
    turns = conversation.hear("yes, that is fine")
    assert "Unsafe" in said(turns)
    assert turns[-1].kind is TurnKind.QUESTION
    assert "Case, 2 of 5." in said(turns)
    assert "The same patient: A " in said(turns)


def test_a_command_in_the_middle_of_a_case_leaves_it_where_it_is(world: World) -> None:
    conversation = in_case(world)
    play(conversation, 1)
    asked = conversation.question
    for words in ("hint", "how am I doing", "help", ""):
        conversation.hear(words)
        assert conversation.question == asked


def test_undo_takes_the_whole_case_back_to_its_first_turn(world: World) -> None:
    conversation = in_case(world)
    first = conversation.question
    play(conversation, 3)
    conversation.hear("undo")
    assert conversation.question == first
    assert STOP not in world.store.states("baclofen")
    assert "5 of 5 turns right" in play(conversation, 5)


def test_skipping_leaves_a_case_with_what_was_answered(world: World) -> None:
    conversation = in_case(world)
    play(conversation, 2)
    conversation.hear("skip")
    assert conversation.question is not None
    assert conversation.question.card != STOP
    assert world.store.answered_today() == 1
