"""What is recorded is there, counts as it should, and can be shown again as it was."""

from __future__ import annotations

import stat
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.progress.life import Life
from trainer.errors import StorageError
from trainer.progress.event import Kind, Outcome
from trainer.schedule.queue import TodayAsking


def test_every_field_of_an_answer_comes_back_as_it_was(life: Life) -> None:
    shown = {"question": "Wie oft? \u202e", "options": ["b", "a"], "nested": {"n": [1, 2.5, None]}}
    number = life.answer(
        shown=shown, answer="15 mg\n\tdaily \u00b5", drawn={"creatinine": "1.1 mg/dL"},
        verdict={"message": "no"}, outcome="incorrect", score=0.25, unsafe=True, hints=2,
        taken_ms=1234, variant="7", fingerprint="abc", revision="r9", grader_version="g2",
        counts=False,
    )  # fmt: skip
    life.restart()
    event = life.store.event(number)
    assert event.shown == shown
    assert event.answer == "15 mg\n\tdaily \u00b5"
    assert event.drawn == {"creatinine": "1.1 mg/dL"}
    assert event.verdict == {"message": "no"}
    assert (event.kind, event.outcome) == (Kind.ANSWER, Outcome.INCORRECT)
    assert (event.score, event.unsafe, event.hints, event.taken_ms) == (0.25, True, 2, 1234)
    assert (event.variant, event.fingerprint, event.revision) == ("7", "abc", "r9")
    assert (event.grader_version, event.counts, event.rating) == ("g2", False, 1)
    assert (event.deck, event.card, event.sequence) == ("baclofen", "half-life", 1)
    assert (event.offset_min, event.zone, event.rollover_hour) == (60, "Europe/Berlin", 4)
    assert event.at_ms == int(life.now.timestamp() * 1000)
    assert event.scheduler == "fsrs-6/1"
    assert '"desired_retention": 0.9' in event.scheduler_parameters
    assert len(event.id) == len(event.device) == 16


@pytest.mark.parametrize(
    "answer", ["", "\0", "\udc80", "'; DROP TABLE event; --", "\x1b[31m", "x" * 300_000, "💊\u0301"]
)
def test_whatever_was_typed_is_kept(life: Life, answer: str) -> None:
    kept = life.store.event(life.answer(answer=answer, card=answer, variant=answer))
    assert kept.answer == answer.replace("\udc80", "\\udc80")


def test_text_that_repeats_is_stored_once(life: Life) -> None:
    for card in "abc":
        life.answer(card)
    assert life.store.connection.execute("SELECT count(*) FROM shown").fetchone() == (1,)


@pytest.mark.parametrize("change", ["UPDATE event SET score = 1", "DELETE FROM event_text"])
def test_the_file_itself_refuses_to_change_the_log(life: Life, change: str) -> None:
    import sqlite3

    life.answer()
    with pytest.raises(sqlite3.IntegrityError, match="only appended"):
        life.store.connection.execute(change)


def test_only_the_first_asking_on_a_study_day_moves_memory(life: Life) -> None:
    life.answer(score=0)
    after_first = life.store.states("baclofen")
    life.answer(score=1)
    assert life.store.states("baclofen") == after_first
    life.pass_days(1)
    life.answer(score=1)
    assert life.store.states("baclofen")["half-life"].reps == 2


def test_a_study_day_ends_at_the_rollover_and_not_at_midnight(life: Life) -> None:
    life.now = datetime.fromisoformat("2026-03-02T22:30:00+01:00")
    life.answer()
    life.now = datetime.fromisoformat("2026-03-03T03:30:00+01:00")
    life.answer()
    assert life.store.states("baclofen")["half-life"].reps == 1
    assert life.store.asked_today("baclofen")["half-life"].times == 2
    life.now = datetime.fromisoformat("2026-03-03T04:00:00+01:00")
    assert life.store.asked_today("baclofen") == {}


def test_a_clock_that_ran_ahead_takes_no_card_away(life: Life) -> None:
    life.answer()
    life.pass_days(2000)
    life.answer()
    life.pass_days(-1997)
    assert life.store.due_counts() == {"baclofen": 1}
    life.answer()
    state = life.store.states("baclofen")["half-life"]
    assert (state.reps, state.last_day) == (2, life.store.today())
    assert len(list(life.store.reviews())) == 3


