"""The answer told, and the reason: always with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from textual.widget import Widget

from trainer.tui.study.turns.evidence import quoted, worked
from trainer.tui.study.turns.words import Words
from trainer.tutor.turn import Turn


class Revealed(Words):
    """The answer, or why it is so."""

    DEFAULT_CSS = """
    Revealed {
        margin: 1 0 0 0;
        padding: 0 2;
    }
    """


def widgets(turn: Turn) -> Iterator[Widget]:
    """The words, the worked steps, the monograph's lines."""
    if turn.lines:
        yield Revealed(*turn.lines)
    yield from worked(turn.steps)
    yield from quoted(turn.source)
