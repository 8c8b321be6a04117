"""Whether a fact's subject is a name that a question may use, and its sentence stands alone.

Of a labelled line ("CNS depressants: enhanced sedative effects") the subject is the label. Of
running prose it is the sentence's first words, and "What is the effect of combining it with these
increases should be considered when?" is no question.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from trainer.lexicon.words import words_of
from trainer.monograph.fact import Fact
from trainer.questions.gap import GAP
from trainer.questions.question import Question

ENTRIES = frozenset(
    {"contraindication", "withdrawal_sign", "adverse_effect", "indication", "off_label"}
)
"""Kinds of fact that are entries of a list: their words are their names."""

LONGEST_NAME = 9  # words
LONGEST_ENTRY = 20  # words of one entry of a list
LONGEST_SAID = 45  # words of what has to be recalled
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|should|may|can|could|must|will|would|does|do|did"
    r"|includes?|occurs?|cause[sd]?|increase[sd]|reduce[sd]|advised|observed|reported)\b",
    re.IGNORECASE,
)
_OPENER = re.compile(
    r"(?:these|this|those|that|such|because|since|when|while|if|as|although|however|due|in|at|on|no"
    r"|there|for|with|from|it|they|therefore|thus|also|both|each|some|many|most|after|before"
    r"|of|upon|between|compared|following|during|among|because)\b",
    re.IGNORECASE,
)
_ANAPHOR = re.compile(
    r"\W*(?:with|and|or|to|of|these|this|those|such|however|therefore|thus|in addition|moreover"
    r"|furthermore|they|also|in contrast|for example|similarly|additionally)\b",
    re.IGNORECASE,
)
_TORN = re.compile(r"\brespectively\b", re.IGNORECASE)
"""Two figures and their two names belong together: one clause holds only half of them."""
_HEADLESS = re.compile(r"(?:is|are|was|were|has|have)\b", re.IGNORECASE)
_FORMULA = re.compile(r"\[\(|\d-\(|\d,\d-|\)-\d")
_LINKS = frozenset(("a", "an", "the", "of", "in", "for", "with", "or", "and", "to", "their", "its",
                    "any", "all", "each", "by", "as", "at", "on"))  # fmt: skip
LONGEST_AGENT = 6  # words
_REFERENCE = re.compile(
    r"\[\s*see\b|\(\s*see\b|\b(?:see|in) (?:section|table|figure)\b|\baforementioned\b"
    r"|\b(?:rats?|mice|mouse|rabbits?|dogs?|pups?|monkeys?)\b|\bp\s*[<=]\s*0?\.\d|\b95\s*%\s*CI\b",
    re.IGNORECASE,
)
"""What stands elsewhere, was seen in animals, or is statistics: nothing to learn from a card."""


def has_name(fact: Fact) -> bool:
    """Whether the subject is the label of its line, or names a thing by itself."""
    if fact.kind in ENTRIES:
        return True
    subject, said = fact.subject.strip(), fact.statement.strip()
    if not subject or len(subject.split()) > LONGEST_NAME or subject.casefold() == fact.section:
        return False
    if said.casefold().startswith(subject.casefold()):
        rest = said[len(subject) :].strip()
        if rest.startswith("("):
            rest = rest.partition(")")[2].strip()  # "Elevations (>3 times) ..." goes on behind it
        if rest and rest[0] not in ":;-–—(":
            return False  # the first words of a sentence
    return not (_VERB.search(subject) or _OPENER.match(subject))


def _said_already(taken: str, shown: str) -> bool:
    """Whether every word of the gap stands elsewhere in the sentence."""
    gone, left = ({w.stem for w in words_of(one) if w.is_word} for one in (taken, shown))
    return bool(gone) and gone <= left


def says_nothing(taken: str, names: Collection[str]) -> bool:
    """Whether the gap holds the drug's name, or words that would stand anywhere: "patients"."""
    left = taken
    for name in names:
        left = re.sub(rf"\b{re.escape(name)}\b", " ", left, flags=re.IGNORECASE)
    words = re.findall(r"[a-z0-9-]+", left.casefold())
    return all(word in _empty() or word in _LINKS for word in words)


def _is_open(text: str, said: str) -> bool:
    """A bracket that the gap tears, or a key that only announces what follows."""
    quoted = text.partition('"')[2]
    torn = any(part.count("(") != part.count(")") for part in (quoted, said))
    return torn or said.rstrip().endswith(":") or _FORMULA.search(said) is not None


def is_agent(name: str, names: Collection[str]) -> bool:
    """Whether words name a drug or a group that somebody may take beside this one."""
    if len(name.split()) > LONGEST_AGENT or _VERB.search(name) or _OPENER.match(name):
        return False
    if re.search(r"\b(?:administ\w+|co-?administ\w+|doses?|therapy|use)\b", name, re.IGNORECASE):
        return False
    return not any(re.search(rf"\b{re.escape(one)}\b", name, re.IGNORECASE) for one in names)


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    table = Path(__file__).parent / "tables" / "empty_keys.txt"
    lines = table.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_presentable(
    question: Question, facts: tuple[Fact, ...], quotes: bool, names: Collection[str] = ()
) -> bool:
    """Whether the words of a question stand by themselves; `quotes`: it shows the sentence whole.

    No invented subject, no reference to another section, no sentence that begins with what an
    earlier one said, nothing too long to be recalled.
    """
    text, said = question.text, question.key.model
    if _REFERENCE.search(text) or _REFERENCE.search(said):
        return False
    if question.key.type == "explanation" and len(said.split()) > LONGEST_SAID:
        return False
    points = question.key.points
    if question.key.type == "list" and any(len(one.text.split()) > LONGEST_ENTRY for one in points):
        return False
    if GAP in text or quotes:
        quoted = text.partition('"')[2]
        if _ANAPHOR.match(quoted) or _TORN.search(f"{text} {said}"):
            return False
        if _HEADLESS.match(quoted):
            return False
        if GAP not in text:
            return True
        return not (
            _said_already(said, quoted)
            or _HEADLESS.match(said)
            or says_nothing(said, names)
            or _is_open(text, said)
        )
    return not any(
        not has_name(fact)
        and (
            fact.subject.casefold() in text.casefold() or fact.subject.casefold() == said.casefold()
        )
        for fact in facts
    )
