"""The log is the truth: whatever was lived is what its events give, in any order they arrive."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.progress.life import Life
from trainer.progress.doctor import differences, examine, mend
from trainer.progress.fold import memory_of, remembered
from trainer.progress.log import entries_of
from trainer.schedule.memory import MemoryState, Rating

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.sampled_from("ab"), st.sampled_from([0, 0.6, 1.0])),
        st.tuples(st.sampled_from(["undo", "redo", "skip", "restart"]), st.none(), st.none()),
        st.tuples(st.sampled_from(["mark", "easy", "follow_up"]), st.none(),
                  st.sampled_from([0, 0.6, 1.0])),
        st.tuples(st.sampled_from(["suspend", "resume", "reset"]), st.sampled_from("ab"),
                  st.none()),
        st.tuples(st.just("days"), st.none(), st.sampled_from([-3, 0.2, 1, 5, 40])),
    ),
    max_size=25,
)  # fmt: skip
Step = tuple[str, str | None, float | None]


def live(life: Life, steps: list[Step]) -> None:
    asking = None
    for what, card, value in steps:
        number = value if value is not None else 0.0
        if what == "answer":
            asking = life.answer(card or "a", number)
        elif what == "days":
            life.pass_days(number)
        elif what == "restart":
            life.restart()
        elif what == "skip":
            life.store.record_skip("baclofen", "1", "a")
        elif what in ("undo", "redo"):
            getattr(life.store, what)()
        elif what in ("suspend", "resume", "reset"):
            getattr(life.store, what)("baclofen", card)
        elif asking is not None:
            if what == "mark":
                life.store.record_mark(asking, number)
            elif what == "easy":
                life.store.record_easy(asking)
            else:
                life.follow_up(asking, number, counts=True)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_replaying_the_log_gives_what_was_lived(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        life = Life(Path(folder))
        live(life, steps)
        assert differences(life.store.connection, life.store.model_of) == {}
        lived = life.store.states("baclofen")
        with life.store.writing() as db:
            db.execute("DELETE FROM memory")
        mend(life.store)
        assert life.store.states("baclofen") == lived
        life.store.close()


@settings(max_examples=25, deadline=None)
@given(STEPS, STEPS)
def test_undoing_everything_since_gives_the_memory_from_before_and_redo_all_of_it(
    before: list[Step], since: list[Step]
) -> None:
    since = [step for step in since if step[0] in ("answer", "reset", "days", "skip", "restart")]
    with TemporaryDirectory() as folder:
        life = Life(Path(folder))
        live(life, before)
        remembered_before = life.store.states("baclofen")
        live(life, since)
        remembered_after = life.store.states("baclofen")
        steps_back = sum(step[0] in ("answer", "reset") for step in since)
        for _ in range(steps_back):
            assert life.store.undo() is not None
        assert life.store.states("baclofen") == remembered_before
        life.restart()
        for _ in range(steps_back):
            assert life.store.redo() is not None
        assert life.store.states("baclofen") == remembered_after
        life.store.close()


@settings(max_examples=25, deadline=None)
@given(STEPS, st.randoms(use_true_random=False))
def test_the_order_in_which_events_reach_a_file_does_not_matter(
    steps: list[Step], chance: random.Random
) -> None:
    with TemporaryDirectory() as folder:
        life = Life(Path(folder))
        life.answer("a")
        live(life, steps)
        entries = entries_of(life.store.connection, 1)
        shuffled = list(entries)
        chance.shuffle(shuffled)
        model_of = life.store.model_of
        assert memory_of(shuffled, model_of) == memory_of(entries, model_of)
        life.store.close()


def test_an_undone_asking_leaves_the_day_to_the_next_one(life: Life) -> None:
    life.answer(score=0)
    life.store.undo()
    life.answer(score=1)
    state = life.store.states("baclofen")["half-life"]
    assert (state.reps, state.due_day - state.last_day) == (1, 2)


def test_undo_reaches_back_days_later_and_gives_the_question_as_it_was_shown(life: Life) -> None:
    life.answer("first")
    life.answer("second", shown={"question": "Which?"})
    life.pass_days(9)
    life.restart()
    undone = life.store.undo()
    assert undone is not None
    assert (undone.card, undone.outcome) == ("second", "correct")
    assert undone.shown == {"question": "Which?"}
    assert set(life.store.states("baclofen")) == {"first"}


def test_undo_takes_marks_and_follow_ups_with_it(life: Life) -> None:
    asking = life.answer(score=0)
    life.store.record_mark(asking, 1)
    life.store.undo()
    assert life.store.states("baclofen") == {}
    life.store.redo()
    ((_, review),) = life.store.reviews()
    assert (review.marked, review.rating) == (True, 3)


def test_after_a_new_answer_there_is_nothing_to_redo(life: Life) -> None:
    life.answer("a")
    life.store.undo()
    life.answer("b")
    assert life.store.redo() is None
    assert life.store.undo() is not None
    assert life.store.undo() is None


def test_a_reset_of_a_deck_is_one_step_that_undo_takes_back_and_redo_brings_again(
    life: Life,
) -> None:
    for card in "abc":
        life.answer(card)
    known = life.store.states("baclofen")
    life.pass_days(2)
    life.store.reset_all("baclofen", "abc")
    assert life.store.states("baclofen") == {}
    life.restart()
    undone = life.store.undo()
    assert undone is not None
    assert (undone.begun_anew, undone.shown) == (3, {})
    assert life.store.states("baclofen") == known
    life.restart()
    redone = life.store.redo()
    assert redone is not None
    assert redone.begun_anew == 3
    assert life.store.states("baclofen") == {}
    assert life.store.redo() is None
    assert life.store.undo() is not None
    undone = life.store.undo()  # the answer before it
    assert undone is not None
    assert (undone.card, undone.begun_anew) == ("c", 0)
    assert life.store.states("baclofen").keys() == {"a", "b"}


def test_after_a_reset_an_earlier_undo_is_not_brought_again(life: Life) -> None:
    life.answer("a")
    life.store.undo()
    life.store.reset("baclofen", "a")
    assert life.store.redo() is None


def test_what_begins_anew_because_it_says_something_else_is_no_step_of_the_learners(
    life: Life,
) -> None:
    life.answer("a")
    life.store.begin_anew("baclofen", "a")
    undone = life.store.undo()
    assert undone is not None
    assert undone.begun_anew == 0
    assert life.store.undo() is None


def test_an_asking_that_two_devices_took_back_stays_so_until_both_are_redone(life: Life) -> None:
    life.answer()
    life.store.undo()
    entries = entries_of(life.store.connection, 1)
    twice = [*entries, replace(entries[1], number=99, device=2)]
    assert memory_of(twice, life.store.model_of).state is None


def test_a_day_that_a_traveller_meets_twice_is_lived_in_the_order_of_days(life: Life) -> None:
    def lived(scores: list[tuple[float, float]]) -> object:
        for days, score in scores:
            life.pass_days(days)
            life.answer("a", score)
            life.answer("b")
        return life.store.states("baclofen")["a"]

    over_the_date_line = lived([(0, 1.0), (3, 0.0), (-1, 1.0), (10, 1.0)])
    entries = entries_of(life.store.connection, 1)
    assert [entry.day - entries[0].day for entry in entries] == [0, 3, 2, 12]
    model = life.store.model
    first = entries[0].day
    state = model.first(Rating.GOOD, first)
    for day, rating in ((2, Rating.GOOD), (3, Rating.AGAIN), (12, Rating.GOOD)):
        state = model.next(state, rating, first + day)
    assert over_the_date_line == state


def test_a_review_says_what_was_remembered_before_it(life: Life) -> None:
    life.answer()
    life.pass_days(3)
    life.answer()
    life.answer()
    _, reviews = remembered(entries_of(life.store.connection, 1), life.store.model_of)
    assert [review.moved_memory for review in reviews] == [True, True, False]
    assert reviews[0].before is None
    assert isinstance(reviews[1].before, MemoryState)


def test_doctor_finds_and_mends_a_memory_that_is_not_what_the_log_gives(life: Life) -> None:
    life.answer("a")
    life.answer("b")
    assert examine(life.store) == ()
    with life.store.writing() as db:
        db.execute("UPDATE memory SET stability = 900 WHERE card = 1")
        db.execute("DELETE FROM memory WHERE card = 2")
    (finding,) = examine(life.store)
    assert (finding.code, finding.mends) == ("memory", True)
    assert mend(life.store) == 2
    assert examine(life.store) == ()


def test_doctor_finds_text_that_is_not_what_was_shown(life: Life) -> None:
    life.answer()
    with life.store.writing() as db:
        db.execute("UPDATE shown SET body = replace(body, 'half', 'hold')")
    assert [finding.code for finding in examine(life.store)] == ["changed_text"]


def test_doctor_warns_of_events_from_the_future(life: Life) -> None:
    life.pass_days(30)
    life.answer()
    life.pass_days(-30)
    assert [finding.code for finding in examine(life.store)] == ["future"]
