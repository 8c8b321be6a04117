"""One term, or a list of them: what was named, what is missing, and what does not belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from trainer.deck.key import ListKey, Point, TermKey
from trainer.grading.context import Context
from trainer.grading.eras import eras_of
from trainer.grading.extras import Extra, extras_of, is_example
from trainer.grading.frames import turned_clauses
from trainer.grading.made import Made
from trainer.grading.needs import Wanted, contraries, wanted
from trainer.grading.opposition import is_neutral
from trainer.grading.outcome import HALF, ONE, ZERO, Result
from trainer.grading.points import make
from trainer.grading.reading import WORDING, Atom, Reading
from trainer.grading.unit_names import grade_unit, unit_of
from trainer.grading.vague import is_bare_head, is_vague
from trainer.grading.verdict import PointResult
from trainer.lexicon.words import stem


def grade_term(answer: Reading, key: TermKey, context: Context) -> Result:
    """One concept in any of its names; a second, wrong one takes the point back."""
    if era := eras_of(key.point.text):
        return _grade_era(answer.text, key.point.text, era[0])
    in_units = "unit" in context.question.text.casefold()
    if in_units and (asked_unit := unit_of(key.point.text)) is not None:
        return grade_unit(answer.text, key.point.text, asked_unit)
    forms = wanted(key.point, context.lexicon, context.question, names=True)
    made = make(forms, answer)
    text = key.point.text
    # Another accepted form may leave out the very word that the answer turns round.
    if made.inverted or any(make([form], answer).inverted for form in forms):
        result = PointResult(text, False, False, made.heard)
        return Result(ZERO, (result,), problem="That says the opposite.", heard=made.heard)
    if is_bare_head(answer, key.point, context.question) or (
        not made.met and is_vague(answer, forms, context.question)
    ):
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
    if worth == HALF and clashes(answer, forms, made):
        worth = ZERO
    result = PointResult(text, worth == 1, worth == HALF, made.heard)
    out = Result(worth, (result,), heard=made.heard)
    unknown = [
        extra
        for extra in extras
        if not extra.known
        and extra.bare
        and not (extra.near or extra.apposed)
        and not is_example(extra, answer)
    ]
    out = replace(out, unrecognised=tuple(extra.text for extra in unknown))
    if worth == 1 and unknown:
        # what is not known here is more often a second answer than another name of the first
        out = replace(out, score=HALF)
        return out.doubted("A part of the answer was not recognised")
    if worth == HALF:
        out = replace(out, problem="That is not specific enough.")
    return out


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
    if any(one.inverted and not 0 < one.share < HALF for one in made):  # a shared word is no item
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


def _worth(made: Made, answer: Reading, forms: Sequence[Wanted]) -> Fraction:
    if made.inverted:
        return ZERO
    if made.met and not made.head:
        return ONE
    if made.met or (made.near and made.share >= HALF):
        return ZERO if clashes(answer, forms, made) else HALF
    return ZERO


def clashes(answer: Reading, forms: Sequence[Wanted], made: Made) -> bool:
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
    """The same words make one point only: the one that they make best, or more of them make.

    "Feeling sick" names no vomiting.
    """
    order = sorted(range(len(made)), key=lambda n: (-made[n].share, -len(made[n].used), n))
    taken: set[frozenset[int]] = set()
    out = list(made)
    for place in order:
        used = made[place].used
        if not used or made[place].inverted:
            continue
        if any(used < other or (used == other and made[place].share < 1) for other in taken):
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


def read_denial(answer: str) -> bool:
    """Whether a short answer denies what it names."""
    words = {word.strip(".,;:!?").casefold() for word in answer.split()}
    return (
        bool(words & {"not", "never", "neither", "nor", "isn't", "wasn't"}) and "sure" not in words
    )


__all__ = ["grade_list", "grade_term"]
