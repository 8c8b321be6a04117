"""What an edit of a deck means for progress."""

from __future__ import annotations

from trainer.deck.difference import CardState, Difference, difference


def test_cards_are_matched_by_id() -> None:
    before = {
        "same": CardState("What?", "1"),
        "reworded": CardState("What?", "1"),
        "changed": CardState("What?", "1"),
        "gone": CardState("What?", "1"),
    }
    after = {
        "same": CardState("What?", "1"),
        "reworded": CardState("Which?", "1"),
        "changed": CardState("Which?", "2"),
        "new": CardState("What?", "1"),
    }
    assert difference(before, after) == Difference(("reworded",), ("changed",), ("new",), ("gone",))
    assert not difference(before, before)
