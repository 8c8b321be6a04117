"""A deck's cards as they are kept beside its compiled copy, each made when it is asked for."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from trainer.deck.compiled import Rows
from trainer.questions.card import Card

Outline = tuple[str, str, str, tuple[str, ...], bool]
"""What the queue needs of a card: id, kind, concept, facts, and whether its draws are fresh."""


class KeptCards(Mapping[str, Card]):
    """Cards by id in teaching order, from rows of their fields. ValueError if a row is none."""

    def __init__(self, rows: Rows) -> None:
        if rows.names:
            _card(rows.at(0))  # of another version, they are all no cards
        self._rows = rows
        self._places = {name: place for place, name in enumerate(rows.names)}
        self._made: dict[str, Card] = {}
        weakref.finalize(self, rows.connection.close)

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __contains__(self, card: object) -> bool:
        return card in self._places

    def __getitem__(self, card: str) -> Card:
        if card not in self._made:
            self._made[card] = _card(self._rows.at(self._places[card]))
        return self._made[card]

    def outlines(self) -> Iterator[Outline]:
        """Each card's outline, without making it."""
        return map(_outline, self._rows.all())

    def outline(self, card: str) -> Outline:
        """A card's outline, without making it."""
        return _outline(self._rows.at(self._places[card]))

    def fingerprints(self) -> Iterator[tuple[str, str]]:
        """Each card's id and the fingerprint of its facts, without making it."""
        return ((row[0], row[10]) for row in self._rows.all())


def _outline(row: Sequence[Any]) -> Outline:
    return row[0], row[3], row[8], tuple(row[4]), row[11]


def outline_of(cards: Mapping[str, Card], card: str) -> Outline:
    """The outline of one card. KeyError if there is none."""
    if isinstance(cards, KeptCards):
        return cards.outline(card)
    found = cards[card]
    return found.id, found.kind, found.concept, found.facts, found.fresh


def outlines_of(cards: Mapping[str, Card]) -> Iterator[Outline]:
    """The outlines of cards, however they are held."""
    if isinstance(cards, KeptCards):
        return cards.outlines()
    return ((c.id, c.kind, c.concept, c.facts, c.fresh) for c in cards.values())


def fingerprints_of(cards: Mapping[str, Card]) -> Iterator[tuple[str, str]]:
    """Each card's id and the fingerprint of its facts, however they are held."""
    if isinstance(cards, KeptCards):
        return cards.fingerprints()
    return ((card.id, card.fingerprint) for card in cards.values())


def _card(row: Sequence[Any]) -> Card:
    try:
        card_id, deck, form, kind, facts, lines, *rest = row
        return Card(card_id, deck, form, kind, tuple(facts), tuple(lines), *rest)
    except TypeError as error:
        raise ValueError(f"not the fields of a card: {error}") from error
