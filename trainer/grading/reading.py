"""An answer taken apart: what it names, in which clause and item, affirmed or denied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from trainer.lexicon.concept import Concept, Mention
from trainer.lexicon.lexicon import Lexicon
from trainer.lexicon.words import LIGHT, Word, plain_form

WORDING = frozenset(
    [
        "direction",
        "degree",
        "relation",
        "share",
        "property",
        "time",
        "manner",
        "action",
        "kinetics",
        "permit",
        "prohibit",
        "advice",
        "matter",
        "light",
        "vague",
        "deed",
        "person",
        "role",
    ]
) | {"ordered relation", "route"}
RELATIONS = frozenset({"direction", "action", "ordered relation"})


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing that a text names: a concept under any of its ids, or a plain word.

    `first` and `last` are word indexes (last is one past). `denied` is its polarity after all
    negations. `inner` atoms lie within a longer one. `of` are the stems of the whole mention that
    it lies in.
    """

    ids: frozenset[str]
    category: str
    stems: tuple[str, ...]
    first: int
    last: int
    clause: int
    item: int
    denied: bool = False
    inner: bool = False
    typed: str = ""
    of: frozenset[str] = frozenset()
    concepts: tuple[Concept, ...] = ()
    typo: bool = False

    @property
    def is_word(self) -> bool:
        return not self.concepts


PREVENTION = frozenset({"prevent", "avoid"})


@dataclass(frozen=True)
class Reading:
    """A text as words, atoms, clauses (by sentence marks and "but") and items (by comma, "and")."""

    text: str
    words: tuple[Word, ...]
    atoms: tuple[Atom, ...]
    clauses: int
    items: int
    starts: tuple[int, ...]  # the clause of each item
    corrected: tuple[tuple[str, str], ...] = ()
    joined_by_or: frozenset[int] = frozenset()  # items that follow an "or"
    item_of: tuple[int, ...] = ()  # the item of each word

    @cached_property
    def top(self) -> tuple[Atom, ...]:
        """The atoms that lie in no other."""
        return tuple(atom for atom in self.atoms if not atom.inner)

    @cached_property
    def by_item(self) -> dict[int, list[str]]:
        """The plain words of each item."""
        found: dict[int, list[str]] = {}
        for word, item in zip(self.words, self.item_of, strict=True):
            if word.is_word:
                found.setdefault(item, []).append(word.plain)
        return found

    @cached_property
    def items_of_clause(self) -> dict[int, int]:
        """How many items each clause has."""
        counts: dict[int, int] = {}
        for clause in self.starts:
            counts[clause] = counts.get(clause, 0) + 1
        return counts

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(one for atom in self.atoms for one in atom.ids)

    @cached_property
    def has_negation(self) -> bool:
        return any(word.plain in _cues()["negative"] for word in self.words)

    @cached_property
    def is_keywords(self) -> bool:
        """Whether it is a string of five or more terms without a mark or a small word between."""
        if len(self.words) < 5 or len(self.top) < 5:
            return False
        joined = any(
            word.plain in LIGHT
            or word.plain in _cues()["function"]
            or (not word.is_word and word.plain not in "-/'")
            for word in self.words
        )
        return not joined


_STOPS = re.compile(r"[.;:()\n!?]")


@lru_cache(maxsize=1)
def _cues() -> dict[str, frozenset[str]]:
    """The cue words of `tables/cues.txt`, by kind."""
    cues: dict[str, set[str]] = {}
    path = Path(__file__).parent / "tables" / "cues.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            kind, words = line.split("|")
            cues.setdefault(kind.strip(), set()).update(
                word.strip() if " " in word.strip() else plain_form(word.strip())
                for word in words.split(",")
                if word.strip()
            )
    return {kind: frozenset(words) for kind, words in cues.items()}


def cue(kind: str) -> frozenset[str]:
    """The cue words of one kind."""
    return _cues().get(kind, frozenset())


