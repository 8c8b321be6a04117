"""What a screen asks of the program above it, as messages: which screen shall stand next."""

from __future__ import annotations

from dataclasses import dataclass, field

from textual.message import Message


@dataclass
class StudyDecks(Message):
    """Begin to study these decks (all that is due, if none)."""

    decks: tuple[str, ...]


@dataclass
class OpenCalculator(Message):
    """Open the calculator with a deck's rules; what the `asked` lines state is not told."""

    deck: str
    title: str
    asked: frozenset[int] = field(default=frozenset())
