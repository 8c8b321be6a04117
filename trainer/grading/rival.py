"""What else a deck states, for saying what an answer would have been right for."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.deck.key import Key


@dataclass(frozen=True, slots=True)
class Rival:
    """Another thing the deck states, for naming a confusion: "the usual maximum"."""

    card: str
    what: str
    key: Key
    lines: tuple[int, ...] = ()
