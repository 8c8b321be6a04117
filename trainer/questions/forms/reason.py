"""Why something is contraindicated or advised, where the monograph gives its reason."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import ExplanationKey, Key, ListKey, Point
from trainer.monograph.fact import Fact
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.question import Question
from trainer.questions.wording import count, drug, enumerate_words, small, word

NAME = "why"


def cards(deck: Deck) -> Iterable[Card]:
    for fact in deck.facts:
        if fact.kind == "contraindication" and reasons_of(fact):
            yield card_of(deck, NAME, "reason", [fact])


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    reasons = reasons_of(fact)
    by_route = small(fact.subject).endswith("administration")
    if by_route and len(reasons) > 1:
        text = word("reason.harms", chance, drug=drug(deck), subject=small(fact.subject),
                    n=count(len(reasons)))  # fmt: skip
    else:
        text = word("reason.contraindicated", chance, subject=fact.subject, drug=drug(deck),
                    n=count(len(reasons)))  # fmt: skip
    points = tuple(Point(reason) for reason in reasons)
    model = enumerate_words(reasons)
    key: Key = ListKey(model, points) if len(points) > 1 else ExplanationKey(model, points)
    return draft(deck, card, text, key, because=fact.statement)


def reasons_of(fact: Fact) -> tuple[str, ...]:
    """The reasons that the monograph gives, one each."""
    found = fact.details.get("reason", ())
    if isinstance(found, str):
        return (found,) if found else ()
    return tuple(str(reason) for reason in found) if isinstance(found, list | tuple) else ()
