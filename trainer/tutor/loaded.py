"""A deck made ready to be studied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trainer.deck.deck import Deck
from trainer.grading.grader import Rival
from trainer.lexicon.lexicon import Lexicon
from trainer.questions.card import Card


@dataclass(frozen=True, slots=True)
class Loaded:
    """A deck made ready: its cards by id, the lexicon with its words, and what it states."""

    deck: Deck
    cards: Mapping[str, Card]
    lexicon: Callable[[], Lexicon]
    rivals: Callable[[], tuple[Rival, ...]]
