"""What a learner wants to know before an exam: what it would ask, and what was begun or sat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from trainer.questions.cases.case import NAME as CASE
from trainer.tutor.exam.report import Report
from trainer.tutor.loaded import Loaded


@dataclass(frozen=True, slots=True)
class Begun:
    """An exam that was begun and not handed in. `left_ms` is None without a limit of time;
    `ago_ms` is how long ago it was left.
    """

    name: str
    answered: int
    questions: int
    left_ms: int | None
    ago_ms: int

    def to_json(self) -> dict[str, Any]:
        return {
            "exam": self.name,
            "answered": self.answered,
            "questions": self.questions,
            "minutes_left": None if self.left_ms is None else round(self.left_ms / 60_000, 1),
        }


@dataclass(frozen=True, slots=True)
class Sat:
    """An exam that was handed in, and how long ago it was begun."""

    report: Report
    ago_ms: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """`questions` is how many cards an exam can ask; `mix` each section's title with its share of
    the questions (0 to 1, together 1), the largest first; `begun` the newest first.
    """

    questions: int
    mix: tuple[tuple[str, float], ...]
    begun: tuple[Begun, ...]
    last: Sat | None


def outlook_of(loaded: Loaded, begun: tuple[Begun, ...], last: Sat | None) -> Outlook:
    """Put it together for a deck."""
    cards = [card for card in loaded.cards.values() if card.form != CASE]
    titles = {section.id: section.title for section in loaded.deck.sections}
    shares: dict[str, float] = {}
    for card in cards:
        title = titles.get(card.section, "Of the instructor's own")
        shares[title] = shares.get(title, 0.0) + loaded.weights.get(card.id, 0.0)
    total = sum(shares.values()) or 1.0
    mix = [(title, share / total) for title, share in shares.items() if share]
    mix.sort(key=lambda one: -one[1])
    counted = sum(1 for card in cards if loaded.weights.get(card.id))
    return Outlook(counted or len(cards), tuple(mix), begun, last)
