"""What the home screen and `trainer` without a screen say: decks, what is due, what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class DeckStanding:
    """One deck today: cards due now, new cards still allowed today, cards seen, cards in all.

    `next_due` is a sentence part such as "tomorrow" or "in 3 days", empty if nothing is waiting.
    `minutes` is what today's cards take at the learner's own pace. `exam_in` is how many days the
    exam is ahead, `expected` an exam's result were it tomorrow (0 to 1) and `ready` its bounds, all
    None where no exam is planned or too little was answered. `exams_begun` counts the mock exams
    that were begun and not handed in; `left_out` cards are not in the exam, as the plan counts
    them: they are not asked before it.
    `problem` says why a deck cannot be studied, in one sentence, or is empty.
    """

    id: str
    title: str
    due: int
    new: int
    seen: int
    cards: int
    next_due: str = ""
    problem: str = ""
    minutes: int = 0
    exam_in: int | None = None
    ready: tuple[float, float] | None = None
    exams_begun: int = 0
    left_out: int = 0
    expected: float | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "deck": self.id,
            "title": self.title,
            "due": self.due,
            "new": self.new,
            "seen": self.seen,
            "cards": self.cards,
            "next_due": self.next_due,
            "problem": self.problem,
            "minutes": self.minutes,
            "exam_in": self.exam_in,
            "ready": None if self.ready is None else [round(end, 3) for end in self.ready],
            "expected": None if self.expected is None else round(self.expected, 3),
            "exams_begun": self.exams_begun,
            "left_out": self.left_out,
        }


@dataclass(frozen=True, slots=True)
class HomeView:
    """The whole of the home screen as data. `notices` are sentences the learner must see."""

    decks: tuple[DeckStanding, ...]
    answered_today: int
    minutes_today: int
    first_run: bool
    notices: tuple[str, ...] = ()
