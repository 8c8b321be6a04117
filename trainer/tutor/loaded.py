"""A deck made ready to be studied."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from trainer.deck.deck import Deck
from trainer.grading.rival import Rival
from trainer.questions.card import Card
from trainer.schedule.queue import Candidate
from trainer.tutor.exam_weights import exam_weights

if TYPE_CHECKING:
    from trainer.lexicon.lexicon import Lexicon


@dataclass(frozen=True)
class Loaded:
    """A deck made ready: its cards by id, the lexicon with its words, and what it states."""

    deck: Deck
    cards: Mapping[str, Card]
    lexicon: Callable[[], Lexicon]
    rivals: Callable[[], tuple[Rival, ...]]

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """The cards for the queue: a scenario needs the cards about the facts that it uses."""
        about: dict[str, list[str]] = {}
        for card in self.cards.values():
            if not card.fresh and len(card.facts) == 1:
                about.setdefault(card.facts[0], []).append(card.id)
        return tuple(
            Candidate(card.id, card.kind, card.concept, _needs(card, about))
            for card in self.cards.values()
        )

    @cached_property
    def weights(self) -> dict[str, float]:
        """What each card counts in the exam (0 to 1)."""
        return exam_weights(self.deck, self.cards.values())


def _needs(card: Card, about: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    if not card.fresh:
        return ()
    return tuple(name for fact in card.facts for name in about.get(fact, ()))
