"""Findings put together from plain words: "damage to the kidneys" is a nephrotoxicity.

A kind of change ("too little", "racing", "giving out") beside what changes ("potassium", "heart",
"circulation") names the finding. Which pairs do, stands in `tables/compositions.txt` and in the
lexicon's own names ("low potassium").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from trainer.grading.cues import cue
from trainer.lexicon.concept import Concept, Mention
from trainer.lexicon.lexicon import Lexicon
from trainer.lexicon.words import LIGHT, Word, words_of

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


def composed(
    words: Sequence[Word], mentions: Sequence[Mention], lexicon: Lexicon
) -> list[Composed]:
    """Every finding that a text puts together. Linear in its length."""
    changes = _changes(words)
    if not changes:
        return []
    table = _table(lexicon)
    if not table:
        return []
    found: list[Composed] = []
    things: dict[int, list[Mention]] = {}
    for one in mentions:
        things.setdefault(one.words[0], []).append(one)
    ends: dict[int, list[Mention]] = {}
    for one in mentions:
        ends.setdefault(one.words[1] - 1, []).append(one)
    for kinds, begin, end in changes:
        for place in _next(words, end, 1):
            for one in things.get(place, ()):
                made = _made(kinds, one, begin, one.words[1], begin, table, lexicon)
                found += made
                if made:
                    found += _shared(kinds, one, begin, words, things, table, lexicon)
        for place in _next(words, begin - 1, -1):
            for one in ends.get(place, ()):
                found += _made(kinds, one, one.words[0], end, begin, table, lexicon)
    return found


def _made(
    kinds: frozenset[str],
    thing: Mention,
    first: int,
    last: int,
    change: int,
    table: dict[tuple[str, str], tuple[str, ...]],
    lexicon: Lexicon,
) -> list[Composed]:
    ids = dict.fromkeys(
        one
        for concept in thing.concepts
        for kind in sorted(kinds)
        for one in table.get((kind, concept.id), ())
    )
    return [Composed(lexicon.concepts[i], first, last, change, thing.words[0]) for i in ids]


def _shared(
    kinds: frozenset[str],
    first: Mention,
    change: int,
    words: Sequence[Word],
    things: dict[int, list[Mention]],
    table: dict[tuple[str, str], tuple[str, ...]],
    lexicon: Lexicon,
) -> list[Composed]:
    """What further things change in the same way: "harms the kidneys, the liver and the ears"."""
    found: list[Composed] = []
    place = first.words[1]
    while place < len(words):
        plain = words[place].plain
        if plain in LIGHT or plain in (",", "and", "or", "nor", "&"):
            place += 1
            continue
        made = [
            (one, row)
            for one in things.get(place, ())
            for row in _made(kinds, one, one.words[0], one.words[1], change, table, lexicon)
        ]
        if not made:
            break
        found += [row for _, row in made]
        place = max(one.words[1] for one, _ in made)
    return found


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
    rows = []
    path = Path(__file__).parent / "tables" / "compositions.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, *fields = (field.strip() for field in line.split("|"))
        lists = [tuple(one.strip() for one in field.split(",")) for field in fields]
        if name.startswith("%"):
            kinds[name[1:]] = lists[0]
        else:
            rows.append((name, lists[0], lists[1]))
    return kinds, tuple(rows)


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


_TABLES: dict[int, tuple[Lexicon, dict[tuple[str, str], tuple[str, ...]]]] = {}


def _table(lexicon: Lexicon) -> dict[tuple[str, str], tuple[str, ...]]:
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
            for kind in kinds:
                for other in lexicon.named(thing):
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
