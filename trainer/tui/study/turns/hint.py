"""A hint."""

from __future__ import annotations

from collections.abc import Iterator

from textual.widget import Widget

from trainer.tui.study.turns.words import Item, Items, literal
from trainer.tutor.turn import Turn


class Hinted(Items):
    """A nudge, named as one."""

    DEFAULT_CSS = """
    Hinted {
        margin: 1 0 0 0;
        padding: 0 2;
    }
    """


def widgets(turn: Turn) -> Iterator[Widget]:
    """The hint's lines behind the word."""
    yield Hinted([Item(literal("Hint  ", "bold $text-accent"), literal("\n".join(turn.lines)))])
