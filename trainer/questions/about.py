"""Whose statement it is: the drug's, or that of another thing that the monograph speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from trainer.deck.deck import Deck
from trainer.monograph.fact import Fact
from trainer.questions.gap import line_text

_BRAND = re.compile(r"\b[A-Z]{5,}\b")
_OFTEN = 3  # times that a brand's name stands in running text
_PRONOUN = re.compile(
    r"(?:it|its|the drug|this drug|this medicine|this medication|the medicine|the active)\b", re.I
)
_FIRST_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|may|can|should|does|do|\w{3,}(?:[^s\W]s|ed))\b", re.I
)


def names_of(deck: Deck) -> frozenset[str]:
    """What the monograph calls the drug, in small letters: its name, its first word, a brand.

    A brand is a word in capitals that the running text uses again and again.
    """
    name = (deck.drug or deck.title).casefold()
    found = {name, name.split()[0]} if name else set()
    words = Counter(
        word for line in deck.text if not line.isupper() for word in _BRAND.findall(line)
    )
    for word, times in words.most_common(1):
        if times >= _OFTEN:
            found.add(word.casefold())
    return frozenset(found)


def names_the_drug(text: str, names: Iterable[str]) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in names)


def sentence_of(deck: Deck, fact: Fact) -> str:
    """The source sentence that the statement is a part of; empty where it is not found."""
    said = fact.statement.strip(" .").casefold()
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", line_text(deck, fact)):
        if said in sentence.casefold():
            return sentence
    return ""


def is_of_the_drug(deck: Deck, fact: Fact) -> bool:
    """Whether the drug is what the statement speaks of: not "LDL is catabolized primarily".

    A part of a sentence has the sentence's subject.
    """
    sentence = sentence_of(deck, fact) or fact.statement
    names = names_of(deck)
    verb = _FIRST_VERB.search(sentence)
    subject = sentence[: verb.start()] if verb else sentence
    if names_the_drug(subject, names) or _PRONOUN.match(sentence.strip()):
        return True
    return verb is not None and not subject.strip()
