"""Whose statement it is: the drug's, or that of another thing that the monograph speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from trainer.deck.deck import Deck
from trainer.monograph.fact import Fact
from trainer.questions.gap import line_text

_BRAND = re.compile(r"\b[A-Z]{5,}\b")
SPEAKS_OF_MORE = ("mechanism", "introduction")
"""Sections that speak of receptors, lipids or epidemiology as well as of the drug."""
_OFTEN = 3  # times that a brand's name stands in running text
_PRONOUN = re.compile(
    r"(?:it|its|the (?:drug|medicine|active|results?|effects?|actions?)|this(?:\s+(?:drug|medicine"
    r"|medication|action|effect|inhibition|binding|mechanism|blockade|activity|reduction|increase"
    r"|results?|leads?|causes|prevents|\w+s))?|these (?:effects|actions))\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|may|can|should|does|do|will)\b", re.I)
_ASIDE = re.compile(
    r"(?:in|with|unlike|like|although|while|when|as|at|by|for|on|after|during|following|among"
    r"|because|since|if|similarly|thus|however|compared)\b[^,]*,\s+",
    re.IGNORECASE,
)
_WORDS = 8  # of a sentence, in which its subject stands


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


def called(deck: Deck, sentence: str) -> str:
    """The drug's name, with the one that the sentence has for it: "atorvastatin (LIPITOR)"."""
    name = deck.drug or deck.title
    first = name.split()[0] if name else name
    if re.search(rf"\b{re.escape(first)}\b", sentence, re.IGNORECASE):
        return name
    for other in sorted(names_of(deck)):
        found = re.search(rf"\b{re.escape(other)}\b", sentence, re.IGNORECASE)
        if found:
            return f"{name} ({found.group()})"
    return name


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
    sentence = (sentence_of(deck, fact) or fact.statement).strip()
    aside = _ASIDE.match(sentence)
    head = " ".join(sentence[aside.end() if aside else 0 :].split()[:_WORDS])
    subject = _VERB.split(head)[0]
    if names_the_drug(subject, names_of(deck)) or _PRONOUN.match(head):
        return True
    return not subject.strip()
