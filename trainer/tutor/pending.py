"""What the tutor waits for between an answer and the next question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

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


@dataclass(frozen=True, slots=True)
class Told:
    """The turns of a case that were answered: its first event, and what each was worth.

    `turns` has a score (0 to 1) and the right answer for each turn; `patient` is the sentence that
    presents the patient.
    """

    event: int
    turns: tuple[tuple[Fraction, str], ...]
    patient: str = ""

    def after(self, question: Question, verdict: Verdict) -> Told:
        """The case once a further turn was answered."""
        score = Fraction(0) if verdict.unsafe else verdict.score
        return replace(self, turns=(*self.turns, (score, question.key.model)))

    @property
    def score(self) -> Fraction:
        """The mean of the turns so far."""
        return sum((score for score, _ in self.turns), Fraction(0)) / (len(self.turns) or 1)

    @property
    def right(self) -> int:
        return sum(score == 1 for score, _ in self.turns)

    @property
    def missed(self) -> tuple[str, ...]:
        """The right answers of the turns that were not right."""
        return tuple(model for score, model in self.turns if score < 1)


Pending = SecondTry | Marking | Retype
