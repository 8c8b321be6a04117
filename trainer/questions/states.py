"""The cards of a deck as they stand, for telling what an edit changed."""

from __future__ import annotations

from trainer.deck.deck import Deck
from trainer.deck.difference import CardState
from trainer.questions.catalogue import cards_of, draw


def card_states(deck: Deck) -> dict[str, CardState]:
    """Every card of the deck by its id, with one wording of it and what it asserts."""
    return {
        card.id: CardState(draw(deck, card, 0).text, card.fingerprint) for card in cards_of(deck)
    }
