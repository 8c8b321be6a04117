"""Cards that keep slipping: noticed, and helped with another wording and what they are taken for.

They are asked on like any other; nothing is set aside behind the learner's back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trainer.progress.store import Store
from trainer.schedule.memory import MemoryState

LAPSES = 4
"""Times forgotten from which a card is a leech, as long as it is not well known again."""

MENDED_DAYS = 21.0
"""Stability, in days, from which a card that once slipped holds again."""


@dataclass(frozen=True, slots=True)
class Leech:
    """How often a card has slipped, how it was worded last, and what it was last taken for, if
    anything was ever recognised.
    """

    lapses: int
    last_text: str = ""
    taken_for: str = ""


def is_leech(state: MemoryState | None) -> bool:
    """Whether a card keeps slipping."""
    return state is not None and state.lapses >= LAPSES and state.stability < MENDED_DAYS


def leech_of(store: Store, deck: str, card: str) -> Leech | None:
    """Return what is to be known about a card that keeps slipping; None for any other."""
    state = store.state(deck, card)
    if state is None or not is_leech(state):
        return None
    last_text = taken_for = ""
    for review in reversed(store.card_reviews(deck, card)):
        if review.undone:
            continue
        event = store.event(review.number)
        last_text = last_text or str((event.shown or {}).get("question", ""))
        taken_for = taken_for or _confusion(event.verdict)
        if last_text and taken_for:
            break
    return Leech(state.lapses, last_text, taken_for)


def _confusion(verdict: Mapping[str, Any] | None) -> str:
    confused = (verdict or {}).get("confused_with")
    return str(confused.get("what", "")) if isinstance(confused, dict) else ""
