"""What is expected of an exam says what it rests on, and promises nothing."""

from __future__ import annotations

from trainer.progress.exam_dates import ExamDate
from trainer.schedule.simulation.forecast import Forecast
from trainer.tutor.prospect import Prospect


def prospect(seen: int, more: float = 0.98, new: int = 4) -> str:
    reach = Forecast(15, 0.98, 0.97, 0.98, 0, 14.0)
    larger = Forecast(23, more, 0.97, 0.99, 0, 17.0)
    exam = ExamDate(20_000, 15)
    return "\n".join(Prospect("a", exam, 14, 145, seen, 0, reach, larger, 3, new).lines())


def test_few_cards_met_make_the_figures_those_of_learners_in_general() -> None:
    said = prospect(9)
    assert "This rests on 9 of 145 cards met" in said
    assert "cannot be said yet; four in five learners in general would remember 97% to 98%" in said
    assert "too little is known of how you forget" in said
    known = prospect(60)
    assert "too little" not in known
    assert "98% of its cards are expected to be remembered (likely 97% to 98%)" in known


def test_more_minutes_that_bring_no_more_say_so() -> None:
    assert "23 minutes a day would bring no more" in prospect(60)
    assert "on average 17 will do" in prospect(60, more=0.99)


def test_a_day_without_new_cards_says_why() -> None:
    assert "0 new (no new ones: what is due" in prospect(60, new=0)


def test_with_nothing_met_there_is_no_share_that_would_be_remembered() -> None:
    said = prospect(0)
    assert "%" not in said
    assert "15 minutes a day: every card will be met" in said
    assert "cannot be said yet, since none is met" in said
