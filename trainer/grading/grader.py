"""The grader's door: a typed answer and what was asked give a verdict, always, and never an error.

`grade` is pure. It decides by meaning: quantities by the calculator's exact values and units,
terms by the lexicon, statements by their rubric points with polarity, direction and order. What it
is not sure of it calls "unsure", with a provisional score; it never guesses in the learner's
favour.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import find_quantities
from trainer.deck.key import (
    ChangeKey,
    ChoiceKey,
    ExplanationKey,
    Key,
    ListKey,
    MatchKey,
    OrderKey,
    QuantityKey,
    RangeKey,
    RegimenKey,
    TermKey,
    YesNoKey,
)
from trainer.grading.asked import Asked, Slip
from trainer.grading.cautions import with_cautions
from trainer.grading.choices import grade_choice, grade_match, grade_order
from trainer.grading.context import Context, ids_of
from trainer.grading.cues import cue
from trainer.grading.explanations import grade_explanation
from trainer.grading.frames import (
    asks_what_not,
    forbids,
    forbids_text,
    unprefixed,
    without_ban,
)
from trainer.grading.naming import by_form, by_value
from trainer.grading.once_more import once_more
from trainer.grading.outcome import HALF, ONE, ZERO, Result
from trainer.grading.products import as_the_key_multiplies
from trainer.grading.quantities import grade_quantity
from trainer.grading.ranges import grade_range
from trainer.grading.reading import PREVENTION, Reading, read
from trainer.grading.regimens import grade_change, grade_regimen
from trainer.grading.retraction import changed_to, is_denied_whole, retracts
from trainer.grading.roles import (
    acts_on_the_actor,
    effect_before_cause,
    level_of_the_other,
    swapped,
)
from trainer.grading.sequence import in_sequence
from trainer.grading.spelled import clean, near_words, spelled_out
from trainer.grading.terms import grade_list, grade_term
from trainer.grading.touching import touches
from trainer.grading.verdict import Confusion, Outcome, PointResult, StyleNote, Verdict
from trainer.grading.yesno import grade_yes_no
from trainer.lexicon.lexicon import Lexicon
from trainer.lexicon.notation import find_notation

LONGEST = 20_000  # characters


def grade(answer: str, asked: Asked, lexicon: Lexicon) -> Verdict:
    """Grade one typed answer. Never raises; over 20,000 characters it is refused in words."""
    points = tuple(PointResult(point.text, False) for point in asked.key.points)
    if len(answer) > LONGEST:
        return Verdict(
            "incorrect",
            ZERO,
            points,
            message=f"That is longer than {LONGEST:,} characters, so I did not read it.",
        )
    text = spelled_out(clean(answer), asked.question, asked.key, lexicon)
    text, other = as_the_key_multiplies(text, asked.key.model)
    if other:
        return Verdict("incorrect", ZERO, points, message="That is measured in another unit.")
    if is_no_attempt(text):
        return Verdict("no_attempt", ZERO, points, message="No answer yet.")
    near = near_words(asked.question, asked.key)
    question = read(asked.question, lexicon)
    judged = isinstance(asked.key, YesNoKey)
    if not judged and forbids(question) and not forbids_text(asked.key.model):
        text = without_ban(text)
    if isinstance(asked.key, TermKey | ListKey):
        text = unprefixed(text, asked.question, asked.key.model)
    if question.ids & PREVENTION:
        if asks_what_not(asked.question):
            text = _NOT_TAKEN.sub("avoid ", text)
        if _ADVISED.match(text) and not _ADVISED.match(asked.key.model):
            why = "That advises what is to be avoided, which would harm."
            return Verdict("incorrect", ZERO, points, True, why, message=why)
    reading = read(text, lexicon, near, prevention=not question.ids & PREVENTION)
    if _echoes(reading, question):
        return Verdict("incorrect", ZERO, points, message="That repeats the question.")
    if not isinstance(asked.key, YesNoKey | ChoiceKey) and is_denied_whole(text):
        return Verdict("incorrect", ZERO, points, message="That says that it is not so.")
    context = _context(asked, question, lexicon)
    if _in_so_many_words(answer, asked.key):
        result = Result(ONE, tuple(PointResult(point.text, True) for point in asked.key.points))
        return _verdict(result, text, asked, reading, context)
    result = _graded(reading, asked, context)
    if (
        result.score > 0
        and isinstance(asked.key, ExplanationKey | TermKey)
        and _swaps(reading, asked, context)
    ):
        why = "What acts and what is acted on have changed places."
        result = replace(result, score=ZERO, problem=why, doubt="")
    if result.score > 0 and isinstance(asked.key, ListKey | ExplanationKey):
        result = in_sequence(result, text, asked.key.points)
    stated = isinstance(asked.key, TermKey | ListKey | ExplanationKey)
    if result.score == 1 and _other_order(text, asked):
        why = "They stand in another order than was asked for"
        result = replace(result, score=HALF).doubted(why)
    if stated and result.score > 0 and retracts(answer, lexicon):
        result = replace(result, score=ZERO).doubted("It says one thing and then its contrary")
    if isinstance(asked.key, TermKey) and result.score > 0 and (rest := changed_to(answer)):
        then = read(rest, lexicon, near)
        if _graded(then, asked, context).score:
            result = result.doubted("It says one thing and then another")
        elif then.top:
            result = Result(ZERO, points, problem="It takes back what it said first.")
    result = with_cautions(result, reading, asked, context)
    if result.score == 1 and not (result.unsafe or result.doubt):
        result = once_more(result, reading, asked, context)
    return _verdict(result, text, asked, reading, context)


def _in_so_many_words(answer: str, key: Key) -> bool:
    """Whether the answer is the model answer itself; numbers are judged by what they mean."""
    if not isinstance(key, TermKey | ListKey | ExplanationKey | YesNoKey):
        return False
    said, model = (re.findall(r"\w+", text.casefold()) for text in (answer, key.model))
    return bool(said) and said == model


def is_no_attempt(text: str) -> bool:
    """Whether nothing was answered: empty, "idk", "no idea", only marks."""
    plain = " ".join(re.sub(r"[^\w\s/?']", " ", text.casefold().replace("’", "'")).split())
    bare = plain.replace("'", "")
    return not bare.strip("? ") or bare in cue("idle") or bare.strip(" ?") in cue("idle")


_NOT_TAKEN = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bhas )(?<!\bhave )"
    r"\b(?:no(?!\s+(?:problem|trouble|worr|harm|risk|danger|issue|need|reason|objection))"
    r"(?=\s+[a-z]+\s*(?:$|[,;:.])|\s+(?:[a-z]+\s+)?[a-z]{2,}ing\b)"
    r"|(?:do\s+not|don['’]?t|never|must\s+not|should\s+not|not\s+to)\s+"
    r"(?:drink|eat|take|use|have))\b",
    re.I,
)
"""Where a question asks what to avoid, "no alcohol" and "don't drink alcohol" avoid it."""

_ADVISED = re.compile(
    r"\W*(?:(?:they|you|he|she|patients?|the\s+patient)\s+(?:can|may|should)\s+)?"
    r"(?:eat|drink|take|have|enjoy|use)\s+(?!care\b|caution\b|no\b|less\b|it\b)[\w\s-]{2,40}\W*$",
    re.I,
)
"""Where a question asks what to avoid, "eat a lot of grapefruit" says the opposite."""


def _echoes(answer: Reading, question: Reading) -> bool:
    """Whether the answer only says the question again."""
    asked = {word.stem for word in question.words if word.is_word}
    said = [word.stem for word in answer.words if word.is_word]
    return len(said) >= 5 and all(word in asked for word in said) and len(said) * 2 >= len(asked)


def _context(asked: Asked, question: Reading, lexicon: Lexicon) -> Context:
    texts = [asked.key.model, *(point.text for point in asked.key.points)]
    ids = frozenset(m.concept.id for text in texts for m in lexicon.find(text))
    if not asked.facts:
        return Context(question, lexicon, ids, ids)
    found = [(fact, ids_of(fact.statement, lexicon)) for fact in asked.facts]
    places = {
        (fact.section, fact.kind)
        for fact, mentioned in found
        if mentioned & ids and asked.card.startswith(fact.id)
    }
    true = ids.union(*(one for fact, one in found if (fact.section, fact.kind) in places))
    return Context(question, lexicon, true, ids.union(*(one for _, one in found)))


def _graded(answer: Reading, asked: Asked, context: Context) -> Result:
    key, question = asked.key, asked.question
    match key:
        case QuantityKey():
            return grade_quantity(answer.text, key, question)
        case RangeKey():
            return grade_range(answer.text, key, question)
        case RegimenKey():
            return grade_regimen(answer.text, key, question)
        case ChangeKey():
            return grade_change(answer.text, key, question)
        case YesNoKey():
            return grade_yes_no(answer, key, context)
        case TermKey():
            return grade_term(answer, key, context)
        case ListKey():
            return grade_list(answer, key, context)
        case ExplanationKey():
            return grade_explanation(answer, key, context)
        case ChoiceKey():
            return grade_choice(answer, key, context)
        case OrderKey():
            return grade_order(answer, key, context)
        case MatchKey():
            return grade_match(answer, key, context)


def _other_order(text: str, asked: Asked) -> bool:
    """Whether several things are asked for in an order, and stand in another, unlabelled."""
    if len(asked.key.points) < 2 or not _IN_ORDER.search(asked.question):
        return False
    names = [_LABEL.sub("", point.text).casefold() for point in asked.key.points]
    places = [text.casefold().find(name) for name in names]
    return min(places) >= 0 and places != sorted(places)


_LABEL = re.compile(r"^[^:]*:\s*|^then\s+|\s+then$", re.I)
_IN_ORDER = re.compile(
    r"\bin\s+(?:this|that|the|their|ascending|descending)\s+(?:right\s+)?order\b|\bin\s+order\b(?!\s+to)",
    re.I,
)


def _swaps(answer: Reading, asked: Asked, context: Context) -> bool:
    points = [read(point.text, context.lexicon) for point in asked.key.points]
    if isinstance(asked.key, TermKey):
        return acts_on_the_actor(answer, context.question, points[0])
    return (
        swapped(answer, context.question, points)
        or effect_before_cause(answer, context.question, points)
        or level_of_the_other(answer, context.question, points)
    )


def _verdict(result: Result, text: str, asked: Asked, answer: Reading, context: Context) -> Verdict:
    score = min(max(result.score, ZERO), Fraction(1))
    outcome: Outcome
    if result.unsafe:
        outcome, score = "incorrect", ZERO
    elif result.doubt:
        outcome = "unsure"
    elif result.harm:
        outcome = "partial" if score > 0 else "incorrect"
    elif score == 1:
        outcome = "correct"
    else:
        outcome = "partial" if score > 0 else "incorrect"
    harm = result.unsafe or result.harm
    confusion = _confusion(text, asked, answer, context) if score < 1 else None
    slips = _slips(text, asked) if score < 1 else ()
    notes = tuple(StyleNote(one.code, one.typed, one.write, one.why) for one in find_notation(text))
    return Verdict(
        outcome,
        score,
        result.points,
        bool(harm),
        harm,
        confusion,
        tuple(slip.name for slip in slips),
        notes,
        result.wrong,
        result.unrecognised,
        _message(result, outcome, score, asked, confusion, slips),
        result.doubt,
    )


def _confusion(text: str, asked: Asked, answer: Reading, context: Context) -> Confusion | None:
    """Another thing of the deck that the answer would have been right for."""
    numbers = bool(find_quantities(answer.text))
    heard = frozenset(one for atom in answer.atoms for one in atom.ids)
    for rival in asked.rivals:
        if rival.card == asked.card and rival.key == asked.key:
            continue
        number = rival.key.type in ("quantity", "range", "regimen")
        if not (numbers if number else touches(rival, heard, context.lexicon)):
            continue
        other = _graded(answer, Asked(asked.question, rival.key), context)
        told = all(point.met or point.near for point in other.points) and not other.doubt
        if (other.score == 1 and not other.doubt) or (told and other.score and number):
            several = rival.key.type == "list" and len(rival.key.points) > 1
            return Confusion(rival.card, rival.what, text, rival.lines, several)
    return None


def _slips(text: str, asked: Asked) -> tuple[Slip, ...]:
    """The calculation errors that explain the answer's number: by value, else by unit or "to"."""
    given = tuple((slip.name, slip.quantity, slip.words) for slip in asked.slips)
    named = by_value(text, asked.question, given) or by_form(text, asked.key)
    return tuple(Slip(name, Quantity.of(0), words) for name, words in named)


