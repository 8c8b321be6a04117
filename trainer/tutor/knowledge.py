"""How well a deck is known: card by card, and along the lines of its monograph. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from trainer.deck.deck import Deck
from trainer.progress.summary import WELL_KNOWN_DAYS
from trainer.questions.card import Card
from trainer.schedule.memory import MemoryState, recall
from trainer.tutor.today import Today

FAILING_LAPSES = 2
"""A card that was forgotten so often, and is not well known since, keeps failing."""


class Grasp(StrEnum):
    """How well something is known. The words are what a learner reads; the order is that of need.

    "keeps failing": forgotten at least twice (`FAILING_LAPSES`) and not well known since;
    "well known": comes back after three weeks (`WELL_KNOWN_DAYS`) or more; "learning": met, and
    between the two; "set aside": the learner does not want to be asked.
    """

    FAILING = "keeps failing"
    LEARNING = "learning"
    UNMET = "not met"
    KNOWN = "well known"
    ASIDE = "set aside"

    @property
    def needs_learning(self) -> bool:
        """Whether there is something left to learn."""
        return self not in (Grasp.KNOWN, Grasp.ASIDE)


@dataclass(frozen=True, slots=True)
class CardStanding:
    """One card and the learner's memory of it.

    `due` says in words when it comes back ("now", "again today", "tomorrow", "in 12 days", "" if
    never met or set aside), `today` whether that is today; `recall` is the probability (0 to 1) of
    remembering it today, None if it was never met, and nearly 1 if it was asked today.
    """

    card: str
    kind: str
    section: str
    topic: str
    facts: tuple[str, ...]
    lines: tuple[int, ...]
    grasp: Grasp
    due: str = ""
    recall: float | None = None
    reps: int = 0
    lapses: int = 0
    today: bool = False
    asked_today: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            "card": self.card,
            "kind": self.kind,
            "section": self.section,
            "topic": self.topic,
            "facts": list(self.facts),
            "lines": list(self.lines),
            "grasp": str(self.grasp),
            "due": self.due,
            "recall": None if self.recall is None else round(self.recall, 4),
            "reps": self.reps,
            "lapses": self.lapses,
            "today": self.today,
            "asked_today": self.asked_today,
        }


@dataclass(frozen=True, slots=True)
class LineStanding:
    """One line of the monograph: what it states, which cards ask it, and how well it is known.

    `grasp` is None where no card asks the line. `heading` is the section's id if the line is its
    title. `cards` has the cards that ask this line, those about it alone first.
    """

    number: int
    text: str
    grasp: Grasp | None = None
    heading: str = ""
    section: str = ""
    facts: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "line": self.number,
            "text": self.text,
            "grasp": None if self.grasp is None else str(self.grasp),
            "section": self.section,
            "facts": list(self.facts),
            "cards": list(self.cards),
        }


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A deck's monograph as the map of what one knows. `cards` stand in teaching order."""

    deck: str
    title: str
    lines: tuple[LineStanding, ...]
    cards: Mapping[str, CardStanding]

    def counts(self) -> dict[Grasp, int]:
        """How many cards there are of each grasp, in the order of `Grasp`."""
        found = dict.fromkeys(Grasp, 0)
        for card in self.cards.values():
            found[card.grasp] += 1
        return found

    def to_json(self) -> dict[str, Any]:
        return {
            "deck": self.deck,
            "title": self.title,
            "counts": {str(grasp): count for grasp, count in self.counts().items()},
            "lines": [line.to_json() for line in self.lines],
            "cards": [card.to_json() for card in self.cards.values()],
        }


def knowledge_of(
    deck: Deck,
    cards: Iterable[Card],
    states: Mapping[str, MemoryState],
    suspended: Collection[str],
    today: Today,
    decay: float,
) -> Knowledge:
    """Lay the memory of the deck's cards over its monograph, on the study day of `today`."""
    standings = {
        card.id: _standing(card, states.get(card.id), card.id in suspended, today, decay)
        for card in cards
    }
    asking: dict[int, list[CardStanding]] = {}
    for standing in standings.values():
        for line in standing.lines:
            asking.setdefault(line, []).append(standing)
    stated: dict[int, list[str]] = {}
    for fact in deck.facts:
        for line in fact.lines:
            stated.setdefault(line, []).append(fact.statement)
    headings = {section.line: section.id for section in deck.sections}
    lines = []
    section = ""
    for number, text in enumerate(deck.text, 1):
        heading = headings.get(number, "")
        section = heading or section
        about = sorted(asking.get(number, ()), key=lambda one: len(one.lines))
        lines.append(
            LineStanding(
                number,
                text,
                _weakest(one.grasp for one in about if not heading),
                heading,
                section,
                tuple(stated.get(number, ())),
                tuple(one.card for one in about),
            )
        )
    return Knowledge(deck.id, deck.title, tuple(lines), standings)


def _standing(
    card: Card, state: MemoryState | None, aside: bool, today: Today, decay: float
) -> CardStanding:
    grasp, due = Grasp.UNMET, ""
    if state is not None:
        grasp = grasp_of(state)
        due = today.when(card.id, state)
    if aside:
        grasp, due = Grasp.ASIDE, ""
    return CardStanding(
        card=card.id,
        kind=card.kind,
        section=card.section,
        topic=card.topic,
        facts=card.facts,
        lines=card.lines,
        grasp=grasp,
        due=due,
        recall=None if state is None else recall(state, today.day, decay),
        reps=0 if state is None else state.reps,
        lapses=0 if state is None else state.lapses,
        today=state is not None and not aside and today.asks(card.id),
        asked_today=state is not None and state.last_day >= today.day,
    )


def grasp_of(state: MemoryState) -> Grasp:
    """How well a card that was met is known."""
    if state.due_day - state.last_day >= WELL_KNOWN_DAYS:
        return Grasp.KNOWN
    return Grasp.FAILING if state.lapses >= FAILING_LAPSES else Grasp.LEARNING


def _weakest(grasps: Iterable[Grasp]) -> Grasp | None:
    """How well a line is known that several cards ask: failing if any, known only if all are."""
    found = set(grasps)
    asked = found - {Grasp.ASIDE} or found
    if not asked:
        return None
    if Grasp.FAILING in asked:
        return Grasp.FAILING
    return asked.pop() if len(asked) == 1 else Grasp.LEARNING
