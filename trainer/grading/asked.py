"""What was asked: the question, its key, and what a wrong answer to it may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.calculator.quantity import Quantity
from trainer.deck.key import Key
from trainer.grading.rival import Rival
from trainer.monograph.fact import Fact


@dataclass(frozen=True, slots=True)
class Slip:
    """A named calculation error and the value that it gives on these numbers."""

    name: str
    quantity: Quantity
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: the question, its key, and what a wrong answer to it may be.

    `facts` are what the deck states: a true extra costs nothing, and advice against a caution among
    them is unsafe.
    """

    question: str
    key: Key
    slips: tuple[Slip, ...] = ()
    rivals: Iterable[Rival] = ()
    facts: tuple[Fact, ...] = ()
    card: str = ""