def _message(
    result: Result,
    outcome: Outcome,
    score: Fraction,
    asked: Asked,
    confusion: Confusion | None,
    slips: tuple[Slip, ...],
) -> str:
    """At most three short sentences: what was heard, what it is, what was asked."""
    if harm := result.unsafe or result.harm:
        mixed_up = [slip for slip in slips if slip.name == "mg_mcg_1000x"]
        return " ".join([harm, *(_sentence(slip.words) for slip in mixed_up[:1])])
    if outcome == "correct":
        return "That is right."
    said: list[str] = []
    if result.heard and isinstance(asked.key, QuantityKey | RangeKey | RegimenKey | ChangeKey):
        said.append(f"You gave {_short(result.heard)}.")
    if confusion and score == ZERO:
        said.append(confusion.sentence)
    elif len(slips) == 1:
        said.append(_sentence(slips[0].words))
    elif slips:
        said.append("It looks like one of several slips.")
    if outcome == "unsure":
        said.append("I am not sure about this one.")
        if result.doubt:
            said.append(_sentence(result.doubt))
    elif result.problem:
        said.append(_sentence(result.problem))
    if outcome == "partial" and len(said) < 3:
        met = sum(point.met for point in result.points)
        if len(result.points) > 1:
            said.append(f"{met} of {len(result.points)} points are there.")
        elif not said:
            said.append("That is part of it.")
    if not said or (len(said) == 1 and said[0].startswith("You gave")):
        said.append("That is not what was asked." if said else "That is not it.")
    return " ".join(said[:3])


def _short(heard: str) -> str:
    """What was heard, safe to show and not longer than a glance."""
    from trainer.text import one_line

    text = one_line(heard)
    return text if len(text) <= 60 else text[:57] + "..."


def _sentence(words: str) -> str:
    from trainer.text import sentence

    return sentence(words)


__all__ = ["LONGEST", "Asked", "Slip", "grade", "is_no_attempt"]
