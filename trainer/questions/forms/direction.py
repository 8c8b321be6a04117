"""Which way a drug acts on something: does it increase it or reduce it?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import ChoiceKey, Option
from trainer.monograph.fact import Fact
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.question import Question
from trainer.questions.wording import drug, word

NAME = "direction"
UP = ("increases", "enhances", "stimulates", "activates", "promotes", "raises", "potentiates")
DOWN = ("reduces", "inhibits", "decreases", "blocks", "suppresses", "lowers", "antagonizes",
        "antagonises", "diminishes")  # fmt: skip
MORE, LESS = "it increases or activates it", "it reduces or inhibits it"
_LONGEST = 14  # words of what is acted on


def cards(deck: Deck) -> Iterable[Card]:
    for fact in deck.facts:
        if fact.kind == "mechanism" and not fact.negated and _acts(deck, fact) is not None:
            yield card_of(deck, NAME, "direction", [fact], topic="mechanism")


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    found = _acts(deck, fact)
    assert found is not None
    more, target = found
    text = word("direction", chance, drug=drug(deck), target=target)
    options = (
        Option(MORE, more, "" if more else fact.statement),
        Option(LESS, not more, fact.statement if more else ""),
    )
    return draft(
        deck, card, text, ChoiceKey(MORE if more else LESS, options), because=fact.statement
    )


def _acts(deck: Deck, fact: Fact) -> tuple[bool, str] | None:
    """Whether it acts upwards, and on what; None where the sentence says it in another way."""
    verbs = "|".join((*UP, *DOWN))
    name = re.escape(drug(deck))
    pattern = rf"(?:it|{name}|the drug|this action)\s+(?:also\s+|primarily\s+)?({verbs})\s+(.+)"
    match = re.fullmatch(pattern, fact.statement.strip().rstrip("."), re.IGNORECASE)
    if match is None or len(match[2].split()) > _LONGEST:
        return None
    if re.search(r"\b(?:but|and (?:it|also)|while|which|whereas)\b", match[2]):
        return None  # a second statement follows
    return match[1].casefold() in UP, match[2]
