"""Is what was predicted to be remembered remembered? Only first askings of a study day count."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from trainer.progress.tally import KNOWN, MILLION, PREDICTED, REMEMBERED, Tally

Z95 = 1.959964
"""The normal deviate of a two-sided interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Retention:
    """How many reviews of known cards were remembered, and what the memory model expected.

    All shares are 0 to 1. `low` and `high` bound the true share with 95 % confidence; `predicted`
    is the mean recall that the model gave these reviews.
    """

    reviews: int
    remembered: int
    share: float
    low: float
    high: float
    predicted: float


def retention(tally: Tally, *, since_day: int | None = None) -> Retention | None:
    """Return the retention of reviews on or after `since_day`, or None if there were none.

    A card's very first asking is learning and not remembering, and is left out.
    """
    days = [sums for day, sums in tally.days.items() if since_day is None or day >= since_day]
    count = sum(sums[KNOWN] for sums in days)
    if not count:
        return None
    remembered = sum(sums[REMEMBERED] for sums in days)
    predicted = sum(sums[PREDICTED] for sums in days) / MILLION
    low, high = wilson(remembered, count)
    return Retention(count, remembered, remembered / count, low, high, predicted / count)


def wilson(successes: int, trials: int, z: float = Z95) -> tuple[float, float]:
    """Return Wilson's score interval of a share (E. B. Wilson, 1927); (0, 1) without trials."""
    if trials == 0:
        return 0.0, 1.0
    share = successes / trials
    spread = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    middle = share + z * z / (2 * trials)
    scale = 1 + z * z / trials
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
