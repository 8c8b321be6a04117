"""The end of a study session: what was learnt, and what comes next when."""

from __future__ import annotations

from collections.abc import Iterator

from textual.widget import Widget

from trainer.tui.study.turns.words import Words, literal
from trainer.tutor.turn import Turn


class Summed(Words):
    """The summary, its first line as a heading."""

    DEFAULT_CSS = """
    Summed {
        margin: 1 0 0 0;
        padding: 0 1;
        border: round $primary;
    }
    """


def widgets(turn: Turn) -> Iterator[Widget]:
    """One framed block."""
    first, *rest = turn.lines or ("",)
    yield Summed(literal(first, "bold"), *rest)
