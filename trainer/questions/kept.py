"""A deck's cards as they are kept beside its compiled copy, each made when it is asked for."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from trainer.deck.compiled import Rows
from trainer.questions.card import Card


class Outline(NamedTuple):
    """What a queue and the figures need of a card; `fresh` says whether its draws are."""

    id: str
    kind: str
    concept: str
    facts: tuple[str, ...]
    fresh: bool
    section: str


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

    def outlines_of(self, cards: Iterable[str]) -> Iterator[Outline]:
        """The outlines of some cards, in their order, without making them."""
        return map(_outline, self._rows.some([self._places[card] for card in cards]))

    def subjects(self) -> Iterator[tuple[str, str, Sequence[str]]]:
        """Each card's id, its section and its facts, without making it."""
        return ((row[0], row[6], row[4]) for row in self._rows.all())

    def sections(self) -> Iterator[str]:
        """Each card's section, without making it."""
        return (row[6] for row in self._rows.all())

    def fingerprints(self) -> Iterator[tuple[str, str]]:
        """Each card's id and the fingerprint of its facts, without making it."""
        return ((row[0], row[10]) for row in self._rows.all())


def _outline(row: Sequence[Any]) -> Outline:
    return Outline(row[0], row[3], row[8], tuple(row[4]), row[11], row[6])


def outlines_at(cards: Mapping[str, Card], names: Iterable[str]) -> Iterable[Outline | Card]:
    """The cards of these ids, or their outlines, in this order. KeyError if one is none's."""
    if isinstance(cards, KeptCards):
        return cards.outlines_of(names)
    return [cards[name] for name in names]


def outlines_of(cards: Mapping[str, Card]) -> Iterator[Outline]:
    """The outlines of cards, however they are held."""
    if isinstance(cards, KeptCards):
        return cards.outlines()
    return map(_of, cards.values())


def subjects_of(cards: Mapping[str, Card]) -> Iterator[tuple[str, str, Sequence[str]]]:
    """The id, the section and the facts of each card, however they are held."""
    if isinstance(cards, KeptCards):
        return cards.subjects()
    return ((card.id, card.section, card.facts) for card in cards.values())


def sections_of(cards: Mapping[str, Card]) -> Iterator[str]:
    """The section of each card, however they are held."""
    if isinstance(cards, KeptCards):
        return cards.sections()
    return (card.section for card in cards.values())


def _of(card: Card) -> Outline:
    return Outline(card.id, card.kind, card.concept, card.facts, card.fresh, card.section)


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
