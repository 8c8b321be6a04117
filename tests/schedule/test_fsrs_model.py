"""FSRS-6 on study days: equal to the package, and harmless under whatever days it is given."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Scheduler
from fsrs import Rating as FsrsRating
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.schedule.fsrs_model import (
    FSRS6_WEIGHTS,
    HIGHEST_WEIGHTS,
    LOWEST_WEIGHTS,
    FsrsModel,
    allowed,
    nearest_allowed,
)
from trainer.schedule.memory import MemoryModel, MemoryState, Rating, recall

RATINGS = st.sampled_from(list(Rating))
MODEL = FsrsModel()
DAY = 20_000


def live(steps: list[tuple[int, Rating]], model: MemoryModel = MODEL) -> MemoryState:
    day = DAY
    state = model.first(steps[0][1], day)
    for gap, rating in steps[1:]:
        day += gap
        state = model.next(state, rating, day)
    return state


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 400), RATINGS), min_size=1, max_size=12))
def test_it_agrees_with_the_package_used_directly(steps: list[tuple[int, Rating]]) -> None:
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, now = Card(card_id=1), datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=DAY)
    for index, (gap, rating) in enumerate(steps):
        now += timedelta(days=gap if index else 0)
        card, _ = scheduler.review_card(card, FsrsRating(rating), now)
    state = live(steps)
    assert state.stability == pytest.approx(card.stability, rel=1e-12)
    assert state.difficulty == pytest.approx(card.difficulty, rel=1e-12)
    assert datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=state.due_day) == card.due


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(1, 4000), RATINGS), min_size=1, max_size=15))
def test_the_quick_model_is_equal_to_the_package_to_the_last_bit(
    steps: list[tuple[int, Rating]],
) -> None:
    assert live(steps, MODEL.quick()) == live(steps)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 400), RATINGS), min_size=1, max_size=6), RATINGS,
       st.integers(0, 500))  # fmt: skip
def test_the_same_day_again_or_a_clock_set_back_moves_nothing(
    steps: list[tuple[int, Rating]], rating: Rating, back: int
) -> None:
    state = live(steps)
    assert MODEL.next(state, rating, state.last_day - back) == state


@given(st.integers(1, 5000))
def test_recall_falls_to_nine_tenths_at_the_stability(stability: int) -> None:
    state = MemoryState(float(stability), 5.0, DAY, DAY + 1, 1, 0)
    assert recall(state, DAY) == 1
    assert recall(state, DAY - 9) == 1
    assert recall(state, DAY + stability) == pytest.approx(0.9)
    assert recall(state, DAY + stability + 1) < 0.9


@pytest.mark.parametrize("retention", [0.7, 0.8, 0.9, 0.97])
def test_a_card_comes_back_when_recall_has_fallen_to_what_was_desired(retention: float) -> None:
    model = FsrsModel(desired_retention=retention)
    state = MemoryState(200.0, 5.0, DAY, DAY, 1, 0)
    assert recall(state, DAY + model.interval(200.0)) == pytest.approx(retention, abs=1e-3)


@pytest.mark.parametrize("stability", [0.0001, 0.3, 1.0, 1e5, 1e9])
def test_an_interval_is_at_least_a_day_and_at_most_a_hundred_years(stability: float) -> None:
    assert 1 <= MODEL.interval(stability) <= 36_500


def test_failing_counts_a_lapse_but_not_the_first_time() -> None:
    assert MODEL.first(Rating.AGAIN, DAY).lapses == 0
    assert live([(0, Rating.GOOD), (3, Rating.AGAIN), (1, Rating.AGAIN)]).lapses == 2


def test_the_logged_model_is_given_back_and_nonsense_gives_this_one() -> None:
    other = FsrsModel(desired_retention=0.8)
    again = MODEL.logged(other.version, other.parameters)
    assert again.parameters == other.parameters
    for version, parameters in [("sm-2", "{}"), (MODEL.version, "{"), (MODEL.version, "[]")]:
        assert MODEL.logged(version, parameters) is MODEL


def test_a_warm_start_does_not_import_the_package() -> None:
    code = (
        "import sys; from trainer.schedule.fsrs_model import FsrsModel;"
        "FsrsModel().interval(3.0); FsrsModel().parameters; sys.exit('fsrs' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_log_holds_the_parameters_themselves_and_they_are_the_packages_defaults() -> None:
    from fsrs.scheduler import DEFAULT_PARAMETERS

    assert json.loads(MODEL.parameters)["weights"] == list(DEFAULT_PARAMETERS)


def test_what_is_allowed_of_a_parameter_is_what_the_package_allows() -> None:
    from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

    assert tuple(LOWER_BOUNDS_PARAMETERS) == LOWEST_WEIGHTS
    assert tuple(UPPER_BOUNDS_PARAMETERS) == HIGHEST_WEIGHTS
    assert allowed(FSRS6_WEIGHTS)
    assert not allowed([float("nan")] * 21)
    assert allowed(nearest_allowed([-1.0, 1e9] * 10 + [0.0]))
