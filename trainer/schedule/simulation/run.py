"""One learner under one policy, day by day, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.schedule.exam_plan import FIRST_RATINGS
from trainer.schedule.fsrs_step import AGAIN, EASY, GOOD, HARD
from trainer.schedule.simulation.learner import Draws, Learner
from trainer.schedule.simulation.policy import Policy
from trainer.schedule.simulation.setting import LATER_EASY, LATER_HARD, Setting

LATER_DAYS = 30


@dataclass(frozen=True, slots=True)
class Result:
    """What one run gave.

    `exam` and `later` are the true recall (0 to 1) on the exam's morning and 30 days after it
    without a further review, over all cards by their weights, a card never seen counting 0;
    `minutes` of study in all; `worst_day` the minutes of the longest; `unseen` cards never asked.
    """

    exam: float
    later: float
    minutes: float
    worst_day: float
    unseen: int

    @property
    def per_minute(self) -> float:
        """Recall at the exam per hundred minutes of study."""
        return 100 * self.exam / self.minutes if self.minutes else 0.0


def run(
    setting: Setting,
    policy: Policy,
    learner: Learner,
    draws: Draws,
    already_seen: frozenset[int] = frozenset(),
) -> Result:
    """Let the learner study under the policy until the exam.

    A day ends when the next asking would go over its budget: no policy ever exceeds it. No card is
    asked twice on a day: what a failed one takes until it is right is in its cost.
    """
    budget = setting.minutes * 60
    seen = set(already_seen)
    spent_by_day = []
    for day in range(setting.days):
        spent = 0.0
        for card in policy.order(day):
            if spent >= budget:
                break
            rating, seconds = _ask(setting, learner, draws, card, day, card in seen)
            if spent + seconds > budget:
                break
            spent += seconds
            seen.add(card)
            learner.review(card, day, rating)
            policy.note(card, day, rating)
        spent_by_day.append(spent / 60)
    count = len(setting.weights)
    return Result(
        exam=sum(w * learner.recall(n, setting.days) for n, w in enumerate(setting.weights)),
        later=sum(
            w * learner.recall(n, setting.days + LATER_DAYS) for n, w in enumerate(setting.weights)
        ),
        minutes=sum(spent_by_day),
        worst_day=max(spent_by_day, default=0.0),
        unseen=count - len(seen),
    )


def _ask(
    setting: Setting, learner: Learner, draws: Draws, card: int, day: int, known: bool
) -> tuple[int, float]:
    """Return the rating of one asking and the seconds it takes."""
    one, other = draws.of(card, day)
    costs = setting.costs
    if not known:
        again, hard, good, _ = FIRST_RATINGS
        steps = ((again, AGAIN), (again + hard, HARD), (again + hard + good, GOOD))
        return next((rating for below, rating in steps if one < below), EASY), costs.new
    if one >= learner.recall(card, day):
        return AGAIN, costs.failed
    if other < LATER_HARD:
        return HARD, costs.right
    return (EASY if other >= 1 - LATER_EASY else GOOD), costs.right
