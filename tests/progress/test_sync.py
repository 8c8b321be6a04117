"""Two machines of one learner: in any order, both come to the same log and the same memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.progress.life import Life
from trainer.errors import StorageError
from trainer.progress.doctor import examine
from trainer.progress.exchange import Unread, events_in, from_json, line_of, to_json
from trainer.progress.sync import sync


def told(life: Life) -> list[tuple[str, str]]:
    """What matters of the log, in an order that no file has by chance."""
    return sorted((event.id.hex(), event.answer) for event in life.store.all_events())


def memory(life: Life) -> dict[str, object]:
    return {card: str(state) for card, state in life.store.states("baclofen").items()}


ACTS = st.lists(
    st.tuples(st.sampled_from("AB"), st.sampled_from(("x", "y", "undo", "sync", "day"))),
    max_size=14,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ACTS)
def test_in_any_order_both_machines_end_alike(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, str]]
) -> None:
    home = tmp_path_factory.mktemp("two")
    shared = home / "shared"
    shared.mkdir()
    lives = {name: Life(home / name, salt=name.encode() * 8) for name in "AB"}
    try:
        for number, (name, act) in enumerate(acts):
            life = lives[name]
            if act == "undo":
                life.store.undo()
            elif act == "sync":
                sync(life.store, shared)
            elif act == "day":
                life.pass_days(1)
            else:
                life.answer(act, answer=f"{name}{number}", score=number % 2, outcome="incorrect")
        for name in "ABAB":
            done = sync(lives[name].store, shared)
            assert not done.unread and not done.merged.waiting
        assert told(lives["A"]) == told(lives["B"])
        assert memory(lives["A"]) == memory(lives["B"])
        again = sync(lives["A"].store, shared)
        assert (again.merged.new, again.sent) == (0, 0)
        for life in lives.values():
            assert not [one for one in examine(life.store) if one.severity == "error"]
    finally:
        for life in lives.values():
            life.store.close()


def test_conflicted_copies_and_torn_lines_lose_nothing_that_is_whole(
    tmp_path: Path, life: Life
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    other = Life(tmp_path / "other", salt=b"otherone")
    for number in range(4):
        other.answer("x", answer=str(number))
    sync(other.store, shared)
    (file,) = shared.iterdir()
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(lines[:2]))
    copy = file.with_name(f"{file.stem} (conflicted copy 2026-11-23).jsonl")
    copy.write_text("".join(lines[2:])[:-9])  # torn in its last line
    done = sync(life.store, shared)
    assert done.merged.new == 3
    assert [(name, one.line) for name, one in done.unread] == [(copy.name, 2)]
    sync(other.store, shared)  # what stands in no file is sent again
    assert sync(life.store, shared).merged.new == 1
    other.store.close()


def test_two_machines_that_began_from_one_copied_file_are_told_apart(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    one = Life(tmp_path / "one")
    one.answer("x", answer="before the copy")
    one.store.close()
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "progress.db").write_bytes((tmp_path / "one" / "progress.db").read_bytes())
    lives = [Life(tmp_path / "one", salt=b"1" * 8), Life(tmp_path / "two", salt=b"2" * 8)]
    for number, life in enumerate(lives):
        life.answer("x", answer=f"after, on {number}")
    for life in (*lives, *lives):
        sync(life.store, shared)
    assert told(lives[0]) == told(lives[1])
    assert len(told(lives[0])) == 3
    lives[0].answer("y")
    lives[1].answer("y")
    for life in (*lives, *lives):
        assert not sync(life.store, shared).merged.copied
    assert len(told(lives[1])) == 5
    for life in lives:
        life.store.close()


def test_a_folder_that_is_not_there_is_said(life: Life, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no such folder"):
        sync(life.store, tmp_path / "nowhere")


def test_an_event_survives_the_journey(life: Life) -> None:
    event = life.store.event(life.answer(answer="\u202e \x1b[31m", drawn={"a": "1"}))
    (back,) = events_in([line_of(event)])
    assert not isinstance(back, Unread)
    assert to_json(back) == to_json(event)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"id": "zz"}, "hexadecimal"),
        ({"id": "00"}, "id is not 16 bytes"),
        ({"score": 7}, "score is not between 0 and 1"),
        ({"score": float("nan")}, "score is not between 0 and 1"),
        ({"kind": 99}, "99 is not a valid Kind"),
        ({"rating": True}, "rating is not between 0 and 4"),
        ({"day": 10**12}, "day is not between"),
        ({"deck": ""}, "names no card"),
        ({"shown": [1]}, "shown is no table"),
        ({"answer": None}, "answer is no text"),
        ({"counts": "yes"}, "neither true nor false"),
    ],
)
def test_a_stranger_s_event_is_looked_at(life: Life, change: dict[str, object], why: str) -> None:
    body = to_json(life.store.event(life.answer()))
    with pytest.raises(ValueError, match=why):
        from_json({**body, **change})


@pytest.mark.parametrize("line", ["{", "[]", "null", '{"crc":"0","event":{}}', "[" * 9_000, "é"])
def test_any_line_is_an_event_or_says_why_not(line: str) -> None:
    (found,) = events_in([line])
    assert isinstance(found, Unread) and found.why
