"""What the tutor says of what was answered is true of that very card, everywhere alike."""

from __future__ import annotations

import pytest

from tests.tutor.test_moves import START_DOSE, at, review
from tests.tutor.world import World, said
from trainer.tutor.conversation import Conversation
from trainer.tutor.move import Move
from trainer.tutor.phrases import table

INCREASE = "titration-dose-increase/regimen"
DRIVING = "warning-cns-depression/say"
CLASS = "classification-drug-class/say"
BEFORE = {line for name in ("right", "wrong", "unhinted") for line in table()[f"before.{name}"]}


def only(world: World, *cards: str) -> Conversation:
    """A round over these cards, each until it is right."""
    deck = world.desk.name_of("baclofen")
    conversation = world.desk.begin([deck], cards=cards, about="that you chose")
    conversation.open()
    return conversation


def test_a_card_that_was_completed_in_two_tries_is_not_listed_as_missed(world: World) -> None:
    conversation = at(world, INCREASE)
    conversation.hear("15 mg")
    conversation.hear("every third day")
    told = said(conversation.hear("stop"))
    assert "Right in two tries: dose increase: by 15 mg per day every 3 days" in told
    assert "Missed" not in told


def test_why_a_card_comes_once_more_after_two_tries_is_said(world: World) -> None:
    conversation = only(world, START_DOSE)
    conversation.hear("5 mg")
    turns = conversation.hear("three times a day")
    assert "It comes once more, because it took two tries." in said(turns)
    assert conversation.standing().again == 1


def test_a_card_that_does_not_come_again_today_is_not_said_to(world: World) -> None:
    conversation = at(world, START_DOSE)
    conversation.hear("5 mg")
    turns = conversation.hear("three times a day")
    assert "It comes once more" not in said(turns)
    assert "counts in part" in said(turns)
    assert conversation.standing().again == 0


def test_an_answer_that_is_marked_right_by_oneself_is_right_everywhere(world: World) -> None:
    conversation = only(world, DRIVING, CLASS)
    conversation.hear("antibiotics")
    assert conversation.standing().again == 1
    told = said(conversation.hear("I was right"))
    assert "marked right, by you" in told
    standing = conversation.standing()
    assert (standing.done, standing.again) == (1, 0)
    (asked,) = world.desk.past("baclofen", DRIVING)
    assert asked.worth == "marked right by you"
    assert review(world).right
    told = said(conversation.hear("stop"))
    assert "Marked right by you:" in told
    assert "Missed" not in told


def test_a_card_marked_right_is_not_asked_again_at_once(world: World) -> None:
    conversation = only(world, CLASS)
    conversation.hear("antibiotics")
    assert conversation.question is not None
    conversation.hear("I was right")
    assert conversation.finished


def test_an_answer_is_marked_right_once(world: World) -> None:
    conversation = only(world, CLASS, DRIVING)
    conversation.hear("antibiotics")
    conversation.hear("I was right")
    before = world.store.writes
    assert "already" in said(conversation.hear("I was right"))
    assert world.store.writes == before


def test_undo_takes_the_own_mark_back_too(world: World) -> None:
    conversation = only(world, CLASS, DRIVING)
    conversation.hear("antibiotics")
    conversation.hear("I was right")
    conversation.hear("undo")
    conversation.hear("antibiotics")
    assert conversation.standing().again == 1
    assert "Marked right" not in said(conversation.hear("stop"))


def test_a_card_is_said_to_have_been_missed_only_if_that_very_card_was(world: World) -> None:
    conversation = only(world, "mechanism-hyperpolarizes-primary-afferent-terminals/say", CLASS,
                        "mechanism-inhibits-monosynaptic-and-polysynaptic/say")  # fmt: skip
    seen: set[str] = set()
    for _ in range(3):
        assert conversation.question is not None
        assert conversation.question.card not in seen
        seen.add(conversation.question.card)
        assert not BEFORE & set(said(conversation.hear("antibiotics")).split("\n"))
    told = said(conversation.hear("antibiotics")).split("\n")
    assert BEFORE & set(told)


@pytest.mark.parametrize("hints", [0, 1])
def test_hints_are_offered_only_to_who_took_none(world: World, hints: int) -> None:
    conversation = only(world, CLASS)
    conversation.hear("antibiotics")
    for _ in range(hints):
        conversation.take(Move.HINT)
    told = said(conversation.hear("antibiotics"))
    assert ('"hint"' in told) == (not hints)


def test_what_was_missed_and_then_right_is_told_so(world: World) -> None:
    conversation = only(world, CLASS)
    conversation.hear("antibiotics")
    told = said(conversation.hear("a skeletal muscle relaxant"))
    assert "Missed at first, right in the end: drug class." in told
    assert "Missed: " not in told
