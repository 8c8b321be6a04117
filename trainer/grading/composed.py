"""Findings put together from plain words: "damage to the kidneys" is a nephrotoxicity.

A kind of change ("too little", "racing", "giving out") beside what changes ("potassium", "heart",
"circulation") names the finding. Which pairs do, stands in `tables/compositions.txt` and in the
lexicon's own names ("low potassium").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from trainer.grading.cues import cue
from trainer.grading.rows import listed, rows
from trainer.lexicon.concept import Concept, Mention
from trainer.lexicon.lexicon import Lexicon
from trainer.lexicon.words import LIGHT, Word, plain_form, stem, words_of

APART = 4  # words between a change and what changes
_FINDINGS = frozenset(
    {"adverse effect", "symptom", "condition", "laboratory finding", "effect", "sign"}
)
_PLAIN = {"low": "low", "high": "high", "slow": "slow", "fast": "fast", "rapid": "fast",
          "irregular": "irregular", "raised": "high", "increased": "high", "reduced": "low",
          "decreased": "low"}  # fmt: skip
_STAY = frozenset(
    {"function", "is", "are", "being", "been", "be", "it", "too", "of", "their", "your"}
)


@dataclass(frozen=True, slots=True)
class Composed:
    """A finding in a text, put together from the words `first` to `last` (one past)."""

    concept: Concept
    first: int
    last: int
    change: int  # where the word of change stands
    thing: int  # where what changes stands


@dataclass(frozen=True, slots=True)
class _Thing:
    """What may change: its ids, and the words that name it."""

    ids: tuple[str, ...]
    first: int
    last: int


_Table = dict[tuple[str, str], tuple[str, ...]]


def composed(
    words: Sequence[Word], mentions: Sequence[Mention], lexicon: Lexicon
) -> list[Composed]:
    """Every finding that a text puts together. Linear in its length."""
    changes = _changes(words)
    if not changes:
        return []
    table = _table(lexicon)
    things = [_Thing(("w:" + w.stem,), n, n + 1) for n, w in enumerate(words) if w.is_word]
    things += [_Thing(tuple(c.id for c in one.concepts), *one.words) for one in mentions]
    starts: dict[int, list[_Thing]] = {}
    ends: dict[int, list[_Thing]] = {}
    for thing in things:
        starts.setdefault(thing.first, []).append(thing)
        ends.setdefault(thing.last - 1, []).append(thing)
    found: dict[tuple[str, int, int], Composed] = {}

    def put(thing: _Thing, kinds: frozenset[str], first: int, last: int, change: int) -> bool:
        ids = [i for one in thing.ids for kind in kinds for i in table.get((kind, one), ())]
        for i in ids:
            one = Composed(lexicon.concepts[i], first, last, change, thing.first)
            found.setdefault((i, first, last), one)
        return bool(ids)

    for kinds, begin, end in changes:
        for place in _next(words, end, 1):
            last = 0
            for thing in starts.get(place, ()):
                if put(thing, kinds, begin, thing.last, begin):
                    last = max(last, thing.last)
            while last:  # "harms the kidneys, the liver and the ears"
                place, last = _after(words, last), 0
                for thing in starts.get(place, ()):
                    if put(thing, kinds, thing.first, thing.last, begin):
                        last = max(last, thing.last)
        for place in _next(words, begin - 1, -1):
            for thing in ends.get(place, ()):
                put(thing, kinds, thing.first, end, begin)
    return sorted(found.values(), key=lambda one: (one.first, one.last, one.concept.id))


def _after(words: Sequence[Word], place: int) -> int:
    """The next word of an enumeration, over its commas and small words."""
    while place < len(words) and (
        words[place].plain in LIGHT or words[place].plain in (",", "and", "or", "nor", "&")
    ):
        place += 1
    return place


def _next(words: Sequence[Word], start: int, step: int) -> list[int]:
    """The places of the next words that carry something, over small words only."""
    places = []
    place = start
    for _ in range(APART + 1):
        if not 0 <= place < len(words) or not (words[place].is_word or words[place].plain == "-"):
            break
        places.append(place)
        plain = words[place].plain
        if not (plain in LIGHT or plain in cue("function") or plain in _STAY or plain == "-"):
            break
        place += step
    return places


def _changes(words: Sequence[Word]) -> list[tuple[frozenset[str], int, int]]:
    """The words of change of a text: their kinds, and where they stand."""
    phrases = _phrases()
    found = []
    for index, word in enumerate(words):
        for stems, kinds in phrases.get(word.stem, ()):
            if tuple(other.stem for other in words[index : index + len(stems)]) == stems:
                found.append((kinds, index, index + len(stems)))
                break
    return found


@lru_cache(maxsize=1)
def _rows() -> tuple[
    dict[str, tuple[str, ...]], tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
]:
    kinds: dict[str, tuple[str, ...]] = {}
    found = []
    for name, *fields in rows("compositions"):
        lists = [tuple(listed(field)) for field in fields]
        if name.startswith("%"):
            kinds[name[1:]] = lists[0]
        else:
            found.append((name, lists[0], lists[1]))
    return kinds, tuple(found)


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]:
    """By first stem: the phrases of change, longest first, with all their kinds."""
    every: dict[tuple[str, ...], set[str]] = {}
    for kind, phrases in _rows()[0].items():
        for phrase in phrases:
            every.setdefault(tuple(word.stem for word in words_of(phrase)), set()).add(kind)
    by_first: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for stems in sorted(every, key=len, reverse=True):
        by_first.setdefault(stems[0], []).append((stems, frozenset(every[stems])))
    return {first: tuple(rows) for first, rows in by_first.items()}


_TABLES: dict[int, tuple[Lexicon, _Table]] = {}


def _table(lexicon: Lexicon) -> _Table:
    """By kind of change and what changes: the findings. Kept for the last lexicons used."""
    held = _TABLES.get(id(lexicon))
    if held is not None and held[0] is lexicon:
        return held[1]
    table: dict[tuple[str, str], dict[str, None]] = {}
    for finding, kinds, things in _rows()[1]:
        concept = lexicon.by_name(finding)
        if concept is None:
            continue
        for thing in things:
            own = ["w:" + stem(plain_form(thing))] if " " not in thing else []
            for kind in kinds:
                for other in (*lexicon.named(thing), *own):
                    table.setdefault((kind, other), {})[concept.id] = None
    for concept in lexicon.concepts.values():
        if concept.category not in _FINDINGS:
            continue
        for name in concept.names:
            first, _, rest = name.partition(" ")
            said = _PLAIN.get(first.casefold())
            if said and rest:
                for other in lexicon.named(rest):
                    table.setdefault((said, other), {})[concept.id] = None
    frozen = {key: tuple(value) for key, value in table.items()}
    if len(_TABLES) > 8:
        _TABLES.clear()
    _TABLES[id(lexicon)] = (lexicon, frozen)
    return frozen


__all__ = ["Composed", "composed"]
