"""What the schedule believes about one card, and the power curve of forgetting.

Any memory model can be put behind `MemoryModel`; the log names the one that was used.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple, Protocol

FSRS6_DECAY = 0.1542
"""Exponent of the forgetting curve in the default parameters of FSRS-6 (its parameter w20)."""


class Rating(IntEnum):
    """How well a card was remembered, in the numbers that every FSRS program uses."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class MemoryState(NamedTuple):
    """The memory of one card after its last counted review.

    `stability` is the number of days after which recall has fallen to 0.9; `difficulty` lies
    between 1 and 10; `last_day` and `due_day` are study days; `reps` counts the reviews that moved
    memory, `lapses` those of them, after the first, that were failed.
    """

    stability: float
    difficulty: float
    last_day: int
    due_day: int
    reps: int
    lapses: int


class Step(Protocol):
    """A model's arithmetic on (stability in days, difficulty 1 to 10), for a million reviews."""

    def first(self, rating: int) -> tuple[float, float]:
        """Return stability and difficulty after the first review."""

    def next(
        self, stability: float, difficulty: float, days: int, rating: int
    ) -> tuple[float, float]:
        """Return stability and difficulty after a further review, `days` (at least 1) later."""

    def recall(self, stability: float, days: float) -> float:
        """Return the probability of recall `days` after the last review."""


class MemoryModel(Protocol):
    """A model of forgetting on whole study days. All methods are pure."""

    @property
    def version(self) -> str:
        """The model's name and version, as the log keeps it."""

    @property
    def parameters(self) -> str:
        """Everything that decides its results, as JSON text, as the log keeps it."""

    @property
    def decay(self) -> float:
        """The exponent for `recall`."""

    @property
    def step(self) -> Step:
        """The same model in bare arithmetic."""

    def first(self, rating: Rating, day: int) -> MemoryState:
        """Return the state after a card's first review."""

    def next(self, state: MemoryState, rating: Rating, day: int) -> MemoryState:
        """Return the state after a further review; on the same or an earlier day, `state`."""

    def logged(self, version: str, parameters: str) -> MemoryModel:
        """Return the model that the log names so, or this one where that is not known."""

    def quick(self) -> MemoryModel:
        """Return a model with the same results that is fit for replaying a million reviews."""

    def interval(self, stability: float) -> int:
        """Return the whole days, at least 1, until recall falls to the desired retention."""


def recall(state: MemoryState, day: int, decay: float = FSRS6_DECAY) -> float:
    """Return the probability (0 to 1) that the card is remembered on study day `day`.

    The curve of FSRS-6: (1 + f * t / S) ** -decay, with f such that recall is 0.9 at t = S. A day
    before the last review counts as the day of the review.
    """
    elapsed = max(0, day - state.last_day)
    return float((1 + factor(decay) * elapsed / state.stability) ** -decay)


@lru_cache(maxsize=8)
def factor(decay: float) -> float:
    """Return the curve's factor: 0.9 ** (-1 / decay) - 1."""
    return float(0.9 ** (-1 / decay) - 1)
