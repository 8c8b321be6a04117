"""All terms that are known, and finding them in running text.

The longest name wins; the same words in another form come second; a typing error of a word third.
A lexicon never changes: `with_concepts` gives a larger one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import Any, Literal, TypeVar, cast

from trainer.lexicon.concept import Concept, Mention
from trainer.lexicon.ordinary import is_ordinary
from trainer.lexicon.table import read_tables, slug
from trainer.lexicon.typo import SHORTEST, Corrector, sounding_like
from trainer.lexicon.words import LIGHT, Word, plain_form, stem, words_of

LONGEST_NAME = 9  # words

_SMALL = LIGHT | frozenset(
    [
        "as",
        "at",
        "in",
        "on",
        "or",
        "and",
        "to",
        "if",
        "no",
        "am",
        "pm",
        "all",
        "for",
        "not",
        "by",
        "up",
        "out",
        "do",
        "go",
        "can",
        "may",
        "ad",
        "sad",
        "arm",
        "leg",
        "one",
        "two",
        "per",
        "via",
        "off",
        "how",
        "why",
        "when",
        "what",
        "with",
        "from",
        "me",
        "a",
        "b",
        "c",
        "d",
        "x",
    ]
)
_ARTICLES = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "be",
        "is",
        "are",
        "it",
        "being",
        "to",
        "will",
        "would",
        "has",
        "have",
        "had",
        "was",
        "were",
        "been",
        "his",
        "her",
        "their",
        "your",
        "my",
        "its",
        "this",
        "that",
        "these",
    ]
)
_PREPOSITIONS = frozenset(["in", "into", "to", "of", "from", "on", "at", "by", "with", "via"])
_BREAKING = frozenset(["so", "then"])
_HYPHENS = frozenset("-–—‐‑/'’")
Key = str
"""The words of a name, a space between them: shorter than a tuple, and a single word is its own."""
_FINDINGS = frozenset({"adverse effect", "symptom", "condition", "laboratory finding"})
_DIRECTIONS = {
    form: canonical
    for canonical, words in (
        ("low", "low lower lowers lowering reduce reduces reduced drop drops dropping dropped fall"
                " falls falling fell sink sinks sank decrease decreases decreased decline less"),
        ("high", "high higher raise raises raised rise rises rising rose increase increases"
                 " increased elevate elevates elevated climb climbs"),
    )
    for word in words.split()
    for form in (word, stem(word))
}  # fmt: skip
_PROCESSES = frozenset(
    map(
        stem,
        ["excreted", "absorbed", "eliminated", "released", "reabsorbed", "secreted", "cleared",
         "enters", "leaves", "flows", "taken", "produced", "formed", "goes", "comes", "passes"],
    )
)  # fmt: skip
"""Behind "less potassium" these say what is less: the excretion, not the potassium."""
_V = TypeVar("_V")
MOST_KEPT = 4096
"""How many texts of keys and facts a lexicon keeps taken apart."""


@dataclass(frozen=True, slots=True)
class Read:
    """A text with its words put right and every concept found, inner ones too."""

    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    corrected: tuple[tuple[str, str], ...] = ()


class Lexicon:
    """Concepts by every name. Immutable; safe to share."""

    __slots__ = (
        "_corrector",
        "_exact",
        "_first",
        "_kept",
        "_small",
        "_stems",
        "_upper",
        "_vocabulary",
        "concepts",
    )

    def __init__(self, concepts: Iterable[Concept] = ()) -> None:
        self.concepts: dict[str, Concept] = {}
        self._exact: dict[Key, tuple[str, ...]] = {}
        self._stems: dict[Key, tuple[str, ...]] = {}
        self._small: dict[Key, tuple[tuple[tuple[str, ...], str], ...]] = {}
        self._upper: dict[str, tuple[str, ...]] = {}
        self._first: dict[str, int] = {}  # the most words of a name that begins with this stem
        self._vocabulary: frozenset[str] = frozenset()
        self._corrector: Corrector | None = None
        self._kept: dict[Hashable, Any] = {}
        self._add(concepts)

    def with_concepts(self, concepts: Iterable[Concept]) -> Lexicon:
        """A lexicon with further concepts; one with a known id adds its names to that concept."""
        concepts = tuple(concepts)
        if not concepts:
            return self
        larger = Lexicon()
        larger.concepts = dict(self.concepts)
        larger._exact = dict(self._exact)
        larger._stems = dict(self._stems)
        larger._small = dict(self._small)
        larger._upper = dict(self._upper)
        larger._first = dict(self._first)
        larger._vocabulary = self._vocabulary
        larger._add(concepts)
        return larger

    def kept(self, key: Hashable, make: Callable[[], _V]) -> _V:
        """What was made of a text with this lexicon before, or now: keys and facts come again.

        `key` names all that the result rests on; what is made must not be changed by anyone.
        """
        if key not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = make()
        return cast(_V, self._kept[key])

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every concept of the text in its order, longest names first, none within another."""
        return tuple(mention for mention in self.read(text).mentions if not mention.inner)

    def read(self, text: str, near: frozenset[str] = frozenset()) -> Read:
        """Read a text: words, corrections and mentions (inner ones marked).

        `near` are plain words that also count as known and as what a typing error may mean: those
        of the question and its key.
        """
        typed = words_of(text)
        words, corrected = self._corrected(typed, near)
        places = [
            index
            for index, word in enumerate(words)
            if word.plain not in _HYPHENS
            and (word.plain not in LIGHT or (word.typed.isupper() and word.plain in self._upper))
        ]
        return Read(tuple(words), tuple(self._mentions(text, typed, words, places)), corrected)

    def by_name(self, name: str) -> Concept | None:
        """The concept with this id or exactly this name."""
        if found := self.concepts.get(slug(name)):
            return found
        ids = self._exact.get(_key(name), ())
        return self.concepts[ids[0]] if ids else None

    def named(self, name: str) -> tuple[str, ...]:
        """The ids of every concept with exactly this name."""
        return self._exact.get(_key(name), ())

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word that stands in a name."""
        return self._vocabulary

    def _add(self, concepts: Iterable[Concept]) -> None:
        vocabulary = set(self._vocabulary)
        for concept in concepts:
            known = self.concepts.get(concept.id)
            if known is not None:
                concept = _merged(known, concept)
            self.concepts[concept.id] = concept
            for name in concept.names:
                self._index(name, concept.id, vocabulary)
        self._vocabulary = frozenset(vocabulary)
        self._corrector = None

    def _index(self, name: str, concept_id: str, vocabulary: set[str]) -> None:
        words = [word for word in words_of(name) if word.plain not in _HYPHENS]
        inner = [word for word in words if word.plain not in LIGHT] or words
        if not inner or len(inner) > LONGEST_NAME:
            return
        meant = len(inner) < 3 and any(
            word.plain not in _ARTICLES for word in words if word not in inner
        )
        if len(inner) == 1 and inner[0].plain in _SMALL and not meant:
            if inner[0].typed.isupper():
                _put(self._upper, inner[0].plain, concept_id)
            return
        # The same words stand in many names: each is one string, and stems alike are one key.
        vocabulary.update(intern(word.plain) for word in inner if word.is_word)
        key = _joined(intern(word.plain) for word in inner)
        if meant:  # "any time" would be left as "time": its small words have to be there
            whole = tuple(intern(word.plain) for word in words if not _is_passed(word))
            self._small[key] = (*self._small.get(key, ()), (whole, concept_id))
            first = intern(inner[0].stem)
            self._first[first] = max(self._first.get(first, 0), len(inner))
            return
        stems = _joined(intern(word.stem) for word in inner)
        stems = key if stems == key else stems
        _put(self._exact, key, concept_id)
        _put(self._stems, stems, concept_id)
        if len(inner) > 1:
            first = intern(inner[0].stem)
            self._first[first] = max(self._first.get(first, 0), len(inner))
        if 2 <= len(inner) <= 3 and sum(len(word.plain) for word in inner) >= 5:
            # "gabab": known, but no word of the vocabulary: nothing is corrected towards it.
            together = "".join(word.plain for word in inner).replace(".", "")
            _put(self._exact, together, concept_id)

    def _corrected(
        self, typed: Sequence[Word], near: frozenset[str]
    ) -> tuple[list[Word], tuple[tuple[str, str], ...]]:
        words: list[Word] = []
        corrected: list[tuple[str, str]] = []
        for word in typed:
            right = None
            short = len(word.plain) == 4 and not word.typed.isupper() and bool(near)
            if (
                (short or len(word.plain) >= 5)
                and word.plain.isalpha()
                and word.plain not in self._vocabulary
                and word.plain not in LIGHT
            ):
                right = self._right(word, near)
            if right is None:
                words.append(word)
            else:
                words.append(Word(word.typed, right, stem(right), word.start, word.end))
                corrected.append((word.typed, right))
        return words, tuple(corrected)

    def _right(self, word: Word, near: frozenset[str]) -> str | None:
        if (
            word.plain in near
            or word.plain in self._exact
            or word.stem in self._stems
            or is_ordinary(word.plain)
        ):
            return None
        if any(word.stem == stem(other) for other in near):
            return None
        if self._corrector is None:
            self._corrector = Corrector(sorted(self._vocabulary), is_ordinary)
        general = self._corrector.nearest(word.plain)
        if not near:
            return general[1] if general else None
        asked = Corrector(sorted(near), is_ordinary, SHORTEST - 1).nearest(word.plain)
        if asked and (general is None or asked[0] <= general[0]):
            return asked[1]
        if general is not None:
            return general[1]
        return sounding_like(word.plain, near)

    def _mentions(
        self, text: str, typed: Sequence[Word], words: Sequence[Word], places: Sequence[int]
    ) -> list[Mention]:
        found: list[Mention] = []
        at = 0
        while at < len(places):
            length = self._longest(words, places, at, LONGEST_NAME)
            if length is None:
                at += 1
                continue
            size, mention = length
            first = words[places[at]].plain
            if size > 1 and (first in _PREPOSITIONS or is_direction(first)):
                later = self._longest(words, places, at + 1, LONGEST_NAME)
                if later is not None and later[0] >= size + is_direction(first):
                    # "in blood pressure" holds a blood pressure, not "in blood"; "less glucose
                    # made by the liver" what the liver makes, and no low glucose
                    length = self._longest(words, places, at, 1)
                    if length is None:
                        at += 1
                        continue
                    size, mention = length
            found.append(self._mention(text, typed, words, places, at, size, mention, False))
            if size > 1:
                found += self._inner(text, typed, words, places, at, size)
            at += size
        return found

    def _inner(
        self,
        text: str,
        typed: Sequence[Word],
        words: Sequence[Word],
        places: Sequence[int],
        begin: int,
        size: int,
    ) -> list[Mention]:
        found = []
        for at in range(begin, begin + size):
            most = min(begin + size - at, size - 1)
            best = self._longest(words, places, at, most)
            if best is not None:
                found.append(self._mention(text, typed, words, places, at, best[0], best[1], True))
        return found

    def _longest(
        self, words: Sequence[Word], places: Sequence[int], at: int, most: int
    ) -> tuple[int, tuple[tuple[str, ...], Literal["exact", "stem"]]] | None:
        first = words[places[at]]
        longest = max(self._first.get(first.stem, 1), self._first.get(first.plain, 1))
        unbroken = self._unbroken(words, places, at, min(longest, most))
        for size in range(min(longest, most, len(places) - at), 0, -1):
            chosen = [words[place] for place in places[at : at + size]]
            plain = _joined(word.plain for word in chosen)
            if plain in self._small:
                ends = chosen[0].plain, chosen[-1].plain
                meant = self._with_small_words(
                    words, places[at], places[at + size - 1], plain, ends
                )
                if meant:
                    return size, (meant, "exact")
            if size > unbroken:
                continue
            if size == 1 and first.plain in _SMALL:
                break  # a small word is a name only in capitals: IT, but not it
            if ids := self._exact.get(plain):
                return size, (ids, "exact")
            if ids := self._stems.get(_joined(word.stem for word in chosen)):
                return size, (ids, "stem")
            follows = words[places[at + size]].stem if at + size < len(places) else ""
            if size > 1 and follows not in _PROCESSES and (ids := self._by_direction(chosen)):
                return size, (ids, "stem")
        if most and first.typed.isupper() and first.plain in self._upper:
            return 1, (self._upper[first.plain], "exact")
        for size in (2, 3):
            if size <= most and at + size <= len(places):
                together = "".join(words[place].plain for place in places[at : at + size])
                together = together.replace(".", "")
                if len(together) >= 5 and (ids := self._exact.get(together)):
                    return size, (ids, "exact")
        return None

    @staticmethod
    def _unbroken(words: Sequence[Word], places: Sequence[int], at: int, most: int) -> int:
        """How many places from one on may make up a name: "it rises so the dose is cut" speaks of
        no risen dose."""
        size = min(1, most)
        while size < min(most, len(places) - at) and not any(
            words[n].plain in _BREAKING for n in range(places[at + size - 1] + 1, places[at + size])
        ):
            size += 1
        return size

    def _with_small_words(
        self, words: Sequence[Word], first: int, last: int, key: Key, ends: tuple[str, str]
    ) -> tuple[str, ...]:
        """The names that the words of a place are with the small words beside and between them:
        "too much iron", "as directed"."""
        found: dict[str, None] = {}
        for whole, concept_id in self._small[key]:
            before, after = whole.index(ends[0]), whole[::-1].index(ends[1])
            said = [word.plain for word in words[first : last + 1] if not _is_passed(word)]
            said = _beside(words, first - 1, -1, before)[::-1] + said
            if tuple(said + _beside(words, last + 1, 1, after)) == whole:
                found[concept_id] = None
        return tuple(found)

    def _by_direction(self, chosen: Sequence[Word]) -> tuple[str, ...]:
        """What "low X" or "high X" is called, where X is said to fall or to rise: "drops the blood
        pressure", "the heart rate went up"; only findings, never a dose."""
        for at, rest in ((0, chosen[1:]), (-1, chosen[:-1])):
            canonical = _DIRECTIONS.get(chosen[at].plain) or _DIRECTIONS.get(chosen[at].stem)
            if canonical is None:
                continue
            ids = self._exact.get(_joined([canonical, *(word.plain for word in rest)]), ())
            kept = tuple(one for one in ids if self.concepts[one].category in _FINDINGS)
            if kept:
                return kept
        return ()

    def _mention(
        self,
        text: str,
        typed: Sequence[Word],
        words: Sequence[Word],
        places: Sequence[int],
        at: int,
        size: int,
        found: tuple[tuple[str, ...], Literal["exact", "stem"]],
        inner: bool,
    ) -> Mention:
        first, last = places[at], places[at + size - 1]
        ids, how = found
        mended = any(typed[n].plain != words[n].plain for n in range(first, last + 1))
        start, end = words[first].start, words[last].end
        concepts = [self.concepts[one] for one in ids]
        return Mention(
            concepts[0],
            start,
            end,
            text[start:end],
            "typo" if mended else how,
            tuple(concepts[1:]),
            inner,
            (first, last + 1),
        )


