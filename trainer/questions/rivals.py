"""What else a deck states, for telling an answer that is right elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.grading.rival import Rival
from trainer.questions.card import Card, facts_of
from trainer.questions.catalogue import form_named
from trainer.questions.forms import interaction
from trainer.questions.wording import named

ASKED = ("value", "range", "regimen", "titration step", "adjustment", "list", "interaction")


NEAR = 400
"""How many cards of a large deck are looked at around the one that was asked: half on each side."""


class Rivals:
    """What a deck states, drawn when it is looked at: only a wrong answer looks."""

    def __init__(self, deck: Deck, cards: Mapping[str, Card]) -> None:
        self._deck = deck
        self._cards = cards
        self._places: dict[str, int] = {}
        self._drawn: dict[str, Rival | None] = {}

    def beside(self, card: str) -> Iterable[Rival]:
        """What the answer to `card` could be mistaken for, in teaching order."""
        return _Beside(self, card)

    def near(self, card: str) -> Iterator[Rival]:
        """Draw what the cards near `card` state, one after the other."""
        if len(self._drawn) > 2 * NEAR:
            self._drawn.clear()  # a large deck is not kept in memory for its mistakes
        for name in self._around(card):
            if name != card and (rival := self._of(name)) is not None:
                yield rival

    def _around(self, card: str) -> Sequence[str]:
        names = list(self._cards)
        if len(names) <= NEAR:
            return names
        if not self._places:
            self._places = {name: place for place, name in enumerate(names)}
        place = self._places.get(card, 0)
        start = max(0, min(place - NEAR // 2, len(names) - NEAR))
        return names[start : start + NEAR]

    def _of(self, name: str) -> Rival | None:
        if name not in self._drawn:
            self._drawn[name] = next(iter(rivals_of(self._deck, [self._cards[name]])), None)
        return self._drawn[name]


@dataclass(frozen=True, slots=True)
class _Beside:
    """The rivals of one card, drawn anew each time that they are gone through."""

    rivals: Rivals
    card: str

    def __iter__(self) -> Iterator[Rival]:
        return self.rivals.near(self.card)


def rivals_of(deck: Deck, cards: Iterable[Card]) -> tuple[Rival, ...]:
    """One rival for each card that states something an answer could be mistaken for."""
    found = []
    for card in cards:
        if card.kind not in ASKED or card.fresh:
            continue
        form = form_named(card.form)
        question = form.draw(deck, card, Chance("rival"))
        found.append(Rival(card.id, _what(deck, card), question.key, card.lines))
    return tuple(found)


def _what(deck: Deck, card: Card) -> str:
    facts = facts_of(deck, card)
    if len(facts) == 1 and card.form in ("value", "regimen", "adjustment"):
        return f"the {named(facts[0])}"
    if card.form == "list":
        return f"the {card.topic}"
    way = card.id.rsplit("/", 1)[-1]
    if card.form == interaction.NAME and way == interaction.EFFECT:
        return f"the effect of {card.topic}"
    if card.form == interaction.NAME and way == interaction.AGENT:
        return f"what interacts by {interaction.effect_of(facts[0])}"
    return f'what the monograph lists under "{card.topic}"'
