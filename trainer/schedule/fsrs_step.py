"""One step of FSRS-6, in bare arithmetic: for rebuilding a long log and for simulations.

The operations and their order are those of the `fsrs` package, so that the results are equal to the
last bit (a test holds them side by side); without its cards, dates and checks it is several times
as fast. What is lived goes through the package itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import e

LEAST_STABILITY = 0.001
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4


@dataclass(frozen=True)
class FsrsStep:
    """FSRS-6 with 21 parameters, as two functions on (stability in days, difficulty 1 to 10)."""

    weights: Sequence[float]
    _factor: float = field(init=False)
    _easiest: float = field(init=False)
    _growth: float = field(init=False)
    _short: float = field(init=False)

    def __post_init__(self) -> None:
        w = self.weights
        object.__setattr__(self, "_factor", 0.9 ** (1 / -w[20]) - 1)
        object.__setattr__(self, "_easiest", w[4] - e ** (w[5] * (EASY - 1)) + 1)
        object.__setattr__(self, "_growth", e ** w[8])
        object.__setattr__(self, "_short", e ** (w[17] * w[18]))

    def first(self, rating: int) -> tuple[float, float]:
        """Return stability and difficulty after the first review."""
        w = self.weights
        difficulty = w[4] - e ** (w[5] * (rating - 1)) + 1
        return max(w[rating - 1], LEAST_STABILITY), min(max(difficulty, 1.0), 10.0)

    def next(
        self, stability: float, difficulty: float, days: int, rating: int
    ) -> tuple[float, float]:
        """Return stability and difficulty after a further review, `days` (at least 1) later."""
        w = self.weights
        recall = (1 + self._factor * days / stability) ** -w[20]
        if rating == AGAIN:
            after = min(
                w[11]
                * (difficulty ** -w[12])
                * (((stability + 1) ** (w[13])) - 1)
                * (e ** ((1 - recall) * w[14])),
                stability / self._short,
            )
        else:
            after = stability * (
                1
                + self._growth
                * (11 - difficulty)
                * (stability ** -w[9])
                * ((e ** ((1 - recall) * w[10])) - 1)
                * (w[15] if rating == HARD else 1)
                * (w[16] if rating == EASY else 1)
            )
        shift = -(w[6] * (rating - 3))
        damped = difficulty + (10.0 - difficulty) * shift / 9.0
        harder = w[7] * self._easiest + (1 - w[7]) * damped
        return max(after, LEAST_STABILITY), min(max(harder, 1.0), 10.0)

    def recall(self, stability: float, days: float) -> float:
        """Return the probability of recall `days` after the last review."""
        return float((1 + self._factor * days / stability) ** -self.weights[20])
