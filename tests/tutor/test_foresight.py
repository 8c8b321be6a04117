"""What is worked out while the learner types changes nothing of what is said and kept."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from tests.tutor.world import World, said
from trainer.tutor.move import Move

TYPED = ("5 mg three times daily", "80 mg", "x", "2.5 to 4 hours", "15 mg", "no idea", "80 mg")


def lived(folder: Path, *, foreseen: bool) -> tuple[list[str], list[tuple[str, str, float]]]:
    """What a sitting says, and what the log then holds; some answers are typed letter by letter."""
    world = World(folder)
    conversation = world.desk.begin([world.desk.name_of("baclofen")], 20)
    conversation.prepare()
    heard = [said(conversation.open())]
    for number, typed in enumerate(TYPED):
        if foreseen:
            for end in range(1, len(typed) + 1):
                conversation.foresee(typed[:end])
        heard.append(said(conversation.hear(typed)))
        if number % 3 == 1:
            heard.append(said(conversation.take(Move.SKIP)))
        if number % 3 == 2:
            heard.append(said(conversation.take(Move.UNDO)))
    kept = []
    with suppress(LookupError):  # there are no more
        for number in count(1):
            event = world.store.event(number)
            kept.append((event.card, event.outcome.word, event.score))
    world.desk.close()
    return heard, kept


def test_with_and_without_foresight_the_same_is_said_and_kept(tmp_path: Path) -> None:
    assert lived(tmp_path / "with", foreseen=True) == lived(tmp_path / "without", foreseen=False)


def test_what_was_foreseen_is_not_worked_out_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = world.desk.begin([world.desk.name_of("baclofen")], 20)
    conversation.prepare()
    conversation.open()
    conversation.foresee("5 mg")

    def never(*_: object) -> None:
        raise AssertionError("worked out again")

    monkeypatch.setattr("trainer.tutor.asked.marked", never)
    monkeypatch.setattr("trainer.tutor.study.draw", never)
    assert conversation.hear("5 mg")


def test_before_everything_is_loaded_nobody_who_types_waits_for_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("waited for")

    monkeypatch.setattr("trainer.tutor.study.Study.grade", never)
    conversation = world.desk.begin([world.desk.name_of("baclofen")], 20)
    conversation.open()
    conversation.foresee("5 mg")


def test_nothing_foreseen_is_kept(world: World) -> None:
    conversation = world.desk.begin([world.desk.name_of("baclofen")], 20)
    conversation.prepare()
    conversation.open()
    before = world.store.writes
    conversation.foresee("5 mg three times daily")
    assert world.store.writes == before
