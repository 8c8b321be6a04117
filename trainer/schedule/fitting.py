"""Fitting the memory model to one learner, and whether a fit is better on days it has not seen.

Two stages: first only the four stabilities after a first answer, which gives most of what there is
to gain and needs few reviews; then all 21 parameters, by the optimiser of `fsrs-rs-python` where it
is installed. Both learn from the older four fifths of the reviews and are judged on the newest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, sqrt
from statistics import fmean, stdev

from trainer.errors import UsageError
from trainer.extras import how_to_add
from trainer.schedule.fsrs_model import FSRS6_WEIGHTS, nearest_allowed
from trainer.schedule.fsrs_step import AGAIN, FsrsStep

History = Sequence[tuple[int, int]]
"""The reviews of one card that moved its memory: (study day, rating 1 to 4), in order."""

HELD_OUT = 0.2
FEWEST = 100
"""Reviews of known cards without which nothing is fitted."""

FIRST_STAGE, FULL_STAGE = "first stabilities", "all parameters"


@dataclass(frozen=True, slots=True)
class Stage:
    """One fit, judged on `reviews` that it had not seen.

    `loss` is its mean log loss there, `gain` how much lower that is than the present parameters',
    `error` the standard error of that gain over the paired reviews.
    """

    name: str
    loss: float
    gain: float
    error: float

    @property
    def better(self) -> bool:
        """Whether the gain is there, and larger than its standard error."""
        return self.gain > max(0.0, self.error)


@dataclass(frozen=True, slots=True)
class Fitting:
    """What came of it: `weights` are the new parameters, None if the present ones stay.

    `reviews` of known cards there were, `held_out` of them to judge on; `present_loss` is the log
    loss of the present parameters on these.
    """

    reviews: int
    held_out: int
    present_loss: float
    stages: tuple[Stage, ...]
    chosen: str = ""
    weights: tuple[float, ...] | None = None


Fit = Callable[[Sequence[History], Sequence[float]], tuple[float, ...]]


def fit(
    histories: Sequence[History],
    present: Sequence[float],
    *,
    full: bool,
    progress: Callable[[], None] = lambda: None,
) -> Fitting:
    """Fit stage by stage; the best is accepted if it is better on the newest fifth of the reviews.

    `full` says that the second stage is wanted; UsageError if its optimiser is not installed. An
    accepted fit is made once more from all reviews. `progress` is called after each of `STEPS`.
    """
    reviews = sum(len(history) - 1 for history in histories if history)
    split = _split_day(histories)
    older = [[one for one in history if one[0] < split] for history in histories]
    older = [history for history in older if history]
    before = losses(histories, present, split)
    if reviews < FEWEST or len(before) < 2:
        return Fitting(reviews, len(before), fmean(before) if before else 0.0, ())
    fits: dict[str, Fit] = {FIRST_STAGE: fit_first}
    if full:
        fits[FULL_STAGE] = fit_all
    stages = []
    for name, make in fits.items():
        after = losses(histories, make(older, present), split)
        gains = [was - now for was, now in zip(before, after, strict=True)]
        error = stdev(gains) / sqrt(len(gains))
        stages.append(Stage(name, fmean(after), fmean(gains), error))
        progress()
    best = min(stages, key=lambda stage: stage.loss)
    result = Fitting(reviews, len(before), fmean(before), tuple(stages))
    if not best.better:
        return result
    weights = fits[best.name](histories, present)
    progress()
    return Fitting(
        reviews, len(before), result.present_loss, result.stages, best.name, tuple(weights)
    )


STEPS = 3


def losses(histories: Sequence[History], weights: Sequence[float], since: int) -> list[float]:
    """Return the log loss of every prediction of a review on or after the study day `since`."""
    step = FsrsStep(tuple(weights))
    found = []
    for history in histories:
        state: tuple[float, float] | None = None
        last = 0
        for day, rating in history:
            if state is None:
                state = step.first(rating)
            else:
                days = max(1, day - last)
                if day >= since:
                    chance = min(0.9999, max(0.0001, step.recall(state[0], days)))
                    found.append(-log(1 - chance if rating == AGAIN else chance))
                state = step.next(*state, days, rating)
            last = day
    return found


def fit_first(histories: Sequence[History], present: Sequence[float]) -> tuple[float, ...]:
    """Return the parameters with the four first stabilities fitted to the second reviews.

    Each is held near the usual one by a normal prior on its logarithm (standard deviation 1), and
    a better first answer never gives a shorter stability.
    """
    weights = list(present)
    fitted = []
    for rating in (1, 2, 3, 4):
        seconds = [
            (history[1][0] - history[0][0], history[1][1] != AGAIN)
            for history in histories
            if len(history) > 1 and history[0][1] == rating
        ]
        best = _least(_cost_of(seconds, rating, weights), log(0.02), log(100))
        fitted.append((best, len(seconds) + 0.5))
    weights[:4] = [exp(one) for one in _rising(fitted)]
    return nearest_allowed(weights)


def _rising(values: Sequence[tuple[float, float]]) -> list[float]:
    """Return the values, each with its weight, as near as can be and never falling.

    Neighbours that fall are put together at their weighted mean (pool adjacent violators).
    """
    pools: list[tuple[float, float, int]] = []
    for value, weight in values:
        pools.append((value, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            later, earlier = pools.pop(), pools.pop()
            total = earlier[1] + later[1]
            mean = (earlier[0] * earlier[1] + later[0] * later[1]) / total
            pools.append((mean, total, earlier[2] + later[2]))
    return [value for value, _, size in pools for _ in range(size)]


def _cost_of(
    seconds: Sequence[tuple[int, bool]], rating: int, weights: Sequence[float]
) -> Callable[[float], float]:
    step = FsrsStep(tuple(weights))
    usual = log(FSRS6_WEIGHTS[rating - 1])

    def cost(log_stability: float) -> float:
        stability = exp(log_stability)
        total = (log_stability - usual) ** 2 / 2
        for days, remembered in seconds:
            chance = min(0.9999, max(0.0001, step.recall(stability, max(1, days))))
            total -= log(chance if remembered else 1 - chance)
        return total

    return cost


def _least(cost: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function with one valley is least, to 0.001 (golden section)."""
    golden = (sqrt(5) - 1) / 2
    while high - low > 1e-3:
        one, other = high - golden * (high - low), low + golden * (high - low)
        if cost(one) < cost(other):
            high = other
        else:
            low = one
    return (low + high) / 2