def test_a_clock_that_fell_back_loses_nothing(life: Life) -> None:
    for _ in range(2):
        life.answer()
        life.pass_days(5)
    before = life.store.states("baclofen")["half-life"]
    life.pass_days(-9000)
    life.answer()
    assert life.store.states("baclofen")["half-life"] == before
    life.pass_days(9000)
    life.answer()
    assert life.store.states("baclofen")["half-life"].reps == 3
    assert len(list(life.store.reviews())) == 4


def test_a_traveller_keeps_one_day_per_local_day(life: Life) -> None:
    life.now = datetime.fromisoformat("2026-03-02T20:00:00+01:00")
    life.answer()
    day = life.store.today()
    life.zone = "Pacific/Honolulu"
    life.restart()
    life.now += timedelta(hours=14)
    assert life.store.today() == day
    life.answer()
    assert life.store.states("baclofen")["half-life"].reps == 1
    assert life.store.event(2).zone == "Pacific/Honolulu"


def test_without_a_zone_the_clocks_own_offset_holds(tmp_path: Path) -> None:
    learner = Life(tmp_path, zone="")
    learner.now = datetime.fromisoformat("2026-03-02T03:00:00+05:30")
    event = learner.store.event(learner.answer())
    learner.now = datetime.fromisoformat("2026-03-02T04:00:00+05:30")
    assert (event.offset_min, event.day) == (330, learner.store.today() - 1)
    learner.store.close()


def test_an_answer_that_does_not_count_is_kept_and_moves_nothing(life: Life) -> None:
    life.answer(counts=False)
    assert life.store.states("baclofen") == {}
    assert life.store.answered_today() == 1


def test_a_skip_is_written_down_and_moves_nothing(life: Life) -> None:
    life.store.record_skip("baclofen", "1", "half-life", shown={"question": "?"})
    assert life.store.states("baclofen") == {}
    assert life.store.asked_today("baclofen") == {}
    assert life.store.undo() is None
    assert (life.store.answered_today(), life.store.askings("baclofen", "half-life")) == (0, 1)


@pytest.mark.parametrize(
    ("score", "unsafe", "marked", "rating"),
    [(0.0, False, 1, 3), (0.0, True, 1, 1), (1.0, False, 0, 1), (0.4, False, 0.7, 2)],
)
def test_a_self_mark_replaces_the_score_but_never_makes_the_unsafe_right(
    life: Life, score: float, unsafe: bool, marked: float, rating: int
) -> None:
    asking = life.answer(score=score, unsafe=unsafe)
    life.store.record_mark(asking, marked)
    ((_, review),) = life.store.reviews()
    assert (review.rating, review.marked, review.unsafe) == (rating, True, unsafe)


def test_easy_lifts_a_right_answer_and_nothing_else(life: Life) -> None:
    life.answer("plain")
    easy = life.answer("easy")
    life.store.record_easy(easy)
    wrong = life.answer("wrong", score=0)
    life.store.record_easy(wrong)
    known = life.store.states("baclofen")
    assert known["easy"].due_day > known["plain"].due_day > known["wrong"].due_day


def test_a_follow_up_that_counts_takes_the_place_of_the_verdict(life: Life) -> None:
    asking = life.answer(score=0, outcome="unsure")
    life.follow_up(asking, 1, counts=True, taken_ms=2_000)
    ((_, review),) = life.store.reviews()
    assert (review.outcome, review.rating, review.follow_ups) == (Outcome.CORRECT, 3, 1)
    assert review.taken_ms == 6_000


def test_a_follow_up_for_learning_changes_no_verdict(life: Life) -> None:
    life.follow_up(life.answer(score=0), 1)
    ((_, review),) = life.store.reviews()
    assert (review.outcome, review.rating) == (Outcome.INCORRECT, 1)


def test_suspend_resume_and_reset(life: Life) -> None:
    life.answer()
    life.store.suspend("baclofen", "half-life")
    assert life.store.suspended("baclofen") == {"half-life"}
    assert life.store.next_due("baclofen") is None
    life.store.resume("baclofen", "half-life")
    assert life.store.suspended("baclofen") == frozenset()
    life.store.reset("baclofen", "half-life")
    assert life.store.states("baclofen") == {}
    assert len(list(life.store.reviews())) == 1


