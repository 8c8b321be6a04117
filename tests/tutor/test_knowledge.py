"""How well a line of the monograph is known follows from the cards that ask it."""

from __future__ import annotations

import pytest

from tests.tutor.world import World
from trainer.errors import DataError
from trainer.settings import Preferences
from trainer.tui.cards.row import standing
from trainer.tutor.agenda import queue_of
from trainer.tutor.knowledge import Grasp, Knowledge, LineStanding


def line_with(knowledge: Knowledge, words: str) -> LineStanding:
    return next(line for line in knowledge.lines if words in line.text)


def answer(world: World, card: str, *, score: float, fingerprint: str = "") -> None:
    world.store.record_answer(
        deck="baclofen", revision="1", card=card, fingerprint=fingerprint, variant="1",
        drawn={}, shown={"question": "?"}, answer="x", verdict={}, score=score, unsafe=False,
        outcome="correct" if score == 1 else "incorrect", hints=0, taken_ms=1000,
        grader_version="1",
    )  # fmt: skip


def alone(world: World, words: str) -> str:
    """A card that asks only the line with these words."""
    knowledge = world.desk.knowledge("baclofen")
    number = line_with(knowledge, words).number
    return next(c.card for c in knowledge.cards.values() if c.lines == (number,))


def test_every_line_of_the_monograph_is_there_as_it_stands(world: World) -> None:
    knowledge = world.desk.knowledge("baclofen")
    text = world.desk.source("baclofen")
    assert tuple(line.text for line in knowledge.lines) == text
    assert [line.number for line in knowledge.lines] == list(range(1, len(text) + 1))


def test_nothing_is_known_at_first_and_headings_are_not_asked(world: World) -> None:
    knowledge = world.desk.knowledge("baclofen")
    assert line_with(knowledge, "Half-life").grasp is Grasp.UNMET
    assert line_with(knowledge, "Contraindications").grasp is None
    assert set(knowledge.counts()) == set(Grasp)
    assert knowledge.counts()[Grasp.UNMET] == len(knowledge.cards)


def test_a_card_is_learnt_then_well_known_then_keeps_failing(world: World) -> None:
    card = alone(world, "Half-life")
    seen = []
    for score in (1, 1, 1, 1, 0, 1, 0, 0):
        answer(world, card, score=score)
        seen.append(world.desk.knowledge("baclofen").cards[card].grasp)
        state = world.store.states("baclofen")[card]
        world.days_pass(max(1, state.due_day - world.store.today()))
    assert seen[0] is Grasp.LEARNING
    assert Grasp.KNOWN in seen
    assert seen[-1] is Grasp.FAILING
    standing = world.desk.knowledge("baclofen").cards[card]
    assert standing.due == "now"
    assert standing.recall is not None and 0 < standing.recall < 1


def test_a_line_keeps_failing_if_one_of_its_cards_does(world: World) -> None:
    card = alone(world, "Half-life")
    for score in (1, 0, 0, 0):
        answer(world, card, score=score)
        world.days_pass(3)
    knowledge = world.desk.knowledge("baclofen")
    assert knowledge.cards[card].grasp is Grasp.FAILING
    assert line_with(knowledge, "Half-life").grasp is Grasp.FAILING


def test_a_card_set_aside_is_not_asked_and_keeps_its_past(world: World) -> None:
    card = alone(world, "Half-life")
    answer(world, card, score=1)
    world.desk.set_aside("baclofen", card, True)
    standing = world.desk.knowledge("baclofen").cards[card]
    assert (standing.grasp, standing.due) == (Grasp.ASIDE, "")
    assert len(world.desk.past("baclofen", card)) == 1
    world.desk.set_aside("baclofen", card, False)
    assert world.desk.knowledge("baclofen").cards[card].grasp is Grasp.LEARNING


def test_a_card_whose_fact_changed_counts_as_not_met(world: World) -> None:
    card = alone(world, "Half-life")
    answer(world, card, score=1, fingerprint="of an older monograph")
    assert world.desk.knowledge("baclofen").cards[card].grasp is Grasp.UNMET


def test_the_past_tells_days_between_askings_and_what_was_typed(world: World) -> None:
    card = alone(world, "Half-life")
    answer(world, card, score=0)
    world.days_pass(4)
    answer(world, card, score=1)
    world.store.undo()
    first, second = world.desk.past("baclofen", card)
    assert (first.gap, first.worth, first.undone) == (None, "incorrect", False)
    assert (second.gap, second.worth, second.undone) == (4, "correct", True)


def test_a_card_that_the_deck_does_not_have_is_said_so(world: World) -> None:
    for ask in (
        lambda: world.desk.wording("baclofen", "nonsense"),
        lambda: world.desk.set_aside("baclofen", "nonsense", True),
    ):
        with pytest.raises(DataError, match="has no card 'nonsense'"):
            ask()


def test_studying_a_section_asks_of_nothing_else(world: World) -> None:
    conversation = world.desk.begin(["baclofen"], 20, section="pharmacokinetics")
    conversation.open()
    while conversation.question is not None:
        assert conversation.question.section == "pharmacokinetics"
        conversation.hear("I don't know")


def test_a_section_that_is_not_due_is_asked_all_the_same(world: World) -> None:
    first = world.desk.begin(["baclofen"], section="contraindications")
    first.open()
    while question := first.question:
        first.hear(question.key.model)
    again = world.desk.begin(["baclofen"], section="contraindications")
    again.open()
    assert again.question is None  # what was asked today is not asked again today
    world.days_pass(1)
    world.desk.save_preferences(Preferences(zone="UTC", daily_new=0))
    assert not queue_of(world.store, world.desk.decks(["baclofen"])[0], world.desk.habits).order
    tomorrow = world.desk.begin(["baclofen"], section="contraindications")
    tomorrow.open()
    assert tomorrow.question is not None
    assert tomorrow.question.section == "contraindications"


def test_what_is_right_later_on_the_day_was_not_missed_last(world: World) -> None:
    card = "classification-drug-class/say"
    conversation = world.desk.begin(["baclofen"], cards=[card], about="that you chose")
    conversation.open()
    conversation.hear("antibiotics")
    assert world.desk.knowledge("baclofen").cards[card].missed_last
    conversation.hear("a skeletal muscle relaxant")
    known = world.desk.knowledge("baclofen").cards[card]
    assert (known.missed, known.missed_last) == (True, False)
    assert "missed at first, right since" in standing(known).plain
    world.days_pass(1)
    later = world.desk.knowledge("baclofen").cards[card]
    assert "right since" in standing(later, right_since=True).plain
