"""Whether an answer makes a rubric point: every essential thing named, with the right polarity,
direction and order, near enough to each other. Similarity of wording plays no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from trainer.calculator.frequency import find_frequencies
from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import find_quantities
from trainer.deck.key import Point
from trainer.grading.claims import claims_of
from trainer.grading.measure import measured
from trainer.grading.reading import PREVENTION, RELATIONS, WORDING, Atom, Reading, cue, read
from trainer.lexicon.lexicon import Lexicon
from trainer.lexicon.words import words_of

MET = Fraction(66, 100)
STATED = Fraction(7, 10)  # of a statement, more has to be there than of a name
NEAR = Fraction(2, 5)
HALF_CREDIT = Fraction(1, 2)  # a number without its unit

_WEIGHTS = {
    "light": Fraction(1, 5),
    "vague": Fraction(1, 5),
    "person": Fraction(1, 2),
    "share": Fraction(1, 2),
    "manner": Fraction(9, 10),
    "degree": Fraction(4, 5),
}
_TAIL = Fraction(2, 5)
_PREDICATES = RELATIONS | {"property"}
_GIVEN = Fraction(1, 5)  # what the question already says counts this much


@dataclass(frozen=True, slots=True)
class Need:
    """One essential thing of a point: an atom with its parts, and how much it counts."""

    atom: Atom
    weight: Fraction
    parts: tuple[Atom, ...] = ()
    given: bool = False
    opposes: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()

    @property
    def is_relation(self) -> bool:
        concepts = self.atom.concepts
        return bool(concepts) and all(one.category in RELATIONS for one in concepts)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A point, taken apart: its needs in the order of its words, and its quantities."""

    text: str
    needs: tuple[Need, ...]
    quantities: tuple[Quantity, ...] = ()
    ordered: bool = False
    doses_per_day: tuple[Fraction, ...] = ()
    least: Fraction = MET


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

    @property
    def met(self) -> bool:
        return not self.inverted and self.share >= self.least

    @property
    def near(self) -> bool:
        return not self.inverted and not self.met and self.share >= NEAR


def wanted(
    point: Point, lexicon: Lexicon, question: Reading | None = None, names: bool = False
) -> tuple[Wanted, ...]:
    """The point in each of its wordings.

    With `names` it is the name of a thing rather than a statement, and what follows a preposition
    in it ("hypersensitivity to any component") counts for less than its head.
    """
    texts = (point.text, *point.accepted)
    return tuple(_wanted(text, lexicon, question, names) for text in texts)


def make(wanted: Sequence[Wanted], answer: Reading) -> Made:
    """The best that the answer makes of any wording."""
    best = Made()
    for one in wanted:
        made = _make(one, answer)
        if _rank(made) > _rank(best) or (made.inverted and not best.met and best.share == 0):
            best = made
    return best


def _rank(made: Made) -> tuple[Fraction, int]:
    """The wording or stretch that says most; of two alike, the one that does not invert it."""
    return made.share, 0 if made.inverted else 1


def _wanted(text: str, lexicon: Lexicon, question: Reading | None, names: bool) -> Wanted:
    prevention = question is None or not question.ids & PREVENTION
    reading = read(text, lexicon, prevention=prevention)
    tail = _tail(reading) if names else len(reading.words)
    known = question.ids if question else frozenset()
    denied_known = question is not None and question.has_negation
    needs: list[Need] = []
    numbers = find_quantities(text)
    often = [one for one in find_frequencies(text) if one.per_day is not None]
    spans = [(one.start, one.end) for one in (*numbers, *often)]
    for atom in reading.top:
        if _lies_in(reading, atom, spans):
            continue
        parts = tuple(
            other
            for other in reading.atoms
            if other.inner and atom.first <= other.first and other.last <= atom.last
        )
        given = bool(atom.ids & known) and (not atom.denied or denied_known)
        if not given and parts and question is not None:
            given = _covered_by(parts, known)
        weight = _WEIGHTS.get(atom.category, Fraction(1))
        if atom.first >= tail:
            weight *= _TAIL
        if prevention and atom.ids & PREVENTION and len(reading.top) > 1:
            weight *= _GIVEN  # that what follows is denied says it already
        if _in_brackets(reading, atom) and any(not _in_brackets(reading, a) for a in reading.top):
            weight *= _GIVEN
        needs.append(Need(atom, weight, parts, given, _contraries(atom, lexicon), _stems_of(atom)))
    labels = sum(is_label(need.atom) for need in needs)
    needs = [replace(n, weight=n.weight / labels) if is_label(n.atom) else n for n in needs]
    if any(not n.given for n in needs if n.weight > Fraction(1, 4) and not n.is_relation):
        # "reduces" in the question is said of something else: here it has to be said again
        needs = [replace(need, given=False) if need.is_relation else need for need in needs]
    if any(not need.given for need in needs if need.weight > Fraction(1, 4)):
        needs = [
            replace(need, weight=need.weight * _GIVEN) if need.given else need for need in needs
        ]
    quantities = tuple(one.quantity for one in numbers)
    per_day = tuple(one.per_day for one in often if one.per_day is not None)
    ordered = any(need.atom.category == "ordered relation" for need in needs)
    return Wanted(
        text,
        tuple(needs),
        quantities,
        ordered,
        () if quantities else per_day,
        MET if names else STATED,
    )


