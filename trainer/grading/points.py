"""Whether an answer makes a rubric point: every essential thing named, with the right polarity,
direction and order, near enough to each other. Similarity of wording plays no part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from trainer.calculator.reader import find_quantities
from trainer.grading.claims import claims_of
from trainer.grading.codes import another_code
from trainer.grading.comparison import compared
from trainer.grading.cues import cue, implied
from trainer.grading.figures import says_how_often
from trainer.grading.gainsaid import gainsaid
from trainer.grading.made import NEAR, Made
from trainer.grading.needs import GIVEN, Need, Wanted, is_predicate
from trainer.grading.numbered import with_numbers
from trainer.grading.opposition import (
    contradicted,
    denied_otherwise,
    other_member,
    said_of_others,
    substituted,
    turned_round,
)
from trainer.grading.parts import by_parts, stems_in
from trainer.grading.reading import PREVENTION, RELATIONS, WORDING, Atom, Reading
from trainer.grading.scattered import scattered
from trainer.grading.spacing import keeps_apart
from trainer.lexicon.table import slug

_UNBOUND = frozenset(
    (
        "direction",
        "action",
        "vague",
        "light",
        "degree",
        "share",
        "deed",
        "relation",
        "manner",
        "prohibit",
    )
)
"""What a number is not said of: "women 6 months" is of women, "reduce by 25 %" of no one."""


def make(wanted: Sequence[Wanted], answer: Reading, others: frozenset[str] = frozenset()) -> Made:
    """The best that the answer makes of any wording.

    `others` are the ids of the things of the other points: what is said of these is not said of
    this one.
    """
    best = Made()
    against = False
    for one in wanted:
        made = Made() if another_code(one.text, answer.text) else _make(one, answer, others)
        against = against or bool(one.needs and gainsaid(one, answer))
        if _rank(made) > _rank(best) or (made.inverted and not best.met and best.share == 0):
            best = made
    return replace(best, inverted=True) if against and best.met else best


def _rank(made: Made) -> tuple[Fraction, int, int]:
    """The wording or stretch that says most; of two alike, the one that does not invert it, and
    that names it for itself: "neuropathic pain", not the neuralgia within "trigeminal neuralgia".
    """
    return made.share, 0 if made.inverted else 1, 0 if made.inner else 1


def _is_whole(made: Made, answer: Reading) -> bool:
    """Whether no part of a longer name was taken: the "sick" of feeling sick."""
    return not any(
        made.used & (span := set(range(atom.first, atom.last))) and not span <= made.used
        for atom in answer.top
    )


def _windows(answer: Reading) -> list[tuple[int, int]]:
    """Stretches of clauses within which a point must be made: one, or two neighbours."""
    count = answer.clauses
    singles = [(clause, clause + 1) for clause in range(count)]
    pairs = [(clause, clause + 2) for clause in range(count - 1)]
    return singles + pairs


def _make(one: Wanted, answer: Reading, others: frozenset[str]) -> Made:
    if one.often:
        return _often(one, answer)
    if not one.needs and not one.quantities:
        return Made()
    if one.compared is not None and (said := compared(one.compared, answer)) is not None:
        return Made(Fraction(said == "same"), said == "opposite", heard=one.text)
    heard, turned = keeps_apart(one.apart, answer) if one.apart is not None else ("", False)
    if heard:
        return Made(Fraction(not turned), turned, heard=heard)
    best = Made()
    by_clause: dict[int, list[Atom]] = {}
    spoken = said_of_others(one, answer, others) if others else frozenset()
    for atom in answer.atoms:
        if atom in spoken:
            continue
        by_clause.setdefault(atom.clause, []).append(atom)
    by_item: dict[int, list[Atom]] = {}
    for atom in answer.atoms:
        if atom in spoken:
            continue
        by_item.setdefault(atom.item, []).append(atom)
    windows = list(by_item.values())
    windows += [
        [atom for clause in range(begin, end) for atom in by_clause.get(clause, ())]
        for begin, end in _windows(answer)
    ]
    for atoms in windows:
        made = _within(one, atoms, answer)
        again = made.share and _rank(made) == _rank(best)
        if again and not _is_whole(best, answer) and _is_whole(made, answer):
            best = made  # "feeling sick, throwing up": the second is the vomiting
        if _rank(made) > _rank(best) or (made.inverted and best.share == 0 and not best.inverted):
            best = made
    if one.quantities:
        best = with_numbers(one, answer, best)
    return best


def _often(one: Wanted, answer: Reading) -> Made:
    """A point that is a frequency: three times daily, every 8 hours, TID."""
    claims = claims_of(answer.text)
    right = all(says_how_often(answer.text, claims, asked) for asked in one.often)
    return Made(Fraction(1) if right else Fraction(0), heard=one.text if right else "")


def _within(one: Wanted, atoms: Sequence[Atom], answer: Reading) -> Made:
    total = got = Fraction(0)
    inverted = head = False
    used: set[int] = set()
    bound: set[int] = set()
    placed: list[tuple[Need, Atom]] = []
    in_part: list[tuple[Need, Atom]] = []
    part_denials: list[bool] = []
    lost = False
    typed: list[str] = []
    for need in one.needs:
        total += need.weight
        hit = _hit(need, atoms, one)
        if hit is not None:
            placed.append((need, hit))
            if need.atom.category not in _UNBOUND:
                bound.update(range(hit.first, hit.last))
            used.update(range(hit.first, hit.last))
            typed.append(hit.typed)
            got += need.weight
            continue
        if "cause" in need.atom.ids and _follows_alone(atoms):
            total -= need.weight  # "opioids constipate" leaves out what joins the two
            continue
        if apart := scattered(need.atom.concepts, atoms):
            placed.append((need, apart[-1]))
            used.update(n for word in apart for n in range(word.first, word.last))
            typed += [word.typed for word in apart]
            got += need.weight
            continue
        share, pairs = by_parts(need, atoms, stems_in(one.asked))
        parts = [hit for _, hit in pairs]
        if share:
            got += need.weight * share
            used.update(n for part in parts for n in range(part.first, part.last))
            typed += [part.typed for part in parts]
            head = head or share < 1
            in_part += [(need, part) for part in parts[:1]]
            if pairs:  # a compound is denied if any part of it is
                part_denials.append(
                    any(hit.denied for _, hit in pairs) != any(part.denied for part, _ in pairs)
                )
        if need.given and not share and substituted(need, one, atoms):
            total += need.weight * (1 / GIVEN - 1)
            lost = True
        if share < 1 and is_predicate(need) and not need.given:
            lost = True
    if not total or not got:
        return _opposed_alone(one, atoms)
    for need, hit in list(placed):
        processes = [n for n in one.needs if n.atom.category in _PROCESSES and not n.is_relation]
        if (
            need.is_relation
            and not hit.ids & need.atom.ids
            and hit.ids & _alike(need, one)
            and processes
            and not any(n in processes for n, _ in placed)
        ):
            # "falls" inhibits a process only where the process is named
            placed.remove((need, hit))
            got -= need.weight
            lost = True
    stopped = _stopped(one, placed)
    if stopped is not None:
        need, hit = stopped
        got += need.weight
        lost = False
        placed = [
            (other, replace(at, denied=other.atom.denied)) if at is hit else (other, at)
            for other, at in placed
        ]
    if one.quantities == () and _mostly(one, answer):
        for need in one.needs:
            if "primarily" in need.atom.ids and need not in [other for other, _ in placed]:
                got += need.weight
    if (
        any(part_denials)
        or denied_otherwise(_with_pronouns(placed, answer))
        or _both_ways(placed, atoms)
    ):
        inverted = True
    if not inverted:
        inverted = contradicted(one, atoms, placed, in_part, answer)
    if not inverted and one.ordered:
        inverted = turned_round(one, placed)
    share = got / total
    things = [need for need in one.needs if not need.is_relation and need.weight > Fraction(1, 4)]
    named = [need for need, _ in (*placed, *in_part) if not need.is_relation]
    if things and not named and share < one.least:
        share = min(share, NEAR / 2)  # "blocks" alone says nothing of what it blocks
    if one.head is not None and share >= one.least:
        named_it = any(need is one.head for need, _ in (*placed, *in_part))
        if not named_it:
            share, head = Fraction(1, 2), True
    if other_member(one, atoms, placed):
        return Made(Fraction(0), False, True, one.least, frozenset(used), " ".join(typed))
    touched = [atom for atom in atoms if "affect" in atom.ids]
    if lost and share < one.least and touched:
        if any(atom.denied for atom in touched):
            return Made(NEAR / 2, True, True, one.least, frozenset(used), " ".join(typed))
        return Made(
            NEAR + Fraction(1, 10), inverted, True, one.least, frozenset(used), " ".join(typed)
        )
    if lost and share < one.least:
        # without what it says of them, naming the things is nothing; but a word that is not known
        # may say it
        unread = any(
            atom.is_word and not atom.inner and not set(atom.stems) & _all_stems(one)
            and not _is_number(atom)
            for atom in atoms
        )  # fmt: skip
        share = min(share, Fraction(1, 2)) if unread and not inverted else min(share, NEAR / 2)
    heard = " ".join(typed)
    inner = bool(placed) and all(hit.inner for _, hit in placed)
    used_up, of = frozenset(used), frozenset(bound)
    return Made(share, inverted, head, one.least, used_up, heard, bound=of, inner=inner)


def _with_pronouns(placed: Sequence[tuple[Need, Atom]], answer: Reading) -> list[tuple[Need, Atom]]:
    """In "alcohol adds to it, so avoid it" what was named before is what is to be avoided."""
    last = max((hit.last for need, hit in placed if need.atom.ids & PREVENTION), default=0)
    spoken = answer.words[last].plain if 0 < last < len(answer.words) else ""
    if last == len(answer.words) and not _not_to_be_avoided(answer):
        spoken = "it"  # "alcohol adds to it, so avoid"
    if spoken not in ("it", "them", "this", "that", "these", "both"):
        return list(placed)
    return [
        (need, replace(hit, denied=need.atom.denied) if hit.first < last else hit)
        for need, hit in placed
    ]


def _not_to_be_avoided(answer: Reading) -> bool:
    """Whether the last words deny that something is to be avoided: "no need to avoid"."""
    return any(word.plain in cue("negative") for word in answer.words[-6:-1])


def _all_stems(one: Wanted) -> frozenset[str]:
    return frozenset(stem for need in one.needs for stem in need.atom.stems)


def _is_number(atom: Atom) -> bool:
    return atom.stems[0][:1].isdigit() or len(atom.stems[0]) < 3


def _both_ways(placed: Sequence[tuple[Need, Atom]], atoms: Sequence[Atom]) -> bool:
    """Whether what is to be done is both told and forbidden: "do not swallow it whole"."""
    for need, hit in placed:
        if need.atom.category != "deed" or need.given:
            continue
        same = [atom for atom in atoms if atom.ids & need.atom.ids and not atom.inner]
        if any(atom.denied != hit.denied and atom.item != hit.item for atom in same):
            return True
    return False


_STOPPING = frozenset(("inhibit", "prevent", "antagonise"))


def _stopped(one: Wanted, placed: Sequence[tuple[Need, Atom]]) -> tuple[Need, Atom] | None:
    """The relation that a "not" says: "is not broken down" for "inhibits the breakdown"."""
    missing = [
        need for need in one.needs if need.is_relation and need not in [n for n, _ in placed]
    ]
    if len(missing) != 1 or not missing[0].atom.ids & _STOPPING or missing[0].atom.denied:
        return None
    turned = [hit for need, hit in placed if hit.denied and not need.atom.denied]
    kinds = {"kinetics", "process", "action", "effect", ""}
    acts = [hit for hit in turned if hit.category in kinds]
    return (missing[0], acts[0]) if len(turned) == 1 and acts else None


def _follows_alone(atoms: Sequence[Atom]) -> bool:
    """Whether nothing is denied and no other relation is said, so that "causes" may be left out."""
    return bool(atoms) and not any(
        atom.denied or any(one.category in RELATIONS for one in atom.concepts) for atom in atoms
    )


def _mostly(one: Wanted, answer: Reading) -> bool:
    """Whether a share of more than half is stated in figures: "70-80 %" is "primarily"."""
    if not any("primarily" in need.atom.ids for need in one.needs) or "%" not in answer.text:
        return False
    return any(
        found.quantity.unit is not None
        and found.quantity.unit.symbol == "%"
        and min(found.quantity.ends) > 50
        for found in find_quantities(answer.text)
    )


_OF_PROCESSES = {
    "activate": "increase", "inhibit": "decrease", "depress": "decrease", "improve": "increase",
    "impair": "decrease", "induce": "increase", "antagonise": "decrease",
}  # fmt: skip
_PROCESSES = frozenset(("process", "effect", "function", "property", "measure", "kinetics"))


def _alike(need: Need, one: Wanted) -> frozenset[str]:
    """Of a process, to stimulate it is to increase it, and to inhibit it to decrease it."""
    kinds = {*_PROCESSES, "action"}
    if not need.is_relation or not any(n.atom.category in kinds for n in one.needs):
        return frozenset()
    return frozenset(put for said, put in _OF_PROCESSES.items() if said in need.atom.ids)


def _hit(need: Need, atoms: Sequence[Atom], one: Wanted | None = None) -> Atom | None:
    """The atom that names what is needed, best with the same polarity."""
    same = [atom for atom in atoms if atom.ids & need.atom.ids]
    if one is not None and need.atom.is_word:
        own = _all_stems(one)  # the "function" of a liver function is none of the heart
        same = [a for a in same if not (a.inner and a.is_word and a.of - own - need.stems)]
    if not same and one is not None and (like := _alike(need, one)):
        same = [atom for atom in atoms if atom.ids & like and not atom.inner]
    if not same:
        besides = implied()
        same = [
            atom
            for atom in atoms
            if any(besides.get(one, frozenset()) & need.atom.ids for one in atom.ids)
        ]
    if not same:
        same = [
            atom
            for atom in atoms
            if any(
                concept.category and _is_kind(concept.category, need) for concept in atom.concepts
            )
        ]
    if not same and one is not None and need.atom.ids & _SYNDROME and _STOPPED.search(one.asked):
        # asked about stopping, "fits and hallucinations" are the withdrawal itself
        same = [atom for atom in atoms if atom.ids & withdrawal_signs() and not atom.inner]
    if not same and (need.atom.category in _TWO_SIDED or "unchanged" in need.atom.ids):
        # "not safe" is unsafe, "isn't broken" is intact
        turned = [
            atom
            for atom in atoms
            if atom.ids & need.opposes and atom.category in {*_TWO_SIDED, "kinetics"}
        ]
        same = [
            replace(atom, denied=need.atom.denied)
            for atom in turned
            if atom.denied != need.atom.denied
        ]
    if not same:
        return None
    bound: set[int] = set()
    if one is not None and need.is_relation and len(same) > 1:
        things = [other for other in one.needs if not other.is_relation]
        bound = {a.segment for a in atoms for n in things if a.ids & n.atom.ids}
    same.sort(
        key=lambda atom: (
            atom.denied != need.atom.denied,
            bool(bound) and atom.segment not in bound,
            atom.inner,
            atom.first,
        )
    )
    return same[0]


_SYNDROME = frozenset(("withdrawal",))
_STOPPED = re.compile(
    r"\b(?:stop\w*|discontinu\w*|withdraw\w*|cease\w*|quit\w*|come\s+off)\b", re.I
)
_TWO_SIDED = frozenset(("property", "permit", "prohibit", "manner"))
"""Kinds of which a thing has one or its contrary, so that to deny the one is to say the other."""


@lru_cache(maxsize=1)
def withdrawal_signs() -> frozenset[str]:
    """The ids of what stopping a drug is known to bring on, from `tables/cues.txt`."""
    return frozenset(slug(name) for name in cue("signs of withdrawal"))


def _is_kind(category: str, need: Need) -> bool:
    """Whether a category is what is needed: glutamate for "excitatory neurotransmitter"."""
    name = category.casefold().replace(" ", "-")
    return any(name == one or name + "s" == one for one in need.atom.ids)


_SAYS_NO_THING = WORDING - {"action", "deed", "route", "person"}


def _opposed_alone(one: Wanted, atoms: Sequence[Atom]) -> Made:
    """Of "lowers" alone, where "raises" is asked; of something else it says nothing."""
    contraries = frozenset(i for need in one.needs for i in need.opposes)
    stems = _all_stems(one) | stems_in(one.asked)
    elsewhere = any(
        not atom.inner
        and atom.category not in _SAYS_NO_THING
        and not set(atom.stems) <= stems
        and not atom.ids & contraries
        for atom in atoms
    )
    if elsewhere:
        return Made()
    if any(atom.ids & contraries and not atom.denied for atom in atoms):
        return Made(inverted=True)
    return Made()
