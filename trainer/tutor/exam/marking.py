"""What the answers of an exam are worth. An exam marks as the tutor does, without second tries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from trainer.grading.verdict import Verdict
from trainer.questions.question import Question
from trainer.tutor.exam.paper import Paper
from trainer.tutor.exam.rounding import is_calculation
from trainer.tutor.exam.sitting import Place


@dataclass(frozen=True, slots=True)
class Marked:
    """One question of the paper with the answer and its points (0 to 1).

    `provisional` says that the grader was unsure and the points wait for the learner or the
    instructor; `verdict` is None where nothing was answered.
    """

    number: int
    question: Question
    place: Place
    verdict: Verdict | None
    score: Fraction
    provisional: bool = False
    by_hand: bool = False

    @property
    def outcome(self) -> str:
        """The verdict's word; "not answered" without one."""
        if self.verdict is None:
            return "not answered"
        if self.by_hand:
            return "correct" if self.score == 1 else "partial" if self.score else "incorrect"
        return self.verdict.outcome


def mark(
    paper: Paper, places: list[Place], grade: Callable[[Question, str], Verdict]
) -> tuple[Marked, ...]:
    """Mark every question; a calculation is all or nothing, an unsafe answer is worth nothing."""
    found = []
    for number, (question, place) in enumerate(zip(paper.items, places, strict=True), 1):
        if not place.answer:
            found.append(Marked(number, question, place, None, Fraction(0)))
            continue
        verdict = grade(question, place.answer)
        unsure = verdict.outcome == "unsure"
        score = verdict.score
        if verdict.unsafe or (is_calculation(question) and score < 1):
            score = Fraction(0)
        found.append(Marked(number, question, place, verdict, score, provisional=unsure))
    return tuple(found)


def marked_by_hand(marked: Marked, score: Fraction) -> Marked:
    """The same with the points that a person gave."""
    return replace(marked, score=score, provisional=False, by_hand=True)
