"""When a dose is reduced, and by how much: a limit and a percentage."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.calculator.writer import write
from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import ChangeKey, Key
from trainer.monograph.fact import Fact
from trainer.questions.amounts import by_role, quantity_of
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.holding import condition_of, is_askable, under
from trainer.questions.question import Question
from trainer.questions.wording import drug, small, word

NAME = "adjustment"


def cards(deck: Deck) -> Iterable[Card]:
    for fact in deck.facts:
        if fact.kind == "dose_adjustment" and _key(fact) is not None and is_askable(fact):
            yield card_of(deck, NAME, "adjustment", [fact])


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    key = _key(fact)
    assert key is not None
    name = "change.decrease" if key.condition is not None else "change.percent"
    if condition_of(fact):
        text = under(fact, word("change.percent_under", chance, drug=drug(deck)))
    else:
        text = word(name, chance, drug=drug(deck), population=small(fact.subject))
    return draft(deck, card, text, key)


def _key(fact: Fact) -> ChangeKey | None:
    reduction, threshold = by_role(fact, "reduction"), by_role(fact, "threshold")
    if reduction is None:
        return None
    amount = quantity_of(reduction)
    condition = quantity_of(threshold) if threshold else None
    if amount is None or (threshold is not None and condition is None):
        return None
    measure = (threshold.measure if threshold else None) or ""
    when = f" when {measure} is {write(condition)}" if condition is not None else ""
    return ChangeKey(
        f"reduce by {write(amount)}{when}",
        "decrease",
        amount,
        condition=condition,
        measure=measure,
        role="dose reduction",
    )


def rule_of(fact: Fact) -> Key | None:
    """The reduction rule of a fact as a key, for the renal scenarios."""
    return _key(fact)
