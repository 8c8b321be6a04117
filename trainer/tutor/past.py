"""What was asked of one card so far, as sentences and as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from trainer.progress.event import Event, Kind
from trainer.progress.fold import Review
from trainer.schedule.study_day import date_of


@dataclass(frozen=True, slots=True)
class PastAsking:
    """One asking of a card. `gap` is the days since the asking before it, None for the first.

    `worth` is the verdict in a word, "skipped", or what the learner marked; `score` 0 to 1.
    """

    day: date
    gap: int | None
    question: str
    answer: str
    worth: str
    score: float
    hints: int
    undone: bool = False

    @property
    def since(self) -> str:
        """The interval in words: "first asking", "same day", "5 days later"."""
        if self.gap is None:
            return "first asking"
        if not self.gap:
            return "same day"
        return "1 day later" if self.gap == 1 else f"{self.gap} days later"

    def to_json(self) -> dict[str, Any]:
        return {
            "day": self.day.isoformat(),
            "gap": self.gap,
            "question": self.question,
            "answer": self.answer,
            "worth": self.worth,
            "score": self.score,
            "hints": self.hints,
            "undone": self.undone,
        }


def past_of(reviews: Iterable[Review], events: Mapping[int, Event]) -> tuple[PastAsking, ...]:
    """Tell the reviews of one card in their order; `events` has each asking's event by number."""
    found: list[PastAsking] = []
    before: int | None = None
    for review in reviews:
        event = events[review.number]
        found.append(
            PastAsking(
                date_of(review.day),
                None if before is None else review.day - before,
                str((event.shown or {}).get("question", "")),
                event.answer,
                _worth(review),
                review.score,
                review.hints,
                review.undone,
            )
        )
        if not review.undone and review.kind is not Kind.SKIP:
            before = review.day
    return tuple(found)


def _worth(review: Review) -> str:
    if review.kind is Kind.SKIP:
        return "skipped"
    if review.marked and not review.unsafe:
        return "marked right by you" if review.score >= 1 else "marked right in part by you"
    return review.outcome.word.replace("_", " ")
