"""A monograph's own sentence with the span that carries the information taken out."""

from __future__ import annotations

from trainer.calculator.reader import find_quantities
from trainer.deck.deck import Deck
from trainer.monograph.fact import Fact
from trainer.questions.amounts import quantity_of, written_values

GAP = "____"
MAX_WORDS = 40


def line_text(deck: Deck, fact: Fact) -> str:
    """The fact's own source line without its bullet; the last one where there are several."""
    number = fact.lines[-1] if fact.lines else 0
    if not 0 < number <= len(deck.text):
        return ""
    return deck.text[number - 1].strip().lstrip("-*• ").strip()


def gap_sentence(deck: Deck, fact: Fact) -> str:
    """The fact's line with its amount as a gap; empty if the amount is not found just once."""
    values = written_values(fact)
    wanted = quantity_of(values[0]) if values else None
    text = line_text(deck, fact)
    if wanted is None or not text or len(text.split()) > MAX_WORDS:
        return ""
    spans = [
        (found.start, found.end)
        for found in find_quantities(text)
        if found.quantity.low == wanted.low and found.quantity.high == wanted.high
    ]
    if len(spans) != 1:
        return ""
    start, end = spans[0]
    return f"{text[:start]}{GAP}{text[end:]}"


def gap_phrase(deck: Deck, fact: Fact, phrase: str) -> str:
    """The fact's line with `phrase` as a gap; empty if the phrase does not stand there once."""
    text = line_text(deck, fact)
    lowered, wanted = text.casefold(), phrase.casefold()
    if not text or len(text.split()) > MAX_WORDS or lowered.count(wanted) != 1:
        return ""
    start = lowered.index(wanted)
    return f"{text[:start]}{GAP}{text[start + len(phrase) :]}"
