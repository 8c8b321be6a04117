"""Predictions stand beside what was remembered, band by band."""

from __future__ import annotations

from tests.figures.reviews import review, tally
from trainer.figures.calibration import calibration
from trainer.schedule.memory import MemoryState, recall

FRESH = MemoryState(1000.0, 5.0, 99, 200, 3, 0)
FADED = MemoryState(1.0, 5.0, 40, 41, 3, 0)


def test_first_askings_and_second_askings_of_a_day_are_left_out() -> None:
    reviews = tally(review(), review(before=FRESH, moved_memory=False))
    assert calibration(reviews) == ()


def test_each_review_stands_in_the_band_of_its_prediction() -> None:
    bands = calibration(
        tally(review(before=FRESH), review(before=FRESH, rating=1), review(before=FADED, rating=1))
    )
    assert [(band.reviews, band.remembered) for band in bands] == [(1, 0), (2, 1)]
    for band, state in zip(bands, (FADED, FRESH), strict=True):
        assert band.begin <= band.predicted <= band.end
        assert abs(band.predicted - recall(state, 100)) <= 1e-6
        assert band.low <= band.share <= band.high


def test_a_card_seen_on_the_same_day_is_predicted_to_be_known() -> None:
    (band,) = calibration(tally(review(before=MemoryState(5.0, 5.0, 100, 105, 1, 0))))
    assert band.end == 1.0
    assert band.predicted == 1.0
