"""Whether an answer makes a rubric point: every essential thing named, with the right polarity,
direction and order, near enough to each other. Similarity of wording plays no part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache

from trainer.calculator.reader import find_quantities
from trainer.grading.claims import Claim, claims_of
from trainer.grading.comparison import compared
from trainer.grading.cues import cue, implied
from trainer.grading.figures import Figure, is_rival, same_measure, says_how_often, worth
from trainer.grading.measure import measured
from trainer.grading.needs import GIVEN, MET, Need, Wanted, is_label, is_predicate
from trainer.grading.opposition import (
    contradicted,
    denied_otherwise,
    other_member,
    said_of_others,
    substituted,
    taken_back,
    turned_round,
)
from trainer.grading.reading import PREVENTION, RELATIONS, Atom, Reading
from trainer.grading.scattered import scattered
from trainer.lexicon.words import stem, words_of

NEAR = Fraction(2, 5)


@dataclass(frozen=True, slots=True)
class Made:
    """How far a point was made: the share of its weight, inverted or not, with which atoms.

    `head` means that only a part of a longer term was named ("GABA receptor" for GABA-B).
    """

    share: Fraction = Fraction(0)
    inverted: bool = False
    head: bool = False
    least: Fraction = MET
    used: frozenset[int] = frozenset()
    heard: str = ""
    hedged: bool = field(default=False)
    bound: frozenset[int] = frozenset()  # words of things and persons that a number is said of

    @property
    def met(self) -> bool:
        return not self.inverted and self.share >= self.least

    @property
    def near(self) -> bool:
        return not self.inverted and not self.met and self.share >= NEAR


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
    for one in wanted:
        made = _make(one, answer, others)
        if one.needs and made.met and _takes_back(one, answer):
            made = replace(made, inverted=True)
        if _rank(made) > _rank(best) or (made.inverted and not best.met and best.share == 0):
            best = made
    return best


def _takes_back(one: Wanted, answer: Reading) -> bool:
    """Whether the contrary of what was said is said of the same thing again."""
    against = frozenset(i for need in one.needs if need.is_relation for i in need.opposes)
    return bool(against) and any(
        atom.ids & against and not atom.denied and taken_back(atom, answer) for atom in answer.top
    )


def _rank(made: Made) -> tuple[Fraction, int]:
    """The wording or stretch that says most; of two alike, the one that does not invert it."""
    return made.share, 0 if made.inverted else 1


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
        if _rank(made) > _rank(best) or (made.inverted and best.share == 0 and not best.inverted):
            best = made
    if one.quantities:
        best = _with_numbers(one, answer, best)
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
        share, pairs = _by_parts(need, atoms, _stems_in(one.asked))
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
    return Made(share, inverted, head, one.least, frozenset(used), heard, bound=frozenset(bound))


def _with_pronouns(placed: Sequence[tuple[Need, Atom]], answer: Reading) -> list[tuple[Need, Atom]]:
    """In "alcohol adds to it, so avoid it" what was named before is what is to be avoided."""
    last = max((hit.last for need, hit in placed if need.atom.ids & PREVENTION), default=0)
    spoken = answer.words[last].plain if 0 < last < len(answer.words) else ""
    if spoken not in ("it", "them", "this", "that", "these", "both"):
        return list(placed)
    return [
        (need, replace(hit, denied=need.atom.denied) if hit.first < last else hit)
        for need, hit in placed
    ]


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
    if not need.is_relation or not any(n.atom.category in _PROCESSES for n in one.needs):
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
        same = [atom for atom in atoms if atom.ids & _WITHDRAWAL_SIGNS and not atom.inner]
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
_WITHDRAWAL_SIGNS = frozenset(
    (
        "seizures",
        "hallucinations",
        "rebound-spasticity",
        "rebound-hypertension",
        "status-epilepticus",
        "delirium",
        "anxiety",
        "insomnia",
        "agitation",
        "tremor",
        "fever",
        "muscle-rigidity",
        "adrenal-insufficiency",
        "rebound-anxiety",
    )
)
"""What stopping is known to bring on; a kidney that is damaged is none of it."""
_STOPPED = re.compile(
    r"\b(?:stop\w*|discontinu\w*|withdraw\w*|cease\w*|quit\w*|come\s+off)\b", re.I
)
_TWO_SIDED = frozenset(("property", "permit", "prohibit", "manner"))
"""Kinds of which a thing has one or its contrary, so that to deny the one is to say the other."""


def _is_kind(category: str, need: Need) -> bool:
    """Whether a category is what is needed: glutamate for "excitatory neurotransmitter"."""
    name = category.casefold().replace(" ", "-")
    return any(name == one or name + "s" == one for one in need.atom.ids)


@lru_cache(maxsize=512)
def _stems_in(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in words_of(text) if word.is_word)


def _by_parts(
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


def _opposed_alone(one: Wanted, atoms: Sequence[Atom]) -> Made:
    contraries = frozenset(i for need in one.needs for i in need.opposes)
    if any(atom.ids & contraries and not atom.denied for atom in atoms):
        return Made(inverted=True)
    return Made()


def _with_numbers(one: Wanted, answer: Reading, made: Made) -> Made:
    """A point with numbers is made only if every number is, in its unit and on its side."""
    claims = claims_of(answer.text)
    plain = [need for need in one.needs if need.weight > Fraction(1, 4) and not need.given]
    plain = [need for need in plain if not _is_unit_word(need)]
    right = Fraction(0)
    chosen: list[Claim] = []
    if _is_negative(one):
        # "not established under 12": the "not" of the point itself stands before the number
        claims = tuple(replace(claim, denied=False) for claim in claims)
    for figure in one.figures:
        rated = [
            (worth(figure, claim, one.asked, answer.text), claim)
            for claim in claims
            if not claim.denied
        ]
        if any(measured(other.found, figure.quantity).fit == "same" for other in claims):
            # "women six months, men three": the unit is said once
            rated = [(Fraction(1) if rate and _is_bare(one) else rate, one) for rate, one in rated]
        best, claim = max(rated, key=lambda pair: pair[0], default=(Fraction(0), None))
        if not best or claim is None:
            if figure.given and not any(same_measure(figure, other) for other in claims):
                # the question says it; it need not be said again, but something has to be
                right += 1 if made.used or not one.needs else 0
            continue
        if any(is_rival(figure, other, claim) for other in claims):
            return replace(made, share=Fraction(0))
        if not _belongs(figure, rated, made.bound, chosen, answer):
            continue
        if _other_side(one.text, answer.text[claim.found.end :]):
            continue
        chosen.append(claim)
        right += best
    share = right / len(one.figures)
    if not plain:
        return replace(
            made, share=share, inverted=made.inverted and share < 1 and bool(plain), head=False
        )
    if share < 1:
        return replace(made, share=min(made.share, share) / 2, head=True)
    return made


_SIDE = re.compile(
    r"\b(?:(?P<before>before|prior\s+to|ahead\s+of)|(?P<after>after|following))\b", re.I
)


def _other_side(point: str, behind: str) -> bool:
    """Whether a time is said to lie after what it lies before in the point, or the other way."""
    asked, said = _SIDE.search(point), _SIDE.match(behind.lstrip())
    if asked is None or said is None or len(_SIDE.findall(point)) > 1:
        return False
    return bool(asked["before"]) != bool(said["before"])


def _is_negative(one: Wanted) -> bool:
    return bool(_NEGATIVE.search(one.text))


_NEGATIVE = re.compile(
    r"\b(?:not|no|never|avoid\w*|contra-?indicat\w*|unsafe|unproven|prohibit\w*|without)\b", re.I
)


def _is_bare(claim: Claim) -> bool:
    return claim.found.quantity.unit is None


def _belongs(
    figure: Figure,
    rated: Sequence[tuple[Fraction, Claim]],
    bound: frozenset[int],
    chosen: Sequence[Claim],
    answer: Reading,
) -> bool:
    """Whether the number that stands nearest to what it is said of is the right one.

    "Women 3 months, men 6 months" has both numbers of "women 6 months, men 3 months".
    """
    like = [(worth_, claim) for worth_, claim in rated if same_measure(figure, claim)]
    if len(like) < 2:
        return True
    places = [(answer.words[n].start, answer.words[n].end) for n in bound if n < len(answer.words)]
    places += [(one.found.start, one.found.end) for one in chosen if not figure.end]
    if not places:
        return True

    def far(claim: Claim) -> tuple[int, int]:
        start, end = claim.found.start, claim.found.end
        gaps = []
        for begin, stop in places:
            if stop <= start:
                between = answer.text[stop:start]
            elif begin >= end:
                between = answer.text[end:begin]
            else:
                return 0, 0
            gaps.append((len(_ENTRY.findall(between)), len(between)))
        return min(gaps)

    nearest = min(like, key=lambda pair: far(pair[1]))
    tied = [worth_ for worth_, claim in like if far(claim) == far(nearest[1])]
    return any(tied)


_ENTRY = re.compile(r"[,;.\n]|\band\b|\bbut\b")


def _is_unit_word(need: Need) -> bool:
    from trainer.calculator.units import is_unit

    return need.atom.is_word and is_unit(need.atom.typed)
