"""How cards stand, and which are hard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.progress.event import Kind
from trainer.progress.fold import Review
from trainer.progress.queries import CardName
from trainer.schedule.memory import MemoryState
from trainer.schedule.queue import is_due

WELL_KNOWN_DAYS = 21
"""The interval from which a card counts as well known."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Cards that were seen: how many, how many come up, how many are well known."""

    seen: int
    due: int
    well_known: int


@dataclass(frozen=True, slots=True)
class HardCard:
    """A card with how often it was answered and how often failed."""

    name: CardName
    answered: int
    failed: int


def standing(states: Iterable[MemoryState], today: int) -> Standing:
    """Count the cards; a due card may be a well-known one."""
    known = list(states)
    return Standing(
        seen=len(known),
        due=sum(is_due(state, today) for state in known),
        well_known=sum(state.due_day - state.last_day >= WELL_KNOWN_DAYS for state in known),
    )


def hardest(reviews: Iterable[tuple[CardName, Review]], count: int) -> tuple[HardCard, ...]:
    """Return up to `count` cards that were failed, the most often failed first."""
    answered: dict[CardName, int] = {}
    failed: dict[CardName, int] = {}
    for name, review in reviews:
        if review.kind is not Kind.SKIP:
            answered[name] = answered.get(name, 0) + 1
            failed[name] = failed.get(name, 0) + (review.rating == 1)
    hard = [HardCard(name, answered[name], times) for name, times in failed.items() if times]
    hard.sort(key=lambda card: (-card.failed, card.answered, card.name.deck, card.name.card))
    return tuple(hard[:count])
