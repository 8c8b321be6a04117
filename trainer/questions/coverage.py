"""Which facts are asked, in how many forms, and in an application: what an instructor looks at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from trainer.deck.deck import Deck
from trainer.monograph.fact import Fact
from trainer.questions.card import Card

UNASKED = frozenset({"reference", "disclaimer"})
"""Kinds of fact that are no matter for questions."""

APPLIED = frozenset(
    {"judgement", "calculation", "titration", "dispensing", "renal", "pump", "vignette",
     "recognition", "case", "sorting"}
)  # fmt: skip
"""Kinds of card in which a fact is used on a patient, an order or a case, and not only recalled."""


@dataclass(frozen=True, slots=True)
class FactCoverage:
    """One fact and the cards that ask it; `waiting` is why it is not asked yet, or empty."""

    fact: Fact
    recalled: tuple[str, ...]
    applied: tuple[str, ...]
    waiting: str = ""

    @property
    def forms(self) -> int:
        return len(self.recalled) + len(self.applied)

    def to_json(self) -> dict[str, Any]:
        return {
            "fact": self.fact.id,
            "section": self.fact.section,
            "kind": self.fact.kind,
            "lines": list(self.fact.lines),
            "recalled": list(self.recalled),
            "applied": list(self.applied),
            "waiting": self.waiting,
        }


@dataclass(frozen=True, slots=True)
class SectionCoverage:
    """Shares (0 to 1) of a section's facts that are asked, in two forms, and in an application."""

    section: str
    facts: int
    asked: Fraction
    twice: Fraction
    applied: Fraction

    def to_json(self) -> dict[str, Any]:
        return {
            "section": self.section,
            "facts": self.facts,
            "asked": round(float(self.asked), 3),
            "twice": round(float(self.twice), 3),
            "applied": round(float(self.applied), 3),
        }


def coverage(deck: Deck, cards: Iterable[Card]) -> tuple[FactCoverage, ...]:
    """Every fact that could be asked, in the monograph's order, with the cards that ask it."""
    recalled: dict[str, list[str]] = {}
    applied: dict[str, list[str]] = {}
    for card in cards:
        for fact_id in card.facts:
            where = applied if card.kind in APPLIED else recalled
            where.setdefault(fact_id, []).append(card.id)
    found = []
    for fact in deck.facts:
        if fact.kind in UNASKED:
            continue
        waiting = str(fact.review or "") if fact.details.get("hold") else ""
        mine, used = recalled.get(fact.id, []), applied.get(fact.id, [])
        if not mine and not used:
            # The same statement elsewhere is asked there: one fact, read in two places.
            mine = [
                card
                for other in deck.facts
                if other.id != fact.id and _says_the_same(fact, other)
                for card in recalled.get(other.id, [])
            ]
        found.append(FactCoverage(fact, tuple(mine), tuple(used), waiting))
    return tuple(found)


def by_section(facts: Iterable[FactCoverage]) -> tuple[SectionCoverage, ...]:
    """The shares of each section, over the facts that do not wait for review."""
    sections: dict[str, list[FactCoverage]] = {}
    for one in facts:
        if not one.waiting:
            sections.setdefault(one.fact.section, []).append(one)
    return tuple(_shares(name, found) for name, found in sections.items())


def whole(facts: Iterable[FactCoverage]) -> SectionCoverage:
    """The shares over all facts that do not wait for review."""
    return _shares("all", [one for one in facts if not one.waiting])


def _shares(name: str, facts: list[FactCoverage]) -> SectionCoverage:
    size = len(facts) or 1
    return SectionCoverage(
        name,
        len(facts),
        Fraction(sum(one.forms > 0 for one in facts), size),
        Fraction(sum(one.forms > 1 for one in facts), size),
        Fraction(sum(bool(one.applied) for one in facts), size),
    )


def _says_the_same(one: Fact, other: Fact) -> bool:
    return one.lines == other.lines and one.kind == other.kind and one.statement == other.statement


def summary(deck: Deck, cards: Iterable[Card]) -> Mapping[str, Any]:
    """The coverage as one JSON document."""
    facts = coverage(deck, cards)
    return {
        "whole": whole(facts).to_json(),
        "sections": [one.to_json() for one in by_section(facts)],
        "facts": [one.to_json() for one in facts],
    }
