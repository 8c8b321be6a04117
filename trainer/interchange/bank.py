"""Cards as plain questions, between a deck and the formats of other programs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from trainer.deck.deck import AuthoredCard, Deck
from trainer.errors import DataError
from trainer.questions.card import NoDraw
from trainer.questions.cases.case import NAME as CASE
from trainer.questions.catalogue import cards_of, draw
from trainer.questions.question import Question


@dataclass(frozen=True, slots=True)
class Item:
    """One question to be carried away; `name` is the card's id, with the draw behind it if numbers
    were drawn. `lines` of the monograph go along as words.
    """

    name: str
    question: Question
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """What a format cannot hold of a card, in words."""

    card: str
    what: str

    def to_json(self) -> dict[str, str]:
        return {"card": self.card, "lost": self.what}


def free_id(base: str, taken: Collection[str]) -> str:
    """Return `base`, or `base` with the number behind it that comes after those that are taken."""
    if base not in taken:
        return base
    low, high = 1, 2
    while f"{base}-{high}" in taken:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if f"{base}-{middle}" in taken else (low, middle)
    return f"{base}-{high}"


def items_of(deck: Deck, variants: int, losses: list[Loss]) -> Iterator[Item]:
    """Yield every card's question; of a card whose numbers are drawn, `variants` different ones."""
    for card in cards_of(deck):
        if card.form == CASE:
            losses.append(Loss(card.id, "the case: its turns depend on each other"))
            continue
        if card.fresh and variants:
            losses.append(Loss(card.id, f"fresh numbers: {variants} fixed draws instead"))
        seen: set[str] = set()
        for seed in range(variants if card.fresh else 1):
            try:
                question = draw(deck, card, seed)
            except (NoDraw, DataError):
                continue
            if question.text in seen:
                continue
            seen.add(question.text)
            tail = f".v{seed + 1}" if card.fresh else ""
            tags = tuple(dict.fromkeys(tag for tag in (card.section, card.kind, card.topic) if tag))
            yield Item(f"{card.id}{tail}", question, tags)


def written_card(item: Item, deck_id: str) -> AuthoredCard:
    """The item as a card that an instructor could have written."""
    question = item.question
    because = question.because
    if question.steps:
        because = " ".join((because, *question.steps)).strip()
    source = ""
    if question.lines:
        source = f"{deck_id}, line {', '.join(str(line) for line in question.lines)}"
    name = "".join(sign if sign.isalnum() or sign in "._-" else "-" for sign in item.name.lower())
    return AuthoredCard(
        name[:80].strip("-."),
        " ".join(question.text.split()),
        question.key,
        question.hints[0] if question.hints else "",
        " ".join(because.split()),
        source,
        item.tags,
    )


def said_source(question: Question) -> str:
    """ "Monograph, line 33." or nothing."""
    if not question.lines:
        return ""
    return f"Monograph, line {', '.join(str(line) for line in question.lines)}."


def feedback(question: Question) -> str:
    """What is said after an answer: the model answer, the reason, the steps, the line."""
    parts = [f"Answer: {question.key.model}."]
    parts += [question.because] if question.because else []
    parts += list(question.steps)
    parts += [said_source(question)] if question.lines else []
    return " ".join(" ".join(part.split()) for part in parts)
