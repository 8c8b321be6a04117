"""One term, or a list of them: what was named, what is missing, and what does not belong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from trainer.calculator.frequency import find_frequencies
from trainer.calculator.reader import find_quantities
from trainer.calculator.units import Unit, is_unit
from trainer.deck.key import ListKey, Point, TermKey
from trainer.grading.cues import cue
from trainer.grading.eras import eras_of
from trainer.grading.frames import turned_clauses
from trainer.grading.needs import Wanted, contraries, is_label, wanted
from trainer.grading.opposition import is_neutral
from trainer.grading.outcome import HALF, ONE, ZERO, Result
from trainer.grading.points import Made, make
from trainer.grading.reading import WORDING, Atom, Reading, read
from trainer.grading.vague import is_vague
from trainer.grading.verdict import PointResult
from trainer.lexicon.lexicon import Lexicon
from trainer.lexicon.table import slug
from trainer.lexicon.words import stem


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds an answer: the question as read, the lexicon, and what the deck states."""

    question: Reading
    lexicon: Lexicon
    true_ids: frozenset[str] = frozenset()  # stated in the same place: costs nothing
    deck_ids: frozenset[str] = frozenset()  # stated anywhere in the deck


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


def grade_term(answer: Reading, key: TermKey, context: Context) -> Result:
    """One concept in any of its names; a second, wrong one takes the point back."""
    if era := eras_of(key.point.text):
        return _grade_era(answer.text, key.point.text, era[0])
    in_units = "unit" in context.question.text.casefold()
    if in_units and (asked_unit := unit_of(key.point.text)) is not None:
        return _grade_unit(answer.text, key.point.text, asked_unit)
    forms = wanted(key.point, context.lexicon, context.question, names=True)
    made = make(forms, answer)
    text = key.point.text
    # Another accepted form may leave out the very word that the answer turns round.
    if made.inverted or any(make([form], answer).inverted for form in forms):
        result = PointResult(text, False, False, made.heard)
        return Result(ZERO, (result,), problem="That says the opposite.", heard=made.heard)
    if not made.met and is_vague(answer, forms, context.question):
        result = PointResult(text, False, True, made.heard)
        return Result(HALF, (result,), problem="That is not specific enough.", heard=made.heard)
    if not made.share:
        worth = HALF if _names_kind(answer, forms, context.question) else ZERO
        result = PointResult(text, False, bool(worth), "")
        problem = "That is the group, not the one asked for." if worth else ""
        extras = extras_of(answer, [made], [forms], context)
        return _named(Result(worth, (result,), problem=problem), answer, extras)
    extras = extras_of(answer, [made], [forms], context)
    wrong = [
        extra
        for extra in extras
        if extra.known and extra.bare and not (extra.true or extra.aside or extra.apposed)
    ]
    if _opposed_frame(answer, forms, context) or _in_turned_clause(answer, made, forms, context):
        result = PointResult(text, False, True, made.heard)
        return Result(ZERO, (result,), problem="The relation is the opposite.", heard=made.heard)
    if wrong:
        result = PointResult(text, False, True, made.heard)
        return Result(
            ZERO,
            (result,),
            problem="More than one answer was given; one was asked for.",
            wrong=tuple(extra.text for extra in wrong),
            heard=made.heard,
        )
    worth = ONE if made.met and not made.head else HALF if made.met or made.near else ZERO
    if not worth and _names_head(answer, forms):
        worth = HALF
    if made.head and made.share < HALF and not _names_head(answer, forms):
        worth = ZERO
    if worth == HALF and _clashes(answer, forms, made):
        worth = ZERO
    result = PointResult(text, worth == 1, worth == HALF, made.heard)
    out = Result(worth, (result,), heard=made.heard)
    unknown = [
        extra
        for extra in extras
        if not extra.known
        and extra.bare
        and not (extra.near or extra.apposed)
        and not _is_example(extra, answer)
    ]
    out = replace(out, unrecognised=tuple(extra.text for extra in unknown))
    if worth == 1 and unknown:
        # what is not known here is more often a second answer than another name of the first
        out = replace(out, score=HALF)
        return out.doubted("A part of the answer was not recognised")
    if worth == HALF:
        out = replace(out, problem="That is not specific enough.")
    return out


_FURTHER = re.compile(r"\(\s*(?:and|or|plus|also|&|\+)\b", re.I)


def _is_example(extra: Extra, answer: Reading) -> bool:
    """Whether something stands in brackets to explain the answer, and not as a second one."""
    return extra.aside and not _FURTHER.search(answer.text)


