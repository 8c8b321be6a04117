"""All cards of a deck, and the questions drawn from them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, replace
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import cast

from trainer import __version__
from trainer.chance import Chance
from trainer.deck import compiled
from trainer.deck.deck import Deck
from trainer.errors import DataError
from trainer.questions.card import Card, Form, NoDraw, facts_of
from trainer.questions.kept import KeptCards
from trainer.questions.question import Question

PLACES = {
    "regimen": "forms.regimen",
    "value": "forms.value",
    "adjustment": "forms.adjustment",
    "list": "forms.listing",
    "items": "forms.items",
    "interaction": "forms.interaction",
    "why": "forms.reason",
    "say": "forms.saying",
    "titration": "scenarios.titration",
    "renal": "scenarios.clearance",
    "pump": "scenarios.pump",
    "supply": "scenarios.supply",
    "order": "scenarios.order",
    "starting": "scenarios.starting",
    "inside": "scenarios.inside",
    "bedside": "scenarios.bedside",
    "passage": "scenarios.passage",
    "entries": "forms.entries",
    "grouping": "forms.grouping",
    "direction": "forms.direction",
    "chain": "forms.chain",
    "reverse": "forms.reverse",
    "claim": "forms.claim",
    "recite": "forms.recite",
    "authored": "forms.authored",
    "case": "cases.case",
}
"""Every form by its name, in the order in which cards are made: the module of this room."""

AUTHORED, CLAIM, RECITE, CASE = "authored", "claim", "recite", "case"


def form_named(name: str) -> Form:
    """The form of a card, loaded when its first card is drawn."""
    return cast(Form, import_module(f"trainer.questions.{PLACES[name]}"))


def cards_of(deck: Deck) -> tuple[Card, ...]:
    """Every card of the deck in teaching order: by line of the monograph, facts before scenarios.

    A card whose question would read the same as an earlier card's is left out: two facts would
    answer it.
    """
    from trainer.questions.about import names_of
    from trainer.questions.naming import is_presentable  # to make cards, not to draw them

    found: list[Card] = []
    names = names_of(deck)
    stems: set[str] = set()
    ids: set[str] = set()
    for rank, form in enumerate(map(form_named, PLACES)):
        asked = {fact for card in found if card.kind not in SECOND for fact in card.facts}
        made = _recited(deck, asked) if form.NAME == RECITE else form.cards(deck)
        for card in made:
            if card.id in ids or any(_in_doubt(deck, fact_id) for fact_id in card.facts):
                continue
            try:
                drawn = form.draw(deck, card, Chance("stem"))
            except (DataError, NoDraw):
                continue  # its numbers do not make a question here: it is not offered
            stem = drawn.text
            quotes = form.NAME == CLAIM
            if form.NAME not in WRITTEN and not is_presentable(
                drawn, facts_of(deck, card), quotes, names
            ):
                continue
            if not card.fresh and stem in stems:
                continue
            stems.add(stem)
            ids.add(card.id)
            found.append(replace(card, position=card.position * 100 + rank))
    return teaching_order(deck, sorted(found, key=lambda card: (card.position, card.id)))


def _recited(deck: Deck, asked: set[str]) -> Iterable[Card]:
    from trainer.questions.forms.recite import cards_for

    return cards_for(deck, asked)


VERSION = 6
"""Raised when the same deck gives other cards than before, or cards have other fields."""

WRITTEN = frozenset({AUTHORED, CASE})
"""Forms whose words a person wrote: they are shown as they are."""

SECOND = frozenset({"true or false", "sorting", "odd one out"})
"""Kinds of card that do not make a fact asked: it is to be recalled somewhere too."""

ROUND = 14  # cards of one round through the sections, before every section gets its one at least


def teaching_order(deck: Deck, cards: Sequence[Card]) -> tuple[Card, ...]:
    """Put cards in rounds through the monograph.

    Each round takes the next few cards of every section, as many as the section's weight in the
    blueprint gives it (one at least), in the monograph's order, so that the first day meets the
    doses and the contraindications and not the introduction alone. A fact is recalled before it is
    asked in further forms.
    """
    further = _further(cards)
    sections: dict[str, _Waiting] = {}
    for card in cards:
        sections.setdefault(card.section, _Waiting()).add(card, card.id in further)
    even = Fraction(1, len(sections) or 1)
    shares = {name: deck.blueprint.get(name, Fraction(0) if deck.blueprint else even)
              for name in sections}  # fmt: skip
    order: list[Card] = []
    while any(waiting.all for waiting in sections.values()):
        for name, waiting in sections.items():
            order += _take(waiting, max(1, round(shares[name] * ROUND)))
    return tuple(order)


def _further(cards: Iterable[Card]) -> frozenset[str]:
    """The cards whose facts are all asked by a card before them."""
    met: set[str] = set()
    found = []
    for card in sorted(cards, key=lambda card: (card.fresh, card.position)):
        if card.facts and met.issuperset(card.facts):
            found.append(card.id)
        met.update(card.facts)
    return frozenset(found)


class _Waiting:
    """The cards of a section that are not taken yet, in the monograph's order.

    Of those, `new` are about facts that were not asked yet, `old` further forms. No round looks at
    more of them than it needs: a section of 100,000 cards has thousands of rounds.
    """

    def __init__(self) -> None:
        self.all: OrderedDict[str, Card] = OrderedDict()
        self.new: OrderedDict[str, Card] = OrderedDict()
        self.old: OrderedDict[str, Card] = OrderedDict()

    def add(self, card: Card, further: bool) -> None:
        self.all[card.id] = card
        (self.old if further else self.new)[card.id] = card

    def remove(self, card: Card) -> None:
        del self.all[card.id]
        self.new.pop(card.id, None)
        self.old.pop(card.id, None)


def _take(waiting: _Waiting, quota: int) -> list[Card]:
    """Take the next cards of a section; the rest keep their places.

    First come facts that were not asked yet, then one further form of something that was, then
    whatever is next; one scenario at most, unless nothing else is left.
    """
    room = quota - 1 if quota > 1 and waiting.old else quota
    taken: list[Card] = []
    for cards, most in ((waiting.new, room), (waiting.old, room + 1), (waiting.all, quota)):
        for card in cards.values():
            if len(taken) >= min(most, quota):
                break
            if card not in taken and not (card.fresh and any(one.fresh for one in taken)):
                taken.append(card)
    for card in waiting.all.values():
        if len(taken) == quota:
            break
        if card not in taken:
            taken.append(card)
    for card in taken:
        waiting.remove(card)
    return taken


def _in_doubt(deck: Deck, fact_id: str) -> bool:
    """Whether a fact must not be asked: an instructor has yet to look at more than its group."""
    fact = deck.fact(fact_id)
    return fact is not None and bool(fact.details.get("hold"))


def kept_cards_of(deck: Deck, cache: Path) -> Mapping[str, Card]:
    """`cards_of` by id, from beside the deck's copy in `cache` where that is of this deck."""
    copy = compiled.place_of(deck.folder, cache)
    made_of = made_of_what(deck)
    rows = compiled.load_rows(copy, "cards", made_of)
    if rows is not None:
        try:
            return KeptCards(rows)
        except (LookupError, TypeError, ValueError):
            pass  # written by another version: made anew
    cards = cards_of(deck)
    compiled.save_rows(copy, "cards", made_of, {card.id: astuple(card) for card in cards})
    return {card.id: card for card in cards}


def made_of_what(deck: Deck) -> str:
    """What the deck's cards and their order depend on, as a text."""
    return f"{deck.revision} {__version__} {VERSION}"


def card_by_id(deck: Deck, card_id: str) -> Card:
    """The card with this id; DataError if the deck has none."""
    for card in cards_of(deck):
        if card.id == card_id:
            return card
    raise DataError(f"deck {deck.id} has no card {card_id!r}", hint="See: trainer cards")


def draw(deck: Deck, card: Card, seed: int | str) -> Question:
    """Draw the question of a card: the same deck, card and seed give the same bytes."""
    question = form_named(card.form).draw(deck, card, Chance(deck.id, card.id, seed))
    return replace(question, variant=str(seed))


def of_kind(cards: Iterable[Card], kind: str) -> Sequence[Card]:
    return [card for card in cards if card.kind == kind or card.form == kind]
