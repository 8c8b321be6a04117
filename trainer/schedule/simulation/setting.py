"""What a simulation is run on: the deck, the days, the budget, what an answer costs, the luck.

The figures of `STANDARD` were fixed, and committed, before the plan for an exam was tuned.
"""

from __future__ import annotations

from dataclasses import dataclass

from trainer.schedule.exam_plan import Pace

STANDARD_PACE = Pace(new=30.0, right=15.0, failed=30.0)


@dataclass(frozen=True, slots=True)
class Setting:
    """One cell of a comparison.

    `weights` are the cards' shares of the exam, in teaching order; the exam is on the morning of
    day `days`, the days of study count from 0; `minutes` is the budget of each day, the same for
    every policy; `daily_new` the most new cards a day for the policies that know such a limit.
    """

    weights: tuple[float, ...]
    days: int
    minutes: float
    daily_new: int = 20
    costs: Pace = STANDARD_PACE


LATER_HARD, LATER_EASY = 0.15, 0.05
"""How often a later answer that is remembered is rated hard or easy; the rest is good."""

CARDS, DAYS, TIGHT, ROOMY = 150, 45, 5.0, 12.0
SEEDS = tuple(range(1, 41))
"""The learners of the comparison. The plan was tuned on learners from 1001 on, never on these."""

BUDGETS = {"tight": TIGHT, "roomy": ROOMY}


def standard(budget: str) -> Setting:
    """Return the committed setting: 150 cards of equal weight, 45 days, 5 or 12 minutes a day."""
    return Setting((1 / CARDS,) * CARDS, DAYS, BUDGETS[budget])
