"""Everything that the log says about one's learning: what `stats` and the screen show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from trainer.calculator.curve import Curve, curves
from trainer.calculator.slips import wordings
from trainer.deck.rules import rulebook
from trainer.figures.calibration import Band, calibration
from trainer.figures.days import Day, by_day, streak
from trainer.figures.heatmap import Square, heatmap
from trainer.figures.mastery import (
    FactMastery,
    Mastery,
    Readiness,
    SectionMastery,
)
from trainer.figures.retention import Retention, retention
from trainer.progress.queries import CardName
from trainer.progress.store import Store
from trainer.progress.summary import HardCard, Slipped, Standing
from trainer.questions.card import Card
from trainer.questions.kept import subjects_of
from trainer.schedule.study_day import date_of
from trainer.text import one_line
from trainer.tutor.agenda import Habits
from trainer.tutor.failing import failing_of
from trainer.tutor.knowledge import name_cards
from trainer.tutor.loaded import Loaded
from trainer.tutor.today import Today, today_of

AHEAD = 30
"""Days ahead for which the load is told."""
SHOWN = 5
"""Hardest cards that are named."""
_LINES = 3  # of a card, that are named


def ready_tomorrow(store: Store, loaded: Loaded) -> Readiness | None:
    """What an exam would bring were it tomorrow; None where too little was answered."""
    seen = store.standing(loaded.deck.id).seen
    return mastery_of(store, loaded).readiness(loaded.section_weights, seen)


def mastery_of(store: Store, loaded: Loaded) -> Mastery:
    """What is expected of the deck's cards tomorrow, without those that were set aside."""
    recalls, aside = store.recalls(loaded.deck.id), store.suspended(loaded.deck.id)
    return Mastery(
        (section, recalls.get(card), facts)
        for card, section, facts in subjects_of(loaded.cards)
        if card not in aside
    )


def weakest_of(sections: Iterable[SectionMastery]) -> SectionMastery | None:
    """The section of which what was met is known least; None where nothing was met."""
    met = [one for one in sections if one.section and one.met]
    return min(met, key=lambda one: one.of_met, default=None)


