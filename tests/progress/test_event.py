"""The numbers that stand in learners' files."""

from __future__ import annotations

import pytest

from trainer.progress.event import Kind, Outcome


def test_kinds_keep_the_numbers_that_files_hold() -> None:
    assert {kind.name: int(kind) for kind in Kind} == {
        "ANSWER": 1,
        "FOLLOW_UP": 2,
        "MARK": 3,
        "DISPUTE": 4,
        "UNDO": 5,
        "REDO": 6,
        "SKIP": 7,
        "SUSPEND": 8,
        "RESUME": 9,
        "RESET": 10,
        "NOTE": 11,
        "EASY": 12,
        "EXAM": 13,
    }


def test_verdicts_keep_the_numbers_that_files_hold() -> None:
    words = ["", "correct", "partial", "incorrect", "unsure", "no_attempt"]
    assert [Outcome.of(word) for word in words] == [0, 1, 2, 3, 4, 5]
    assert [outcome.word for outcome in Outcome] == words


@pytest.mark.parametrize("word", ["Right", "correct ", "0"])
def test_another_word_is_no_verdict(word: str) -> None:
    with pytest.raises(ValueError, match="no verdict"):
        Outcome.of(word)
