"""How long the learner takes over an answer, from their newest ones."""

from __future__ import annotations

from statistics import median

from trainer.progress.store import Store
from trainer.schedule.exam_plan import Pace

ENOUGH = 20
"""Answers of a sort from which the learner's own median counts."""


def pace_of(store: Store) -> Pace:
    """Return the learner's seconds per answer; usual ones until enough were answered.

    A failed card is asked again on the same day, so it takes its answer and a right one.
    """
    usual = Pace()
    taken: dict[bool, list[float]] = {True: [], False: []}
    for score, seconds in store.recent_seconds():
        taken[score >= 1].append(seconds)
    right = median(taken[True]) if len(taken[True]) >= ENOUGH else usual.right
    wrong = median(taken[False]) if len(taken[False]) >= ENOUGH else usual.failed - usual.right
    right, wrong = max(1.0, right), max(1.0, wrong)
    return Pace(new=wrong + right, right=right, failed=wrong + right)


def minutes_of(store: Store, questions: int, new: int) -> int:
    """How many minutes so many questions take, `new` of them new; at least 1 if there are any."""
    if not questions:
        return 0
    pace = pace_of(store)
    seconds = new * pace.new + (questions - new) * pace.right
    return max(1, round(seconds / 60))
