"""The ladder of hints: each rung tells more and leaves less of the credit.

What it is or speaks of, a bracket for a number; first letters, first words; two choices; then the
answer itself, to be typed once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from trainer.calculator.writer import write
from trainer.chance import Chance
from trainer.deck.key import ExplanationKey, ListKey, QuantityKey, RangeKey, RegimenKey, TermKey
from trainer.grading.rival import Rival
from trainer.grading.verdict import Verdict
from trainer.questions.hints import ladder as hints_of
from trainer.questions.question import Question

LEFT = (Fraction(1), Fraction(3, 4), Fraction(1, 2), Fraction(1, 4), Fraction(0))
"""The share of the credit that is left after so many hints."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One hint. `left` is the share of the credit that an answer can still earn."""

    text: str
    left: Fraction


def ladder(
    question: Question, rivals: Iterable[Rival], whole: str = "", within: Sequence[str] = ()
) -> tuple[Rung, ...]:
    """All hints of a question, the two choices last; what the author wrote comes first.

    `whole` says what the answer is, `within` what it speaks of, where that is known.
    """
    drafted = hints_of(question.key, question.text)
    own = question.hints[: max(0, len(question.hints) - len(drafted))]
    made = hints_of(question.key, question.text, whole, within)
    texts = [*own, *made][: len(LEFT) - 2]
    if choice := _two_choices(question, rivals):
        texts.append(choice)
    last = len(LEFT) - 1
    return tuple(Rung(text, LEFT[min(place + 1, last - 1)]) for place, text in enumerate(texts))


def of_what_is_missing(question: Question, verdict: Verdict) -> Question:
    """The question as it stands after half an answer: hints are about the points still missing."""
    key = question.key
    if not isinstance(key, ListKey | ExplanationKey):
        return question
    missing = {point.point for point in verdict.missed}
    points = tuple(point for point in key.points if point.text in missing)
    if not points or len(points) == len(key.points):
        return question
    if isinstance(key, ListKey):
        wanted = (key.ask_for or len(key.points)) - len(verdict.met)
        return replace(question, key=replace(key, points=points, ask_for=max(1, wanted)))
    return replace(question, key=replace(key, points=points))


def left_after(hints: int) -> Fraction:
    """The share of the credit that is left after `hints` of them."""
    return LEFT[min(hints, len(LEFT) - 1)]


def _two_choices(question: Question, rivals: Iterable[Rival]) -> str:
    """The answer beside something that is true of another thing, or a named error's value."""
    key = question.key
    if not isinstance(key, QuantityKey | RangeKey | RegimenKey | TermKey):
        return ""
    other = ""
    if isinstance(key, QuantityKey | RangeKey):
        alike = [slip for slip in question.slips if slip.quantity.unit == key.quantity.unit]
        other = next((write(slip.quantity) for slip in alike), "")
    if not other:
        shape = _shape(question)
        models = [
            rival.key.model
            for rival in rivals
            if rival.key.type == key.type and _unit(rival.key) == shape and _like(rival, question)
        ]
        other = next((model for model in models if model.casefold() != key.model.casefold()), "")
    if not other:
        return ""
    pair = Chance("two choices", question.card, question.variant).shuffled([key.model, other])
    return f"It is one of these two: {pair[0]}, or {pair[1]}"


def _like(rival: Rival, question: Question) -> bool:
    """Whether a name is plausible beside another: both are of one sort of fact."""
    if not isinstance(question.key, TermKey):
        return True
    return rival.card.partition("-")[0] == question.card.partition("-")[0]


def _shape(question: Question) -> str:
    return _unit(question.key)


def _unit(key: object) -> str:
    if isinstance(key, QuantityKey | RangeKey):
        return key.quantity.unit.symbol if key.quantity.unit else ""
    return "mg" if isinstance(key, RegimenKey) else ""
