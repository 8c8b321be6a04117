"""Replaying any log gives what was lived: across zones, changed clocks, nights of 23 and 25 hours,
another rollover hour, cards begun anew, and answers taken back and put back.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.progress.life import Life
from trainer.progress.doctor import differences, mend
from trainer.progress.fold import memory_of
from trainer.progress.log import entries_of
from trainer.progress.replay import memories
from trainer.progress.store import Store
from trainer.schedule.fsrs_model import FsrsModel
from trainer.schedule.queue import Candidate, is_due, plan

BEFORE_SPRING = datetime(2026, 3, 28, 20, tzinfo=UTC)
"""The evening before Berlin loses an hour; New York lost it three weeks earlier."""

BEFORE_AUTUMN = datetime(2026, 10, 24, 20, tzinfo=UTC)
"""The evening before Berlin has 02:30 twice; Lord Howe moved by half an hour."""

ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "UTC-03:30"]


class Traveller(Life):
    """A learner who changes place, rollover hour and memory model; each is a restart."""

    rollover_hour = 4
    retention = 0.9

    def open(self, *, read_only: bool = False, retention: float = 0.9) -> Store:
        return Store.open(
            self.folder,
            clock=lambda: self.now,
            new_id=lambda: self._salt + next(self._ids).to_bytes(8, "big"),
            zone=self.zone,
            rollover_hour=self.rollover_hour,
            model=FsrsModel(self.retention),
            read_only=read_only,
        )


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.sampled_from("abc"), st.sampled_from([0, 0.6, 1.0])),
        st.tuples(st.just("cram"), st.sampled_from("abc"), st.sampled_from([0, 1.0])),
        st.tuples(st.just("exam"), st.sampled_from("abc"), st.sampled_from([0, 1.0])),
        st.tuples(st.sampled_from(["undo", "redo", "easy", "skip"]), st.just(""), st.just(0.0)),
        st.tuples(st.sampled_from(["reset", "suspend", "resume"]), st.sampled_from("abc"),
                  st.just(0.0)),
        st.tuples(st.just("hours"), st.just(""),
                  st.sampled_from([0.5, 3, 5, 20.98, 24, 100, 1000, -2, -30, -400])),
        st.tuples(st.just("travel"), st.sampled_from(ZONES), st.just(0.0)),
        st.tuples(st.just("rollover"), st.just(""), st.sampled_from([0.0, 2, 4, 12])),
        st.tuples(st.just("retention"), st.just(""), st.sampled_from([0.8, 0.9, 0.95])),
    ),
    max_size=30,
)  # fmt: skip


def live(life: Traveller, steps: list[tuple[str, str, float]]) -> None:
    asking = None
    for what, name, value in steps:
        if what in ("answer", "cram", "exam"):
            asking = life.answer(name, value, counts=what != "cram", exam=what == "exam")
        elif what in ("undo", "redo"):
            getattr(life.store, what)()
        elif what == "easy" and asking is not None:
            life.store.record_easy(asking)
        elif what == "skip":
            life.store.record_skip("baclofen", "1", "a")
        elif what in ("reset", "suspend", "resume"):
            getattr(life.store, what)("baclofen", name)
        elif what == "hours":
            life.now += timedelta(hours=value)
        elif what in ("travel", "rollover", "retention"):
            life.zone = name or life.zone
            life.rollover_hour = int(value) if what == "rollover" else life.rollover_hour
            life.retention = value if what == "retention" else life.retention
            life.restart()


@settings(max_examples=60, deadline=None)
@given(STEPS, st.sampled_from([BEFORE_SPRING, BEFORE_AUTUMN]))
def test_replaying_the_log_gives_what_was_lived_wherever_and_whenever(
    steps: list[tuple[str, str, float]], start: datetime
) -> None:
    with TemporaryDirectory() as folder:
        life = Traveller(Path(folder))
        life.now = start
        live(life, steps)
        assert differences(life.store.connection, life.store.model_of) == {}
        lived = life.store.states("baclofen")
        connection, model_of = life.store.connection, life.store.model_of
        for card, memory in memories(connection, model_of):
            assert memory == memory_of(entries_of(connection, card), model_of)
        with life.store.writing() as db:
            db.execute("DELETE FROM memory")
        mend(life.store)
        assert life.store.states("baclofen") == lived
        life.store.close()


@settings(max_examples=40, deadline=None)
@given(STEPS, st.sampled_from([BEFORE_SPRING, BEFORE_AUTUMN]))
def test_no_clock_hides_a_card_for_ever(
    steps: list[tuple[str, str, float]], start: datetime
) -> None:
    with TemporaryDirectory() as folder:
        life = Traveller(Path(folder))
        life.now = start
        live(life, steps)
        life.now = start  # the clock is put right, however far ahead it was
        states = life.store.states("baclofen")
        today = life.store.today()
        for state in states.values():
            assert is_due(state, today) or state.due_day - today <= 36_500
            assert is_due(state, today) or state.last_day <= today + 1
        queue = plan([Candidate(card) for card in states], states, today, daily_new=9)
        assert set(queue.order) == {card for card, state in states.items() if is_due(state, today)}
        life.store.close()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 60), st.sampled_from([0.0, 0.6, 1.0])), max_size=8))
def test_a_cram_at_any_time_changes_no_state_and_no_due_day(
    reviews: list[tuple[int, float]],
) -> None:
    with TemporaryDirectory() as folder:
        life = Traveller(Path(folder))
        numbers = count()
        for gap, score in reviews:
            life.pass_days(gap)
            life.answer("a", 1 - score, counts=False)
            before = life.store.states("baclofen")
            life.answer("a", score, counts=False, variant=str(next(numbers)))
            assert life.store.states("baclofen") == before
            due = life.store.due_counts()
            life.answer("a", 0.0, counts=False)
            assert life.store.due_counts() == due
            life.answer("a", score)
        life.store.close()


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(1, 90), st.sampled_from([1, 2, 3, 4])), min_size=1, max_size=8),
    st.floats(0, 1),
)
def test_a_right_answer_before_its_day_never_brings_a_card_back_sooner(
    reviews: list[tuple[int, int]], share: float
) -> None:
    from trainer.schedule.memory import Rating

    model = FsrsModel().quick()
    day = 20_000
    state = model.first(Rating(reviews[0][1]), day)
    for gap, rating in reviews[1:]:
        day += gap
        state = model.next(state, Rating(rating), day)
    early = state.last_day + max(1, int(share * (state.due_day - state.last_day)))
    for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
        assert model.next(state, rating, early).due_day >= state.due_day
