"""An amount, asked backwards: what is 300 to 800 mcg a day?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from trainer.calculator.quantity import Quantity
from trainer.calculator.writer import write
from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import Point, TermKey
from trainer.monograph.fact import Fact
from trainer.questions.amounts import quantity_of
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.forms.value import amount_of, has_twin
from trainer.questions.holding import general
from trainer.questions.question import Question
from trainer.questions.wording import drug, named, small, word

NAME = "reverse"
GENERIC = frozenset({"absorption", "distribution", "metabolism", "elimination", "excretion",
                     "pharmacokinetics", "pharmacodynamics", "dosage", "dose"})  # fmt: skip
"""Names of a part of the monograph: no answer to "what is 70%?"."""
KINDS = {"dose_range", "max_dose", "percentage", "duration"}


def cards(deck: Deck) -> Iterable[Card]:
    stated = [(fact, amount) for fact in deck.facts for amount in _amounts(fact)]
    for fact in general(deck).facts:
        amount = amount_of(fact) if fact.kind in KINDS else None
        if amount is None or fact.details.get("alternative") or fact.review:
            continue
        if has_twin(deck, fact):
            continue
        if named(fact).casefold() in GENERIC and not _plainer(fact):
            continue
        if not any(_shares(amount, other) for one, other in stated if one is not fact):
            yield card_of(deck, NAME, "value, backwards", [fact])


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    amount = amount_of(fact)
    assert amount is not None
    text = word("value.reverse", chance, drug=drug(deck), value=write(amount))
    name = named(fact)
    others = tuple(
        dict.fromkeys(one for one in (small(fact.subject), *_plainer(fact)) if one != name)
    )
    return draft(deck, card, text, TermKey(name, Point(name, others)), because=fact.statement)


def _plainer(fact: Fact) -> tuple[str, ...]:
    """What the amount may be called as well: the label before its colon."""
    label, colon, rest = fact.statement.partition(": ")
    if not colon or len(label.split()) > 5:
        return ()
    said = " ".join(re.sub(r"\([^)]*\)|[<>≤≥~]?\d[\d.,–-]*\s*%?", " ", rest).split()).strip(" ,;")
    return (small(label), small(said)) if 1 < len(said.split()) <= 6 else (small(label),)


def _amounts(fact: Fact) -> Iterable[Quantity]:
    for value in fact.values:
        amount = quantity_of(value)
        if amount is not None and not value.derived:
            yield amount


def _shares(amount: Quantity, other: Quantity) -> bool:
    """Whether another amount could be meant: the same one, or one with this number as an end."""
    if amount.unit is None or not other.converts_to(amount.unit):
        return False
    ends = other.to(amount.unit).ends
    return ends == amount.ends if amount.is_range else amount.value in ends
