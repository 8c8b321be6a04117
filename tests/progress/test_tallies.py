"""The sums that figures are drawn from: kept in the file, and always what the log gives."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.progress.life import Life
from tests.progress.test_replay import BEFORE_AUTUMN, BEFORE_SPRING, STEPS, Traveller, live
from trainer.progress import tallies
from trainer.progress.doctor import examine, mend
from trainer.progress.replay import histories
from trainer.progress.store import Store
from trainer.progress.tally import (
    ANSWERED,
    KNOWN,
    NEW,
    REMEMBERED,
    RIGHT,
    TAKEN_MS,
    Tally,
    tally_of,
)


def as_the_log_gives(store: Store, deck: str | None = None) -> Tally:
    """The same sums out of the reviews themselves, the long way."""
    found = (review for _, review in store.reviews(deck))
    return tally_of(found, lambda scheduler: store.model_of(scheduler).decay)


def without_zeros(tally: Tally) -> tuple[object, object]:
    return (
        {day: sums for day, sums in tally.days.items() if any(sums)},
        {band: sums for band, sums in tally.bands.items() if any(sums)},
    )


def assert_true(store: Store) -> None:
    for deck in (None, "baclofen", "never studied"):
        assert without_zeros(store.tally(deck)) == without_zeros(as_the_log_gives(store, deck))


def test_a_day_counts_its_answers_and_what_was_known_before(life: Life) -> None:
    life.answer("a")
    life.answer("b", 0.0)
    life.store.record_skip("baclofen", "1", "c", taken_ms=500)
    today = life.store.today()
    life.pass_days(3)
    life.answer("a", 0.0)
    life.answer("a", 1.0)
    days = life.store.tally().days
    assert days[today][: KNOWN + 1] == [2, 1, 2, 8_500, 0]
    later = days[today + 3]
    assert [later[at] for at in (ANSWERED, RIGHT, NEW, TAKEN_MS)] == [2, 1, 0, 8_000]
    assert [later[at] for at in (KNOWN, REMEMBERED)] == [1, 0]


@settings(max_examples=80, deadline=None)
@given(STEPS, STEPS, st.sampled_from([BEFORE_SPRING, BEFORE_AUTUMN]))
def test_whatever_was_lived_the_kept_sums_are_those_of_the_log(
    earlier: list[tuple[str, str, float]], later: list[tuple[str, str, float]], start: object
) -> None:
    with TemporaryDirectory() as folder:
        life = Traveller(Path(folder))
        life.now = start  # type: ignore[assignment]
        live(life, earlier)
        assert_true(life.store)
        life.restart()  # leaving keeps the sums; what follows is added to them
        assert tallies.is_current(life.store.connection)
        live(life, later)
        assert_true(life.store)
        life.restart()
        assert tallies.is_current(life.store.connection)
        assert_true(life.store)
        assert [one.code for one in examine(life.store) if one.severity == "error"] == []
        life.store.close()


def test_a_reader_beside_a_writer_sees_what_is_not_kept_yet(life: Life) -> None:
    life.answer("a")
    life.restart()
    life.answer("a", 0.0)
    life.pass_days(2)
    life.answer("b")
    assert not tallies.is_current(life.store.connection)
    with life.open(read_only=True) as reader:
        assert reader.read_only
        assert_true(reader)


def test_sums_of_another_version_are_made_anew(life: Life) -> None:
    life.answer("a")
    life.restart()
    with life.store.writing() as db:
        db.execute("UPDATE about SET value = '0:1' WHERE name = 'tallied'")
        db.execute("UPDATE tally_day SET answered = 99")
    assert_true(life.store)
    life.restart()
    assert_true(life.store)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE tally_day SET answered = answered + 1",
        "UPDATE tally_band SET predicted = predicted - 3",
        "DELETE FROM tally_day WHERE deck = 0",
        "INSERT INTO tally_day VALUES (77, 1, 1, 1, 1, 1, 1, 1, 1)",
    ],
)
def test_doctor_finds_and_mends_sums_that_are_not_what_the_log_gives(
    life: Life, change: str
) -> None:
    for _ in range(3):
        life.answer("a")
        life.answer("b", 0.0)
        life.pass_days(2)
    life.restart()
    assert examine(life.store) == ()
    with life.store.writing() as db:
        db.execute(change)
    assert [finding.code for finding in examine(life.store)] == ["tallies"]
    assert mend(life.store) == 0
    assert examine(life.store) == ()
    assert_true(life.store)


def test_many_touched_cards_are_taken_from_the_whole_log(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    life.answer("a")
    life.restart()
    monkeypatch.setattr(tallies, "MANY", 3)
    for card in "abcd":
        life.answer(card)
    assert_true(life.store)
    life.restart()
    assert_true(life.store)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_an_optimiser_gets_the_reviews_that_moved_memory_life_by_life(
    steps: list[tuple[str, str, float]],
) -> None:
    with TemporaryDirectory() as folder:
        life = Traveller(Path(folder))
        live(life, steps)
        store = life.store
        expected: dict[object, list[list[tuple[int, int]]]] = {}
        for name, review in sorted(store.reviews(), key=lambda pair: pair[1].day):
            if review.moved_memory:
                lives = expected.setdefault(name, [])
                if review.before is None:
                    lives.append([])
                lives[-1].append((review.day, review.rating))
        found = list(histories(store.connection, store.model_of))
        assert sorted(found) == sorted(one for lives in expected.values() for one in lives)
        store.close()