def _is_passed(word: Word) -> bool:
    return word.plain in _HYPHENS or (word.plain in _ARTICLES and word.plain in LIGHT)


def _beside(words: Sequence[Word], at: int, step: int, most: int) -> list[str]:
    """The next words from a place on, at most so many, articles and hyphens passed over."""
    found: list[str] = []
    while len(found) < most and 0 <= at < len(words):
        if not _is_passed(words[at]):
            found.append(words[at].plain)
        at += step
    return found


def is_direction(word: str) -> bool:
    """Whether a plain word or stem says that something is low or falls, high or rises."""
    return word in _DIRECTIONS


@lru_cache(maxsize=1)
def general_lexicon() -> Lexicon:
    """The clinical terms and ordinary words that ship with the program."""
    return Lexicon(read_tables())


def _key(name: str) -> Key:
    words = [word.plain for word in words_of(name) if word.plain not in _HYPHENS]
    return _joined([word for word in words if word not in LIGHT] or words)


def _joined(words: Iterable[str]) -> Key:
    return " ".join(words)


def _put(index: dict[Key, tuple[str, ...]], key: Key, concept_id: str) -> None:
    before: tuple[str, ...] = index.get(key, ())
    if not before:
        index[key] = _alone(concept_id)
    elif concept_id not in before:
        index[key] = (*before, concept_id)


@lru_cache(maxsize=1)
def _singles() -> dict[str, tuple[str, ...]]:
    return {}


def _alone(concept_id: str) -> tuple[str, ...]:
    """A concept by itself: most names mean one, and each concept has several."""
    return _singles().setdefault(concept_id, (concept_id,))


def _merged(known: Concept, added: Concept) -> Concept:
    def joined(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*one, *other)))

    return Concept(
        known.id,
        known.name,
        joined(known.aliases, tuple(name for name in added.names if name != known.name)),
        known.category or added.category,
        joined(known.opposes, added.opposes),
        joined(known.confusable, added.confusable),
    )


__all__ = ["Lexicon", "Mention", "Read", "general_lexicon", "plain_form"]
