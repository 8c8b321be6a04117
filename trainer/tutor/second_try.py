"""A half answer gets one precise question and a second try, which counts in part.

Nothing here says what is missing: only which part was right, and of what kind the rest is.
"""

from __future__ import annotations

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
from trainer.grading.verdict import Verdict
from trainer.questions.question import Question
from trainer.tutor.phrases import Phrases

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
        return bool(verdict.met) and bool(verdict.missed) and not verdict.wrong
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
    return wrong and isinstance(key, QuantityKey | RangeKey) and len(question.steps) > 1


def precise_question(question: Question, verdict: Verdict, phrases: Phrases) -> str:
    """What is asked once more: "The dose is right. How often is it given?"."""
    met = len(verdict.met)
    if has_wrong_too(question, verdict):
        right = "; ".join(point.point for point in verdict.met)
        return phrases.say("again.wrong", right=right, wrong=", ".join(verdict.wrong))
    match question.key:
        case RegimenKey():
            first, second = verdict.points[:2]
            if second.met and not first.met:
                name = "again.unit" if first.near else "again.dose"
            else:
                name = "again.often"
        case RangeKey():
            name = "again.end" if met == 1 else "again.unit"
        case QuantityKey():
            name = "again.unit"
        case ChangeKey():
            name = "again.change"
        case YesNoKey():
            name = "again.why"
        case ListKey(ask_for=ask_for, points=points):
            missing = (ask_for or len(points)) - met
            name = "again.one" if missing == 1 else "again.more"
            return phrases.say(name, met=met, all=ask_for or len(points), missing=missing)
        case _:
            near = next((point.heard for point in verdict.missed if point.near and point.heard), "")
            if near:
                return phrases.say("again.near", heard=near)
            missing = len(verdict.missed)
            name = "again.one" if missing == 1 else "again.more"
            return phrases.say(name, met=met, all=len(verdict.points), missing=missing)
    return phrases.say(name)


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
