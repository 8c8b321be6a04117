"""A half answer gets one precise question and a second try, which counts in part.

Nothing here says what is missing: only which part was right, and of what kind the rest is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from trainer.deck.key import (
    ChangeKey,
    ExplanationKey,
    ListKey,
    MatchKey,
    QuantityKey,
    RangeKey,
    RegimenKey,
    YesNoKey,
)
from trainer.grading.verdict import Outcome, PointResult, Verdict
from trainer.questions.question import Question
from trainer.tutor.pending import SecondTry
from trainer.tutor.phrases import Phrases
from trainer.tutor.unit_alone import unit_alone, with_unit

SECOND_SHARE = Fraction(1, 2)
"""How much of what the second try adds is counted."""

_JOINED = 300  # characters of a first answer that a second one is put behind


def asks_again(question: Question, verdict: Verdict) -> bool:
    """Whether the answer is half, in a way that one precise question may complete."""
    key = question.key
    if has_wrong_too(question, verdict):
        return True
    if verdict.outcome != "partial" or verdict.unsafe:
        return False
    if isinstance(key, ListKey | ExplanationKey | MatchKey):
        begun = bool(verdict.met) or any(point.near for point in verdict.missed)
        return begun and bool(verdict.missed) and not verdict.wrong
    if isinstance(key, YesNoKey):
        return bool(key.reasons) and verdict.points[0].met
    return isinstance(key, RangeKey | RegimenKey | QuantityKey | ChangeKey)


def has_wrong_too(question: Question, verdict: Verdict) -> bool:
    """Whether some of it is right and no more of it wrong: what was wrong took the credit away.

    Who named more wrong things than right ones was guessing.
    """
    return (
        isinstance(question.key, ListKey | ExplanationKey)
        and not verdict.unsafe
        and verdict.outcome in ("partial", "incorrect")
        and 0 < len(verdict.wrong) <= len(verdict.met)
    )


def walks_back(question: Question, verdict: Verdict) -> bool:
    """Whether a calculation went wrong that the learner can take up again from its last step."""
    key = question.key
    wrong = verdict.outcome == "incorrect" and not verdict.unsafe
    return wrong and isinstance(key, QuantityKey | RangeKey) and bool(steps_that_hold(question))


def steps_that_hold(question: Question) -> tuple[str, ...]:
    """The steps of a calculation before the one that comes to the answer."""
    key = question.key
    if not isinstance(key, QuantityKey | RangeKey):
        return ()
    before = question.steps[:-1]
    ends = {key.quantity.ends}
    told = (place for place, step in enumerate(before) if _come_to(step) & ends)
    return before[: next(told, len(before))]


def is_a_step(typed: str, steps: Sequence[str]) -> bool:
    """Whether an answer is what one of the steps shown comes to."""
    said = _values(typed)
    return len(said) == 1 and any(said <= _come_to(step) for step in steps)


def _come_to(step: str) -> frozenset[tuple[Fraction, ...]]:
    return _values(step.rpartition("=")[2]) if "=" in step else frozenset()


def _values(text: str) -> frozenset[tuple[Fraction, ...]]:
    from trainer.calculator.reader import find_quantities  # nobody needs it before a second try

    return frozenset(one.quantity.ends for one in find_quantities(text))


def precise_question(question: Question, verdict: Verdict, phrases: Phrases) -> str:
    """What is asked once more: "The dose is right. How often is it given?"."""
    met = len(verdict.met)
    if has_wrong_too(question, verdict):
        right = "; ".join(point.point for point in verdict.met)
        return phrases.say("again.wrong", right=right, wrong=", ".join(verdict.wrong))
    match question.key:
        case RegimenKey():
            first, second = verdict.points[:2]
            if first.near:
                name = "again.unit" if second.met else "again.unit_often"
            else:
                name = "again.dose" if second.met else "again.often"
        case RangeKey():
            near = sum(point.near for point in verdict.missed)
            name = "again.end" if met == 1 else "again.unit" if near > 1 else "again.ends"
        case QuantityKey():
            name = "again.unit"
        case ChangeKey():
            return _rest_of_change(verdict, phrases)
        case YesNoKey():
            name = "again.why"
        case ListKey(ask_for=ask_for, points=points):
            return _rest_of_several(verdict, ask_for or len(points), phrases)
        case _:
            return _rest_of_several(verdict, len(verdict.points), phrases)
    return phrases.say(name)


def _rest_of_change(verdict: Verdict, phrases: Phrases) -> str:
    right = "; ".join(point.point for point in verdict.met)
    missing = "; ".join(point.point for point in verdict.missed if not point.near)
    if any(point.near for point in verdict.missed):
        return phrases.say("again.unit_also" if missing else "again.unit", missing=missing)
    return phrases.say("again.part", right=right, missing=missing)


def _rest_of_several(verdict: Verdict, wanted: int, phrases: Phrases) -> str:
    met = len(verdict.met)
    near = next((point.heard for point in verdict.missed if point.near and point.heard), "")
    if near and not met:
        return phrases.say("again.near", heard=near)
    if not met:
        return phrases.say("again.nearly", all=wanted)
    missing = wanted - met
    said = phrases.say(
        "again.one" if missing == 1 else "again.more", met=met, all=wanted, missing=missing
    )
    return f"{said} {phrases.say('again.near_too', heard=near)}" if near else said


def judged(pending: SecondTry, typed: str, grade: Callable[[str], Verdict]) -> Verdict:
    """What both tries are worth together, or the second alone where that is more.

    A unit that is said alone belongs to the number before, whatever comes of it.
    """
    if pending.steps:
        return grade(typed)
    if unit := unit_alone(typed):
        return grade(with_unit(pending.typed, unit, pending.verdict))
    whole = grade(joined(pending.question, pending.typed, typed, pending.verdict))
    alone = grade(typed)
    if alone.unsafe:
        return alone  # what would harm is never outweighed by what was said before
    tries = [whole, alone]
    if isinstance(pending.question.key, ListKey) and not whole.unsafe and not alone.wrong:
        tries.append(_of_both(pending.question.key, pending.verdict, alone))
    return max(tries, key=lambda one: (not one.unsafe, one.score))


def _of_both(key: ListKey, first: Verdict, second: Verdict) -> Verdict:
    """What was named in either try: a thing that is right alone is right behind others, too."""
    named = {point.point for point in (*first.met, *second.met)}
    points = tuple(
        PointResult(point.text, True) if point.text in named else PointResult(point.text, False)
        for point in key.points
    )
    met = sum((point.weight for point in key.points if point.text in named), Fraction(0))
    if key.ask_for is not None:
        score = min(Fraction(1), Fraction(len(named), key.ask_for))
    else:
        score = met / sum((point.weight for point in key.points), Fraction(0))
    outcome: Outcome = "correct" if score == 1 else "partial" if score else "incorrect"
    return Verdict(outcome, score, points)


def joined(question: Question, first: str, second: str, verdict: Verdict) -> str:
    """Both tries as one answer; of a first one that named wrong things too, what was right."""
    start = first.strip()[:_JOINED]
    if has_wrong_too(question, verdict):
        start = "; ".join(point.point for point in verdict.met)
    match question.key:
        case RangeKey():
            return f"{start} to {second}"
        case RegimenKey() | QuantityKey() | ChangeKey():
            return f"{start} {second}"
        case YesNoKey():
            return f"{start}, because {second}" if len(start.split()) < 3 else f"{start}. {second}"
        case ListKey() | MatchKey():
            return f"{start}; {second}"
        case _:
            return f"{start}. {second}"


def worth(first: Verdict, whole: Verdict) -> Fraction:
    """The score of both tries: the first, and half of what the second added."""
    gain = whole.score - first.score
    return first.score + gain * SECOND_SHARE if gain > 0 else first.score
