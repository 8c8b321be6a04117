"""How well sections are known, and how ready one is for an exam: expectations, no promises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from trainer.figures.retention import Z95

FEWEST = 20
"""Reviews below which no readiness is told."""


@dataclass(frozen=True, slots=True)
class CardRecall:
    """A card of the deck: its section, its expected recall today (None if it was never met), what
    it counts in the exam (0 to 1), and the facts that it asks.
    """

    section: str
    recall: float | None
    weight: float
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactMastery:
    """A fact, by its id: the cards that ask it, those met, and their mean expected recall, with
    unmet ones as 0.
    """

    fact: str
    cards: int
    met: int
    expected: float


@dataclass(frozen=True, slots=True)
class SectionMastery:
    """A section: its cards, those met, and the mean expected recall of all, unmet ones as 0."""

    section: str
    cards: int
    met: int
    expected: float


@dataclass(frozen=True, slots=True)
class Readiness:
    """The expected share of an exam of `questions` questions today, and the bounds within which
    such an exam's result would lie 95 times of 100 if the model were right.
    """

    questions: int
    expected: float
    low: float
    high: float
    unmet: int


def by_section(cards: Iterable[CardRecall]) -> tuple[SectionMastery, ...]:
    """Return the sections in the order in which they come."""
    found: dict[str, list[CardRecall]] = {}
    for card in cards:
        found.setdefault(card.section, []).append(card)
    return tuple(
        SectionMastery(
            section,
            len(of),
            sum(card.recall is not None for card in of),
            sum(card.recall or 0.0 for card in of) / len(of),
        )
        for section, of in found.items()
    )


def by_fact(cards: Iterable[CardRecall]) -> tuple[FactMastery, ...]:
    """Return the facts, the least known first; those of which no card was met stand last."""
    found: dict[str, list[float | None]] = {}
    for card in cards:
        for fact in card.facts:
            found.setdefault(fact, []).append(card.recall)
    facts = [
        FactMastery(
            fact,
            len(recalls),
            len(recalls) - recalls.count(None),
            sum(one or 0.0 for one in recalls) / len(recalls),
        )
        for fact, recalls in found.items()
    ]
    return tuple(sorted(facts, key=lambda one: (not one.met, one.expected, one.fact)))


def readiness(cards: Iterable[CardRecall], reviews: int, questions: int = 20) -> Readiness | None:
    """Return what an exam of `questions` questions today would bring; None below FEWEST reviews.

    Questions are drawn by weight, so that a result is a mean of `questions` independent draws: its
    variance is p (1 - p) / questions, p being the weighted mean of recall.
    """
    asked = [card for card in cards if card.weight > 0]
    total = sum(card.weight for card in asked)
    if reviews < FEWEST or not total:
        return None
    expected = sum(card.weight * (card.recall or 0.0) for card in asked) / total
    spread = Z95 * sqrt(expected * (1 - expected) / questions)
    return Readiness(
        questions,
        expected,
        max(0.0, expected - spread),
        min(1.0, expected + spread),
        sum(card.recall is None for card in asked),
    )
