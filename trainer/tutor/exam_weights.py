"""What each card of a deck counts in the exam: the blueprint's share of its section, divided up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from trainer.deck.deck import Deck
from trainer.questions.card import Card


def exam_weights(deck: Deck, cards: Iterable[Card]) -> dict[str, float]:
    """Return each card's share (0 to 1, together 1), in the order of `cards`.

    A section's share is divided evenly among its cards. A section that the blueprint leaves out
    counts nothing; a deck without a blueprint, or with one that names no section that has cards,
    counts every card alike.
    """
    listed = list(cards)
    count = Counter(card.section for card in listed)
    shares = {name: float(deck.blueprint.get(name, 0)) for name in count}
    total = sum(shares.values())
    if not total:
        return {card.id: 1 / len(listed) for card in listed}
    return {card.id: shares[card.section] / total / count[card.section] for card in listed}
