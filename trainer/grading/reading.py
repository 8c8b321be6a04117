"""An answer taken apart: what it names, in which clause and item, affirmed or denied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from trainer.grading.composed import composed
from trainer.grading.cues import cue
from trainer.grading.polarity import denied_within, polarity
from trainer.lexicon.concept import Concept, Mention
from trainer.lexicon.lexicon import Lexicon
from trainer.lexicon.words import LIGHT, Word

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
    segment: int = 0  # the statement that it lies in: items, parted further by "so", "because"

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
    segment_of: tuple[int, ...] = ()  # the statement of each word

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
    def by_segment(self) -> dict[int, list[int]]:
        """The indexes of the words of each statement."""
        found: dict[int, list[int]] = {}
        for index, segment in enumerate(self.segment_of):
            found.setdefault(segment, []).append(index)
        return found

    @cached_property
    def in_segment(self) -> dict[int, list[Atom]]:
        """The atoms of each statement."""
        found: dict[int, list[Atom]] = {}
        for atom in self.atoms:
            found.setdefault(atom.segment, []).append(atom)
        return found

    @cached_property
    def top_of_item(self) -> dict[int, list[Atom]]:
        """The outermost atoms of each item."""
        found: dict[int, list[Atom]] = {}
        for atom in self.top:
            found.setdefault(atom.item, []).append(atom)
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
        return any(word.plain in cue("negative") for word in self.words)

    @cached_property
    def is_keywords(self) -> bool:
        """Whether it is a string of five or more terms without a mark or a small word between."""
        if len(self.words) < 5 or len(self.top) < 5:
            return False
        joined = any(
            word.plain in LIGHT
            or word.plain in cue("function")
            or (not word.is_word and word.plain not in "-/'")
            for word in self.words
        )
        return not joined


def read(
    text: str, lexicon: Lexicon, near: frozenset[str] = frozenset(), prevention: bool = True
) -> Reading:
    """Take a text apart; linear in its length.

    With `prevention`, "avoid X" and "to prevent X" deny X; without, they do not, because the
    question asks what is avoided or prevented.
    """
    text = same_words(text)
    found = lexicon.read(text, near)
    words = found.words
    clause_of, item_of, or_items = _divided(words, text)
    mentions = found.mentions
    covered = _covered(mentions, len(words))
    negative = cue("negative")
    if prevention:
        negative |= cue("prevents") | _misspelt(mentions, words)
    findings = composed(words, mentions, lexicon)
    spans = [(one.change, one.change + 1) for one in findings]
    denied = polarity(words, mentions, clause_of, item_of, negative, spans)
    within = denied_within(words, mentions)
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
    atoms += _particles(words, covered, clause_of, item_of, denied, lexicon)
    named = {(one, atom.first) for atom in atoms for one in atom.ids}
    for made in findings:
        if item_of[made.first] != item_of[made.last - 1] or (made.concept.id, made.first) in named:
            continue
        stems = tuple(words[n].stem for n in range(made.first, made.last))
        atoms.append(
            Atom(
                frozenset({made.concept.id}),
                made.concept.category,
                stems,
                made.first,
                made.last,
                clause_of[made.first],
                item_of[made.first],
                denied[made.change] or denied[made.thing],
                True,
                text[words[made.first].start : words[made.last - 1].end],
                frozenset(),
                (made.concept,),
            )
        )
    segment_of = _segments(words, item_of)
    atoms = [replace(atom, segment=segment_of[atom.first]) for atom in atoms]
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
        tuple(segment_of),
    )


def _misspelt(mentions: Iterable[Mention], words: Sequence[Word]) -> frozenset[str]:
    """Slips of the key in "avoid" and "prevent": "avoide"."""
    from rapidfuzz.distance import OSA

    found = {words[one.words[0]].plain for one in mentions if one.concept.id in PREVENTION}
    return frozenset(
        word for word in found if any(OSA.distance(word, right) == 1 for right in cue("prevents"))
    )


def _potassium(match: re.Match[str]) -> str:
    """K as potassium, but for what is named by the letter: vitamin K, however it is spelt."""
    from rapidfuzz.distance import OSA

    before = (match[1] or "").casefold()
    if before in ("vit", "factor") or (before and OSA.distance(before, "vitamin") <= 2):
        return match.group()
    return f"{match.group()[:-1]}potassium"


_SAME = tuple(
    (re.compile(pattern, re.IGNORECASE), put)
    for pattern, put in (
        (r"\bas\s+(?:and\s+when\s+)?(?:needed|required|necessary)\b|\b(?:if|when)\s+(?:needed|required|necessary)\b|\bp\.r\.n\.?",
         "PRN"),
        (r"\bvitamine\b", "vitamin"),
        (r"(?:\b([a-z]+)\.?\s)?(?<![\w.-])(?-i:K)(?![\w+/-])", _potassium),
        (r"(?<![\w.-])(?-i:Na)(?![\w+/-])", "sodium"),
        (r"(?<![\w.-])(?<!\d )(?-i:Mg)(?![\w+/-])", "magnesium"),
        (r"\bw/o\b", "without"),
        (r"\bw/(?=\s|\w)", "with "),
        (r"\balfa(?=[\s-]?\d|\b)", "alpha"),
        (r"\b(alpha|beta|type|factor|phase|grade|class)[\s-]+one\b", r"\1-1"),
        (r"\b(alpha|beta|type|factor|phase|grade|class)[\s-]+two\b", r"\1-2"),
        (r"\b(alpha|beta|type|factor|phase|grade|class)[\s-]+three\b", r"\1-3"),
    )
)  # fmt: skip


def _particles(
    words: Sequence[Word],
    covered: Sequence[Mention | None],
    clause_of: Sequence[int],
    item_of: Sequence[int],
    denied: Sequence[bool],
    lexicon: Lexicon,
) -> list[Atom]:
    """The direction in "pushes the level up", "bringing the blood pressure down"."""
    found = []
    for index, word in enumerate(words):
        if word.plain not in ("up", "down") or covered[index] is not None:
            continue
        before = [n for n in range(max(0, index - 7), index) if item_of[n] == item_of[index]]
        if not any(words[n].plain in cue("moves") for n in before):
            continue
        concept = lexicon.concepts.get("increase" if word.plain == "up" else "decrease")
        if concept is not None:
            found.append(
                Atom(
                    frozenset({concept.id}),
                    concept.category,
                    (word.stem,),
                    index,
                    index + 1,
                    clause_of[index],
                    item_of[index],
                    denied[index],
                    False,
                    word.typed,
                    frozenset(),
                    (concept,),
                )
            )
    return found


def same_words(text: str) -> str:
    """A point, a question or an answer with what small words make of it in one form."""
    for pattern, put in _SAME:
        text = pattern.sub(put, text)
    return text


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
    spans = item_of[first] != item_of[last - 1]  # "drive or operate machinery"
    at = first if negative or spans else last - 1
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
        if fresh and word.plain in cue("clause") and clauses and clauses[-1] == clause:
            clause, item = clause + 1, item + 1  # ", but"
        if not fresh:
            if (
                word.plain in ";:()!?\n"
                or (word.plain == "." and _ends_sentence(words, index))
                or word.plain in cue("clause")
                or _is_dash(words, index)
            ):
                clause, item, fresh = clause + 1, item + 1, True
            elif word.plain == "*" and index and not gap:
                pass  # "HLA-B*1502"
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


def _segments(words: Sequence[Word], item_of: Sequence[int]) -> list[int]:
    """The statement that each word belongs to."""
    segment = 0
    found: list[int] = []
    for index, word in enumerate(words):
        fresh = index and item_of[index] != item_of[index - 1]
        segment += bool(fresh or (index and word.plain in cue("joins statements")))
        found.append(segment)
    return found


def _is_dash(words: Sequence[Word], index: int) -> bool:
    """Whether a dash stands between two words with room on both sides: "no - it is sedating"."""
    if words[index].plain not in ("-", "–", "—") or not 0 < index < len(words) - 1:
        return False
    before, dash, after = words[index - 1 : index + 2]
    apart = before.end < dash.start and dash.end < after.start
    return apart and all(one.is_word and not one.plain[0].isdigit() for one in (before, after))


def _ends_sentence(words: Sequence[Word], index: int) -> bool:
    return index + 1 >= len(words) or words[index + 1].start > words[index].end


def _covered(mentions: Iterable[Mention], size: int) -> list[Mention | None]:
    covered: list[Mention | None] = [None] * size
    for one in mentions:
        if not one.inner:
            for index in range(*one.words):
                covered[index] = one
    return covered
