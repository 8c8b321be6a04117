"""What a plan can reach by the exam, from what is remembered today: said before it starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from statistics import fmean

from trainer.schedule.fsrs_step import FsrsStep
from trainer.schedule.simulation.learner import Draws, PerturbedLearner
from trainer.schedule.simulation.policy import PlanPolicy
from trainer.schedule.simulation.run import run
from trainer.schedule.simulation.setting import Setting

RUNS = 12
"""Runs with the model's own memory, and as many with learners who forget otherwise."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What so many minutes a day are expected to reach.

    `recall` (0 to 1) is the mean on the exam's morning if the learner forgets as the model says;
    `low` and `high` hold four in five of learners who forget faster or slower than it. `unseen`
    cards will not have been met; `minutes_used` are spent a day, on average; never a promise.
    """

    minutes: float
    recall: float
    low: float
    high: float
    unseen: int
    minutes_used: float


def forecast(
    setting: Setting,
    memory: Mapping[int, tuple[float, float, int]],
    step: FsrsStep,
    resting: frozenset[int] = frozenset(),
    *,
    tell: Callable[[int], None] | None = None,
) -> Forecast:
    """Run the plan ahead to the exam. `memory` is by card number, as for `PlanPolicy`.

    `tell` hears after each of the 2 * RUNS runs how many are done; what it raises ends the work.
    """
    done = count(1)

    def reached(seed: int, spread: float) -> tuple[float, int, float]:
        learner = PerturbedLearner(seed, spread=spread, weights=step.weights, memory=memory)
        policy = PlanPolicy(setting, step, memory, resting)
        result = run(setting, policy, learner, Draws(seed), frozenset(memory))
        if tell is not None:
            tell(next(done))
        return result.exam, result.unseen, result.minutes

    expected = [reached(seed, 0.0) for seed in range(RUNS)]
    others = sorted(reached(seed, 1.0)[0] for seed in range(RUNS))
    return Forecast(
        minutes=setting.minutes,
        recall=fmean(one[0] for one in expected),
        low=others[RUNS // 10],
        high=others[-1 - RUNS // 10],
        unseen=round(fmean(one[1] for one in expected)),
        minutes_used=fmean(one[2] for one in expected) / max(1, setting.days - len(resting)),
    )
