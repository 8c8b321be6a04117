"""What each card of a deck counts in the exam: the blueprint's share of its section, divided up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from trainer.deck.deck import Deck
from trainer.questions.card import Card


def section_weights(deck: Deck, sections: Iterable[str]) -> dict[str, float]:
    """Return the share (0 to 1) of one card of each section; those of all cards make 1.

    `sections` has the section of each card. A section's share is divided evenly among its cards. A
    section that the blueprint leaves out counts nothing; a deck without a blueprint, or with one
    that names no section that has cards, counts every card alike.
    """
    count = Counter(sections)
    shares = {name: float(deck.blueprint.get(name, 0)) for name in count}
    total = sum(shares.values())
    if not total:
        return dict.fromkeys(count, 1 / max(1, count.total()))
    return {name: shares[name] / total / count[name] for name in count}


def exam_weights(deck: Deck, cards: Iterable[Card]) -> dict[str, float]:
    """Return each card's share (0 to 1, together 1), in the order of `cards`."""
    listed = list(cards)
    weights = section_weights(deck, (card.section for card in listed))
    return {card.id: weights[card.section] for card in listed}
