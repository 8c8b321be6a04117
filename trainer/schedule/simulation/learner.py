"""Simulated learners, whose memory is not the scheduler's model.

Two families. A *perturbed* learner forgets by FSRS, but with parameters that the scheduler does not
know: each learner has their own, and each card its own ease. A *trace* learner forgets by another
law altogether: every presentation leaves a trace that decays as a power of time, the sooner the
more active the memory was at that moment (Pavlik & Anderson 2005, the spacing effect of ACT-R).

Chance comes from `Draws`, by card and day, so that under every policy the same learner has the same
luck with the same card on the same day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import cos, exp, log, pi, sqrt
from typing import Protocol

from trainer.chance import Chance
from trainer.schedule.fsrs_model import FSRS6_WEIGHTS
from trainer.schedule.fsrs_step import AGAIN, FsrsStep


class Learner(Protocol):
    """One learner's true memory. Days are whole; card numbers count from 0."""

    def recall(self, card: int, day: float) -> float:
        """Return the true probability (0 to 1) that the card is known; 0 if it was never seen."""

    def review(self, card: int, day: int, rating: int) -> None:
        """Take in one review of that rating, 1 to 4, the first or a later one."""


class Draws:
    """The luck of one seed: two numbers in [0, 1) for each card and day, always the same."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._known: dict[tuple[int, int], tuple[float, float]] = {}

    def of(self, card: int, day: int) -> tuple[float, float]:
        """Return the draw that decides recall and the one that decides how well."""
        key = (card, day)
        if key not in self._known:
            drawn = Chance("simulation", self._seed, card, day).below(1 << 60)
            self._known[key] = (drawn >> 30) / (1 << 30), (drawn & ((1 << 30) - 1)) / (1 << 30)
        return self._known[key]


class PerturbedLearner:
    """Forgets by FSRS-6 with parameters of their own.

    The four first stabilities are multiplied by exp(N(0, 0.5)) together, and by exp(N(0, 0.2))
    each; every other parameter by exp(N(0, 0.1)); each card's stability grows by its own factor
    exp(N(0, 0.25)). `spread` multiplies all these deviations: 0 is the model itself. `weights` are
    the model's parameters, `memory` what it believes on day 0 (see `PlanPolicy`).
    """

    def __init__(
        self,
        seed: int,
        *,
        spread: float = 1.0,
        weights: Sequence[float] = FSRS6_WEIGHTS,
        memory: Mapping[int, tuple[float, float, int]] | None = None,
    ) -> None:
        chance = Chance("perturbed learner", seed)
        overall = exp(0.5 * spread * _normal(chance))
        own = list(weights)
        for number in range(4):
            own[number] *= overall * exp(0.2 * spread * _normal(chance))
        for number in range(4, 21):
            own[number] *= exp(0.1 * spread * _normal(chance))
        self._step = FsrsStep(own)
        self._spread = spread
        self._chance = chance
        self._ease: dict[int, float] = {}
        self._memory: dict[int, tuple[float, float, int]] = {
            card: (stability * self._ease_of(card), difficulty, last)
            for card, (stability, difficulty, last) in (memory or {}).items()
        }

    def recall(self, card: int, day: float) -> float:
        if card not in self._memory:
            return 0.0
        stability, _, last = self._memory[card]
        return self._step.recall(stability, max(0.0, day - last))

    def review(self, card: int, day: int, rating: int) -> None:
        if card not in self._memory:
            stability, difficulty = self._step.first(rating)
            stability *= self._ease_of(card)
        else:
            before, difficulty, last = self._memory[card]
            stability, difficulty = self._step.next(before, difficulty, max(1, day - last), rating)
            if rating != AGAIN:
                stability = before + (stability - before) * self._ease_of(card)
        self._memory[card] = max(stability, 0.01), difficulty, day

    def _ease_of(self, card: int) -> float:
        if card not in self._ease:
            self._ease[card] = exp(0.25 * self._spread * _normal(self._chance.split(card)))
        return self._ease[card]


TRACE_DECAY = 0.177
TRACE_SPACING = 0.217
TRACE_THRESHOLD = -0.704
TRACE_NOISE = 0.255
TRACE_SECONDS_A_DAY = 86_400 * 0.025
"""The constants of Pavlik & Anderson 2005: time outside the lesson interferes at 0.025 of it."""


class TraceLearner:
    """Forgets by decaying traces: activation m = ln(sum of age ** -decay) + ease.

    Recall is 1 / (1 + exp((threshold - m) / noise)). A trace's decay is
    spacing * exp(activation without ease, when it was laid) + 0.177. Each learner's ease is
    N(0.9, 0.15), each card's N(0, 0.2) more.
    """

    def __init__(self, seed: int) -> None:
        chance = Chance("trace learner", seed)
        self._ability = 0.9 + 0.15 * _normal(chance)
        self._chance = chance
        self._ease: dict[int, float] = {}
        self._traces: dict[int, list[tuple[int, float]]] = {}

    def recall(self, card: int, day: float) -> float:
        if card not in self._traces:
            return 0.0
        active = self._active(card, day) + self._ability + self._ease_of(card)
        return 1 / (1 + exp((TRACE_THRESHOLD - active) / TRACE_NOISE))

    def review(self, card: int, day: int, rating: int) -> None:
        decay = TRACE_DECAY
        if card in self._traces:
            decay += TRACE_SPACING * exp(self._active(card, day))
        self._traces.setdefault(card, []).append((day, decay))

    def _active(self, card: int, day: float) -> float:
        """Return ln of the summed traces; the youngest counts as half a day old at least."""
        return log(
            sum(
                (TRACE_SECONDS_A_DAY * max(day - laid, 0.5)) ** -decay
                for laid, decay in self._traces[card]
            )
        )

    def _ease_of(self, card: int) -> float:
        if card not in self._ease:
            self._ease[card] = 0.2 * _normal(self._chance.split(card))
        return self._ease[card]


LEARNERS: dict[str, Callable[[int], Learner]] = {
    "perturbed": PerturbedLearner,
    "trace": TraceLearner,
}
"""The families by name; each makes the learner of a seed."""


def _normal(chance: Chance) -> float:
    """Draw from the standard normal distribution (Box and Muller)."""
    one, other = 1 - float(chance.fraction()), float(chance.fraction())
    return sqrt(-2 * log(one)) * cos(2 * pi * other)
