"""Something the tutor mentions in passing: a skip, an undo, what can be said."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.tui.study.turns.block import Block, paragraphs
from trainer.tui.study.turns.evidence import quoted
from trainer.tutor.turn import Turn


def blocks(turn: Turn) -> Iterator[Block]:
    """The quiet remark, and the lines it rests on."""
    yield Block(paragraphs(turn.lines), style="$text-muted")
    yield from quoted(turn.source)
