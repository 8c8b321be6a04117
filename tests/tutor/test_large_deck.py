"""A large deck's queue is found by index, and is the same as if each card had been looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.progress.life import NOON, Life
from tests.progress.test_replay import BEFORE_AUTUMN, STEPS, Traveller, live
from trainer.deck.deck import Deck
from trainer.progress.doctor import examine, mend
from trainer.questions.card import Card
from trainer.schedule.backlog import LONGEST
from trainer.schedule.calendar import calendar_of
from trainer.tutor import agenda
from trainer.tutor.agenda import Habits, due_on, queue_of
from trainer.tutor.loaded import Loaded

BREAK = calendar_of("", "2026-10-26..2026-11-02, 2026-03-29..2026-04-03")
EASY = calendar_of("Saturday, Sunday, Tuesday", "")


def deck_of(folder: Path, made_of: str, changed: str = "") -> Loaded:
    """Cards a to h: c and d are siblings, e and f scenarios about the facts of a and g."""
    cards = {}
    for place, name in enumerate("hgfedcba" if changed == "order" else "abcdefgh"):
        cards[name] = Card(
            id=name,
            deck="baclofen",
            form="value",
            kind="value" if name in "aceg" else "list",
            facts={"e": ("a",), "f": ("g", "a")}.get(name, (name,)),
            lines=(1,),
            section="s",
            topic=name,
            concept="cd" if name in "cd" else "",
            position=place,
            fingerprint="f2" if name == changed else "f1",
            fresh=name in "ef",
        )
    deck = Deck("baclofen", "Baclofen", "baclofen", "1", folder)
    return Loaded(deck, cards, _nothing, _nothing, made_of)


def _nothing() -> Any:
    raise AssertionError("the queue needs no words")


@pytest.fixture(autouse=True)
def _every_deck_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agenda, "LARGE", 1)


HABITS = [
    Habits(3),
    Habits(0),
    Habits(20),
    Habits(2, 1),
    Habits(20, calendar=BREAK),
    Habits(20, calendar=EASY),
]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    STEPS,
    STEPS,
    st.sampled_from([BEFORE_AUTUMN, NOON]),
    st.sampled_from(["", "a", "order"]),
    st.sampled_from(HABITS),
)
def test_the_queue_by_index_is_the_queue_of_all_cards(
    earlier: list[tuple[str, str, float]],
    later: list[tuple[str, str, float]],
    start: datetime,
    changed: str,
    habits: Habits,
) -> None:
    with TemporaryDirectory() as folder:
        life = Traveller(Path(folder))
        life.now = start
        deck = deck_of(life.folder, "first")
        for steps, loaded in (
            (earlier, deck),
            (later, deck),
            ([], deck_of(life.folder, "second", changed)),
        ):
            live(life, steps)
            for extra in (None, 2, 9):
                by_index = queue_of(life.store, loaded, habits, extra=extra)
                slow = queue_of(life.store, replace(loaded, made_of=""), habits, extra=extra)
                assert by_index == slow
            slowly = due_on(life.store, replace(loaded, made_of=""))
            until = life.store.today() + LONGEST
            assert due_on(life.store, loaded) == {d: n for d, n in slowly.items() if d <= until}
            assert life.store.has_syllabus("baclofen", loaded.made_of)
            assert [one.code for one in examine(life.store) if one.severity == "error"] == []
        life.store.close()


def test_a_reader_finds_it_by_index_too_and_writes_nothing(tmp_path: Path) -> None:
    life = Life(tmp_path / "home")
    loaded = deck_of(life.folder, "first")
    life.answer("a", 0.0)
    with life.open(read_only=True) as reader:
        assert not agenda.waits_by_index(reader, loaded)
        slow = queue_of(reader, loaded, Habits(3))
    assert queue_of(life.store, loaded, Habits(3)) == slow
    with life.open(read_only=True) as reader:
        assert agenda.waits_by_index(reader, loaded)
        assert queue_of(reader, loaded, Habits(3)) == slow
    life.store.close()


def test_doctor_finds_and_mends_a_list_that_is_not_what_memory_says(tmp_path: Path) -> None:
    life = Life(tmp_path / "home")
    loaded = deck_of(life.folder, "first")
    queue_of(life.store, loaded, Habits(3))
    life.answer("a")
    assert examine(life.store) == ()
    with life.store.writing() as db:
        db.execute("UPDATE syllabus SET met = iif(met IS NULL, 1, NULL) WHERE card = 'a'")
    assert [finding.code for finding in examine(life.store)] == ["syllabus"]
    mend(life.store)
    assert examine(life.store) == ()
    assert queue_of(life.store, loaded, Habits(3)) == queue_of(
        life.store, replace(loaded, made_of=""), Habits(3)
    )
    life.store.close()


def test_a_section_alone_is_looked_at_card_by_card(tmp_path: Path) -> None:
    loaded = deck_of(tmp_path, "first")
    assert agenda.Scope(kind="value").of(loaded).made_of == ""
    assert agenda.Scope().of(loaded).made_of == "first"
