"""What the tutor waits for between an answer and the next question."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.grading.verdict import PointResult, Verdict
from trainer.questions.question import Question


@dataclass(frozen=True, slots=True)
class SecondTry:
    """A half answer, or a calculation walked back: one more try, which counts in part.

    `again` is what was asked for, to be said once more; `steps` are the steps that still hold.
    """

    question: Question
    verdict: Verdict
    event: int
    typed: str
    again: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marking:
    """An explanation the grader was not sure of: the learner says of each point if it was said."""

    question: Question
    verdict: Verdict
    event: int
    left: tuple[PointResult, ...]
    met: int

    def after(self, said: bool) -> Marking:
        """The marking once the next point was answered."""
        return replace(self, left=self.left[1:], met=self.met + said)


@dataclass(frozen=True, slots=True)
class Retype:
    """The answer was shown; it may be typed once, for learning only."""

    question: Question
    event: int


Pending = SecondTry | Marking | Retype