def fit_all(histories: Sequence[History], present: Sequence[float]) -> tuple[float, ...]:
    """Return all 21 parameters as the optimiser of fsrs-rs fits them. UsageError without it."""
    try:
        from fsrs_rs_python import FSRS, FSRSItem, FSRSReview
    except ImportError as error:
        raise UsageError("the optimiser is not installed", hint=how_to_add("optimize")) from error
    items, cards = [], []
    for card, history in enumerate(histories):
        days = [day for day, _ in history]
        gaps = [0, *(max(1, later - day) for day, later in pairwise(days))]
        reviews = [
            FSRSReview(rating=rating, delta_t=gap)
            for (_, rating), gap in zip(history, gaps, strict=True)
        ]
        for end in range(2, len(reviews) + 1):
            items.append((days[end - 1], FSRSItem(reviews[:end]), card))
    items.sort(key=lambda item: item[0])  # in the order in which they were lived
    cards = [card for _, _, card in items]
    fitted = FSRS(list(present)).compute_parameters(
        [item for _, item, _ in items], cards, enable_short_term=False
    )
    return nearest_allowed(fitted)


def _split_day(histories: Sequence[History]) -> int:
    """Return the study day from which reviews are held out."""
    days = sorted(day for history in histories for day, _ in history[1:])
    return days[int(len(days) * (1 - HELD_OUT))] if days else 0
