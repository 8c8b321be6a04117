"""The exam plan: the gain of a minute decides, the last days hold what would be lost again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.schedule.exam_plan import ExamCard, Pace, rank
from trainer.schedule.exam_queue import exam_queue
from trainer.schedule.fsrs_model import FSRS6_WEIGHTS
from trainer.schedule.fsrs_step import FsrsStep
from trainer.schedule.memory import MemoryState
from trainer.schedule.queue import Candidate, TodayAsking
from trainer.schedule.simulation.forecast import forecast
from trainer.schedule.simulation.setting import Setting

STEP = FsrsStep(FSRS6_WEIGHTS)
PACE = Pace(30, 15, 30)
TODAY = 20_000


def names(cards: list[ExamCard[str]], days: int = 20, room: float = 1e9) -> list[str]:
    return [one.name for one in rank(cards, TODAY, TODAY + days, room, STEP, PACE)]


def known(name: str, stability: float, ago: int, weight: float = 0.1) -> ExamCard[str]:
    return ExamCard(name, weight, (stability, 5.0, TODAY - ago))


def test_what_counts_more_in_the_exam_comes_first() -> None:
    cards = [known("little", 5, 5, 0.05), known("much", 5, 5, 0.4)]
    assert names(cards)[0] == "much"


def test_a_card_that_the_exam_does_not_ask_is_not_studied_for_it() -> None:
    assert names([known("no", 3, 9, 0.0), known("yes", 3, 9, 0.5)]) == ["yes"]


def test_nothing_is_asked_that_a_minute_hardly_helps() -> None:
    assert names([known("safe", 900, 1, 0.5), known("shaky", 2, 4, 0.5)]) == ["shaky"]


def test_on_the_exam_day_and_after_it_there_is_no_plan() -> None:
    assert names([known("a", 3, 9)], days=0) == []
    assert names([known("a", 3, 9)], days=-4) == []


def test_where_time_is_short_the_shakiest_wait_for_the_last_days() -> None:
    cards = [
        known("shaky", 1.0, 4, 0.3),
        known("steady", 30.0, 40, 0.3),
        known("dull", 60.0, 40, 0.3),
    ]
    assert names(cards, days=4, room=1e9)[0] == "shaky"
    assert names(cards, days=4, room=40)[:2] == ["steady", "shaky"]


def memory(stability: float, ago: int) -> MemoryState:
    return MemoryState(stability, 5.0, TODAY - ago, TODAY + 1, 2, 0)


def queue(
    cards: list[Candidate],
    states: dict[str, MemoryState],
    minutes: float = 60,
    asked: dict[str, TodayAsking] | None = None,
    days: int = 10,
) -> list[str]:
    made = exam_queue(
        cards,
        {card.card: 1 / len(cards) for card in cards},
        states,
        TODAY,
        TODAY + days,
        seconds_today=minutes * 60,
        seconds_left=minutes * 60 * days,
        step=STEP,
        pace=PACE,
        asked_today=asked or {},
    )
    assert len(set(made.order)) == len(made.order)
    return list(made.order)


def test_the_day_ends_where_its_minutes_end() -> None:
    cards = [Candidate(f"c{n}") for n in range(30)]
    assert len(queue(cards, {}, minutes=4)) == 8


def test_siblings_wait_for_another_day_but_not_past_the_exam() -> None:
    cards = [Candidate("a", concept="x"), Candidate("b", concept="x"), Candidate("c")]
    assert queue(cards, {}) == ["a", "c"]
    assert queue(cards, {}, days=3) == ["a", "c", "b"]
    done = {"a": TodayAsking(1, right_last=True, failed=False)}
    assert queue(cards, {"a": memory(3, 0)}, asked=done) == ["c"]


def test_kinds_take_turns() -> None:
    cards = [Candidate(f"c{n}", kind) for n, kind in enumerate("vvvlll")]
    assert queue(cards, {}) == ["c0", "c3", "c1", "c4", "c2", "c5"]


def test_a_scenario_comes_after_the_facts_it_needs() -> None:
    cards = [Candidate("scenario", needs=("fact",)), Candidate("fact")]
    assert queue(cards, {}) == ["fact", "scenario"]


def test_what_was_failed_today_comes_back_though_the_minutes_are_used_up() -> None:
    failed = {"c0": TodayAsking(1, right_last=False, failed=True, others_since=9)}
    assert queue([Candidate("c0"), Candidate("c1")], {}, minutes=0, asked=failed) == ["c0"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.one_of(st.none(), st.floats(0.01, 900)), st.integers(0, 90)),
        max_size=20,
    ),
    st.integers(1, 60),
    st.floats(0, 5000),
)
def test_every_choice_is_a_card_of_the_exam_and_none_stands_twice(
    drawn: list[tuple[float, float | None, int]], days: int, room: float
) -> None:
    cards = [
        ExamCard(f"c{n}", weight, None if s is None else (s, 5.0, TODAY - ago))
        for n, (weight, s, ago) in enumerate(drawn)
    ]
    chosen = names(cards, days, room)
    assert len(chosen) == len(set(chosen))
    assert all(card.weight > 0 for card in cards if card.name in chosen)


def test_more_minutes_are_expected_to_reach_more_and_a_rest_less() -> None:
    little, much = Setting((1 / 60,) * 60, 14, 2.0), Setting((1 / 60,) * 60, 14, 6.0)
    few, many = forecast(little, {}, STEP), forecast(much, {}, STEP)
    assert few.recall < many.recall
    assert few.unseen >= many.unseen
    assert few.low <= few.high
    resting = forecast(little, {}, STEP, frozenset(range(7)))
    assert resting.recall < few.recall
