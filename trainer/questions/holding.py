"""For whom a dose holds, in questions: it is named there, and such a dose is nobody else's rule.

A maximum for patients on another drug, or a starting dose for children, is asked with its condition
and never judges an order, a case or a calculation about anybody else.
"""

from __future__ import annotations

from dataclasses import replace

from trainer.calculator.rules import Rulebook
from trainer.deck import rules
from trainer.deck.deck import Deck
from trainer.monograph.fact import Fact
from trainer.questions.wording import named, small


def condition_of(fact: Fact) -> str:
    """The patients or drugs that a dose is bound to: "in patients taking clarithromycin"."""
    return str(fact.details.get("condition") or "")


def use_of(fact: Fact) -> str:
    """What a dose is given for, where its heading says so."""
    return str(fact.details.get("use") or "")


def is_askable(fact: Fact) -> bool:
    """Whether it is certain for whom the dose holds: else its number is not asked alone."""
    return not fact.details.get("carried")


def general(deck: Deck) -> Deck:
    """The deck without doses that hold for some patients or for one use of several."""
    uses = {use for fact in deck.facts if (use := use_of(fact))}
    kept = tuple(
        fact
        for fact in deck.facts
        if not condition_of(fact) and is_askable(fact) and (len(uses) < 2 or not use_of(fact))
    )
    return deck if len(kept) == len(deck.facts) else replace(deck, facts=kept)


def is_general(deck: Deck, fact: Fact) -> bool:
    """Whether a fact may judge what is ordered for anybody."""
    return any(one is fact or one.id == fact.id for one in general(deck).facts)


def rulebook(deck: Deck) -> Rulebook:
    """The calculator's rules from what the deck states for everybody."""
    return rules.rulebook(general(deck))


def bare(fact: Fact) -> str:
    """The fact's subject without the condition that the question names in front of it."""
    name = named(fact)
    if not condition_of(fact):
        return name
    if fact.subject == fact.details.get("population"):
        return "dose"  # "children" is whom the dose is for, not what it is
    return name.partition(": ")[0]


def under(fact: Fact, text: str) -> str:
    """The question with the condition or the use that its dose holds for, in front."""
    name = condition_of(fact) or use_of(fact)
    return f"{name[:1].upper()}{name[1:]}: {small(text)}" if name else text
