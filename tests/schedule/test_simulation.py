"""The simulation is fair: same luck, same budget, repeatable, and learners who can forget."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.schedule.simulation.comparison import compare, paired
from trainer.schedule.simulation.learner import LEARNERS, Draws
from trainer.schedule.simulation.policy import PLAN, POLICIES
from trainer.schedule.simulation.run import run
from trainer.schedule.simulation.setting import BUDGETS, SEEDS, Setting, standard

SMALL = Setting((1 / 30,) * 30, 12, 3.0)


@pytest.mark.parametrize("learner", LEARNERS)
@pytest.mark.parametrize("policy", POLICIES)
def test_no_policy_exceeds_the_daily_budget_and_all_figures_are_sane(
    policy: str, learner: str
) -> None:
    result = run(SMALL, POLICIES[policy](SMALL), LEARNERS[learner](3), Draws(3))
    assert result.worst_day <= SMALL.minutes
    assert 0 <= result.later <= result.exam <= 1
    assert 0 <= result.unseen <= 30
    assert result.minutes <= SMALL.minutes * SMALL.days


@pytest.mark.parametrize("learner", LEARNERS)
def test_the_same_seed_gives_the_same_run_and_another_one_another(learner: str) -> None:
    results = [
        run(SMALL, POLICIES[PLAN](SMALL), LEARNERS[learner](seed), Draws(seed))
        for seed in (5, 5, 6)
    ]
    assert results[0] == results[1] != results[2]


@pytest.mark.parametrize("learner", LEARNERS)
def test_a_learner_forgets_with_time_and_more_slowly_after_spaced_reviews(learner: str) -> None:
    massed, spaced = LEARNERS[learner](2), LEARNERS[learner](2)
    for day in (0, 1, 2):
        massed.review(0, day, 3)
    for day in (0, 3, 10):
        spaced.review(0, day, 3)
    assert massed.recall(0, 3) > massed.recall(0, 10) > massed.recall(0, 40)
    assert spaced.recall(0, 10 + 30) > massed.recall(0, 2 + 30)
    assert massed.recall(1, 5) == 0


def test_learners_of_one_kind_differ() -> None:
    for make in LEARNERS.values():
        recalls = set()
        for seed in range(8):
            learner = make(seed)
            learner.review(0, 0, 3)
            recalls.add(round(learner.recall(0, 7), 3))
        assert len(recalls) > 5


def test_the_committed_protocol_has_enough_learners_and_two_budgets() -> None:
    assert len(SEEDS) >= 30
    assert set(BUDGETS) == {"tight", "roomy"}
    assert standard("tight").minutes < standard("roomy").minutes


def test_policies_are_compared_learner_by_learner() -> None:
    steps: list[int] = []
    cell = compare("small", "trace", SMALL, range(4), progress=lambda: steps.append(1))
    assert len(steps) == 4
    assert {len(results) for results in cell.results.values()} == {4}
    same = cell.difference(PLAN, PLAN, "exam")
    assert (same.mean, same.low, same.high, same.word) == (0, 0, 0, "level")


def test_the_plan_beats_what_is_usual_where_time_is_short() -> None:
    cell = compare("tight", "perturbed", standard("tight"), range(2001, 2007))
    for rival in ("fsrs 0.90", "fsrs 0.95", "sm-2", "cap"):
        assert cell.difference(PLAN, rival, "exam").mean > 0


def test_an_interval_of_known_differences() -> None:
    # Ten differences 1..10: mean 5.5, s = 3.0277, t(9) = 2.2622.
    apart = paired([float(n) for n in range(1, 11)])
    assert apart.mean == 5.5
    assert apart.high - apart.mean == pytest.approx(2.2622 * 3.02765 / 10**0.5, rel=1e-3)
    assert apart.word == "above"


@given(st.integers(0, 10), st.integers(0, 10), st.integers(0, 100))
def test_luck_depends_on_seed_card_and_day_alone(seed: int, card: int, day: int) -> None:
    draws = Draws(seed)
    draws.of(card + 1, day)
    assert draws.of(card, day) == Draws(seed).of(card, day)
    assert all(0 <= one < 1 for one in draws.of(card, day))


def test_a_card_without_weight_is_left_out_of_the_plan() -> None:
    setting = replace(SMALL, weights=(0.0, *(1 / 29,) * 29))
    assert 0 not in POLICIES[PLAN](setting).order(0)
