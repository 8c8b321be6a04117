"""How well sections are known, and how ready one is for an exam: expectations, no promises.

Expected is what will be remembered tomorrow: everything is, right after it was answered. What was
missed last counts nothing until it is right on another day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from trainer.figures.retention import Z95

FEWEST = 20
"""Reviews below which no readiness is told."""


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

    @property
    def of_met(self) -> float:
        """The mean expected recall (0 to 1) of the cards that were met; 0 if none was."""
        return self.expected * self.cards / self.met if self.met else 0.0


@dataclass(frozen=True, slots=True)
class Readiness:
    """The expected share of an exam of `questions` questions tomorrow, and the bounds within which
    such an exam's result would lie 95 times of 100 if the model were right.
    """

    questions: int
    expected: float
    low: float
    high: float
    unmet: int


class Mastery:
    """What the cards of a deck add up to, each looked at once: a deck may have 100,000."""

    def __init__(self, cards: Iterable[tuple[str, float | None, Sequence[str]]]) -> None:
        """Each card is its section, its expected recall tomorrow and the facts that it asks.

        Recall is 0 if it was missed last, None if it was never met.
        """
        sections: defaultdict[str, list[float | None]] = defaultdict(list)
        by_fact: defaultdict[str, list[float | None]] = defaultdict(list)
        for section, recall, facts in cards:
            sections[section].append(recall)
            for fact in facts:
                by_fact[fact].append(recall)
        self._sections, self._facts = dict(sections), dict(by_fact)

    def sections(self) -> tuple[SectionMastery, ...]:
        """Return the sections in the order in which they come."""
        return tuple(
            SectionMastery(name, len(of), _met(of), _mean(of))
            for name, of in self._sections.items()
        )

    def facts(self) -> tuple[FactMastery, ...]:
        """Return the facts, the least known first; those of which no card was met stand last."""
        facts = (
            FactMastery(name, len(of), _met(of), _mean(of)) for name, of in self._facts.items()
        )
        return tuple(sorted(facts, key=lambda one: (not one.met, one.expected, one.fact)))

    def readiness(
        self, weights: Mapping[str, float], reviews: int, questions: int = 20
    ) -> Readiness | None:
        """Return what an exam of `questions` questions tomorrow would bring; None below FEWEST
        reviews.

        `weights` tells what one card of each section counts in the exam (0 to 1). Questions are
        drawn by weight, so that a result is a mean of `questions` independent draws: its variance
        is p (1 - p) / questions, p being the weighted mean of recall.
        """
        asked = [(weights.get(name, 0.0), of) for name, of in self._sections.items()]
        total = sum(weight * len(of) for weight, of in asked)
        if reviews < FEWEST or not total:
            return None
        expected = min(1.0, sum(weight * len(of) * _mean(of) for weight, of in asked) / total)
        spread = Z95 * sqrt(expected * (1 - expected) / questions)
        return Readiness(
            questions,
            expected,
            max(0.0, expected - spread),
            min(1.0, expected + spread),
            sum(len(of) - _met(of) for weight, of in asked if weight),
        )


def _met(recalls: Sequence[float | None]) -> int:
    return len(recalls) - recalls.count(None)


def _mean(recalls: Sequence[float | None]) -> float:
    """The mean, with what was never met as 0."""
    return sum(filter(None, recalls)) / len(recalls)
