"""What the learner asked of the session: a topic, nothing new, something harder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from trainer.questions.card import Card
from trainer.questions.coverage import APPLIED

AWAY = 5
"""For so many questions "another topic" keeps away from the section it was said in."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """Wishes hold for the session and only choose among what is due: they never drop anything.

    But `cards`, each as (deck, card), are asked now, due or not, until each was right once.
    """

    topic: str = ""
    harder: bool = False
    nothing_new: bool = False
    away_from: str = ""
    away_for: int = 0
    cards: tuple[tuple[str, str], ...] = ()

    def asked(self) -> Wishes:
        """The wishes after one more question."""
        left = max(0, self.away_for - 1)
        return replace(self, away_for=left, away_from=self.away_from if left else "")

    def order(self, cards: Sequence[Card]) -> list[Card]:
        """The same cards, those wished for first."""
        return sorted(cards, key=self._rank)

    def _rank(self, card: Card) -> tuple[bool, bool, bool]:
        return (
            bool(self.away_from) and card.section == self.away_from,
            bool(self.topic) and not is_about(card, self.topic),
            self.harder and card.kind not in APPLIED,
        )


def is_about(card: Card, topic: str) -> bool:
    """Whether a card's section, topic or kind holds every word of `topic`."""
    text = f"{card.section.replace('_', ' ')} {card.topic} {card.kind}".casefold()
    return all(word[:5] in text for word in topic.casefold().split())
