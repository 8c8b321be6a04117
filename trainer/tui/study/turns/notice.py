"""Something the tutor mentions in passing: a skip, an undo, what can be said."""

from __future__ import annotations

from collections.abc import Iterator

from textual.widget import Widget

from trainer.tui.study.turns.evidence import quoted
from trainer.tui.study.turns.words import Words
from trainer.tutor.turn import Turn


class Noticed(Words):
    """A quiet remark."""

    DEFAULT_CSS = """
    Noticed {
        margin: 1 0 0 0;
        padding: 0 2;
        color: $text-muted;
    }
    """


def widgets(turn: Turn) -> Iterator[Widget]:
    """The remark, and the lines it rests on."""
    yield Noticed(*turn.lines)
    yield from quoted(turn.source)
