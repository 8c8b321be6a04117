"""What the learner said."""

from __future__ import annotations

from collections.abc import Iterator

from textual.widget import Widget

from trainer.tui.study.turns.words import Item, Items, literal
from trainer.tutor.turn import Turn


class Said(Items):
    """The learner's words behind the prompt's own mark."""

    DEFAULT_CSS = """
    Said {
        margin: 1 0 0 0;
        padding: 0 1;
        background: $surface;
    }
    """


def widgets(turn: Turn) -> Iterator[Widget]:
    """One block; nothing for a turn without words."""
    if any(turn.lines):
        mark = literal("❯ ", "bold $text-primary")
        yield Said([Item(mark, literal("\n".join(turn.lines)))])
