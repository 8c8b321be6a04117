"""What a screen asks of the program above it, as messages: which screen shall stand next."""

from __future__ import annotations

from dataclasses import dataclass, field

from textual.message import Message


@dataclass
class StudyDecks(Message):
    """Begin to study these decks (all that is due, if none), one section of them, or just these
    cards of theirs, which `about` names in words.
    """

    decks: tuple[str, ...]
    section: str = ""
    cards: tuple[str, ...] = ()
    about: str = ""


@dataclass
class OpenCalculator(Message):
    """Open the calculator with a deck's rules; what the `asked` lines state is not told."""

    deck: str
    title: str
    asked: frozenset[int] = field(default=frozenset())


@dataclass
class OpenMonograph(Message):
    """Open the map of a deck's monograph, at a line of it if `line` is one (from 1)."""

    deck: str
    line: int = 0


@dataclass
class OpenCards(Message):
    """Open the cards of a deck: all, or only `cards`, which `about` names in words."""

    deck: str
    cards: tuple[str, ...] = ()
    about: str = ""


@dataclass
class OpenDeck(Message):
    """Open a deck as its author sees it."""

    deck: str


@dataclass
class OpenSettings(Message):
    """Open what the learner can choose."""


@dataclass
class OpenExam(Message):
    """Set an exam on a deck."""

    deck: str
    title: str


@dataclass
class OpenPlan(Message):
    """Open a deck's exam date and what can be reached by it."""

    deck: str
    title: str


@dataclass
class OpenFigures(Message):
    """Open the figures of a deck."""

    deck: str
    title: str
