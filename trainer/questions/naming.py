"""Whether a fact's subject is a name that a question may use, and its sentence stands alone.

Of a labelled line ("CNS depressants: enhanced sedative effects") the subject is the label. Of
running prose it is the sentence's first words, and "What is the effect of combining it with these
increases should be considered when?" is no question.
"""

from __future__ import annotations

import re

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
        if rest and rest[0] not in ":;-–—(":
            return False  # the first words of a sentence
    return not (_VERB.search(subject) or _OPENER.match(subject))


def _said_already(taken: str, shown: str) -> bool:
    """Whether every word of the gap stands elsewhere in the sentence."""
    gone, left = ({w.stem for w in words_of(one) if w.is_word} for one in (taken, shown))
    return bool(gone) and gone <= left


def is_presentable(question: Question, facts: tuple[Fact, ...], quotes: bool) -> bool:
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
        return not _ANAPHOR.match(quoted) and not (GAP in text and _said_already(said, quoted))
    return not any(
        not has_name(fact)
        and (
            fact.subject.casefold() in text.casefold() or fact.subject.casefold() == said.casefold()
        )
        for fact in facts
    )
