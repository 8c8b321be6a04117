"""Calibration: of the reviews that the model gave a certain chance, how many were remembered?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from trainer.figures.retention import wilson
from trainer.progress.fold import Review
from trainer.schedule.memory import recall

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
"""Where the bands of predicted recall begin; the last one ends at 1. Most reviews fall above 0.8,
so the bands are narrow there."""


@dataclass(frozen=True, slots=True)
class Band:
    """Reviews whose predicted recall lay in [`begin`, `end`); the last band holds 1 as well.

    All shares are 0 to 1. `predicted` is the mean prediction in the band, `share` what was
    remembered; `low` and `high` bound the true share with 95 % confidence.
    """

    begin: float
    end: float
    reviews: int
    remembered: int
    predicted: float
    share: float
    low: float
    high: float


def calibration(reviews: Iterable[Review], decay_of: Callable[[int], float]) -> tuple[Band, ...]:
    """Return the bands that hold a review, in order; a card's very first asking is left out."""
    count = [0] * len(EDGES)
    kept = [0] * len(EDGES)
    expected = [0.0] * len(EDGES)
    for review in reviews:
        if not review.moved_memory or review.before is None:
            continue
        chance = recall(review.before, review.day, decay_of(review.scheduler))
        place = bisect_right(EDGES, chance) - 1
        count[place] += 1
        kept[place] += review.rating > 1
        expected[place] += chance
    ends = (*EDGES[1:], 1.0)
    return tuple(
        Band(begin, end, n, right, total / n, right / n, *wilson(right, n))
        for begin, end, n, right, total in zip(EDGES, ends, count, kept, expected, strict=True)
        if n
    )
