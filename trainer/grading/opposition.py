"""Whether an answer that names the right things says the opposite of them, or of others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from trainer.grading.needs import Need, Wanted, is_label, is_predicate
from trainer.grading.reading import RELATIONS, WORDING, Atom, Reading


def denied_otherwise(placed: Sequence[tuple[Need, Atom]]) -> bool:
    """Whether something is denied that the point affirms, or the other way round.

    Where the relation itself agrees, what stands before it may lie outside of its "not":
    "insulin release is not increased".
    """
    relations = [
        (need, hit)
        for need, hit in placed
        if is_predicate(need) or need.atom.category in ("deed", "kinetics")
    ][:1]
    for need, hit in placed:
        if hit.denied == need.atom.denied or need.atom.category == "light":
            continue
        if need.atom.denied and relations:
            asked, relation = relations[0]
            if relation.denied == asked.atom.denied and hit.last <= relation.first:
                continue
        return True
    return False


def other_member(one: Wanted, atoms: Sequence[Atom], placed: Sequence[tuple[Need, Atom]]) -> bool:
    """Whether a number or letter in the name is another one: CYP3A4 for CYP1A2, alpha-1 for -2."""
    labels = [need for need in one.needs if is_label(need.atom)]
    if not labels:
        return False
    wanted = [need.atom.stems[0] for need in labels]
    hits = [hit for need, hit in placed if is_label(need.atom)]
    others = [a for a in atoms if is_label(a) and not a.inner and a.stems[0] not in wanted]
    if len(hits) < len(labels):
        return bool(others)
    return [hit.first for hit in hits] != sorted(hit.first for hit in hits)


def substituted(need: Need, one: Wanted, atoms: Sequence[Atom]) -> bool:
    """Whether another thing of the same kind stands where a given one was left out."""
    kind = need.atom.category
    if not kind or kind in WORDING - {"route"}:
        return False
    expected = frozenset(i for other in one.needs for i in other.atom.ids)
    return any(
        atom.category == kind and not atom.inner and not atom.denied and not atom.ids & expected
        for atom in atoms
    )


def contradicted(
    one: Wanted,
    atoms: Sequence[Atom],
    placed: Sequence[tuple[Need, Atom]],
    in_part: Sequence[tuple[Need, Atom]],
    answer: Reading,
) -> bool:
    """Whether a contrary of a need stands nearer to the rest of the point than the need itself."""
    for need in one.needs:
        light = need.weight < Fraction(1, 4) and need.atom.category != "share"
        if not need.opposes or (light and not need.is_relation):
            continue
        against = [
            atom
            for atom in atoms
            if atom.ids & need.opposes
            and not atom.ids & need.atom.ids
            and atom.denied == need.atom.denied
            and not _part_of_hit(atom, placed)
            and not is_neutral(atom)
        ]
        if not against:
            continue
        things = [hit for other, hit in placed if other is not need and not other.is_relation]
        own = [hit for other, hit in placed if other is need]
        against = [atom for atom in against if not _has_its_own(atom, things, atoms, bool(own))]
        if not against:
            continue
        rest = things
        if any(other is need for other, _ in in_part):
            return True
        if not own:
            if not rest or any(_distance(atom, hit) <= 5 for atom in against for hit in rest):
                return True
            continue
        if need.is_relation and rest:
            named = _named_in(placed, need, atoms)
            mine, theirs = _things_beside(own, named), _things_beside(against, named)
            mine += any(_has_pronoun(relation.segment, answer) for relation in own)
            if mine != theirs:
                if theirs > mine:
                    return True
                continue
            nearest = _nearest_thing(need, placed)
            rest = [atom for atom in atoms if atom.ids & nearest.atom.ids] or rest
            where = {hit.segment for hit in rest}
            mine_at = {relation.segment for relation in own}
            if mine_at & where and not mine_at & {relation.segment for relation in against}:
                continue  # each of the two statements names it: "blocks its X, so more X stays"
            gaps = [min(_distance(relation, hit) for hit in rest) for relation in own]
            if min(min(_distance(a, hit) for hit in rest) for a in against) < min(gaps):
                return True
            continue
        for hit in rest:
            if min(_distance(atom, hit) for atom in against) < min(_distance(o, hit) for o in own):
                return True
    return False


def _nearest_thing(relation: Need, placed: Sequence[tuple[Need, Atom]]) -> Need:
    """The thing of which the point itself says the relation: it stands next to it there."""
    things = [(need, hit) for need, hit in placed if not need.is_relation and need is not relation]
    own = [pair for pair in things if not pair[0].given] or things
    own.sort(key=lambda pair: pair[0].atom.first)
    name = [pair for pair in own if 0 <= pair[0].atom.first - relation.atom.last <= 1]
    for pair in own:
        if name and pair[0].atom.first == name[-1][0].atom.last:
            name.append(pair)  # "lower the lithium dose" lowers the dose
    if name:
        return name[-1][0]
    return min(own, key=lambda pair: abs(pair[0].atom.first - relation.atom.first))[0]


def _named_in(
    placed: Sequence[tuple[Need, Atom]], relation: Need, atoms: Sequence[Atom]
) -> list[frozenset[int]]:
    """For each thing of the point that was named, the statements that name it."""
    return [
        frozenset({hit.segment, *(a.segment for a in atoms if a.ids & need.atom.ids)})
        for need, hit in placed
        if need is not relation and not need.is_relation
    ]


def _things_beside(relations: Sequence[Atom], named: Sequence[frozenset[int]]) -> int:
    """The most things of the point that one statement names together with one of the relations."""
    return max(sum(relation.segment in where for where in named) for relation in relations)


def _has_its_own(relation: Atom, things: Sequence[Atom], atoms: Sequence[Atom], said: bool) -> bool:
    """Whether a relation in an item of its own speaks of another thing behind it.

    "..., and slows C"; where the relation of the point is `said` itself, also before it: "blocks
    that enzyme, and so more of it is in the blood".
    """
    if not things or any(
        thing.item == relation.item or (not said and thing.first >= relation.last)
        for thing in things
    ):
        return False
    return any(
        atom.item == relation.item
        and atom.first >= relation.last
        and atom.category not in WORDING
        and not atom.inner
        for atom in atoms
    )


_PRONOUNS = frozenset(("it", "its", "they", "them", "this", "that", "these", "both", "drug"))


def said_of_others(one: Wanted, answer: Reading, others: frozenset[str]) -> frozenset[Atom]:
    """The relations of an answer whose statement speaks of what other points are about.

    In "it falls, so the dose has to be raised" the raising is of the dose, not of the level.
    """
    things = [need for need in one.needs if not need.is_relation]
    own = frozenset(i for need in things for a in (need.atom, *need.parts) for i in a.ids)
    stems = frozenset(stem for need in things for stem in need.stems)
    found = []
    for atom in answer.top:
        if not moves(atom) or _has_pronoun(atom.segment, answer):
            continue
        beside = [a for a in answer.in_segment[atom.segment] if a is not atom]
        if any(a.ids & own or set(a.stems) & stems for a in beside):
            continue
        if any(a.ids & others and not moves(a) for a in beside):
            found.append(atom)
    return frozenset(found)


def moves(atom: Atom) -> bool:
    """Whether an atom is, or may be, a relation of which each statement has its own."""
    return any(one.category in RELATIONS for one in atom.concepts)


def _has_pronoun(segment: int, answer: Reading) -> bool:
    """Whether a statement speaks of a thing that was named before: "increasing its level"."""
    return any(answer.words[n].plain in _PRONOUNS for n in answer.by_segment.get(segment, ()))


_NEUTRAL = re.compile(r"^(?:act(?:s|ing|ed)?\b|work|bind|bound)", re.IGNORECASE)


def is_neutral(atom: Atom) -> bool:
    """Whether a relation says only that something acts, not which way: "works on", "binds"."""
    return bool(_NEUTRAL.match(atom.typed))


def taken_back(atom: Atom, answer: Reading) -> bool:
    """Whether a contrary is said of the same thing again: "and also decrease them"."""
    after = answer.words[atom.last : atom.last + 2]
    before = answer.words[max(0, atom.first - 2) : atom.first]
    return (
        bool(after)
        and after[0].plain in ("them", "it", "these", "both")
        and (any(word.plain in ("also", "and", "or") for word in before))
    )


def _part_of_hit(atom: Atom, placed: Sequence[tuple[Need, Atom]]) -> bool:
    return any(hit.first <= atom.first and atom.last <= hit.last for _, hit in placed)


def _distance(relation: Atom, thing: Atom) -> int:
    """Words between a relation and a thing; one that follows the thing is taken as farther."""
    apart = 6 if moves(relation) and relation.segment != thing.segment else 0
    if relation.last <= thing.first:
        return thing.first - relation.last + apart
    return max(0, relation.first - thing.last) + 2 + apart


def turned_round(one: Wanted, placed: Sequence[tuple[Need, Atom]]) -> bool:
    """Whether both sides of "outweighs" have changed places."""
    pivots = [need for need in one.needs if need.atom.category == "ordered relation"]
    sides = {need.atom.first: hit for need, hit in placed}
    for pivot in pivots:
        left = [sides[n.atom.first] for n in one.needs
                if n.atom.first in sides and n.atom.last <= pivot.atom.first
                and n.atom.category not in ("relation", "light")]  # fmt: skip
        right = [sides[n.atom.first] for n in one.needs
                 if n.atom.first in sides and n.atom.first >= pivot.atom.last
                 and n.atom.category not in ("relation", "light")]  # fmt: skip
        if left and right and left[-1].first > right[0].first:
            return True
    return False