class Record:
    """The figures of one deck, or of all that was asked; `days` is how far retention looks back.

    With `loaded`, the deck itself: then also how well its sections are known, and the readiness;
    with `habits`, what is asked of it today.
    """

    def __init__(
        self,
        store: Store,
        deck: str | None,
        days: int,
        loaded: Loaded | None = None,
        *,
        habits: Habits | None = None,
    ) -> None:
        self.today = store.today()
        tally = store.tally(deck)
        self.days: tuple[Day, ...] = by_day(tally)
        self.standing: Standing = store.standing(deck)
        self.coming = (self.standing.due, *store.coming(deck, AHEAD - 1))
        self.back = days
        self.retention: Retention | None = retention(tally, since_day=self.today - days + 1)
        self.bands: tuple[Band, ...] = calibration(tally)
        self.hardest: tuple[HardCard, ...] = store.hardest(deck, SHOWN)
        self.failing: tuple[HardCard, ...] = (
            store.failing(deck) if loaded is None else failing_of(store, loaded)
        )
        self.slipped = store.slips(deck)
        self.confusions = store.confusions(deck)
        self.heatmap: tuple[tuple[Square, ...], ...] = heatmap(self.days, self.today)
        self.sections: tuple[SectionMastery, ...] = ()
        self.facts: tuple[FactMastery, ...] = ()
        self.titles: dict[str, str] = {}
        self.readiness: Readiness | None = None
        self._loaded = loaded
        self.planned: Today | None = None
        if loaded is not None and habits is not None:
            self.planned = today_of(store, loaded, habits)
        if loaded is not None:
            self._look_at(store, loaded, sum(day.answered for day in self.days))

    def _look_at(self, store: Store, loaded: Loaded, reviews: int) -> None:
        """How well the deck's own cards are known."""
        mastery = mastery_of(store, loaded)
        self.sections = mastery.sections()
        self.facts = mastery.facts()
        self.titles = {section.id: section.title for section in loaded.deck.sections}
        self.readiness = mastery.readiness(loaded.section_weights, reviews)

    @cached_property
    def curves(self) -> tuple[Curve, ...]:
        """The courses that the deck's rules give: its titration, its elimination."""
        return () if self._loaded is None else curves(rulebook(self._loaded.deck))

    def named(self, name: CardName) -> str:
        """A card in words, as "Half-life: 4 h (value, line 33)"; its id where there is no deck."""
        card = self._card(name)
        if card is None:
            return name.card
        lines = ", ".join(str(line) for line in card.lines[:_LINES])
        word = "line" if len(card.lines) == 1 else "lines"
        said = f"{card.kind}, {word} {lines}" if card.lines else card.kind
        return f"{self._name(card)} ({said})"

    def called(self, name: CardName) -> tuple[str, str]:
        """What a card is called in a list, and its kind; its id where the deck is not here."""
        card = self._card(name)
        return (name.card, "") if card is None else (self._name(card), one_line(card.kind))

    def _card(self, name: CardName) -> Card | None:
        loaded = self._loaded
        if loaded is None or loaded.deck.id != name.deck:
            return None
        return loaded.cards.get(name.card)

    def section_in_words(self, one: SectionMastery) -> str:
        """A section and how well what was met of it is known."""
        title = one_line(self.titles.get(one.section, one.section))
        return f"Weakest of what you met is {title}, {one.of_met:.0%}"

    @cached_property
    def _name(self) -> Callable[[Card], str]:
        assert self._loaded is not None
        return name_cards(self._loaded.deck)

    @cached_property
    def slips(self) -> dict[str, int]:
        """How often each calculation error was made, the most frequent first."""
        counts: Counter[str] = Counter()
        for one in self.slipped:
            counts[one.slip] += one.count
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def slipped_in(self, slip: str) -> tuple[Slipped, ...]:
        """The cards in which a calculation error was made, the most frequent first."""
        return tuple(one for one in self.slipped if one.slip == slip)

    def here(self, names: Iterable[CardName]) -> tuple[str, ...]:
        """The ids of those of the cards that the deck has, each once, in their order."""
        loaded = self._loaded
        found = dict.fromkeys(
            name.card
            for name in names
            if loaded is None or (name.deck == loaded.deck.id and name.card in loaded.cards)
        )
        return tuple(found)

    @property
    def weakest(self) -> SectionMastery | None:
        """The section of which what was met is known least; None where nothing was met."""
        return weakest_of(self.sections)

    def stated(self, fact: str) -> str:
        """What a fact states; its id, where the deck is not here."""
        found = self._loaded.deck.fact(fact) if self._loaded is not None else None
        return one_line(found.statement) if found is not None else fact

    def slip(self, name: str) -> str:
        """What is said of a calculation error, by its name in the log."""
        return wordings().get(name, name.replace("_", " "))

    def to_json(self) -> dict[str, Any]:
        kept = self.retention
        return {
            "today": date_of(self.today).isoformat(),
            "answered": sum(day.answered for day in self.days),
            "right": sum(day.right for day in self.days),
            "minutes": round(sum(day.minutes for day in self.days), 1),
            "streak": streak(self.days, self.today),
            "cards": {
                "seen": self.standing.seen,
                "due": self.standing.due,
                "well_known": self.standing.well_known,
            },
            "remembered": None
            if kept is None
            else {
                "days": self.back,
                "reviews": kept.reviews,
                "share": round(kept.share, 4),
                "low": round(kept.low, 4),
                "high": round(kept.high, 4),
                "predicted": round(kept.predicted, 4),
            },
            "days": [
                {
                    "day": date_of(day.day).isoformat(),
                    "answered": day.answered,
                    "right": day.right,
                    "new": day.new,
                    "minutes": round(day.minutes, 1),
                }
                for day in self.days
            ],
            "asked_today": None if self.planned is None else self.planned.to_json(),
            "coming": [
                {"day": date_of(self.today + ahead).isoformat(), "cards": count}
                for ahead, count in enumerate(self.coming)
            ],
            "calibration": [
                {
                    "begin": band.begin,
                    "end": band.end,
                    "reviews": band.reviews,
                    "predicted": round(band.predicted, 4),
                    "share": round(band.share, 4),
                    "low": round(band.low, 4),
                    "high": round(band.high, 4),
                }
                for band in self.bands
            ],
            "hardest": [
                {
                    "deck": card.name.deck,
                    "card": card.name.card,
                    "named": self.named(card.name),
                    "answered": card.answered,
                    "failed": card.failed,
                }
                for card in self.hardest
            ],
            "failing": [
                {
                    "deck": card.name.deck,
                    "card": card.name.card,
                    "named": self.named(card.name),
                    "answered": card.answered,
                    "failed": card.failed,
                }
                for card in self.failing
            ],
            "curves": [curve.to_json() for curve in self.curves],
            "slips": [
                {
                    "slip": name,
                    "count": count,
                    "cards": [
                        {
                            "deck": one.name.deck,
                            "card": one.name.card,
                            "count": one.count,
                            "last": date_of(one.last_day).isoformat(),
                        }
                        for one in self.slipped_in(name)
                    ],
                }
                for name, count in self.slips.items()
            ],
            "confusions": [
                {"deck": name.deck, "card": name.card, "with": other, "what": what, "count": count}
                for name, other, what, count in self.confusions
            ],
            "heatmap": [
                {"day": date_of(square.day).isoformat(), "answered": square.answered}
                for week in self.heatmap
                for square in week
                if square.answered
            ],
            "sections": [
                {
                    "section": one.section,
                    "cards": one.cards,
                    "met": one.met,
                    "expected": round(one.expected, 4),
                    "of_met": round(one.of_met, 4),
                }
                for one in self.sections
            ],
            "facts": [
                {
                    "fact": one.fact,
                    "cards": one.cards,
                    "met": one.met,
                    "expected": round(one.expected, 4),
                }
                for one in self.facts
            ],
            "readiness": None
            if self.readiness is None
            else {
                "questions": self.readiness.questions,
                "expected": round(self.readiness.expected, 4),
                "low": round(self.readiness.low, 4),
                "high": round(self.readiness.high, 4),
                "unmet": self.readiness.unmet,
            },
        }
