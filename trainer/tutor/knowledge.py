"""How well a deck is known: card by card, and along the lines of its monograph. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from trainer.deck.deck import Deck
from trainer.progress.summary import WELL_KNOWN_DAYS, Tries
from trainer.questions.card import Card
from trainer.schedule.memory import MemoryState, recall
from trainer.schedule.study_day import date_of
from trainer.text import one_line
from trainer.tutor.today import AGAIN_TODAY, Today

NO_TRIES = Tries()


class Grasp(StrEnum):
    """How well something is known. The words are what a learner reads; the order is that of need.

    "keeps failing": wrong three times, or never right in four tries, and not well known since
    (`progress.summary.failing`);
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
    never met or set aside), `today` whether that is today, `due_day` that study day. `recall` is
    the probability (0 to 1) of remembering it tomorrow, None if it was never met. It was answered
    `answered` times, wrongly `failed` times (half right is not wrong); `missed` says that it was
    not right enough last, whatever `recall` expects. `name` is what it is called in a list: what
    its fact states, for a skill the skill.
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
    name: str = ""
    due_day: int | None = None
    answered: int = 0
    failed: int = 0
    missed: bool = False

    @property
    def missed_last(self) -> bool:
        """Whether it was missed and, today, has not been right since."""
        right_since = self.asked_today and self.due not in (AGAIN_TODAY, "")
        return self.missed and not right_since

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
            "name": self.name,
            "due_day": None if self.due_day is None else date_of(self.due_day).isoformat(),
            "answered": self.answered,
            "failed": self.failed,
            "missed": self.missed,
        }


@dataclass(frozen=True, slots=True)
class LineStanding:
    """One line of the monograph: what it states, which cards ask it, and how well it is known.

    `grasp` is None where no card asks the line. `heading` is the section's id if the line is its
    title. `cards` has the cards that ask this line, those about it alone first; the grasp is that
    of `worst`, the one of them that is known least, but for a line whose cards are known unevenly.
    """

    number: int
    text: str
    grasp: Grasp | None = None
    heading: str = ""
    section: str = ""
    facts: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    worst: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "line": self.number,
            "text": self.text,
            "grasp": None if self.grasp is None else str(self.grasp),
            "section": self.section,
            "facts": list(self.facts),
            "cards": list(self.cards),
            "worst": self.worst,
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
    tries: Mapping[str, Tries],
    today: Today,
    decay: float,
) -> Knowledge:
    """Lay the memory of the deck's cards over its monograph, on the study day of `today`."""
    named = name_cards(deck)
    standings = {
        card.id: _standing(
            card,
            named(card),
            states.get(card.id),
            card.id in suspended,
            tries.get(card.id, NO_TRIES),
            today,
            decay,
        )
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
                "" if heading or not about else min(about, key=need).card,
            )
        )
    return Knowledge(deck.id, deck.title, tuple(lines), standings)


def need(card: CardStanding) -> tuple[int, int, bool, float]:
    """How much a card needs learning: what sorts before others needs it more."""
    recall = 1.0 if card.recall is None else card.recall
    return (_NEED[card.grasp], -card.failed, not card.missed, recall)


_NEED = {grasp: place for place, grasp in enumerate(Grasp)}


def name_cards(deck: Deck) -> Callable[[Card], str]:
    """What a card is called in a list: what its fact states; a skill, what it is about."""
    stated = {fact.id: fact.statement for fact in deck.facts}

    def named(card: Card) -> str:
        alone = len(card.facts) == 1 and not card.fresh
        statement = stated.get(card.facts[0], "") if alone else ""
        return one_line(statement or card.topic or card.id)

    return named


def _standing(
    card: Card,
    name: str,
    state: MemoryState | None,
    aside: bool,
    tries: Tries,
    today: Today,
    decay: float,
) -> CardStanding:
    grasp, due = Grasp.UNMET, ""
    if state is None:
        tries = NO_TRIES  # what was asked of it was another fact
    else:
        grasp = _grasp(state, tries)
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
        recall=None if state is None else recall(state, today.day + 1, decay),
        reps=0 if state is None else state.reps,
        lapses=0 if state is None else state.lapses,
        today=state is not None and not aside and today.asks(card.id),
        asked_today=state is not None and state.last_day >= today.day,
        name=name,
        due_day=None if state is None else state.due_day,
        answered=tries.answered,
        failed=tries.failed,
        missed=tries.missed,
    )


def _grasp(state: MemoryState, tries: Tries) -> Grasp:
    if state.due_day - state.last_day >= WELL_KNOWN_DAYS:
        return Grasp.KNOWN
    return Grasp.FAILING if tries.fails else Grasp.LEARNING


def _weakest(grasps: Iterable[Grasp]) -> Grasp | None:
    """How well a line is known that several cards ask: failing if any, known only if all are."""
    found = set(grasps)
    asked = found - {Grasp.ASIDE} or found
    if not asked:
        return None
    if Grasp.FAILING in asked:
        return Grasp.FAILING
    return asked.pop() if len(asked) == 1 else Grasp.LEARNING
