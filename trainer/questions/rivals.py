"""What else a deck states, for telling an answer that is right elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.grading.rival import Rival
from trainer.questions.card import Card, Form, facts_of
from trainer.questions.catalogue import FORMS
from trainer.questions.forms import interaction
from trainer.questions.wording import named

ASKED = ("value", "range", "regimen", "titration step", "adjustment", "list", "interaction")


def rivals_of(deck: Deck, cards: Iterable[Card]) -> tuple[Rival, ...]:
    """One rival for each card that states something an answer could be mistaken for."""
    found = []
    for card in cards:
        if card.kind not in ASKED or card.fresh:
            continue
        form: Form = FORMS[card.form]
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
