"""The year of days, the mastery of sections, and what an exam would bring."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trainer.figures.days import Day
from trainer.figures.heatmap import LEVELS, heatmap
from trainer.figures.mastery import FactMastery, Mastery
from trainer.schedule.study_day import date_of

TODAY = 20_780


def test_weeks_begin_on_monday_and_end_today() -> None:
    weeks = heatmap([Day(TODAY, 8), Day(TODAY - 1, 2), Day(TODAY - 400, 9)], TODAY)
    assert len(weeks) == 53
    assert all(date_of(week[0].day).weekday() == 0 for week in weeks)
    assert all(len(week) == 7 for week in weeks[:-1])
    assert weeks[-1][-1].day == TODAY
    squares = {square.day: square for week in weeks for square in week}
    assert (squares[TODAY].level, squares[TODAY - 1].level) == (LEVELS, 1)
    assert TODAY - 400 not in squares


@given(st.lists(st.integers(0, 500), max_size=40))
def test_a_day_with_answers_is_never_empty(counts: list[int]) -> None:
    days = [Day(TODAY - n, count) for n, count in enumerate(counts)]
    for week in heatmap(days, TODAY):
        for square in week:
            assert (square.level > 0) == (square.answered > 0)
            assert 0 <= square.level <= LEVELS


CARDS = [
    ("a", 0.9, ("f",)),
    ("a", None, ("f", "g")),
    ("b", 0.5, ("h",)),
]
WEIGHTS = {"a": 0.25, "b": 0.5}


def test_unmet_cards_count_nothing_in_a_section() -> None:
    one, two = Mastery(CARDS).sections()
    assert (one.section, one.cards, one.met, one.expected) == ("a", 2, 1, 0.45)
    assert (two.section, two.expected) == ("b", 0.5)


def test_readiness_has_bounds_and_is_silent_with_few_reviews() -> None:
    assert Mastery(CARDS).readiness(WEIGHTS, 19) is None
    assert Mastery([]).readiness(WEIGHTS, 99) is None
    ready = Mastery(CARDS).readiness(WEIGHTS, 20)
    assert ready is not None
    assert ready.expected == 0.45 * 0.5 + 0.5 * 0.5
    assert 0 <= ready.low < ready.expected < ready.high <= 1
    assert ready.unmet == 1


def test_the_least_known_fact_comes_first_and_the_unmet_last() -> None:
    assert Mastery(CARDS).facts() == (
        FactMastery("f", 2, 1, 0.45),
        FactMastery("h", 1, 1, 0.5),
        FactMastery("g", 1, 0, 0.0),
    )
