"""A deck made ready to be studied."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from trainer.deck.deck import Deck
from trainer.grading.rival import Rival
from trainer.questions.card import Card
from trainer.questions.kept import outlines_of
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
        outlines = list(outlines_of(self.cards))
        about: dict[str, list[str]] = {}
        for card, _, _, facts, fresh in outlines:
            if not fresh and len(facts) == 1:
                about.setdefault(facts[0], []).append(card)
        return tuple(
            Candidate(card, kind, concept, _needs(facts, about) if fresh else ())
            for card, kind, concept, facts, fresh in outlines
        )

    @cached_property
    def weights(self) -> dict[str, float]:
        """What each card counts in the exam (0 to 1)."""
        return exam_weights(self.deck, self.cards.values())


def _needs(facts: Sequence[str], about: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    return tuple(name for fact in facts for name in about.get(fact, ()))
