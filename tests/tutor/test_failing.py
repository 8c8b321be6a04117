"""What keeps failing is one list everywhere, and it can be studied: nothing else, until right."""

from __future__ import annotations

import pytest

from tests.tutor.world import World, said
from trainer.errors import DataError
from trainer.tutor.conversation import Conversation
from trainer.tutor.knowledge import Grasp


def answer(world: World, card: str, score: float) -> None:
    world.store.record_answer(
        deck="baclofen", revision="1", card=card, fingerprint="", variant="1", drawn={},
        shown={"question": "?"}, answer="x", verdict={}, score=score, unsafe=False,
        outcome="correct" if score == 1 else "incorrect", hints=0, taken_ms=1000,
        grader_version="1",
    )  # fmt: skip


def fail(world: World, *cards: str) -> None:
    """Three wrong answers on three days, the first card one more."""
    for day in range(4):
        for card in cards:
            if day or card == cards[0]:
                answer(world, card, 0)
        world.days_pass(1)


def two_cards(world: World) -> tuple[str, str]:
    cards = [c.card for c in world.desk.knowledge("baclofen").cards.values() if c.kind == "value"]
    return cards[0], cards[1]


def asked_in(conversation: Conversation) -> list[str]:
    """Answer everything rightly but the first question; what was asked, in order."""
    conversation.open()
    asked: list[str] = []
    while question := conversation.question:
        asked.append(question.card)
        conversation.hear("I don't know" if len(asked) == 1 else question.key.model)
        assert len(asked) < 30
    return asked


def test_every_list_of_what_keeps_failing_is_the_same_list(world: World) -> None:
    one, two = two_cards(world)
    fail(world, one, two)
    listed = [hard.name.card for hard in world.desk.failing(["baclofen"])]
    assert listed == [one, two]
    known = world.desk.knowledge("baclofen").cards.values()
    assert {card.card for card in known if card.grasp is Grasp.FAILING} == set(listed)
    assert [hard.name.card for hard in world.desk.record("baclofen").failing] == listed
    assert world.desk.glance("baclofen").failing == len(listed)


def test_chosen_cards_are_asked_and_nothing_else_each_until_it_is_right(world: World) -> None:
    one, two = two_cards(world)
    conversation = world.desk.begin(["baclofen"], cards=(two, one), about="those I chose")
    assert asked_in(conversation) == [two, one, two]


def test_they_are_asked_though_they_are_not_due(world: World) -> None:
    one, two = two_cards(world)
    for card in (one, two):
        answer(world, card, 1)
    world.days_pass(1)
    assert set(asked_in(world.desk.begin(["baclofen"], cards=(one, two)))) == {one, two}


def test_the_greeting_says_what_the_sitting_is_about(world: World) -> None:
    one, _ = two_cards(world)
    opening = world.desk.begin(["baclofen"], cards=(one,), about="you keep failing").open()
    assert "1 card you keep failing. Each comes until it is right." in said(opening)


def test_cards_that_are_all_set_aside_are_refused_in_a_sentence(world: World) -> None:
    one, _ = two_cards(world)
    world.desk.set_aside("baclofen", one, True)
    with pytest.raises(DataError, match="set aside"):
        world.desk.begin(["baclofen"], cards=(one,))


@pytest.mark.parametrize("words", ["study failing", "topic: failing", "What do I keep failing?"])
def test_in_a_session_it_is_asked_for_in_words(world: World, words: str) -> None:
    one, two = two_cards(world)
    fail(world, one, two)
    conversation = world.desk.begin(["baclofen"])
    conversation.open()
    before = conversation.question
    assert "You keep failing 2 cards" in said(conversation.hear(words))
    assert conversation.question == before  # it waits for its answer all the same
    assert before is not None
    asked: list[str] = []
    while (question := conversation.question) and len(asked) < 3:
        asked.append(question.card)
        conversation.hear(question.key.model)
    assert {one, two} <= {before.card, *asked}
    assert asked[1] in (one, two)


def test_where_nothing_keeps_failing_it_is_said(world: World) -> None:
    conversation = world.desk.begin(["baclofen"])
    conversation.open()
    assert "Nothing here keeps failing" in said(conversation.hear("study failing"))


def test_a_wrong_answer_never_makes_a_section_better_known(world: World) -> None:
    one, _ = two_cards(world)
    answer(world, one, 1)
    world.days_pass(20)
    section = world.desk.knowledge("baclofen").cards[one].section

    def expected() -> float:
        sections = world.desk.record("baclofen").sections
        return next(each.expected for each in sections if each.section == section)

    before = expected()
    answer(world, one, 0)
    assert expected() < before
    answer(world, one, 1)  # the same day: it has just been read
    assert expected() < before


def test_after_the_summary_what_was_missed_is_asked_again_at_once(world: World) -> None:
    conversation = world.desk.begin(["baclofen"], 2)
    conversation.open()
    missed = conversation.question
    conversation.hear("I don't know")
    assert conversation.question is not None
    conversation.hear(conversation.question.key.model)
    assert conversation.standing().missed == 1
    assert "Missed and not right since: 1 card. Now again" in said(
        conversation.hear("study missed")
    )
    assert missed is not None and conversation.question is not None
    assert conversation.question.card == missed.card
    ended = conversation.hear(conversation.question.key.model)
    assert conversation.finished, "nothing else follows"
    assert "3 answers" in said(ended)
    assert conversation.standing().missed == 0
    assert "Nothing is left that was missed" in said(conversation.hear("study missed"))


def test_after_the_summary_what_keeps_failing_can_be_asked_for(world: World) -> None:
    one, two = two_cards(world)
    fail(world, one, two)
    conversation = world.desk.begin(["baclofen"])
    conversation.open()
    conversation.hear("stop")
    assert "You keep failing 2 cards: now" in said(conversation.hear("study failing"))
    assert conversation.question is not None
    assert conversation.question.card in (one, two)
