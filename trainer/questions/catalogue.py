"""All cards of a deck, and the questions drawn from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import cast

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.errors import DataError
from trainer.questions.card import Card, Form, NoDraw
from trainer.questions.forms import (
    adjustment,
    authored,
    interaction,
    items,
    listing,
    reason,
    regimen,
    saying,
    value,
)
from trainer.questions.question import Question
from trainer.questions.scenarios import (
    clearance,
    order,
    pump,
    supply,
    titration,
)

FORMS: dict[str, Form] = {
    form.NAME: form
    for form in cast(
        "tuple[Form, ...]",
        (
            regimen,
            value,
            adjustment,
            listing,
            items,
            interaction,
            reason,
            saying,
            titration,
            clearance,
            pump,
            supply,
            order,
            authored,
        ),
    )
}


def cards_of(deck: Deck) -> tuple[Card, ...]:
    """Every card of the deck in teaching order: by line of the monograph, facts before scenarios.

    A card whose question would read the same as an earlier card's is left out: two facts would
    answer it.
    """
    found: list[Card] = []
    stems: set[str] = set()
    ids: set[str] = set()
    for rank, form in enumerate(FORMS.values()):
        for card in form.cards(deck):
            if card.id in ids or any(_in_doubt(deck, fact_id) for fact_id in card.facts):
                continue
            try:
                stem = form.draw(deck, card, Chance("stem")).text
            except (DataError, NoDraw):
                continue  # its numbers do not make a question here: it is not offered
            if not card.fresh and stem in stems:
                continue
            stems.add(stem)
            ids.add(card.id)
            found.append(replace(card, position=card.position * 100 + rank))
    return teaching_order(deck, sorted(found, key=lambda card: (card.position, card.id)))


ROUND = 14  # cards of one round through the sections, before every section gets its one at least


def teaching_order(deck: Deck, cards: Sequence[Card]) -> tuple[Card, ...]:
    """Put cards in rounds through the monograph.

    Each round takes the next few cards of every section, as many as the section's weight in the
    blueprint gives it (one at least), in the monograph's order, so that the first day meets the
    doses and the contraindications and not the introduction alone.
    """
    sections: dict[str, list[Card]] = {}
    for card in cards:
        sections.setdefault(card.section, []).append(card)
    even = Fraction(1, len(sections) or 1)
    shares = {name: deck.blueprint.get(name, Fraction(0) if deck.blueprint else even)
              for name in sections}  # fmt: skip
    order: list[Card] = []
    while any(sections.values()):
        for name, waiting in sections.items():
            order += _take(waiting, max(1, round(shares[name] * ROUND)))
    return tuple(order)


def _take(waiting: list[Card], quota: int) -> list[Card]:
    """Take the next cards of a section, one scenario at most; the rest keep their places."""
    taken: list[Card] = []
    for card in list(waiting):
        if len(taken) == quota:
            break
        if not (card.fresh and any(one.fresh for one in taken)):
            taken.append(card)
            waiting.remove(card)
    return taken


def _in_doubt(deck: Deck, fact_id: str) -> bool:
    """Whether a fact must not be asked: an instructor has yet to look at more than its group."""
    fact = deck.fact(fact_id)
    return fact is not None and bool(fact.details.get("hold"))


def card_by_id(deck: Deck, card_id: str) -> Card:
    """The card with this id; DataError if the deck has none."""
    for card in cards_of(deck):
        if card.id == card_id:
            return card
    raise DataError(f"deck {deck.id} has no card {card_id!r}", hint="See: trainer cards")


def draw(deck: Deck, card: Card, seed: int | str) -> Question:
    """Draw the question of a card: the same deck, card and seed give the same bytes."""
    question = FORMS[card.form].draw(deck, card, Chance(deck.id, card.id, seed))
    return replace(question, variant=str(seed))


def of_kind(cards: Iterable[Card], kind: str) -> Sequence[Card]:
    return [card for card in cards if card.kind == kind or card.form == kind]
