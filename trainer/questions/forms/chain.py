"""The steps of a mechanism in their order, where the monograph itself tells them as a chain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import OrderKey, Point
from trainer.monograph.fact import Fact
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.question import Question
from trainer.questions.wording import drug, word

NAME = "chain"
SHORTEST, LONGEST = 3, 6
_RESULT = re.compile(
    r"^(?:the (?:net |overall |final )?(?:result|effect|outcome) (?:is|of this is)"
    r"|this (?:results? in|leads to|causes|produces)|(?:consequently|as a result|thereby),? )",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^(?:it|this|which|the drug)\s+", re.IGNORECASE)


def cards(deck: Deck) -> Iterable[Card]:
    for number, chain in enumerate(_chains(deck), 1):
        tail = f"-{number}" if number > 1 else ""
        yield card_of(
            deck, NAME, "order", chain, card_id=f"mechanism{tail}/chain", topic="mechanism"
        )


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    steps = tuple(_step(deck, fact) for fact in facts_of(deck, card))
    shown = tuple(chance.split("shown").shuffled(steps))
    if shown == steps:
        shown = shown[1:] + shown[:1]
    text = word("chain", chance, drug=drug(deck))
    key = OrderKey(" → ".join(steps), tuple(Point(step) for step in steps), shown)
    return draft(deck, card, text, key)


def _chains(deck: Deck) -> Iterator[tuple[Fact, ...]]:
    """Runs of neighbouring mechanism facts that end in what the monograph calls the result."""
    told = [fact for fact in deck.facts if fact.kind == "mechanism" and fact.lines]
    ends = [place for place, fact in enumerate(told) if _RESULT.match(fact.statement)]
    begin = 0
    for end in ends:
        run = told[begin : end + 1]
        begin = end + 1
        near = all(
            0 <= later.lines[0] - fact.lines[-1] <= 1 and not fact.negated
            for fact, later in pairwise(run)
        )
        texts = {fact.statement.casefold() for fact in run}
        if near and SHORTEST <= len(run) <= LONGEST and len(texts) == len(run):
            yield tuple(run)


def _step(deck: Deck, fact: Fact) -> str:
    """A statement without its subject, which is the drug or the step before."""
    text = _SUBJECT.sub("", fact.statement.rstrip(". "))
    text = re.sub(rf"^{re.escape(deck.drug)}\s+(?:works by\s+)?", "", text, flags=re.IGNORECASE)
    text = re.sub(r"^the (?:\w+ )?(?:result|effect|outcome) (?:is|of this is)\s+", "", text,
                  flags=re.IGNORECASE)  # fmt: skip
    return text[0].lower() + text[1:] if text[:2].istitle() or text[1:2].islower() else text
