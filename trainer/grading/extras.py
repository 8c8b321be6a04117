"""The entries of an answer that no point of the key accounts for, and what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from trainer.calculator.frequency import find_frequencies
from trainer.calculator.reader import find_quantities
from trainer.calculator.units import is_unit
from trainer.grading.context import Context
from trainer.grading.cues import cue
from trainer.grading.made import Made
from trainer.grading.needs import Wanted, is_label
from trainer.grading.reading import WORDING, Atom, Reading
from trainer.lexicon.lexicon import Lexicon
from trainer.lexicon.table import slug


@dataclass(frozen=True, slots=True)
class Extra:
    """An item that no point accounts for: `known` if it is a clinical term, `bare` if it is no
    statement of its own, `near` if it resembles a point that was missed."""

    text: str
    known: bool
    bare: bool
    near: bool
    true: bool
    after_or: bool
    aside: bool = False  # in brackets, and of another kind than what was asked for
    example: bool = False  # "(e.g. cipro)"
    apposed: bool = False  # says what the thing before it is: ", the transmitter in the brain"


_FURTHER = re.compile(r"\(\s*(?:and|or|plus|also|&|\+)\b", re.I)


def is_example(extra: Extra, answer: Reading) -> bool:
    """Whether something stands in brackets to explain the answer, and not as a second one."""
    return extra.aside and not _FURTHER.search(answer.text)


def extras_of(
    answer: Reading,
    made: Sequence[Made],
    forms: Sequence[Sequence[Wanted]],
    context: Context,
) -> list[Extra]:
    """The items of an answer that no point used."""
    used = frozenset(index for one in made for index in one.used)
    routes = any(n.atom.category == "route" for form in forms for one in form for n in one.needs)
    passed = WORDING - {"route"} if routes else WORDING
    missed = [form for one, form in zip(made, forms, strict=False) if not one.met]
    by_item: dict[int, list[Atom]] = {}
    for atom in answer.top:
        by_item.setdefault(atom.item, []).append(atom)
    expected = frozenset(i for form in forms for one in form for n in one.needs for i in n.atom.ids)
    found: list[Extra] = []
    seen: set[frozenset[str]] = set()
    measures = _measures(answer.text)
    for item, atoms in by_item.items():
        makers = [one for one in made if _makes(one, atoms)]
        if len(makers) > 1:  # several entries without commas: what stands beside them is one too
            found += _unseparated(answer, item, atoms, used, expected, context)
            continue
        if makers:
            continue  # the rest of the item qualifies what a point used
        if _explained(answer, atoms, made) or answer.by_item[item][:2] in _AND_OTHERS:
            continue
        own = [
            atom
            for atom in atoms
            if atom.category not in passed
            and not atom.denied
            and not atom.ids & (context.question.ids | expected)
            and not (atom.stems and atom.stems[0].isdigit() and not atom.concepts)
            and not (atom.is_word and is_unit(atom.typed))
            and not _lies_in(answer, atom, measures)
        ]
        odd = [
            a
            for a in atoms
            if is_label(a)
            and not a.ids & expected
            and not a.denied
            and not _lies_in(answer, a, measures)
        ]
        if not own and odd and any(a.ids & expected for a in atoms):
            own = odd  # CYP3A4 beside CYP1A2: another member of the family
        if not own:
            continue
        ids = frozenset(one for atom in own for one in atom.ids)
        if ids in seen:
            continue
        seen.add(ids)
        known = any(not atom.is_word for atom in own) or own is odd
        begin, end = own[0], own[-1]
        text = answer.text[answer.words[begin.first].start : answer.words[end.last - 1].end]
        found.append(
            Extra(
                text,
                known,
                _is_bare(answer, item),
                _resembles(own, missed, context.lexicon),
                _is_true(own, answer, item, context)
                or _are_members(own, forms)
                or _are_kinds(own, forms),
                item in answer.joined_by_or,
                _is_aside(own, answer, forms),
                _is_for_example(own[0], answer),
                _is_apposed(answer, item),
            )
        )
    return found


_WITHIN = frozenset(("of", "in", "to", "as", "with", "for", "at", "by", "on", "from"))


def _is_apposed(answer: Reading, item: int) -> bool:
    """Whether an entry behind a comma describes the one before it: ", same family as X"."""
    words = [word for word in answer.by_item.get(item, ()) if word not in ("and", "or")]
    if item in answer.joined_by_or or len(words) < 3 or words != answer.by_item.get(item):
        return False
    if words[0] not in ("the", "a", "an", "same", "given", "used", "found", "ie"):
        return words[-1] in ("one", "ones")
    return bool(_WITHIN & set(words[1:-1])) or words[-1] in ("one", "ones")


_AND_OTHERS = (["or", "other"], ["and", "other"])  # "milk or other dairy"


def _explained(answer: Reading, atoms: Sequence[Atom], made: Sequence[Made]) -> bool:
    """Whether brackets behind an item name what it means: "confusion with agitation (delirium)"."""
    after = max(atom.last for atom in atoms)
    if after >= len(answer.words) or answer.words[after].plain != "(":
        return False
    closed = next(
        (n for n in range(after, len(answer.words)) if answer.words[n].plain == ")"),
        len(answer.words),
    )
    inside = set(range(after + 1, closed))
    return any(one.met and one.used and one.used <= inside for one in made)


def _measures(text: str) -> list[tuple[int, int]]:
    """Where an answer says how much or how often: "every 6 weeks" names nothing."""
    if not any(char.isdigit() for char in text):
        return []
    amounts = [(one.start, one.end) for one in find_quantities(text)]
    return amounts + [(one.start, one.end) for one in find_frequencies(text)]


def _lies_in(answer: Reading, atom: Atom, spans: Sequence[tuple[int, int]]) -> bool:
    start, end = answer.words[atom.first].start, answer.words[atom.last - 1].end
    return any(begin <= start and end <= stop for begin, stop in spans)


def _makes(one: Made, atoms: Sequence[Atom]) -> bool:
    return any(index in one.used for atom in atoms for index in range(atom.first, atom.last))


def _unseparated(
    answer: Reading,
    item: int,
    atoms: Sequence[Atom],
    used: frozenset[int],
    expected: frozenset[str],
    context: Context,
) -> list[Extra]:
    """The clinical terms of a run of entries that are no entry of the key, one extra each."""
    kinds = {atom.category for atom in atoms if atom.ids & expected and atom.category}
    found = []
    for atom in atoms:
        taken = any(index in used for index in range(atom.first, atom.last))
        if taken or atom.is_word or atom.denied or atom.ids & (expected | context.question.ids):
            continue
        if atom.category in kinds:
            begin, end = answer.words[atom.first].start, answer.words[atom.last - 1].end
            true = all(one in context.true_ids for one in atom.ids)
            found.append(Extra(answer.text[begin:end], True, True, False, true, False))
    return found


def _is_bare(answer: Reading, item: int) -> bool:
    """Whether the item is a name in an enumeration, not a statement of its own."""
    words = [word for word in answer.by_item[item] if word not in ("and", "or", "plus", "nor")]
    if any(word in ("too", "also") for word in words):
        return False
    if (words[:1] and words[0] in _RELATIVE) or words[:2] == ["the", "one"]:
        return False  # "..., which then release less glutamate"
    if any(word in ("should", "must", "may", "can", "are", "is") for word in words[1:-1]):
        return False
    if words[:1] and words[0] in ("the", "a", "an") and {"that", "which", "who"} & set(words[2:]):
        return False  # "xanthine oxidase, the enzyme that makes uric acid"
    statement = any(word in cue("subject") for word in words)
    alone = answer.items_of_clause[answer.starts[item]] == 1
    return not (statement and (alone or words[0] in cue("subject")))


_RELATIVE = frozenset(
    (
        "which",
        "who",
        "that",
        "whose",
        "where",
        "so",
        "thus",
        "hence",
        "thereby",
        "causing",
        "outside",
        "besides",
        "especially",
        "particularly",
        "mainly",
        "mostly",
        "apart",
        "for",
    )
)


def _resembles(atoms: Sequence[Atom], missed: Sequence[Sequence[Wanted]], lexicon: Lexicon) -> bool:
    """Whether an item is a failed attempt at a missed point: a look-alike, or a shared word."""
    stems = frozenset(stem for atom in atoms for stem in atom.stems)
    for forms in missed:
        for form in forms:
            for need in form.needs:
                if need.weight < Fraction(1, 4):
                    continue
                if stems & need.stems or any(
                    atom.ids & need.opposes and atom.category != "route" for atom in atoms
                ):
                    return True
                for concept in need.atom.concepts:
                    names = {lexicon.by_name(name) for name in concept.confusable}
                    if any(other and other.id in atom.ids for other in names for atom in atoms):
                        return True
                for atom in atoms:
                    for concept in atom.concepts:
                        twins = {lexicon.by_name(name) for name in concept.confusable}
                        if any(twin and twin.id in need.atom.ids for twin in twins):
                            return True
                    if _looks_like(atom, need.atom):
                        return True
    return False


def _looks_like(one: Atom, other: Atom) -> bool:
    from rapidfuzz.distance import OSA

    mine, theirs = "".join(one.stems), "".join(other.stems)
    return min(len(mine), len(theirs)) >= 6 and OSA.distance(mine, theirs) <= 3


def _is_true(own: Sequence[Atom], answer: Reading, item: int, context: Context) -> bool:
    ids = {one for atom in own for one in atom.ids if not atom.is_word} or {
        one for atom in own for one in atom.ids
    }
    if ids and all(one in context.true_ids for one in ids):
        return True
    return bool(ids) and not _is_bare(answer, item) and all(one in context.deck_ids for one in ids)


def _is_for_example(atom: Atom, answer: Reading) -> bool:
    start = answer.words[atom.first].start
    return bool(_EXAMPLE.search(answer.text[max(0, start - 24) : start]))


_EXAMPLE = re.compile(r"[(,]\s*(?:e\.?g\.?|such\s+as|for\s+example|like)\s*$", re.I)


def _is_aside(own: Sequence[Atom], answer: Reading, forms: Sequence[Sequence[Wanted]]) -> bool:
    """Whether something stands in brackets behind the answer and is no rival of it."""
    before = answer.text[: answer.words[own[0].first].start]
    if before.rfind("(") <= before.rfind(")") or not before.partition("(")[0].strip():
        return False
    if re.match(r"\s*(?:and|or|plus|also|\+|&)", answer.text[before.rfind("(") + 1 :], re.I):
        return False  # "TSH (and LH)" names two
    kinds = {
        concept.category
        for form in forms
        for one in form
        for need in one.needs
        for concept in need.atom.concepts
    }
    return not any(concept.category in kinds for atom in own for concept in atom.concepts)


def _are_kinds(own: Sequence[Atom], forms: Sequence[Sequence[Wanted]]) -> bool:
    """Whether what is named is the class of the answer: "GABA, the inhibitory transmitter"."""
    kinds = {
        slug(concept.category)
        for form in forms
        for one in form
        for need in one.needs
        for concept in need.atom.concepts
    }
    return all(atom.ids & kinds for atom in own)


def _are_members(own: Sequence[Atom], forms: Sequence[Sequence[Wanted]]) -> bool:
    """Whether what is named belongs to a class that was asked for: erythromycin, for macrolides."""
    wanted_ids = {i for form in forms for one in form for need in one.needs for i in need.atom.ids}
    return all(
        any(slug(concept.category).rstrip("s") in {i.rstrip("s") for i in wanted_ids}
            for concept in atom.concepts if concept.category)
        for atom in own
    )  # fmt: skip
