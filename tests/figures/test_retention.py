"""Retention: what was remembered against what was predicted, with an honest interval."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figures.reviews import review, tally
from trainer.figures.retention import retention, wilson
from trainer.schedule.memory import MemoryState

KNOWN = MemoryState(10.0, 5.0, 100, 110, 2, 0)


def test_only_reviews_that_moved_the_memory_of_a_known_card_count() -> None:
    figures = retention(
        tally(
            review(day=110, rating=3, before=KNOWN),
            review(day=110, rating=1, before=KNOWN),
            review(day=110, rating=1, before=None),
            review(day=110, rating=1, before=KNOWN, moved_memory=False),
        )
    )
    assert figures is not None
    assert (figures.reviews, figures.remembered, figures.share) == (2, 1, 0.5)
    assert figures.predicted == pytest.approx(0.9)


def test_it_looks_back_only_so_far() -> None:
    reviews = tally(
        review(day=110, rating=1, before=KNOWN), review(day=120, rating=3, before=KNOWN)
    )
    figures = retention(reviews, since_day=111)
    assert figures is not None
    assert (figures.reviews, figures.share) == (1, 1.0)
    assert retention(reviews, since_day=121) is None


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        # Worked from Wilson's formula; 81 of 263 is Newcombe's (1998) example: 0.2553 to 0.3662.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_interval_is_that_of_the_literature(
    successes: int, trials: int, low: float, high: float
) -> None:
    assert wilson(successes, trials) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 5000), st.data())
def test_the_interval_holds_the_share_and_stays_within_0_and_1(
    trials: int, data: st.DataObject
) -> None:
    successes = data.draw(st.integers(0, trials))
    low, high = wilson(successes, trials)
    assert 0 <= low <= successes / trials + 1e-12
    assert successes / trials - 1e-12 <= high <= 1
