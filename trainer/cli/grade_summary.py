"""A class's answers in one look: each question's figures, and what a person should mark."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from trainer.grading.verdict import Verdict

SHOWN = 3


@dataclass(slots=True)
class _Card:
    question: str
    outcomes: Counter[str] = field(default_factory=Counter)
    score: float = 0.0
    unsafe: int = 0
    slips: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    @property
    def n(self) -> int:
        return self.outcomes.total()


@dataclass(slots=True)
class Summary:
    """Gathers verdicts; `unsure` holds the answers that the machine was unsure of, as they came."""

    cards: dict[str, _Card] = field(default_factory=dict)
    unsure: list[dict[str, Any]] = field(default_factory=list)
    failed: list[dict[str, Any]] = field(default_factory=list)

    def add(self, name: object, card: str, question: str, answer: str, verdict: Verdict) -> None:
        """Count one verdict."""
        found = self.cards.setdefault(card, _Card(question))
        found.outcomes[verdict.outcome] += 1
        found.score += float(verdict.score)
        found.unsafe += verdict.unsafe
        if verdict.slip:
            found.slips[verdict.slip] += 1
        found.missed.update(point.point for point in verdict.missed)
        if verdict.outcome == "unsure":
            self.unsure.append(
                {
                    "id": name,
                    "card": card,
                    "answer": answer,
                    "provisional": round(float(verdict.score), 4),
                    "message": verdict.message,
                }
            )

    def to_json(self) -> dict[str, Any]:
        return {
            "cards": [
                {
                    "card": card,
                    "question": one.question,
                    "n": one.n,
                    "mean": round(one.score / one.n, 4),
                    "verdicts": dict(one.outcomes),
                    "unsafe": one.unsafe,
                    "slips": dict(one.slips.most_common()),
                    "missed": dict(one.missed.most_common(SHOWN)),
                }
                for card, one in self.cards.items()
            ],
            "unsure": self.unsure,
            "errors": self.failed,
        }

    def lines(self) -> list[str]:
        """The same in words."""
        lines = []
        for card, one in self.cards.items():
            counts = ", ".join(
                f"{n} {word.replace('_', ' ')}" for word, n in one.outcomes.most_common()
            )
            lines.append(f"{card}: mean {one.score / one.n:.0%} of {one.n} ({counts})")
            if one.unsafe:
                lines.append(f"  unsafe: {one.unsafe}")
            for slip, n in one.slips.most_common(SHOWN):
                lines.append(f"  error, {n} times: {slip.replace('_', ' ')}")
            for point, n in one.missed.most_common(SHOWN):
                lines.append(f"  missed by {n}: {point}")
        lines.append(f"To be looked at by a person: {len(self.unsure)}")
        for row in self.unsure:
            lines.append(f"  {row['id']} ({row['card']}): {row['answer']}")
        lines += [f"Not marked: {row['id']}: {row['error']}" for row in self.failed]
        return lines
