"""The paper: which questions, for how long. The same deck, rules and seed give the same paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from trainer.chance import Chance
from trainer.errors import DataError
from trainer.grading.version import GRADER_VERSION
from trainer.questions.card import Card, NoDraw
from trainer.questions.cases.case import NAME as CASE
from trainer.questions.paper_items import paper_item
from trainer.questions.question import Question
from trainer.tutor.exam.rounding import told_rounding
from trainer.tutor.loaded import Loaded

MOST = 500  # questions of one paper
_LIGHT = ("true or false", "odd one out")
"""Kinds that can be guessed: at most one question in ten."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How an exam is sat. `minutes` 0 is no limit; `extra_percent` is time added to them for a
    learner who is granted it; `seed` names the paper.
    """

    questions: int = 20
    minutes: float = 0
    extra_percent: int = 0
    pause: bool = True
    seed: str = "1"

    @property
    def limit_ms(self) -> int | None:
        """The time for the whole paper, or None."""
        if not self.minutes:
            return None
        return round(self.minutes * 60_000 * (100 + self.extra_percent) / 100)

    def to_json(self) -> dict[str, Any]:
        return {
            "questions": self.questions,
            "minutes": self.minutes,
            "extra_percent": self.extra_percent,
            "pause": self.pause,
            "seed": self.seed,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Rules:
        return cls(
            data["questions"], data["minutes"], data["extra_percent"], data["pause"], data["seed"]
        )


@dataclass(frozen=True, slots=True)
class Paper:
    """The questions in their order, complete, so that it can be shown again years later."""

    deck: str
    title: str
    revision: str
    rules: Rules
    items: tuple[Question, ...]
    sections: Mapping[str, str]
    grader: str = GRADER_VERSION

    def to_json(self) -> dict[str, Any]:
        return {
            "deck": self.deck,
            "title": self.title,
            "revision": self.revision,
            "rules": self.rules.to_json(),
            "items": [item.to_json() for item in self.items],
            "sections": dict(self.sections),
            "grader": self.grader,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Paper:
        return cls(
            data["deck"],
            data["title"],
            data["revision"],
            Rules.from_json(data["rules"]),
            tuple(Question.from_json(item) for item in data["items"]),
            data["sections"],
            data["grader"],
        )


def set_paper(loaded: Loaded, rules: Rules, before: Collection[str] = ()) -> Paper:
    """Draw a paper by the deck's blueprint.

    Cards of `before`, which the last exam asked, come only where a section has no others.

    Each section gets its share of the questions (largest remainders, F. Hare); no two questions are
    about the same concept while others are left. Raises DataError if the deck has no questions.
    """
    deck = loaded.deck
    chance = Chance("exam", deck.id, rules.seed)
    cards = [card for card in loaded.cards.values() if card.form != CASE]
    if not cards:
        raise DataError(f"deck {deck.id} has no questions for an exam")
    wanted = min(rules.questions, len(cards), MOST)
    chosen = _chosen(loaded, cards, wanted, chance, before)
    items = []
    for card in chosen:
        try:
            items.append(told_rounding(paper_item(deck, card, f"exam-{rules.seed}")))
        except (NoDraw, DataError):
            continue  # this draw gives no clean numbers: the paper has one question less
    return Paper(
        deck.id,
        deck.title,
        deck.revision,
        rules,
        tuple(items),
        {section.id: section.title for section in deck.sections},
    )


def _chosen(
    loaded: Loaded,
    cards: Sequence[Card],
    wanted: int,
    chance: Chance,
    before: Collection[str],
) -> list[Card]:
    weights = loaded.weights
    sections: dict[str, list[Card]] = {}
    shares: dict[str, Fraction] = {}
    for card in cards:
        sections.setdefault(card.section, []).append(card)
        weight = Fraction(weights.get(card.id, 0)).limit_denominator(10**6)
        shares[card.section] = shares.get(card.section, Fraction(0)) + weight
    seats = _seats(shares, {name: len(found) for name, found in sections.items()}, wanted)
    met: set[str] = set()
    taken: list[Card] = []
    for name, found in sections.items():
        waiting = chance.split("section", name).shuffled(found)
        waiting.sort(key=lambda card: card.kind in _LIGHT)
        light = wanted // 10 - sum(card.kind in _LIGHT for card in taken)
        taken += _spread(waiting, seats[name], met, light, before)
    return chance.split("order").shuffled(taken)


def _spread(
    waiting: list[Card], seats: int, met: set[str], light: int, before: Collection[str]
) -> list[Card]:
    """Take cards of different concepts and facts, half of them scenarios at most.

    What was asked before comes after all that keeps the mix, also after a second card of a concept.
    """
    taken: list[Card] = []
    fresh = [card for card in waiting if card.id not in before]
    for pool, apart, strict in (
        (fresh, True, True),
        (fresh if before else [], False, True),
        (waiting, True, True),
        (waiting, False, False),
    ):
        for card in pool:
            if len(taken) == seats:
                return taken
            if card in taken:
                continue
            about = {card.concept, *card.facts}
            scenarios = sum(one.fresh for one in taken)
            lights = sum(one.kind in _LIGHT for one in taken)
            if (apart and about & met) or (
                strict
                and (
                    (card.fresh and scenarios >= (seats + 1) // 2)
                    or (card.kind in _LIGHT and lights >= light)
                )
            ):
                continue
            taken.append(card)
            met |= about
    return taken


def _seats(shares: Mapping[str, Fraction], room: Mapping[str, int], wanted: int) -> dict[str, int]:
    """Divide `wanted` seats by share, no section getting more than it has cards."""
    total = sum(shares.values()) or Fraction(1)
    ideal = {name: share * wanted / total for name, share in shares.items()}
    seats = {name: min(int(part), room[name]) for name, part in ideal.items()}
    by_remainder = sorted(shares, key=lambda name: (int(ideal[name]) - ideal[name], name))
    while sum(seats.values()) < wanted:
        before = sum(seats.values())
        for name in by_remainder:
            if sum(seats.values()) == wanted:
                break
            if seats[name] < room[name] and (shares[name] or before == sum(seats.values())):
                seats[name] += 1
        if before == sum(seats.values()):
            break
    return seats
