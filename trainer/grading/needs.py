"""What a rubric point needs: the things it names, how much each counts, and their contraries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache, partial

from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import find_quantities
from trainer.deck.key import Point
from trainer.grading.comparison import comparisons
from trainer.grading.cues import implied
from trainer.grading.figures import Figure, Span, figures_in, frequencies_in, often_in, without_end
from trainer.grading.reading import PREVENTION, RELATIONS, Atom, Reading, read
from trainer.grading.rewordings import reworded
from trainer.grading.scattered import scattered
from trainer.grading.spacing import Apart, apart_in
from trainer.lexicon.concept import Concept
from trainer.lexicon.lexicon import Lexicon
from trainer.lexicon.words import words_of

STATED = Fraction(7, 10)  # of a statement, more has to be there than of a name


MET = Fraction(66, 100)


_WEIGHTS = {
    "light": Fraction(1, 5),
    "vague": Fraction(1, 5),
    "person": Fraction(1, 2),
    "share": Fraction(1, 2),
    "manner": Fraction(9, 10),
    "degree": Fraction(4, 5),
}


_TAIL = Fraction(2, 5)


GIVEN = Fraction(1, 5)  # what the question already says counts this much


_QUALIFIERS = frozenset(
    ("history", "presence", "evidence", "known", "documented", "concurrent", "concomitant",
     "current", "simultaneous", "previous", "prior")
)  # fmt: skip
"""Words of a name that it can do without: "history of bleeding", "concurrent nefazodone"."""

_STOPPING = frozenset(("stop",))
_TURNING = frozenset(("minimally", "poorly"))  # they turn round what they stand beside


_PREDICATES = RELATIONS | {"property"}


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
    figures: tuple[Figure, ...] = ()
    ordered: bool = False
    often: tuple[Span, ...] = ()
    asked: str = ""  # the question
    compared: Reading | None = None  # the point itself, where it compares two things
    least: Fraction = MET
    apart: Apart | None = None  # how long before or after something else it is taken
    head: Need | None = None  # what a name of several words names: the last of them

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        return tuple(figure.quantity for figure in self.figures)


def wanted(
    point: Point, lexicon: Lexicon, question: Reading | None = None, names: bool = False
) -> tuple[Wanted, ...]:
    """The point in each of its wordings.

    With `names` it is the name of a thing rather than a statement, and what follows a preposition
    in it ("hypersensitivity to any component") counts for less than its head.
    """
    texts = (point.text, *point.accepted, *(() if names else reworded(point.text)))
    texts += _in_brackets_too(point.text, lexicon) if names else _said_twice(point.text, lexicon)
    asked = (question.text, question.ids) if question else None
    return tuple(
        lexicon.kept(
            ("wanted", text, asked, names), partial(_wanted, text, lexicon, question, names)
        )
        for text in texts
    )


_NAMED_TWICE = re.compile(r"([^()]{2,60}?)\s*\(([^()]{2,60})\)\s*")
_MOLECULES = frozenset(("enzyme", "receptor", "transporter", "channel", "protein", "gene"))


def _in_brackets_too(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Both names of "DNA gyrase (topoisomerase II)", each for itself.

    Only of molecules: in "penicillins (amoxicillin)" the brackets hold an example.
    """
    match = _NAMED_TWICE.fullmatch(text)
    both = [lexicon.by_name(name) for name in match.groups()] if match else []
    if match is None or any(one is None or one.category not in _MOLECULES for one in both):
        return ()
    return match[1], match[2]


_OTHER_VERB = re.compile(r"(\w{4,20})\s+\((\w{4,20})\)\s+([^()]{3,80})")
_DOINGS = frozenset(("action", "kinetics", "process"))


