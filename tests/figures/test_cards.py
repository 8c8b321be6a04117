"""How cards stand, and which are hard."""

from __future__ import annotations

from tests.figures.reviews import review
from trainer.figures.cards import Standing, hardest, standing
from trainer.progress.event import Kind
from trainer.progress.queries import CardName
from trainer.schedule.memory import MemoryState


def test_cards_are_seen_due_and_well_known() -> None:
    states = [
        MemoryState(3.0, 5.0, 97, 100, 1, 0),
        MemoryState(30.0, 5.0, 79, 100, 4, 0),
        MemoryState(30.0, 5.0, 99, 120, 4, 0),
    ]
    assert standing(states, today=100) == Standing(seen=3, due=2, well_known=2)


def test_the_hardest_card_is_the_one_failed_most_often() -> None:
    easy, hard, harder = (CardName("d", name) for name in ("easy", "hard", "harder"))
    reviews = [
        (easy, review()),
        (hard, review(rating=1)),
        (harder, review(rating=1)),
        (harder, review(rating=1)),
        (harder, review(kind=Kind.SKIP, rating=0)),
    ]
    found = hardest(reviews, 5)
    assert [(card.name, card.answered, card.failed) for card in found] == [
        (harder, 2, 2),
        (hard, 1, 1),
    ]
    assert hardest(reviews, 1) == found[:1]
