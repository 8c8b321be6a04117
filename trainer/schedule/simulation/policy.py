"""The policies that are compared: each says each day what to ask, best first.

A policy sees what a program sees: the ratings and the days, never the learner's true memory. How
many of its cards are asked is decided by the day's budget, which is the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from typing import Protocol

from trainer.schedule.exam_plan import ExamCard, rank
from trainer.schedule.fsrs_model import FSRS6_WEIGHTS, FsrsModel
from trainer.schedule.fsrs_step import AGAIN, EASY, GOOD, HARD, FsrsStep
from trainer.schedule.simulation.setting import Setting


class Policy(Protocol):
    """One learner's schedule. Cards are numbers from 0 in teaching order, days count from 0."""

    def order(self, day: int) -> Sequence[int]:
        """Return the cards to ask on that day, the most urgent first."""

    def note(self, card: int, day: int, rating: int) -> None:
        """Take in how an asking was rated, 1 to 4."""


MakePolicy = Callable[[Setting], Policy]


class FsrsPolicy:
    """FSRS-6 with default parameters at a fixed desired retention, as most people use it.

    What is due comes first, the least remembered before the rest; then up to `daily_new` new cards.
    With `capped`, no interval reaches beyond the day before the exam, as is often advised.
    """

    def __init__(self, setting: Setting, retention: float, *, capped: bool = False) -> None:
        self._setting = setting
        self._model = FsrsModel(retention)
        self._step = FsrsStep(FSRS6_WEIGHTS)
        self._capped = capped
        self._memory: dict[int, tuple[float, float, int]] = {}
        self._due: dict[int, int] = {}

    def order(self, day: int) -> Sequence[int]:
        due = [card for card, when in self._due.items() if when <= day]
        due.sort(key=lambda card: (self._recall(card, day), card))
        return [*due, *_unseen(self._setting, self._memory)]

    def note(self, card: int, day: int, rating: int) -> None:
        if card in self._memory:
            stability, difficulty, last = self._memory[card]
            stability, difficulty = self._step.next(stability, difficulty, day - last, rating)
        else:
            stability, difficulty = self._step.first(rating)
        self._memory[card] = stability, difficulty, day
        due = day + self._model.interval(stability)
        last_day = self._setting.days - 1
        self._due[card] = min(due, max(day + 1, last_day)) if self._capped else due

    def _recall(self, card: int, day: int) -> float:
        stability, _, last = self._memory[card]
        return self._step.recall(stability, day - last)


class PlanPolicy:
    """The plan for the exam, as a learner's queue follows it; `step` is the scheduler's belief.

    `memory` is what is known on day 0: (stability, difficulty, day of the last review) by card, the
    days counting from 0 backwards. Nothing is asked on `resting` days.
    """

    def __init__(
        self,
        setting: Setting,
        step: FsrsStep | None = None,
        memory: Mapping[int, tuple[float, float, int]] | None = None,
        resting: frozenset[int] = frozenset(),
    ) -> None:
        self._setting = setting
        self._resting = resting
        self._step = step or FsrsStep(FSRS6_WEIGHTS)
        self._memory = dict(memory or {})

    def order(self, day: int) -> Sequence[int]:
        if day in self._resting:
            return ()
        setting = self._setting
        cards = [
            ExamCard(card, weight, self._memory.get(card))
            for card, weight in enumerate(setting.weights)
        ]
        days = setting.days - day - sum(one >= day for one in self._resting)
        room = days * setting.minutes * 60
        chosen = rank(cards, day, setting.days, room, self._step, setting.costs)
        return [choice.name for choice in chosen]

    def note(self, card: int, day: int, rating: int) -> None:
        known = self._memory.get(card)
        if known is None:
            stability, difficulty = self._step.first(rating)
        else:
            stability, difficulty, last = known
            stability, difficulty = self._step.next(
                stability, difficulty, max(1, day - last), rating
            )
        self._memory[card] = stability, difficulty, day


class Sm2Policy:
    """SuperMemo 2: an ease factor from 2.5, intervals 1 and 6 days, then times the factor.

    The ratings again, hard, good, easy stand for its grades 1, 3, 4 and 5. The longest overdue
    comes first.
    """

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._cards: dict[int, tuple[int, int, float]] = {}
        self._due: dict[int, int] = {}

    def order(self, day: int) -> Sequence[int]:
        due = [card for card, when in self._due.items() if when <= day]
        due.sort(key=lambda card: (self._due[card], card))
        return [*due, *_unseen(self._setting, self._cards)]

    def note(self, card: int, day: int, rating: int) -> None:
        times, interval, ease = self._cards.get(card, (0, 0, 2.5))
        grade = {AGAIN: 1, HARD: 3, GOOD: 4, EASY: 5}[rating]
        ease = max(1.3, ease + 0.1 - (5 - grade) * (0.08 + (5 - grade) * 0.02))
        if rating == AGAIN:
            times, interval = 0, 1
        else:
            times += 1
            interval = (1, 6)[times - 1] if times <= 2 else round(interval * ease)
        self._cards[card] = times, interval, ease
        self._due[card] = day + interval


class CramPolicy:
    """Nothing until the last days, then everything over and over, the longest unasked first."""

    def __init__(self, setting: Setting, last_days: int = 10) -> None:
        self._setting = setting
        self._from = setting.days - last_days
        self._last: dict[int, int] = {}

    def order(self, day: int) -> Sequence[int]:
        if day < self._from:
            return ()
        known = sorted(self._last, key=lambda card: (self._last[card], card))
        unseen = [card for card in range(len(self._setting.weights)) if card not in self._last]
        return [*unseen, *known]

    def note(self, card: int, day: int, rating: int) -> None:
        self._last[card] = day


PLAN = "plan"
RIVALS: dict[str, MakePolicy] = {
    "fsrs 0.80": lambda setting: FsrsPolicy(setting, 0.80),
    "fsrs 0.90": lambda setting: FsrsPolicy(setting, 0.90),
    "fsrs 0.95": lambda setting: FsrsPolicy(setting, 0.95),
    "sm-2": Sm2Policy,
    "cap": lambda setting: FsrsPolicy(setting, 0.90, capped=True),
    "cram": CramPolicy,
}
"""The policies that the plan is held against."""

POLICIES: dict[str, MakePolicy] = {PLAN: PlanPolicy, **RIVALS}


def _unseen(setting: Setting, seen: Container[int]) -> list[int]:
    fresh = [card for card in range(len(setting.weights)) if card not in seen]
    return fresh[: setting.daily_new]