def _said_twice(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What "chelated (bound) by the cations" says in the word of its brackets."""
    match = _OTHER_VERB.fullmatch(text)
    if match is None:
        return ()
    both = [lexicon.find(match[1]), lexicon.find(match[2])]
    if any(not found or found[0].concept.category not in _DOINGS for found in both):
        return ()
    return (f"{match[2]} {match[3]}",)


def _wanted(text: str, lexicon: Lexicon, question: Reading | None, names: bool) -> Wanted:
    prevention = question is None or not question.ids & PREVENTION
    reading = read(without_end(text), lexicon, prevention=prevention)
    tail = _tail(reading) if names else len(reading.words)
    known = question.ids if question else frozenset()
    denied_known = question is not None and question.has_negation
    needs: list[Need] = []
    numbers = find_quantities(reading.text)
    held = [
        (reading.words[atom.first].start, reading.words[atom.last - 1].end)
        for atom in reading.top
        if atom.last - atom.first > 2 and atom.category == "manner"
    ]  # "the same time each day" says more than how often
    named = any(
        begin <= one.start and one.end <= end and (begin, end) != (one.start, one.end)
        for one in frequencies_in(text)
        for begin, end in held
    )
    often = [] if named else [one for one in frequencies_in(text) if one.per_day is not None]
    spans = [(one.start, one.end) for one in numbers] + [(one.start, one.end) for one in often]
    for atom in reading.top:
        if _lies_in(reading, atom, spans):
            continue
        parts = tuple(
            other
            for other in reading.atoms
            if other.inner and atom.first <= other.first and other.last <= atom.last
        )
        given = bool(atom.ids & known) and (not atom.denied or denied_known)
        if not given and not atom.denied:  # asked about stopping: that it is abrupt is understood
            given = any(implied().get(i, frozenset()) & known & _STOPPING for i in atom.ids)
        if not given and atom.category == "substance":  # magnesium was named: that it is a metal
            given = any(implied().get(one, frozenset()) & atom.ids for one in known)
        if not given and parts and question is not None:
            given = _covered_by(parts, known)
        if not given and question is not None and atom.category in _HOLDING | {"process"}:
            given = bool(scattered(atom.concepts, question.atoms))
        weight = _WEIGHTS.get(atom.category, Fraction(1))
        if atom.ids & _TURNING:
            weight = Fraction(1)
        if "during" in atom.ids:
            weight = GIVEN
        if atom.first >= tail:
            weight *= _TAIL
        if names and atom.typed.casefold() in _QUALIFIERS and len(reading.top) > 1:
            weight *= GIVEN
        if prevention and atom.ids & PREVENTION and len(reading.top) > 1:
            weight *= GIVEN  # that what follows is denied says it already
        if _in_brackets(reading, atom) and any(not _in_brackets(reading, a) for a in reading.top):
            weight *= GIVEN
        needs.append(Need(atom, weight, parts, given, contraries(atom, lexicon), _stems_of(atom)))
    needs = [_lighter(need, needs) for need in needs]
    if any(need.atom.category in ("action", "deed") and not _is_object(need) for need in needs):
        # "stop treatment", "stop the drug": what is stopped goes without saying
        needs = [replace(n, weight=n.weight * GIVEN) if _is_object(n) else n for n in needs]
    labels = sum(is_label(need.atom) for need in needs)
    needs = [replace(n, weight=n.weight / labels) if is_label(n.atom) else n for n in needs]
    if any(not n.is_relation for n in needs if n.weight > Fraction(1, 4)):
        # "reduces" in the question is said of something else: here it has to be said again
        needs = [replace(need, given=False) if need.is_relation else need for need in needs]
    if any(not need.given for need in needs if need.weight > Fraction(1, 4)):
        needs = [
            replace(need, weight=need.weight * GIVEN) if need.given else need for need in needs
        ]
    figures = figures_in(text, question.text if question else "")
    ordered = any(need.atom.category == "ordered relation" for need in needs)
    return Wanted(
        text,
        tuple(needs),
        figures,
        ordered,
        () if figures or named else often_in(text),
        question.text if question else "",
        reading if comparisons(reading) else None,
        MET if names else STATED,
        None if names else apart_in(text, question),
        _head(reading, needs, tail) if names else None,
    )


def _is_object(need: Need) -> bool:
    return need.atom.typed.casefold() in ("treatment", "therapy", "medication", "medicine", "drug")


def _lighter(need: Need, needs: Sequence[Need]) -> Need:
    """What another name of the point holds already counts little: "muscle" beside "spasticity"."""
    if "risk" in need.atom.ids and any(n.weight >= 1 and n is not need for n in needs):
        return replace(need, weight=need.weight * GIVEN)  # "may bleed" is a risk of bleeding
    if need.atom.category not in ("place", "organ", "light") or len(need.atom.stems) > 1:
        return need
    held = any(
        need.atom.stems[0] in other.stems
        for other in needs
        if other is not need and other.atom.concepts and other.atom.category in _HOLDING
    )
    return replace(need, weight=need.weight * GIVEN) if held else need


_HOLDING = frozenset(("adverse effect", "symptom", "condition", "withdrawal sign", "effect"))


def _head(reading: Reading, needs: Sequence[Need], tail: int) -> Need | None:
    """What a name of several things ends in: "relaxant" of a centrally-acting relaxant."""
    before = [need for need in needs if need.atom.last <= tail and not need.given]
    if len(before) < 2 or before[-1].weight < 1 or is_label(before[-1].atom):
        return None
    return before[-1]


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
            head = [
                atom
                for atom in reading.top
                if atom.last <= index and atom.typed.casefold() not in _QUALIFIERS
            ]
            if sum((_WEIGHTS.get(a.category, Fraction(1)) for a in head), Fraction(0)) >= 1:
                return index
    return len(reading.words)


def _stems_of(atom: Atom) -> frozenset[str]:
    """The stems of all words in all names of what the atom means."""
    return frozenset(atom.stems).union(*(_stems_of_names(concept) for concept in atom.concepts))


@lru_cache(maxsize=4096)
def _stems_of_names(concept: Concept) -> frozenset[str]:
    return frozenset(word.stem for name in concept.names for word in words_of(name))


def _covered_by(parts: Iterable[Atom], known: frozenset[str]) -> bool:
    words = [part for part in parts if part.is_word]
    return bool(words) and all(part.ids & known for part in words)


def contraries(atom: Atom, lexicon: Lexicon) -> frozenset[str]:
    found: set[str] = set()
    for concept in atom.concepts:
        for name in concept.opposes:
            other = lexicon.by_name(name)
            if other is not None:
                found.add(other.id)
    also = {one for concept_id in atom.ids for one in implied().get(concept_id, ())}
    for concept_id in also:
        for name in lexicon.concepts[concept_id].opposes if concept_id in lexicon.concepts else ():
            other = lexicon.by_name(name)
            if other is not None:
                found.add(other.id)
    reversed_ = _reverse(lexicon)
    for concept_id in atom.ids:
        found |= reversed_.get(concept_id, frozenset())
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


def is_label(atom: Atom) -> bool:
    """Whether an atom is a number or a single letter that tells one of a family from the others."""
    return atom.is_word and (
        atom.stems[0].rstrip(".").isdigit() or len(atom.stems[0].rstrip(".")) == 1
    )


def is_predicate(need: Need) -> bool:
    concepts = need.atom.concepts
    if need.atom.ids & PREVENTION:
        return False
    return bool(concepts) and all(one.category in _PREDICATES for one in concepts)
