"""Many learners under several policies: means, and paired differences with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

from trainer.schedule.simulation.learner import LEARNERS, Draws
from trainer.schedule.simulation.policy import POLICIES
from trainer.schedule.simulation.run import Result, run
from trainer.schedule.simulation.setting import Setting

NORMAL_975 = 1.959964


@dataclass(frozen=True, slots=True)
class Difference:
    """A mean of paired differences with the 95 % interval of Student's t."""

    mean: float
    low: float
    high: float

    @property
    def word(self) -> str:
        """Whether the first is "above" the second, "below" it, or "level" within the interval."""
        return "above" if self.low > 0 else "below" if self.high < 0 else "level"


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of learner on one budget: every policy's results, seed by seed in one order."""

    budget: str
    learner: str
    setting: Setting
    results: Mapping[str, tuple[Result, ...]]

    def mean(self, policy: str, figure: str) -> float:
        """Return the mean over learners of a figure of `Result`."""
        return fmean(getattr(one, figure) for one in self.results[policy])

    def worst(self, policy: str) -> float:
        """Return the minutes of the longest day of any learner."""
        return max(one.worst_day for one in self.results[policy])

    def difference(self, policy: str, other: str, figure: str) -> Difference:
        """Return how far `policy` stands above `other`, learner by learner."""
        pairs = zip(self.results[policy], self.results[other], strict=True)
        return paired([getattr(one, figure) - getattr(two, figure) for one, two in pairs])


def compare(
    budget: str,
    learner: str,
    setting: Setting,
    seeds: Sequence[int],
    policies: Sequence[str] = tuple(POLICIES),
    progress: Callable[[], None] = lambda: None,
) -> Cell:
    """Run every policy with the same learners and the same luck; `progress` after each learner.

    Raises KeyError for a learner or a policy that there is none of.
    """
    results: dict[str, list[Result]] = {name: [] for name in policies}
    for seed in seeds:
        draws = Draws(seed)
        for name in policies:
            policy = POLICIES[name](setting)
            results[name].append(run(setting, policy, LEARNERS[learner](seed), draws))
        progress()
    return Cell(budget, learner, setting, {name: tuple(all_) for name, all_ in results.items()})


def paired(differences: Sequence[float]) -> Difference:
    """Return the mean of at least two differences, with its 95 % interval."""
    mean = fmean(differences)
    half = _t_975(len(differences) - 1) * stdev(differences) / sqrt(len(differences))
    return Difference(mean, mean - half, mean + half)


def _t_975(freedom: int) -> float:
    """Return Student's t at 0.975, by the expansion of Cornish and Fisher (2 % off at most)."""
    z, n = NORMAL_975, freedom
    return (
        z
        + (z**3 + z) / (4 * n)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3)
    )
