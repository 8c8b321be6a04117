"""Calibration: of the reviews that the model gave a certain chance, how many were remembered?"""

from __future__ import annotations

from dataclasses import dataclass

from trainer.figures.retention import wilson
from trainer.progress.tally import EDGES, MILLION, Tally


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


def calibration(tally: Tally) -> tuple[Band, ...]:
    """Return the bands that hold a review, in order; a card's very first asking is left out."""
    ends = (*EDGES[1:], 1.0)
    found = []
    for band, (reviews, remembered, millionths) in sorted(tally.bands.items()):
        if reviews:
            share, predicted = remembered / reviews, millionths / MILLION / reviews
            interval = wilson(remembered, reviews)
            found.append(
                Band(EDGES[band], ends[band], reviews, remembered, predicted, share, *interval)
            )
    return tuple(found)
