"""Easy days, breaks and backlogs: nothing is hidden, nothing is lost."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from trainer.schedule.backlog import clearing
from trainer.schedule.calendar import calendar_of
from trainer.schedule.memory import MemoryState
from trainer.schedule.queue import Candidate, plan
from trainer.schedule.study_day import day_on

SATURDAY = day_on(date(2026, 11, 28))
MONDAY = SATURDAY + 2


def memory(stability: float, due: int, last: int) -> MemoryState:
    return MemoryState(stability, 5.0, last, due, 3, 0)


def test_easy_days_and_breaks_are_read_as_people_write_them() -> None:
    calendar = calendar_of("Sat, sunday", "2026-12-24..2027-01-02, 2027-02-01")
    assert calendar.is_easy(SATURDAY)
    assert calendar.next_full(SATURDAY) == MONDAY
    assert calendar.is_break(day_on(date(2026, 12, 31)))
    assert calendar.is_break(day_on(date(2027, 2, 1)))
    assert calendar.is_full(MONDAY)
    assert calendar_of("", "").is_full(SATURDAY)


@pytest.mark.parametrize(
    ("easy", "breaks"),
    [
        ("someday", ""),
        ("mon tue wed thu fri sat sun", ""),
        ("", "2026-13-01"),
        ("", "2027-01-02..2026-12-24"),
        ("", "soon"),
        ("", "2026-12-24...2026-12-26"),
    ],
)
def test_what_is_no_day_is_refused_in_words(easy: str, breaks: str) -> None:
    with pytest.raises(ValueError, match=r"day|break"):
        calendar_of(easy, breaks)


def test_on_an_easy_day_only_what_cannot_wait_is_asked_and_nothing_new() -> None:
    cards = [Candidate("steady"), Candidate("fragile"), Candidate("new")]
    states = {
        "steady": memory(40, SATURDAY, SATURDAY - 40),
        "fragile": memory(1, SATURDAY, SATURDAY - 1),
    }
    queue = plan(cards, states, SATURDAY, daily_new=9, until=MONDAY)
    assert queue.order == ("fragile",)
    assert queue.held_back == ("steady",)
    assert set(plan(cards, states, MONDAY, daily_new=9).order) == {"steady", "fragile", "new"}


def test_what_a_break_would_cost_much_is_asked_before_it() -> None:
    cards = [Candidate("steady"), Candidate("fragile"), Candidate("far")]
    states = {
        "steady": memory(200, MONDAY + 3, MONDAY - 197),
        "fragile": memory(3, MONDAY + 2, MONDAY - 1),
        "far": memory(3, MONDAY + 11, MONDAY - 1),
    }
    assert plan(cards, states, MONDAY, daily_new=0).order == ()
    assert plan(cards, states, MONDAY, daily_new=0, back_on=MONDAY + 10).order == ("fragile",)


def test_a_backlog_is_counted_whole_with_the_days_it_takes() -> None:
    states = [memory(9, MONDAY - 5, MONDAY - 14)] * 50
    due_on = Counter(state.due_day for state in states)
    days = clearing(due_on, MONDAY, 20)
    assert days is not None
    assert days[0].due == 50
    assert [day.asked for day in days[:2]] == [20, 20]
    assert len(days) == 3
    assert clearing({}, MONDAY, 20) == ()
    assert len(clearing(due_on, MONDAY, 50) or ()) == 1


def test_a_backlog_that_grows_faster_than_it_is_worked_off_is_said_to() -> None:
    due_on = Counter(MONDAY + n // 5 for n in range(2500))
    assert clearing(due_on, MONDAY, 4) is None


def test_scenarios_wait_for_the_facts_they_need_but_not_for_ever() -> None:
    cards = [Candidate("s", needs=("f", "gone")), Candidate("f"), Candidate("g")]
    assert plan(cards, {}, MONDAY, daily_new=2).order == ("f", "g")
    assert plan(cards, {"f": memory(9, MONDAY + 9, MONDAY)}, MONDAY, daily_new=1).order == ("s",)
    assert plan(cards, {}, MONDAY, daily_new=9).order == ("f", "g", "s")
