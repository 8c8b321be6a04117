"""A deck made ready to be studied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from trainer.deck.deck import Deck
from trainer.questions.card import Card
from trainer.questions.kept import Outline, outlines_at, outlines_of, sections_of
from trainer.schedule.queue import Candidate
from trainer.tutor.exam_weights import section_weights

if TYPE_CHECKING:
    from trainer.lexicon.lexicon import Lexicon
    from trainer.questions.rivals import Rivals


@dataclass(frozen=True)
class Loaded:
    """A deck made ready: its cards by id, the lexicon with its words, and what it states.

    `made_of` changes when the cards, or their order, may be others; empty where that is not known,
    or where these are not all cards of the deck.
    """

    deck: Deck
    cards: Mapping[str, Card]
    lexicon: Callable[[], Lexicon]
    rivals: Callable[[], Rivals]
    made_of: str = ""

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """The cards for the queue: a scenario needs the cards about the facts that it uses."""
        return tuple(self._candidate(outline) for outline in outlines_of(self.cards))

    def candidates_of(self, cards: Iterable[str]) -> list[Candidate]:
        """Some cards for the queue, in their order. KeyError if the deck has none of an id."""
        return list(map(self._candidate, outlines_at(self.cards, cards)))

    def _candidate(self, card: Outline | Card) -> Candidate:
        if not card.fresh:
            return Candidate(card.id, card.kind, card.concept)
        needs = tuple(name for fact in card.facts for name in self._about.get(fact, ()))
        return Candidate(card.id, card.kind, card.concept, needs)

    @cached_property
    def _about(self) -> Mapping[str, Sequence[str]]:
        """The cards about one fact alone, by fact."""
        about: dict[str, list[str]] = {}
        for card in outlines_of(self.cards):
            if not card.fresh and len(card.facts) == 1:
                about.setdefault(card.facts[0], []).append(card.id)
        return about

    def is_needed(self, card: str) -> bool:
        """Whether other cards wait until this one was met."""
        return bool(self.cards[card].facts) and card in self._needed

    @cached_property
    def _needed(self) -> frozenset[str]:
        return frozenset(need for card in self.candidates for need in card.needs)

    @cached_property
    def weights(self) -> dict[str, float]:
        """What each card counts in the exam (0 to 1)."""
        weights = self.section_weights
        return {card.id: weights[card.section] for card in outlines_of(self.cards)}

    @cached_property
    def section_weights(self) -> dict[str, float]:
        """What one card of each section counts in the exam (0 to 1)."""
        return section_weights(self.deck, sections_of(self.cards))
