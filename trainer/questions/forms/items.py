"""What one line enumerates: "may cause confusion, hallucinations, or mood changes"."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import ListKey, Point
from trainer.monograph.fact import Fact
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.gap import GAP, line_text
from trainer.questions.question import Question
from trainer.questions.wording import count, drug, shown_words, small, word

NAME = "items"
KINDS = ("warning", "monitoring", "mechanism", "property", "list", "classification")


def cards(deck: Deck) -> Iterable[Card]:
    for fact in deck.facts:
        items = items_of(fact)
        if fact.kind in KINDS and 2 <= len(items) <= 7 and _askable(deck, fact, items):
            topic = fact.section.replace("_", " ") if fact.kind == "mechanism" else ""
            yield card_of(deck, NAME, "list", [fact], topic=topic)


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    items = items_of(fact)
    name = (
        f"list.items.{fact.kind}" if fact.kind in ("warning", "monitoring") else "list.items.other"
    )
    text = word(
        name,
        chance,
        n=count(len(items)),
        drug=drug(deck),
        subject=small(fact.subject),
        sentence=_gapped(deck, fact, items),
    )
    key = ListKey(shown_words(items), tuple(Point(item) for item in items))
    return draft(deck, card, text, key)


def items_of(fact: Fact) -> tuple[str, ...]:
    """The entries that the fact enumerates."""
    found = fact.details.get("items", ())
    return tuple(str(item) for item in found) if isinstance(found, list | tuple) else ()


def _askable(deck: Deck, fact: Fact, items: tuple[str, ...]) -> bool:
    if any(item.casefold() in fact.subject.casefold() for item in items):
        return False  # the subject gives the entries away
    if any(one.kind == "withdrawal_sign" and one.lines == fact.lines for one in deck.facts):
        return False  # the same entries are asked as withdrawal symptoms
    return fact.kind in ("warning", "monitoring") or bool(_gapped(deck, fact, items))


def _gapped(deck: Deck, fact: Fact, items: tuple[str, ...]) -> str:
    """The sentence with everything from the first to the last item as one gap."""
    text = line_text(deck, fact)
    sentence = next(
        (s for s in _sentences(text) if all(i.casefold() in s.casefold() for i in items)), ""
    )
    if not sentence:
        return ""
    lowered = sentence.casefold()
    start = min(lowered.index(item.casefold()) for item in items)
    end = max(lowered.index(item.casefold()) + len(item) for item in items)
    return f"{sentence[:start]}{GAP}{sentence[end:]}"


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in text.replace("? ", ". ").split(". ") if part.strip()]
