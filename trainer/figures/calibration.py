"""Calibration: of the reviews that the model gave a certain chance, how many were remembered?"""

from __future__ import annotations

from collections.abc import Sequence
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


def as_expected(predicted: float, low: float, high: float) -> str:
    """How an expectation came out, in words, given the likely bounds of what was remembered."""
    if predicted > high:
        return "less than expected"
    return "more than expected" if predicted < low else "as expected"


def judged(bands: Sequence[Band]) -> str:
    """Whether the expectations came out, and what to do where they did not."""
    less = [f"{band.predicted:.0%}" for band in bands if band.predicted > band.high]
    more = [f"{band.predicted:.0%}" for band in bands if band.predicted < band.low]
    said = []
    if less:
        said.append(
            f"Where {_or(less)} was expected you remember less: such cards come back too late."
        )
    if more:
        said.append(
            f"Where {_or(more)} was expected you remember more: such cards come back too early."
        )
    if said:
        return " ".join((*said, "`trainer optimize` fits the schedule to you."))
    return "It comes out as expected: the schedule fits you, nothing is to be done."


def _or(shares: Sequence[str]) -> str:
    return shares[0] if len(shares) == 1 else f"{', '.join(shares[:-1])} or {shares[-1]}"
