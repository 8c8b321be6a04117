"""The memory model FSRS-6, from the `fsrs` package, on whole study days.

The package is imported when the first review is computed, not before: a warm start shows its first
question without it. Fuzz is off and there are no learning steps, so that replaying a log gives the
same states, and times are the midnights (UTC) of study days, because the package counts whole
periods of 24 hours and would take 21:00 to 20:59 the next day for one day.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from trainer.schedule.fsrs_step import FsrsStep
from trainer.schedule.memory import FSRS6_DECAY, MemoryState, Rating, factor

if TYPE_CHECKING:
    from fsrs import Scheduler

VERSION = "fsrs-6/1"
"""Algorithm, then how this module uses it; both decide what a log replays to."""

FSRS6_WEIGHTS = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, FSRS6_DECAY),
)
"""The default parameters of FSRS-6, here so that a log replays alike under any later package."""

LOWEST_WEIGHTS = (
    *(0.001, 0.001, 0.001, 0.001, 1.0, 0.001, 0.001, 0.001, 0.0, 0.0, 0.001),
    *(0.001, 0.001, 0.001, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.1),
)
HIGHEST_WEIGHTS = (
    *(100.0, 100.0, 100.0, 100.0, 10.0, 4.0, 4.0, 0.75, 4.5, 0.8, 3.5),
    *(5.0, 0.25, 0.9, 4.0, 1.0, 6.0, 2.0, 2.0, 0.8, 0.8),
)
"""What the package allows of each parameter."""

LONGEST_INTERVAL = 36_500
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class FsrsModel:
    """FSRS-6 with a desired retention (0.70 to 0.97) and 21 parameters, the default ones or fitted.

    Raises ValueError, when first used, for parameters that the package does not allow.
    """

    desired_retention: float = 0.9
    weights: Sequence[float] = FSRS6_WEIGHTS

    @property
    def version(self) -> str:
        return VERSION

    @property
    def parameters(self) -> str:
        weights = [float(weight) for weight in self.weights]
        return json.dumps(
            {"desired_retention": self.desired_retention, "weights": weights}, sort_keys=True
        )

    @property
    def decay(self) -> float:
        return float(self.weights[20])

    def first(self, rating: Rating, day: int) -> MemoryState:
        """Return the state after a card's first review, on study day `day`."""
        stability, difficulty = self._review(None, rating, day)
        return MemoryState(stability, difficulty, day, day + self.interval(stability), 1, 0)

    def next(self, state: MemoryState, rating: Rating, day: int) -> MemoryState:
        """Return the state after a further review.

        A second review on one study day does not move memory, nor does one that a clock set back
        has put before the last.
        """
        if day <= state.last_day:
            return state
        stability, difficulty = self._review(state, rating, day)
        return MemoryState(
            stability,
            difficulty,
            day,
            day + self.interval(stability),
            state.reps + 1,
            state.lapses + (rating == Rating.AGAIN),
        )

    def logged(self, version: str, parameters: str) -> FsrsModel:
        """Return the model that the log names so; this one where the name means nothing here."""
        if version != VERSION or parameters == self.parameters:
            return self
        try:
            read = json.loads(parameters)
            weights = read["weights"]
            return FsrsModel(
                float(read["desired_retention"]),
                FSRS6_WEIGHTS if weights is None else tuple(float(weight) for weight in weights),
            )
        except (ValueError, KeyError, TypeError):
            return self

    def quick(self) -> QuickFsrsModel:
        """Return the same model in bare arithmetic: the same results to the bit, for long logs."""
        return self._quick

    @cached_property
    def step(self) -> FsrsStep:
        """The same model in bare arithmetic."""
        return FsrsStep(tuple(self.weights))

    @cached_property
    def _quick(self) -> QuickFsrsModel:
        return QuickFsrsModel(self.desired_retention, self.weights)

    def interval(self, stability: float) -> int:
        """Return the days until recall falls to the desired retention: 1 to 36,500, half even."""
        decay = self.decay
        days = stability / factor(decay) * float(self.desired_retention ** (-1 / decay) - 1)
        return min(LONGEST_INTERVAL, max(1, round(days)))

    def _review(self, state: MemoryState | None, rating: Rating, day: int) -> tuple[float, float]:
        from fsrs import Card, State
        from fsrs import Rating as FsrsRating

        if state is None:
            card = Card(card_id=0)
        else:
            card = Card(
                card_id=0,
                state=State.Review,
                stability=state.stability,
                difficulty=state.difficulty,
                last_review=_midnight(state.last_day),
            )
        reviewed, _ = self._scheduler.review_card(card, FsrsRating(rating), _midnight(day))
        if reviewed.stability is None or reviewed.difficulty is None:
            raise AssertionError("a reviewed card has a memory")
        return float(reviewed.stability), float(reviewed.difficulty)

    @cached_property
    def _scheduler(self) -> Scheduler:
        from fsrs import Scheduler

        return Scheduler(
            parameters=tuple(self.weights),
            desired_retention=self.desired_retention,
            learning_steps=(),
            relearning_steps=(),
            maximum_interval=LONGEST_INTERVAL,
            enable_fuzzing=False,
        )


@dataclass(frozen=True)
class QuickFsrsModel(FsrsModel):
    """FSRS-6 without the package: for rebuilding a log, where a review must take microseconds."""

    def quick(self) -> QuickFsrsModel:
        return self

    def logged(self, version: str, parameters: str) -> QuickFsrsModel:
        return super().logged(version, parameters).quick()

    def next(self, state: MemoryState, rating: Rating, day: int) -> MemoryState:
        last = state.last_day
        if day <= last:
            return state
        stability, difficulty = self.step.next(
            state.stability, state.difficulty, day - last, rating
        )
        decay, retained = self._curve
        days = round(stability / decay * retained)  # as in `interval`, its constants at hand
        due = day + min(LONGEST_INTERVAL, max(1, days))
        lapses = state.lapses + (rating == 1)
        return MemoryState(stability, difficulty, day, due, state.reps + 1, lapses)

    def _review(self, state: MemoryState | None, rating: Rating, day: int) -> tuple[float, float]:
        if state is None:
            return self.step.first(rating)
        return self.step.next(state.stability, state.difficulty, day - state.last_day, rating)

    @cached_property
    def _curve(self) -> tuple[float, float]:
        decay = self.decay
        return factor(decay), float(self.desired_retention ** (-1 / decay) - 1)


def allowed(weights: Sequence[float]) -> bool:
    """Whether these are 21 parameters that the package takes."""
    return len(weights) == len(FSRS6_WEIGHTS) and all(
        low <= weight <= high
        for low, weight, high in zip(LOWEST_WEIGHTS, weights, HIGHEST_WEIGHTS, strict=True)
    )


def nearest_allowed(weights: Sequence[float]) -> tuple[float, ...]:
    """Return 21 parameters, each moved to the nearest that the package takes."""
    return tuple(
        min(high, max(low, float(weight)))
        for low, weight, high in zip(LOWEST_WEIGHTS, weights, HIGHEST_WEIGHTS, strict=True)
    )


def _midnight(day: int) -> datetime:
    # From the year 1 to 9000: a day out of a damaged log or a mad clock must not overflow.
    return _EPOCH + timedelta(days=max(-719_162, min(2_567_000, day)))
