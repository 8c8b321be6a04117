"""From what an answer was worth to how well it was remembered.

Only the grader's score, help that was taken and the learner's own "that was easy" decide. Being
sure of oneself never makes an answer better: what a learner marks themselves is Good at most.
"""

from __future__ import annotations

from fractions import Fraction

from trainer.schedule.memory import Rating

REMEMBERED = Fraction(3, 5)
"""The score from which an answer counts as remembered in part."""


def rating_of(
    score: Fraction | float,
    *,
    attempted: bool = True,
    unsafe: bool = False,
    hints: int = 0,
    easy: bool = False,
    self_marked: bool = False,
) -> Rating:
    """Return the rating of one answered asking; a skipped one has none and is not handed in here.

    `score` is 0 to 1. Unsafe, not attempted or below 0.6 is Again; in part or with a hint is Hard;
    right is Good; right and called easy by the learner is Easy, unless they marked it themselves.
    """
    if unsafe or not attempted or score < REMEMBERED:
        return Rating.AGAIN
    if score < 1 or hints > 0:
        return Rating.HARD
    if easy and not self_marked:
        return Rating.EASY
    return Rating.GOOD
