"""What is asked of a deck today, card by card and counted: the same numbers on every screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trainer.progress.store import Store
from trainer.schedule.memory import MemoryState
from trainer.schedule.queue import Queue, is_due
from trainer.tutor.agenda import Habits, queue_of
from trainer.tutor.counts import when_in_words
from trainer.tutor.loaded import Loaded

AGAIN_TODAY = "again today"
"""When a card comes back that was missed today and has not been right since."""


@dataclass(frozen=True, slots=True)
class Today:
    """The cards of a deck that are asked today: `due`, those that were failed today and come back
    (`again`), those that an exam wants before they are due (`early`), and new ones. `put_off` are
    due, and wait until tomorrow.
    """

    day: int
    due: frozenset[str] = frozenset()
    again: frozenset[str] = frozenset()
    early: frozenset[str] = frozenset()
    new: frozenset[str] = frozenset()
    put_off: frozenset[str] = frozenset()

    @property
    def review(self) -> int:
        """How many cards that were met are asked today: "due" on the home screen."""
        return len(self.due) + len(self.again) + len(self.early)

    def asks(self, card: str) -> bool:
        """Whether a card that was met is asked today."""
        return card in self.due or card in self.again or card in self.early

    def when(self, card: str, state: MemoryState) -> str:
        """When a card that was met comes back, in words: "now", "again today", "in 12 days"."""
        if card in self.again:
            return AGAIN_TODAY
        if card in self.due:
            return "now"
        if card in self.early:
            return "now: exam"
        if card in self.put_off and is_due(state, self.day):
            return "tomorrow"
        return "now, waits" if is_due(state, self.day) else when_in_words(state.due_day - self.day)

    def to_json(self) -> dict[str, Any]:
        return {
            "review": self.review,
            "due": len(self.due),
            "again": len(self.again),
            "early": len(self.early),
            "new": len(self.new),
        }

    def in_words(self, scheduled: int) -> str:
        """ "39 to review today, 4 of them early for the exam, 2 new; 3 more are due and wait".

        `scheduled` is how many cards the schedule alone would ask today.
        """
        said = f"{self.review} to review today"
        if self.early:
            said += f", {len(self.early)} of them early for the exam"
        if self.new:
            said += f", {len(self.new)} new"
        if (left := scheduled - len(self.due) - len(self.again)) > 0:
            said += f"; {left} more {'is due and waits' if left == 1 else 'are due and wait'}"
        return said


def today_of(store: Store, loaded: Loaded, habits: Habits) -> Today:
    """Return what is asked of the deck today, counted as the home screen counts it."""
    return sorted_out(queue_of(store, loaded, habits), store.states(loaded.deck.id), store.today())


def sorted_out(queue: Queue, states: Mapping[str, MemoryState], today: int) -> Today:
    """Return the cards of today's queue by why they are in it."""
    early = frozenset(
        card for card in queue.due if card in states and not is_due(states[card], today)
    )
    return Today(
        today,
        due=frozenset(queue.due) - early,
        again=frozenset(queue.again),
        early=early,
        new=frozenset(queue.new),
        put_off=frozenset(queue.held_back),
    )