def grade_list(answer: Reading, key: ListKey, context: Context) -> Result:
    """Several concepts: a point for each, less one for every clearly wrong extra, floor 0."""
    forms = [wanted(p, context.lexicon, context.question, names=True) for p in key.points]
    also = [wanted(Point(text), context.lexicon, context.question) for text in key.also_true]
    made = [make(form, answer) for form in forms]
    made = _one_each(made)
    own = frozenset(i for form in forms for one in form for n in one.needs for i in n.atom.ids)
    used = frozenset(index for one in made for index in one.used)
    turned = turned_clauses(answer, context.question, own, used, context.lexicon)
    if turned:
        made = [replace(one, inverted=one.inverted or _in(answer, one, turned)) for one in made]
    asked = min(key.ask_for or len(forms), len(forms))
    free = [make(form, answer) for form in also]
    extras = extras_of(answer, [*made, *free], forms, context)
    worth = [_worth(one, answer, form) for one, form in zip(made, forms, strict=True)]
    weights = [point.weight for point in key.points]
    if key.ask_for and key.ask_for < len(forms):
        weights = [ONE] * len(forms)
    total = sum(sorted(weights, reverse=True)[:asked], ZERO)
    got = min(sum((w * one for w, one in zip(weights, worth, strict=True)), ZERO), total)
    wrong = [
        extra
        for extra in extras
        if extra.known and extra.bare and not (extra.true or extra.near or extra.example)
    ]
    unknown = [
        extra
        for extra in extras
        if not extra.known and extra.bare and not extra.near and not extra.true
    ]
    complete = got == total
    charged = len(wrong) + (len(unknown) if complete else 0)
    score = max(ZERO, (got - charged) / total) if total else ZERO
    results = tuple(
        PointResult(point.text, w == 1, one.near or w == HALF, one.heard)
        for point, w, one in zip(key.points, worth, made, strict=True)
    )
    result = Result(
        score,
        results,
        wrong=tuple(extra.text for extra in wrong),
        unrecognised=tuple(extra.text for extra in unknown),
        heard=", ".join(one.heard for one in made if one.heard),
    )
    if any(one.inverted for one in made):
        result = replace(result, problem="One item says the opposite.")
    elif wrong:
        result = replace(
            result, problem=f"{_listed(wrong)} {'do' if len(wrong) > 1 else 'does'} not belong."
        )
    if unknown and not wrong and complete:
        result = result.doubted("An item was not recognised")
    return result


def _in(answer: Reading, made: Made, clauses: frozenset[int]) -> bool:
    """Whether what was named stands in one of the clauses."""
    return any(answer.starts[answer.item_of[index]] in clauses for index in made.used)


def _in_turned_clause(
    answer: Reading, made: Made, forms: Sequence[Wanted], context: Context
) -> bool:
    own = frozenset(i for one in forms for n in one.needs for i in n.atom.ids)
    turned = turned_clauses(answer, context.question, own, made.used, context.lexicon)
    return _in(answer, made, turned)


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
            and not atom.stems[0].isdigit()
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


def _worth(made: Made, answer: Reading, forms: Sequence[Wanted]) -> Fraction:
    if made.inverted:
        return ZERO
    if made.met and not made.head:
        return ONE
    if made.met or (made.near and made.share >= HALF):
        return ZERO if _clashes(answer, forms, made) else HALF
    return ZERO


def _clashes(answer: Reading, forms: Sequence[Wanted], made: Made) -> bool:
    """Whether a part of a term stands beside a word that makes it another term."""
    wanted_stems = frozenset(stem for form in forms for need in form.needs for stem in need.stems)
    for index in made.used:
        for step in (-1, 1):
            beside = index + step
            if 0 <= beside < len(answer.words) and answer.words[beside].plain in "-–/":
                beside += step
            if not 0 <= beside < len(answer.words) or beside in made.used:
                continue
            word = answer.words[beside]
            if not word.is_word or word.stem in wanted_stems:
                continue
            for atom in answer.top:
                if atom.first <= beside < atom.last and atom.category not in WORDING:
                    return True
    return False


def _one_each(made: list[Made]) -> list[Made]:
    """The same words make one point only: the one that they make best."""
    order = sorted(range(len(made)), key=lambda n: (-made[n].share, n))
    taken: set[frozenset[int]] = set()
    out = list(made)
    for place in order:
        used = made[place].used
        if not used or made[place].inverted:
            continue
        if any(used <= other for other in taken) and made[place].share < 1:
            out[place] = Made()
        else:
            taken.add(used)
    return out


def _names_kind(answer: Reading, forms: Sequence[Wanted], question: Reading) -> bool:
    """Whether the answer names the category of the concept: "a Parkinson's drug" for levodopa."""
    kinds = {
        concept.category.casefold().replace(" ", "-")
        for form in forms
        for need in form.needs
        for concept in need.atom.concepts
        if concept.category and concept.category not in WORDING
    }
    return any(
        not atom.denied
        and not atom.ids & question.ids
        and any(one in kinds or one.rstrip("s") in kinds for one in atom.ids)
        for atom in answer.top
    )


