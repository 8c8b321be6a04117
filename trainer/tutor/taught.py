"""Synonyms that a learner teaches: what may be taught, and how it stands in the log."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from trainer.grading.verdict import Verdict
from trainer.lexicon.concept import Concept
from trainer.lexicon.lexicon import Lexicon
from trainer.lexicon.table import slug

MARK = "teach: "
_JOIN = " = "
_BETWEEN = re.compile(r"[,;]|\band\b", re.I)
_WORD = re.compile(r"[^\W_]+")
LONGEST = 60  # characters of what can be taught
_POLARITY = re.compile(r"\b(?:no|not|never|without|non|un\w+|less|more|hyper\w*|hypo\w*)\b", re.I)


@dataclass(frozen=True, slots=True)
class Taught:
    """A word of the learner's and what it stands for."""

    word: str
    meaning: str

    def note(self) -> str:
        """How it is written into the log."""
        return f"{MARK}{self.word}{_JOIN}{self.meaning}"


def from_note(note: str) -> Taught | None:
    """Read what `note` wrote; None for any other remark."""
    if not note.startswith(MARK):
        return None
    word, found, meaning = note.removeprefix(MARK).partition(_JOIN)
    return Taught(word, meaning) if found else None


def teachable(answer: str, verdict: Verdict, lexicon: Lexicon) -> Taught | str:
    """What the answer would teach; or the name of the reason why it is refused.

    One missed point, and words that name nothing yet: no number, no opposite, no other term.
    """
    if len(verdict.missed) != 1:
        return "teach.one"
    named = {_bare(part) for part in _BETWEEN.split(answer)}
    word = next((one for one in verdict.unrecognised if _bare(one) in named), answer)
    word = " ".join(word.split()).strip(" .,;!?\"'")
    meaning = verdict.missed[0].point
    if len(verdict.unrecognised) > 1 or set(_words(meaning)) <= set(_words(answer)):
        return "teach.said"
    if not word or len(word) > LONGEST or len(word.split()) > 5:
        return "teach.long"
    if any(char.isdigit() for char in word) or any(char.isdigit() for char in meaning):
        return "teach.number"
    if _POLARITY.search(word) or verdict.missed[0].heard:
        return "teach.opposite"
    known = lexicon.find(word)
    if any(mention.concept.category or len(mention.typed) == len(word) for mention in known):
        return "teach.other"
    return Taught(word, meaning)


def _bare(part: str) -> str:
    return " ".join(_words(part))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def with_taught(lexicon: Lexicon, taught: Iterable[Taught]) -> Lexicon:
    """The lexicon with every taught word as a name of what it stands for."""
    concepts = []
    for one in taught:
        known = lexicon.by_name(one.meaning)
        if known is None:
            concepts.append(Concept(f"taught:{slug(one.meaning)}", one.meaning, (one.word,)))
        else:
            concepts.append(Concept(known.id, known.name, (one.word,), known.category))
    return lexicon.with_concepts(concepts) if concepts else lexicon
