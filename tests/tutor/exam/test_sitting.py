"""Sitting an exam: time, going to and fro, and coming back from what was written down."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tutor.exam.papers import Kept, Watch, paper, sitting
from trainer.errors import UsageError
from trainer.tutor.exam.paper import Rules
from trainer.tutor.exam.sitting import Sitting, State, replayed


def test_an_answer_can_be_changed_and_the_change_is_counted() -> None:
    sat, kept = sitting()
    sat.answer("flutter")
    sat.answer("atrial fibrillation")
    place = sat.places[0]
    assert (place.answer, place.changes, place.first_answer) == (
        "atrial fibrillation", 1, "flutter",
    )  # fmt: skip
    assert [step["text"] for step in kept.steps] == ["flutter", "atrial fibrillation"]


def test_it_is_written_down_before_it_holds() -> None:
    def full(step: object) -> None:
        raise OSError("the disk is full")

    sat = Sitting(paper(), Watch(), full)
    with pytest.raises(OSError, match="full"):
        sat.answer("atrial fibrillation")
    assert sat.places[0].state is State.SEEN


def test_time_runs_and_stands_still_in_a_pause() -> None:
    watch = Watch()
    sat, _ = sitting(Rules(3, minutes=10), watch)
    watch.ms = 60_000
    assert sat.left_ms == 540_000
    sat.pause()
    watch.ms = 400_000
    assert sat.left_ms == 540_000
    with pytest.raises(UsageError, match="paused"):
        sat.answer("typed in the pause")
    sat.go_on()
    sat.go(2)
    watch.ms = 430_000
    assert sat.left_ms == 510_000
    assert sat.places[1].spent_ms == 0
    sat.go(1)
    assert sat.places[1].spent_ms == 30_000


def test_extra_time_is_added_to_the_minutes() -> None:
    assert Rules(3, minutes=60, extra_percent=25).limit_ms == 75 * 60_000


def test_after_the_time_no_answer_is_taken() -> None:
    watch = Watch()
    sat, kept = sitting(Rules(3, minutes=1), watch)
    watch.ms = 60_000
    with pytest.raises(UsageError, match="time is over"):
        sat.answer("15 mg")
    assert not kept.steps


def test_without_pauses_the_clock_runs_on_while_the_exam_is_closed() -> None:
    for pause, left in ((True, 540_000), (False, 240_000)):
        watch = Watch()
        sat, kept = sitting(Rules(3, minutes=10, pause=pause), watch)
        watch.ms = 60_000
        sat.answer("x")
        later = replayed(sat.paper, kept.steps, Watch(), Kept(), away_ms=300_000)
        assert later.left_ms == left


def test_leaving_gives_no_time_back() -> None:
    watch = Watch()
    sat, kept = sitting(Rules(3, minutes=10), watch)
    watch.ms = 60_000
    sat.answer("x")
    watch.ms = 90_000
    sat.leave()
    later = replayed(sat.paper, kept.steps, Watch(), Kept())
    assert later.left_ms == 510_000
    assert later.places[0].spent_ms == 90_000


def test_a_crash_gives_back_only_what_was_not_marked() -> None:
    watch = Watch()
    sat, kept = sitting(Rules(3, minutes=10), watch)
    watch.ms = 30_000
    sat.mark_time()
    watch.ms = 45_000  # killed here
    assert replayed(sat.paper, kept.steps, Watch(), Kept()).left_ms == 570_000


def test_a_draft_stays_with_its_question_and_goes_with_the_answer() -> None:
    sat, kept = sitting()
    sat.draft("half an ans")
    sat.next()
    sat.draft("other")
    again = replayed(sat.paper, kept.steps, Watch(), Kept())
    assert [place.draft for place in again.places] == ["half an ans", "other", ""]
    assert [place.answer for place in again.places] == ["", "", ""]
    sat.answer("seizures")
    assert sat.places[1].draft == ""


@pytest.mark.parametrize(
    ("do", "sentence"),
    [
        (lambda sat: sat.go(4), "questions 1 to 3"),
        (lambda sat: sat.strike(0), "no options"),
        (lambda sat: sat.answer("x" * 20_001), "at most"),
    ],
)
def test_what_cannot_be_done_is_said(do: object, sentence: str) -> None:
    sat, kept = sitting()
    with pytest.raises(UsageError, match=sentence):
        do(sat)  # type: ignore[operator]
    assert not kept.steps


def test_nothing_is_done_after_it_was_handed_in() -> None:
    sat, _ = sitting()
    sat.hand_in()
    with pytest.raises(UsageError, match="handed in"):
        sat.answer("too late")


STEP = st.sampled_from(
    (
        "answer a", "answer b", "clear", "next", "back", "open", "flag", "note", "pause", "go",
        "draft", "time", "leave",
    )
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(STEP, st.integers(0, 90_000)), max_size=25))
def test_coming_back_gives_what_was_left(steps: list[tuple[str, int]]) -> None:
    watch = Watch()
    sat, kept = sitting(Rules(3, minutes=0), watch)
    for step, milliseconds in steps:
        watch.ms += milliseconds
        if sat.paused:
            sat.go_on()
        match step:
            case "answer a" | "answer b":
                sat.answer(step)
            case "clear":
                sat.clear()
            case "next":
                sat.next()
            case "back":
                sat.back()
            case "open":
                sat.next_open()
            case "flag":
                sat.flag()
            case "note":
                sat.note(str(milliseconds))
            case "draft":
                sat.draft(str(milliseconds))
            case "time":
                sat.mark_time()
            case "leave":
                sat.leave()
            case "pause":
                sat.pause()
            case "go":
                sat.go(1 + milliseconds % 3)
    again = replayed(sat.paper, kept.steps, Watch(), Kept())
    assert again.places == sat.places
    assert again.at == sat.at
    assert again.used_ms == (kept.steps[-1]["used_ms"] if kept.steps else 0)