def _lies_in(reading: Reading, atom: Atom, spans: Sequence[tuple[int, int]]) -> bool:
    start, end = reading.words[atom.first].start, reading.words[atom.last - 1].end
    return any(begin < end and start < stop for begin, stop in spans)


def _in_brackets(reading: Reading, atom: Atom) -> bool:
    before = reading.text[: reading.words[atom.first].start]
    return before.rfind("(") > before.rfind(")")


def _tail(reading: Reading) -> int:
    """The index of the first preposition after the head of a name; past the end if none."""
    for index, word in enumerate(reading.words):
        if index and word.plain in ("to", "of", "in", "with", "at", "for", "during", "from", "on"):
            head = [atom for atom in reading.top if atom.last <= index]
            if sum((_WEIGHTS.get(a.category, Fraction(1)) for a in head), Fraction(0)) >= 1:
                return index
    return len(reading.words)


def _stems_of(atom: Atom) -> frozenset[str]:
    """The stems of all words in all names of what the atom means."""
    names = (name for concept in atom.concepts for name in concept.names)
    return frozenset(atom.stems).union(word.stem for name in names for word in words_of(name))


def _covered_by(parts: Iterable[Atom], known: frozenset[str]) -> bool:
    words = [part for part in parts if part.is_word]
    return bool(words) and all(part.ids & known for part in words)


def _contraries(atom: Atom, lexicon: Lexicon) -> frozenset[str]:
    found: set[str] = set()
    for concept in atom.concepts:
        for name in concept.opposes:
            other = lexicon.by_name(name)
            if other is not None:
                found.add(other.id)
    for concept_id, contraries in _reverse(lexicon).items():
        if concept_id in atom.ids:
            found |= contraries
    return frozenset(found) - atom.ids


_REVERSED: dict[int, tuple[Lexicon, dict[str, frozenset[str]]]] = {}