def read(
    text: str, lexicon: Lexicon, near: frozenset[str] = frozenset(), prevention: bool = True
) -> Reading:
    """Take a text apart; linear in its length.

    With `prevention`, "avoid X" and "to prevent X" deny X; without, they do not, because the
    question asks what is avoided or prevented.
    """
    found = lexicon.read(text, near)
    words = found.words
    clause_of, item_of, or_items = _divided(words, text)
    mentions = found.mentions
    covered = _covered(mentions, len(words))
    negative = cue("negative") | (cue("prevents") if prevention else frozenset())
    denied = _polarity(words, mentions, clause_of, item_of, negative)
    within = _denied_within(words, mentions)
    atoms = [_of_mention(one, words, clause_of, item_of, denied, within) for one in mentions]
    for index, word in enumerate(words):
        if not word.is_word or word.plain in LIGHT or word.plain in cue("function"):
            continue
        inside = covered[index]
        if inside is None and (word.plain in cue("negative") or word.plain in cue("hedge")):
            continue
        if len(word.plain) < 2 and not (word.typed.isupper() or word.plain.isdigit()):
            continue
        of = frozenset(words[n].stem for n in range(*inside.words)) if inside else frozenset()
        atoms.append(
            Atom(
                frozenset({"w:" + word.stem}),
                "",
                (word.stem,),
                index,
                index + 1,
                clause_of[index],
                item_of[index],
                denied[index] ^ within[index],
                inside is not None,
                word.typed,
                of,
            )
        )
    atoms.sort(key=lambda atom: (atom.first, atom.inner, -atom.last))
    starts: dict[int, int] = {}
    for clause, item in zip(clause_of, item_of, strict=True):
        starts.setdefault(item, clause)
    items = max(item_of, default=-1) + 1
    return Reading(
        text,
        words,
        tuple(atoms),
        max(clause_of, default=-1) + 1,
        items,
        tuple(starts.get(item, 0) for item in range(items)),
        found.corrected,
        frozenset(or_items),
        tuple(item_of),
    )


def _of_mention(
    one: Mention,
    words: Sequence[Word],
    clause_of: Sequence[int],
    item_of: Sequence[int],
    denied: Sequence[bool],
    within: Sequence[bool],
) -> Atom:
    first, last = one.words
    negative = [n for n in range(first, last) if words[n].plain in cue("negative")]
    # a name that holds its own "not" is affirmed unless a negation stands before it
    at = first if negative else last - 1
    stems = tuple(words[n].stem for n in range(first, last) if words[n].plain not in LIGHT)
    return Atom(
        frozenset(concept.id for concept in one.concepts),
        one.concept.category,
        stems,
        first,
        last,
        clause_of[first],
        item_of[first],
        denied[at] ^ (one.inner and within[at]),
        one.inner,
        one.typed,
        frozenset(stems) if one.inner else frozenset(),
        one.concepts,
        one.how == "typo",
    )


def _divided(words: Sequence[Word], text: str) -> tuple[list[int], list[int], set[int]]:
    """The clause and the item that each word belongs to, and the items that follow an "or"."""
    clause = item = 0
    clauses: list[int] = []
    items: list[int] = []
    or_items: set[int] = set()
    fresh = True
    for index, word in enumerate(words):
        gap = text[words[index - 1].end : word.start] if index else ""
        if "\n" in gap and not fresh:
            clause, item, fresh = clause + 1, item + 1, True
        if not fresh:
            if (
                word.plain in ";:()!?\n"
                or (word.plain == "." and _ends_sentence(words, index))
                or word.plain in cue("clause")
            ):
                clause, item, fresh = clause + 1, item + 1, True
            elif word.plain in (",", "+", "/", "&", "•", "*") or word.plain in (
                "and",
                "or",
                "nor",
                "plus",
            ):
                item, fresh = item + 1, True
        clauses.append(clause)
        items.append(item)
        if word.plain == "or":
            or_items.add(item)
        if (
            fresh
            and word.is_word
            and word.plain not in ("and", "or", "nor", "plus")
            and (word.plain not in cue("clause"))
        ):
            fresh = False
    return clauses, items, or_items


def _ends_sentence(words: Sequence[Word], index: int) -> bool:
    return index + 1 >= len(words) or words[index + 1].start > words[index].end