def test_what_was_asked_today_says_who_comes_back_and_how_long_ago(life: Life) -> None:
    life.answer("a", 0)
    life.answer("b")
    life.answer("a", 1)
    life.answer("c", 0)
    asked = life.store.asked_today("baclofen")
    assert asked["a"] == TodayAsking(2, right_last=True, failed=True, others_since=1)
    assert asked["c"].comes_back
    assert not asked["a"].comes_back
    assert life.store.introduced_today("baclofen") == 3
    assert life.store.taken_today_ms() == 16_000


def test_decks_do_not_see_each_other(life: Life) -> None:
    life.answer(deck="one")
    life.answer(deck="two")
    life.pass_days(60)
    assert life.store.due_counts() == {"one": 1, "two": 1}
    life.answer(deck="one")
    assert life.store.due_counts() == {"two": 1}
    assert list(life.store.asked_today("two")) == []


def test_a_card_failed_today_is_due_until_it_is_right(life: Life) -> None:
    life.answer(score=0)
    assert life.store.due_counts() == {"baclofen": 1}
    life.answer(score=1)
    assert life.store.due_counts() == {}


def test_a_changed_retention_holds_from_then_on_and_rewrites_nothing(life: Life) -> None:
    life.answer("old")
    before = life.store.states("baclofen")["old"]
    life.restart(retention=0.97)
    life.answer("new")
    life.store.record_note(1, "refolds the old card")
    known = life.store.states("baclofen")
    assert known["old"] == before
    assert known["new"].due_day < before.due_day


def test_the_newest_reviews_come_first_if_so_asked(life: Life) -> None:
    for card in "abc":
        life.answer(card)
        life.pass_days(1)
    assert [name.card for name, _ in life.store.reviews(newest_first=True)] == ["c", "b", "a"]
    assert list(life.store.reviews("nothing")) == []


def test_the_file_and_its_folder_are_the_learners_alone(life: Life) -> None:
    life.answer()
    assert stat.S_IMODE(life.folder.stat().st_mode) == 0o700
    for file in life.folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_closing_leaves_one_file_and_its_lock(life: Life) -> None:
    life.answer()
    life.store.close()
    life.store.close()
    left = sorted(file.name for file in life.folder.iterdir())
    assert left == [
        "progress.db",
        "progress.db.lock",
    ]


def test_a_second_window_reads_and_says_why_it_cannot_write(life: Life) -> None:
    life.answer()
    other = life.open()
    assert other.read_only
    assert other.answered_today() == 1
    with pytest.raises(StorageError, match="another trainer window"):
        other.undo()
    with pytest.raises(StorageError, match="another trainer window"):
        other.back_up(life.folder / "backups", always=True)
    life.answer("b")
    assert other.answered_today() == 2
    other.close()
    life.restart()
    assert not life.store.read_only


def test_reading_where_nothing_is_yet_makes_no_file(tmp_path: Path) -> None:
    learner = Life(tmp_path / "nowhere", read_only=True)
    assert learner.store.due_counts() == {}
    assert list(learner.store.reviews()) == []
    assert learner.store.undo() is None
    with pytest.raises(StorageError):
        learner.answer()
    learner.store.close()
    assert not (tmp_path / "nowhere").exists()


def test_an_unknown_event_is_a_mistake_of_the_caller(life: Life) -> None:
    with pytest.raises(LookupError):
        life.store.record_easy(99)
    note = life.store.record_note(life.answer(), "hm")
    with pytest.raises(LookupError):
        life.store.record_mark(note, 1)


def test_a_warm_start_imports_neither_sqlite_utils_nor_fsrs(life: Life) -> None:
    life.answer()
    life.store.close()
    code = f"""
import sys
from datetime import datetime, UTC
from pathlib import Path
from trainer.progress.store import Store
from trainer.schedule.fsrs_model import FsrsModel
store = Store.open(Path({str(life.folder)!r}), clock=lambda: datetime.now(UTC),
    new_id=lambda: bytes(16), zone="Europe/Berlin", rollover_hour=4, model=FsrsModel())
assert len(store.states("baclofen")) == 1
store.close()
print([name for name in ("sqlite_utils", "fsrs", "yaml", "textual") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
