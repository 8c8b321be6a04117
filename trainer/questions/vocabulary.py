"""A deck's own words added to the general lexicon."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.deck.deck import Deck
from trainer.deck.deck_file import slug
from trainer.lexicon.concept import Concept
from trainer.lexicon.lexicon import Lexicon, general_lexicon


def lexicon_of(deck: Deck) -> Lexicon:
    """The general lexicon with the vocabulary that the deck brings."""
    return general_lexicon().with_concepts(tuple(_concepts(deck)))


def _concepts(deck: Deck) -> Iterator[Concept]:
    for term in deck.vocabulary:
        yield Concept(f"{deck.id}:{slug(term.name)}", term.name, term.also, term.category)
