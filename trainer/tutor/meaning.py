"""What a word means, as far as the lexicon and the monograph know it: never the open answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trainer.lexicon.concept import Concept
from trainer.lexicon.lexicon import Lexicon
from trainer.tutor.kinds import one_in_words

MOST_NAMES = 3
_SHORTEST = 3  # letters of a word that is looked for in the monograph alone
LONGEST = 60  # characters of a word or term that is explained


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is known of a term: its kind and other names in words, and the lines that name it.

    `kind` and `names` are empty where the lexicon does not know the term.
    """

    word: str
    kind: str = ""
    names: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()

    @property
    def said(self) -> str:
        """Everything it says, as one text, to see whether that would answer a question."""
        return "; ".join((self.word, self.kind, *self.names))


def meaning_of(asked: str, lexicon: Lexicon, monograph: Sequence[str]) -> Meaning | None:
    """What is known of `asked`; None if nothing is. Lines count from 1."""
    word = _term(asked)
    if not word or len(word) > LONGEST:
        return None
    concept = _concept(word, lexicon)
    if concept is None and len(word) < _SHORTEST:
        return None
    lines = tuple(_naming(word, concept, monograph))
    if concept is None:
        return Meaning(word, lines=lines) if lines else None
    others = tuple(name for name in concept.names if name.casefold() != word.casefold())
    return Meaning(word, one_in_words(concept.category), others[:MOST_NAMES], lines)


def _term(asked: str) -> str:
    words = asked.strip(" \"'“”‘’?.!,").split()
    while words and words[0].casefold() in ("a", "an", "the"):
        words = words[1:]
    return " ".join(words)


def _concept(word: str, lexicon: Lexicon) -> Concept | None:
    """The one concept that the whole word names."""
    known = lexicon.by_name(word)
    if known is not None:
        return known
    for mention in lexicon.find(word):
        whole = len(mention.typed) >= len(word) - 1
        if whole and mention.how != "typo" and not mention.others:
            return mention.concept
    return None


def _naming(word: str, concept: Concept | None, monograph: Sequence[str]) -> Iterator[int]:
    """The lines that hold the word or the term's own name, those that say what it is first."""
    names = {word.casefold()} | ({concept.name.casefold()} if concept else set())
    names |= {name.removesuffix("s") for name in names if len(name) > 4}
    holding = [
        (number, line.casefold())
        for number, line in enumerate(monograph, 1)
        if not line.lstrip().startswith("#")
        and any(_holds(line.casefold(), name) for name in names)
    ]
    saying = [n for n, line in holding if any(f"{name} is " in line for name in names)]
    yield from [*saying, *(n for n, _ in holding if n not in saying)]


def _holds(line: str, name: str) -> bool:
    at = line.find(name)
    after = line[at + len(name) : at + len(name) + 1]
    ends = len(name) >= 5 or not after.isalnum()  # a long word also stands for its other forms
    return at >= 0 and ends and not (at and line[at - 1].isalnum())
