"""What is due today is one number on every screen: home, conversation, figures, list of cards."""

from __future__ import annotations

import re

import pytest

from tests.tutor.world import World, said
from trainer.progress.exam_dates import ExamDate
from trainer.settings import Preferences
from trainer.tutor.move import Move

DECK = "baclofen"


def live(world: World, *, days: int, fail: int) -> None:
    """Some sittings in which every `fail`-th answer is not known, each day the next."""
    for _ in range(days):
        conversation = world.desk.begin([world.desk.name_of(DECK)])
        conversation.open()
        for number in range(14):
            question = conversation.question
            if question is None:
                break
            if number % fail:
                conversation.hear(question.key.model)
            else:
                conversation.take(Move.UNKNOWN)
        world.days_pass(1)


def counted(world: World) -> dict[str, int]:
    """How many cards that were met are asked today, as each screen says it."""
    (home,) = (one for one in world.desk.home().decks if one.id == DECK)
    greeting = said(world.desk.begin([DECK]).open())
    told = re.search(r"(\d+) cards? to review", greeting)
    record = world.desk.record(DECK)
    assert record.planned is not None
    figures = re.match(r"(\d+) to review today", record.planned.in_words(record.coming[0]))
    assert figures is not None
    cards = world.desk.knowledge(DECK).cards.values()
    return {
        "home": home.due,
        "conversation": int(told[1]) if told else 0,
        "figures": int(figures[1]),
        "cards": sum(card.today for card in cards),
    }


@pytest.mark.parametrize("when", ["a new day", "after failing some", "before an exam", "minutes"])
def test_every_screen_counts_the_same_cards(world: World, when: str) -> None:
    live(world, days=4, fail=3)
    if when == "before an exam":
        world.desk.set_exams({DECK: ExamDate(world.store.today() + 2, 120)})
    if when == "minutes":
        world.desk.save_preferences(Preferences(zone="UTC", daily_minutes=1))
    if when == "after failing some":
        conversation = world.desk.begin([DECK])
        conversation.open()
        for _ in range(3):
            conversation.take(Move.UNKNOWN)
    counts = counted(world)
    assert len(set(counts.values())) == 1, counts
    assert counts["home"] > 0


def test_a_card_that_was_failed_today_comes_again_today_and_is_not_said_to_be_known(
    world: World,
) -> None:
    conversation = world.desk.begin([world.desk.name_of(DECK)])
    conversation.open()
    assert conversation.question is not None
    card = conversation.question.card
    conversation.take(Move.UNKNOWN)
    standing = world.desk.knowledge(DECK).cards[card]
    assert standing.due == "again today"
    assert standing.asked_today


def test_cards_that_the_exam_leaves_out_are_counted_on_the_home_screen(world: World) -> None:
    name = world.desk.name_of(DECK)
    (loaded,) = world.desk.decks([name])
    outside = sum(1 for share in loaded.weights.values() if not share)
    assert outside > 0
    world.desk.set_exams({DECK: ExamDate(world.store.today() + 9, 12)})
    (home,) = (one for one in world.desk.home().decks if one.id == DECK)
    assert home.left_out == outside


def test_what_is_due_and_has_no_room_today_is_told_beside_what_has(world: World) -> None:
    live(world, days=4, fail=3)
    world.desk.save_preferences(Preferences(zone="UTC", daily_minutes=1))
    record = world.desk.record(DECK)
    assert record.planned is not None
    assert re.search(r"; \d+ more (is|are) due", record.planned.in_words(record.coming[0]))
