"""What the answers of an exam are worth. An exam marks as the tutor does, without second tries."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from trainer.grading.verdict import Verdict
from trainer.questions.question import Question
from trainer.tutor.exam.paper import Paper
from trainer.tutor.exam.rounding import is_calculation
from trainer.tutor.exam.sitting import Place

BLANK = "not answered"
_PART_OF_IT = re.compile(r"\s*(?:\d+ of \d+ points are there|That is part of it)\.")


@dataclass(frozen=True, slots=True)
class Mark:
    """What one question brought: 0 to 1.

    `outcome` is the verdict's word, or BLANK. `provisional` says that the grader was unsure and the
    points wait for the learner or the instructor; `event` is the number in the learner's log.
    """

    outcome: str
    score: Fraction
    message: str = ""
    missed: tuple[str, ...] = ()
    unsafe: bool = False
    slip: str | None = None
    provisional: bool = False
    by_hand: bool = False
    event: int | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "outcome": self.outcome,
            "score": str(self.score),
            "message": self.message,
            "missed": list(self.missed),
            "unsafe": self.unsafe,
            "slip": self.slip,
            "provisional": self.provisional,
            "by_hand": self.by_hand,
            "event": self.event,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Mark:
        return cls(
            data["outcome"],
            Fraction(data["score"]),
            data["message"],
            tuple(data["missed"]),
            data["unsafe"],
            data["slip"],
            data["provisional"],
            data["by_hand"],
            data["event"],
        )


def mark(question: Question, verdict: Verdict) -> Mark:
    """Mark one answer: a calculation is all or nothing, an unsafe answer is worth nothing."""
    score = verdict.score
    whole = is_calculation(question)
    if verdict.unsafe or (whole and score < 1):
        score = Fraction(0)
    outcome, message = verdict.outcome, verdict.message
    if whole and outcome == "partial":
        # Here a part of it is nothing: how many parts are there is not said.
        outcome, message = "incorrect", _PART_OF_IT.sub("", message).strip()
    return Mark(
        outcome,
        score,
        message,
        tuple(point.point for point in verdict.missed),
        verdict.unsafe,
        verdict.slip,
        provisional=outcome == "unsure" and not verdict.unsafe,
    )


def mark_all(
    paper: Paper, places: Sequence[Place], grade: Callable[[Question, str], Verdict]
) -> tuple[tuple[Mark, Verdict | None], ...]:
    """Mark every question of the paper, with the verdict where something was answered."""
    found: list[tuple[Mark, Verdict | None]] = []
    for question, place in zip(paper.items, places, strict=True):
        if not place.answer:
            found.append((Mark(BLANK, Fraction(0)), None))
            continue
        verdict = grade(question, place.answer)
        found.append((mark(question, verdict), verdict))
    return tuple(found)


def by_hand(marked: Mark, score: Fraction) -> Mark:
    """The same with the points that a person gave."""
    outcome = "correct" if score == 1 else "partial" if score else "incorrect"
    return replace(marked, outcome=outcome, score=score, provisional=False, by_hand=True)