def _covered(mentions: Iterable[Mention], size: int) -> list[Mention | None]:
    covered: list[Mention | None] = [None] * size
    for one in mentions:
        if not one.inner:
            for index in range(*one.words):
                covered[index] = one
    return covered


def _polarity(
    words: Sequence[Word],
    mentions: Sequence[Mention],
    clause_of: Sequence[int],
    item_of: Sequence[int],
    negative: frozenset[str],
) -> list[bool]:
    """For each word, whether it stands under an odd number of negations."""
    held = [False] * len(words)
    for one in mentions:
        first, last = one.words
        if last - first > 1 and not one.inner:
            for index in range(first, last):
                held[index] = True
    denied = [False] * len(words)
    depth = 0
    begun = -10
    only_comma = True
    for index, word in enumerate(words):
        new_clause = index > 0 and clause_of[index] != clause_of[index - 1]
        if new_clause or word.plain in cue("ends negation"):
            depth = 0
        plain = word.plain
        if depth and index and item_of[index] != item_of[index - 1]:
            if _ends_here(words, index, item_of) or (
                only_comma and _is_contrast(words, index, begun)
            ):
                depth = 0
        if not held[index] and plain in negative and not _is_pseudo(words, index):
            if _is_particle(words, index):
                continue
            double = depth and index - begun <= 4 and item_of[index] == item_of[begun]
            depth = depth + 1 if double else 1
            begun = index
            continue
        denied[index] = depth % 2 == 1
        if not held[index] and plain in cue("hardly"):
            depth, begun = 1, index
    _after(words, denied, clause_of)
    return denied


def _denied_within(words: Sequence[Word], mentions: Sequence[Mention]) -> list[bool]:
    """For each word of a longer name, whether a "not" of that name stands before it."""
    denied = [False] * len(words)
    for one in mentions:
        first, last = one.words
        if last - first < 2 or one.inner:
            continue
        under = False
        for index in range(first, last):
            if words[index].plain in cue("negative"):
                under = True
            else:
                denied[index] = under
    return denied


def _is_particle(words: Sequence[Word], index: int) -> bool:
    """ "No," or "Nope:" as an answer by itself, not as the negation of what follows."""
    if words[index].plain not in ("no", "nope", "nah", "never"):
        return False
    if index > 0 and words[index - 1].is_word:
        return False
    following = words[index + 1] if index + 1 < len(words) else None
    return following is None or not following.is_word or following.plain in cue("after particle")


def _is_pseudo(words: Sequence[Word], index: int) -> bool:
    following = words[index + 1].plain if index + 1 < len(words) else ""
    if words[index].plain in ("rather", "instead"):
        return following not in ("than", "of")
    if words[index].plain == "free":
        return following not in ("of", "from")
    return following in cue("pseudo after negative")


def _ends_here(words: Sequence[Word], index: int, item_of: Sequence[int]) -> bool:
    """Whether the item that begins here starts a statement of its own, so a negation ends."""
    for place in range(index, min(index + 4, len(words))):
        if item_of[place] != item_of[index]:
            return False
        if words[place].plain in cue("subject"):
            return True
    return False


def _is_contrast(words: Sequence[Word], index: int, begun: int) -> bool:
    """ "not A, B": two items and no "or" after the negation make a contrast."""
    if words[index].plain != "," or words[begun].plain != "not":
        return False
    rest = words[index + 1 :]
    return not any(word.plain in ("or", "nor", "and", ",") for word in rest[:12])


def _after(words: Sequence[Word], denied: list[bool], clause_of: Sequence[int]) -> None:
    """Negations that follow what they deny: "seizures are absent", "is not one of them"."""
    for index, word in enumerate(words):
        if word.plain not in cue("negative after"):
            continue
        if index and words[index - 1].plain in cue("negative"):
            continue
        place = index - 1
        while place >= 0 and clause_of[place] == clause_of[index] and index - place <= 6:
            if words[place].plain == ",":
                break
            denied[place] = not denied[place]
            place -= 1


def deny(atom: Atom) -> Atom:
    return replace(atom, denied=not atom.denied)
