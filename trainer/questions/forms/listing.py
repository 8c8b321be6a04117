"""Facts that belong together, recalled as a list: contraindications, effects, uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import ListKey, Point
from trainer.monograph.fact import Fact
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.lists import certain_frequency, item_of, lists_of
from trainer.questions.question import Question
from trainer.questions.wording import count, drug, shown_words, small, unlabelled, word

NAME = "list"
_CAUSE = re.compile(
    r"\b(?:resulting from|associated with|due to|caused by|in) (.+)$", re.IGNORECASE
)
WHOLE = 5  # up to so many are asked all at once; of a longer list, some
SOME = 4


def cards(deck: Deck) -> Iterable[Card]:
    for one in lists_of(deck):
        yield card_of(deck, NAME, "list", one.facts, card_id=f"{one.name}/list", topic=one.topic)


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    facts = facts_of(deck, card)
    kind = facts[0].kind
    ask_for = None if len(facts) <= WHOLE else SOME
    name = f"list.{kind}" if ask_for is None else f"list.{kind}_some"
    group = _frequency(facts) if kind == "adverse_effect" else ""
    text = word(
        name,
        chance,
        n=count(ask_for or len(facts)),
        drug=drug(deck),
        group=group or "listed",
        heading=_heading(facts[0]) if group else "",
    )
    points = tuple(Point(item_of(fact), other_names(fact)) for fact in facts)
    model = shown_words(tuple(small(point.text) for point in points))
    return draft(deck, card, text, ListKey(model, points, ask_for))


def _frequency(facts: Sequence[Fact]) -> str:
    """How common all of them are; "" where that is not certain of every one."""
    found = {certain_frequency(fact) for fact in facts}
    return found.pop() if len(found) == 1 else ""


def _heading(fact: Fact) -> str:
    """ " (at least 10%)" where the heading gives a limit."""
    if fact.kind != "adverse_effect" or not certain_frequency(fact):
        return ""
    for value in fact.values:
        if value.unit == "%" and value.comparator == ">=" and value.low is not None:
            return f" (in at least {value.low}% of patients)"
    return ""


def other_names(fact: Fact) -> tuple[str, ...]:
    """What else an entry may be called: its subject, its words, of an indication its cause."""
    names = [fact.subject, unlabelled(fact)]
    if fact.kind == "indication":
        # "spasticity resulting from multiple sclerosis" is often given as its cause alone
        names += [match.group(1) for match in _CAUSE.finditer(fact.statement)]
    return tuple(dict.fromkeys(name for name in names if name != item_of(fact)))