def _reverse(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """By concept, those that name it as their contrary. Kept for the last lexicons used."""
    held = _REVERSED.get(id(lexicon))
    if held is not None and held[0] is lexicon:
        return held[1]
    table: dict[str, set[str]] = {}
    for concept in lexicon.concepts.values():
        for name in concept.opposes:
            other = lexicon.by_name(name)
            if other is not None:
                table.setdefault(other.id, set()).add(concept.id)
    frozen = {key: frozenset(value) for key, value in table.items()}
    if len(_REVERSED) > 8:
        _REVERSED.clear()
    _REVERSED[id(lexicon)] = (lexicon, frozen)
    return frozen


def _windows(answer: Reading) -> list[tuple[int, int]]:
    """Stretches of clauses within which a point must be made: one, or two neighbours."""
    count = answer.clauses
    singles = [(clause, clause + 1) for clause in range(count)]
    pairs = [(clause, clause + 2) for clause in range(count - 1)]
    return singles + pairs


def _make(one: Wanted, answer: Reading) -> Made:
    if one.doses_per_day:
        return _often(one, answer)
    if not one.needs and not one.quantities:
        return Made()
    best = Made()
    by_clause: dict[int, list[Atom]] = {}
    for atom in answer.atoms:
        by_clause.setdefault(atom.clause, []).append(atom)
    by_item: dict[int, list[Atom]] = {}
    for atom in answer.atoms:
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
    said = {found.per_day for found in find_frequencies(answer.text)}
    right = said == set(one.doses_per_day)
    return Made(Fraction(1) if right else Fraction(0), heard=one.text if right else "")


def _within(one: Wanted, atoms: Sequence[Atom], answer: Reading) -> Made:
    total = got = Fraction(0)
    inverted = head = False
    used: set[int] = set()
    placed: list[tuple[Need, Atom]] = []
    in_part: list[tuple[Need, Atom]] = []
    part_denials: list[bool] = []
    lost = False
    typed: list[str] = []
    for need in one.needs:
        total += need.weight
        hit = _hit(need, atoms)
        if hit is not None:
            placed.append((need, hit))
            used.update(range(hit.first, hit.last))
            typed.append(hit.typed)
            got += need.weight
            continue
        share, pairs = _by_parts(need, atoms)
        parts = [hit for _, hit in pairs]
        if share:
            got += need.weight * share
            used.update(n for part in parts for n in range(part.first, part.last))
            typed += [part.typed for part in parts]
            head = head or share < 1
            in_part += [(need, part) for part in parts[:1]]
            part_denials += [hit.denied != part.denied for part, hit in pairs]
        if need.given and not share and _substituted(need, one, atoms):
            total += need.weight * (1 / _GIVEN - 1)
            lost = True
        if share < 1 and _is_predicate(need) and not need.given:
            lost = True
    if not total or not got:
        return _opposed_alone(one, atoms)
    if one.quantities == () and _mostly(one, answer):
        for need in one.needs:
            if "primarily" in need.atom.ids and need not in [other for other, _ in placed]:
                got += need.weight
    if any(part_denials) or _denied_otherwise(placed):
        inverted = True
    if not inverted:
        inverted = _contradicted(one, atoms, placed, in_part)
    if not inverted and one.ordered:
        inverted = _turned_round(one, placed)
    share = got / total
    if _other_member(one, atoms, placed):
        return Made(Fraction(0), False, True, one.least, frozenset(used), " ".join(typed))
    if lost and share < one.least and any("affect" in atom.ids for atom in atoms):
        return Made(
            NEAR + Fraction(1, 10), inverted, True, one.least, frozenset(used), " ".join(typed)
        )
    if lost and share < one.least:
        share = min(share, NEAR / 2)  # without what it says of them, naming the things is nothing
    return Made(share, inverted, head, one.least, frozenset(used), " ".join(typed))


def _denied_otherwise(placed: Sequence[tuple[Need, Atom]]) -> bool:
    """Whether something is denied that the point affirms, or the other way round.

    Where the relation itself agrees, what stands before it may lie outside of its "not":
    "insulin release is not increased".
    """
    relations = [(need, hit) for need, hit in placed if _is_predicate(need)][:1]
    for need, hit in placed:
        if hit.denied == need.atom.denied:
            continue
        if need.atom.denied and relations:
            asked, relation = relations[0]
            if relation.denied == asked.atom.denied and hit.last <= relation.first:
                continue
        return True
    return False


def _other_member(one: Wanted, atoms: Sequence[Atom], placed: Sequence[tuple[Need, Atom]]) -> bool:
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


def is_label(atom: Atom) -> bool:
    """Whether an atom is a number or a single letter that tells one of a family from the others."""
    return atom.is_word and (
        atom.stems[0].rstrip(".").isdigit() or len(atom.stems[0].rstrip(".")) == 1
    )


def _is_predicate(need: Need) -> bool:
    concepts = need.atom.concepts
    if need.atom.ids & PREVENTION:
        return False
    return bool(concepts) and all(one.category in _PREDICATES for one in concepts)


def _substituted(need: Need, one: Wanted, atoms: Sequence[Atom]) -> bool:
    """Whether another thing of the same kind stands where a given one was left out."""
    kind = need.atom.category
    if not kind or kind in WORDING - {"route"}:
        return False
    expected = frozenset(i for other in one.needs for i in other.atom.ids)
    return any(
        atom.category == kind and not atom.inner and not atom.denied and not atom.ids & expected
        for atom in atoms
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


def _hit(need: Need, atoms: Sequence[Atom]) -> Atom | None:
    """The atom that names what is needed, best with the same polarity."""
    same = [atom for atom in atoms if atom.ids & need.atom.ids]
    if not same:
        same = [
            atom
            for atom in atoms
            if any(
                concept.category and _is_kind(concept.category, need) for concept in atom.concepts
            )
        ]
    if not same:
        return None
    same.sort(key=lambda atom: (atom.denied != need.atom.denied, atom.inner, atom.first))
    return same[0]


def _is_kind(category: str, need: Need) -> bool:
    """Whether a category is what is needed: glutamate for "excitatory neurotransmitter"."""
    name = category.casefold().replace(" ", "-")
    return any(name == one or name + "s" == one for one in need.atom.ids)


def _by_parts(need: Need, atoms: Sequence[Atom]) -> tuple[Fraction, list[tuple[Atom, Atom]]]:
    """How much of a longer term is named part by part: "damage to the spinal cord"."""
    if not need.parts:
        return Fraction(0), []
    words = [
        part
        for part in need.parts
        if part.is_word and not set(part.stems) & (cue("negative") | cue("function"))
    ]
    if not words:
        return Fraction(0), []
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
    return Fraction(got, len(words)), pairs


def _opposed_alone(one: Wanted, atoms: Sequence[Atom]) -> Made:
    contraries = frozenset(i for need in one.needs for i in need.opposes)
    if any(atom.ids & contraries and not atom.denied for atom in atoms):
        return Made(inverted=True)
    return Made()


def _contradicted(
    one: Wanted,
    atoms: Sequence[Atom],
    placed: Sequence[tuple[Need, Atom]],
    in_part: Sequence[tuple[Need, Atom]],
) -> bool:
    """Whether a contrary of a need stands nearer to the rest of the point than the need itself."""
    for need in one.needs:
        if not need.opposes or (need.weight < Fraction(1, 4) and not need.is_relation):
            continue
        against = [
            atom
            for atom in atoms
            if atom.ids & need.opposes
            and not atom.ids & need.atom.ids
            and atom.denied == need.atom.denied
            and not _part_of_hit(atom, placed)
        ]
        if not against:
            continue
        own = [hit for other, hit in placed if other is need]
        rest = [hit for other, hit in placed if other is not need and not other.is_relation]
        if any(other is need for other, _ in in_part):
            return True
        if not own:
            if not rest or any(_distance(atom, hit) <= 5 for atom in against for hit in rest):
                return True
            continue
        for hit in rest:
            if min(_distance(atom, hit) for atom in against) < min(_distance(o, hit) for o in own):
                return True
    return False


def _part_of_hit(atom: Atom, placed: Sequence[tuple[Need, Atom]]) -> bool:
    return any(hit.first <= atom.first and atom.last <= hit.last for _, hit in placed)


def _distance(relation: Atom, thing: Atom) -> int:
    """Words between a relation and a thing; one that follows the thing is taken as farther."""
    if relation.last <= thing.first:
        return thing.first - relation.last
    return max(0, relation.first - thing.last) + 2


def _turned_round(one: Wanted, placed: Sequence[tuple[Need, Atom]]) -> bool:
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


def _with_numbers(one: Wanted, answer: Reading, made: Made) -> Made:
    """A point with numbers is made only if every number is, in its unit and on its side."""
    claims = claims_of(answer.text)
    right = Fraction(0)
    for asked in one.quantities:
        for claim in claims:
            fit = measured(claim.found, asked)
            sides = (fit.quantity.comparator or "=")[0], (asked.comparator or "=")[0]
            if (
                not claim.denied
                and fit.fit in ("same", "bare")
                and fit.quantity.ends == asked.ends
                and (sides[0] == sides[1] or "=" in sides)
            ):
                right += 1 if fit.fit == "same" else HALF_CREDIT
                break
    share = right / len(one.quantities)
    plain = [need for need in one.needs if need.weight > Fraction(1, 4) and not need.given]
    plain = [need for need in plain if not _is_unit_word(need)]
    if not plain:
        return replace(made, share=share, inverted=made.inverted and share < 1, head=False)
    if share < 1:
        return replace(made, share=min(made.share, share) / 2, head=True)
    return made


def _is_unit_word(need: Need) -> bool:
    from trainer.calculator.units import is_unit

    return need.atom.is_word and is_unit(need.atom.typed)