def _names_head(answer: Reading, forms: Sequence[Wanted]) -> bool:
    """Whether the answer is the last word of the name alone: "antacids"."""
    said = {stem for atom in answer.top if not atom.denied for stem in atom.stems}
    for form in forms:
        needs = [need for need in form.needs if need.weight >= HALF]
        if len(needs) > 1 and needs[-1].atom.stems[-1] in said:
            return said <= {needs[-1].atom.stems[-1]}
    return False


def _opposed_frame(answer: Reading, forms: Sequence[Wanted], context: Context) -> bool:
    """Whether the answer turns round the relation that the question itself states.

    A relation inside a longer name counts too ("alpha-2 antagonist"), unless it belongs to the
    name that was asked for.
    """
    own = frozenset(
        one
        for form in forms
        for need in form.needs
        for atom in (need.atom, *need.parts)
        for one in atom.ids
    )
    asked_stems = {word.stem for word in context.question.words}
    for word in answer.words:
        if (
            word.plain[:2] in ("un", "non")
            and len(word.plain) > 6
            and stem(word.plain[2:]) in asked_stems
        ):
            return True  # "unrelated", where the question asks what it is related to
    for atom in context.question.top:
        if atom.category not in ("action", "kinetics", "direction"):
            continue
        against = contraries(atom, context.lexicon) - own
        if any(o.ids & atom.ids and o.denied and not atom.denied for o in answer.top):
            return True  # "X is not inhibited", where the question asks what it inhibits
        if any(o.ids & atom.ids for o in answer.top):
            continue
        said = [
            one
            for one in answer.atoms
            if one.ids & against
            and not one.denied
            and not is_neutral(one)
            and not _of_another(one, own, answer)
        ]
        if any(not _inside(one, own, answer) for one in said):
            return True
    return False


def _of_another(atom: Atom, own: frozenset[str], answer: Reading) -> bool:
    """Whether a relation is said of another thing: "acetylcholine, by stopping its breakdown"."""
    if any(top.ids & own and top.item == atom.item for top in answer.top):
        return False
    return any(
        top.item == atom.item and top.first >= atom.last and top.category != "direction"
        for top in answer.top
    )


def _inside(atom: Atom, own: frozenset[str], answer: Reading) -> bool:
    """Whether an atom is a part of a name of what was asked for: "activated factor X"."""
    return atom.inner and any(
        top.ids & own and top.first <= atom.first and atom.last <= top.last for top in answer.top
    )


def _named(result: Result, answer: Reading, extras: Sequence[Extra]) -> Result:
    wrong = tuple(extra.text for extra in extras if extra.known and extra.bare)
    unknown = tuple(extra.text for extra in extras if not extra.known)
    return replace(result, wrong=wrong, unrecognised=unknown, heard=", ".join(wrong))


def _listed(wrong: Sequence[Extra]) -> str:
    return " and ".join(extra.text for extra in wrong[:2])


def _grade_era(answer: str, text: str, asked: tuple[int, int]) -> Result:
    found = set(eras_of(answer))
    low, high = asked
    right = found == {asked} or (high > low and found and found <= {(low, high), (low, low + 10)})
    point = PointResult(text, bool(right), False, answer if right else "")
    problem = "More than one time was given." if len(found) > 1 else ""
    if right and read_denial(answer):
        return Result(ZERO, (replace(point, met=False),), problem="That is denied.")
    return Result(ONE if right else ZERO, (point,), problem="" if right else problem)


def unit_of(text: str) -> Unit | None:
    """The unit that a text names and nothing else: "mcg/day", "micrograms every 24 hours"."""
    plain = re.sub(r"\bevery\s+24\s*(?:h|hrs?|hours?)\b", "per day", text.strip(" ."), flags=re.I)
    found = find_quantities(f"1 {plain}")
    if len(found) != 1 or found[0].quantity.unit is None or found[0].start != 0:
        return None
    return found[0].quantity.unit if found[0].end == len(f"1 {plain}") else None


def _grade_unit(answer: str, text: str, asked: Unit) -> Result:
    said = [unit_of(part) for part in re.split(r"\bor\b|,|;", answer) if part.strip()]
    right = len(said) == 1 and said[0] is not None and said[0].symbol == asked.symbol
    problem = "More than one unit was given." if len(said) > 1 else ""
    return Result(ONE if right else ZERO, (PointResult(text, right),), problem=problem)


def read_denial(answer: str) -> bool:
    """Whether a short answer denies what it names."""
    words = {word.strip(".,;:!?").casefold() for word in answer.split()}
    return (
        bool(words & {"not", "never", "neither", "nor", "isn't", "wasn't"}) and "sure" not in words
    )


__all__ = ["Context", "grade_list", "grade_term", "read"]
