"""A longer term named part by part: "damage to the spinal cord" for spinal cord injury."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from trainer.grading.cues import cue
from trainer.grading.needs import Need, is_label
from trainer.grading.reading import Atom
from trainer.lexicon.words import stem, words_of


@lru_cache(maxsize=512)
def stems_in(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in words_of(text) if word.is_word)


def by_parts(
    need: Need, atoms: Sequence[Atom], asked: frozenset[str]
) -> tuple[Fraction, list[tuple[Atom, Atom]]]:
    """How much of a longer term is named part by part: "damage to the spinal cord".

    `asked` are the stems of the question: where it asks for seizures, "myoclonic" is enough.
    """
    if not need.parts:
        return Fraction(0), []
    rivals = [
        atom
        for atom in atoms
        if not atom.inner
        and atom.category == need.atom.category
        and atom.concepts
        and not atom.ids & need.atom.ids
        and (not set(atom.stems) <= need.stems or _confused(atom, need.atom))
    ]
    # what stands inside of another name of the same kind is no part of this one
    atoms = [
        atom
        for atom in atoms
        if not any(top.first <= atom.first and atom.last <= top.last for top in rivals)
    ]
    words = [
        part
        for part in need.parts
        if part.is_word and not set(part.stems) & (cue("negative") | cue("function"))
    ]
    # "potassium" for "serum potassium": where it is measured goes without saying
    short = [part for part in words if not set(part.stems) & _MEASURED_IN]
    bare = [part for part in words if not set(part.stems) & _GENERIC]
    if bare and len(bare) < len(words) and all(_named(part, need, atoms) for part in bare):
        words = bare
    told = short and all(set(part.stems) <= asked for part in short)  # the drug in question
    if (
        short
        and not told
        and len(short) < len(words)
        and all(_named(part, need, atoms) for part in short)
    ):
        words = short
    named = [part for part in words if not (part is words[-1] and set(part.stems) <= asked)]
    if named and len(named) < len(words) and all(_named(part, need, atoms) for part in named):
        words = named
    if not words:
        return Fraction(0), []
    if family := _family(words, atoms):
        return Fraction(1, 2), [family]
    terms = [part for part in need.parts if not part.is_word]
    got = 0
    pairs: list[tuple[Atom, Atom]] = []
    for word in words:
        wider = [term for term in terms if term.first <= word.first and word.last <= term.last]
        ids = word.ids.union(*(term.ids for term in wider)) if wider else word.ids
        hits = [atom for atom in atoms if atom.ids & ids and atom.of <= need.stems]
        if hits:
            got += 1
            pairs.append((word, hits[0]))
    share = Fraction(got, len(words))
    return (share if got == len(words) else min(share, Fraction(1, 2))), pairs


_MEASURED_IN = frozenset(
    stem(word) for word in ("serum", "plasma", "level", "levels", "concentration")
)


_GENERIC = frozenset(
    stem(word)
    for word in (
        "abnormality",
        "abnormalities",
        "signs",
        "symptoms",
        "disturbances",
        "changes",
        "problems",
    )
)
"""Heads that say no more than that something is wrong: "neuromuscular abnormalities"."""


def _named(part: Atom, need: Need, atoms: Sequence[Atom]) -> bool:
    wider = [
        t for t in need.parts if not t.is_word and t.first <= part.first and part.last <= t.last
    ]
    ids = part.ids.union(*(term.ids for term in wider))
    return any(atom.ids & ids and atom.of <= need.stems for atom in atoms)


def _confused(one: Atom, other: Atom) -> bool:
    """Whether two terms are listed as mistaken for each other."""
    names = {name for concept in one.concepts for name in concept.confusable}
    return any(concept.name in names for concept in other.concepts) or any(
        concept.name in {name for c in other.concepts for name in c.confusable}
        for concept in one.concepts
    )


def _family(words: Sequence[Atom], atoms: Sequence[Atom]) -> tuple[Atom, Atom] | None:
    """The first word of a name with a number in it, said without any: "alpha" for alpha-2."""
    if not any(is_label(word) for word in words) or is_label(words[0]):
        return None
    if any(is_label(atom) for atom in atoms):
        return None
    return next(((words[0], atom) for atom in atoms if atom.ids & words[0].ids), None)
