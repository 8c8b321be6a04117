"""A fit is taken only where it is better on days it has not seen."""

from __future__ import annotations

import sys

import pytest

from trainer.chance import Chance
from trainer.errors import UsageError
from trainer.schedule.fitting import FEWEST, FIRST_STAGE, fit, fit_all, fit_first, losses
from trainer.schedule.fsrs_model import FSRS6_WEIGHTS
from trainer.schedule.fsrs_step import FsrsStep

HARDLY = (0.05, 0.3, 0.5, 1.5, *FSRS6_WEIGHTS[4:])
"""A learner who forgets new cards four times as fast as is usual."""


def histories(weights: tuple[float, ...], cards: int = 300) -> list[list[tuple[int, int]]]:
    """Live as a learner of these parameters, with an answer every few days."""
    step = FsrsStep(weights)
    found = []
    for card in range(cards):
        chance = Chance("fitting", card)
        day = card // 3
        rating = 3 if chance.below(4) else 1
        state = step.first(rating)
        history = [(day, rating)]
        for _ in range(3):
            gap = chance.between(1, 9)
            day += gap
            known = float(chance.fraction()) < step.recall(state[0], gap)
            rating = 3 if known else 1
            state = step.next(*state, gap, rating)
            history.append((day, rating))
        found.append(history)
    return found


def test_first_stabilities_are_found_and_kept_where_the_learner_is_unusual() -> None:
    lived = histories(HARDLY)
    result = fit(lived, FSRS6_WEIGHTS, full=False)
    assert result.chosen == FIRST_STAGE
    assert result.weights is not None
    assert result.weights[2] == pytest.approx(0.5, rel=0.6)
    assert result.weights[4:] == FSRS6_WEIGHTS[4:]
    assert result.stages[0].gain > 0


def test_nothing_is_kept_where_the_usual_parameters_are_the_learners_own() -> None:
    result = fit(histories(FSRS6_WEIGHTS), FSRS6_WEIGHTS, full=False)
    assert result.weights is None or result.stages[0].gain < 0.01


def test_the_newest_days_are_not_seen_by_the_fit_that_they_judge() -> None:
    lived = histories(HARDLY)
    result = fit(lived, FSRS6_WEIGHTS, full=False)
    assert result.held_out == pytest.approx(result.reviews / 5, rel=0.2)


def test_a_better_first_answer_never_gives_a_shorter_stability() -> None:
    odd = [[(0, 1), (1, 3)]] * 30 + [[(0, 3), (1, 1)]] * 30
    first = fit_first(odd, FSRS6_WEIGHTS)[:4]
    assert list(first) == sorted(first)


def test_with_few_reviews_nothing_is_fitted() -> None:
    result = fit(histories(HARDLY, 10), FSRS6_WEIGHTS, full=False)
    assert result.reviews < FEWEST
    assert (result.stages, result.weights) == ((), None)
    assert fit([], FSRS6_WEIGHTS, full=False).reviews == 0


def test_only_reviews_of_known_cards_are_predicted() -> None:
    assert losses([[(5, 3)]], FSRS6_WEIGHTS, 0) == []
    assert len(losses([[(5, 3), (9, 1)]], FSRS6_WEIGHTS, 0)) == 1


def test_without_the_extra_the_full_stage_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    with pytest.raises(UsageError, match="optimize"):
        fit_all([], FSRS6_WEIGHTS)
