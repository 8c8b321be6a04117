"""The end of a study session: what was learnt, and what comes next when."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.tui.study.turns.block import Block, paragraphs
from trainer.tui.study.turns.words import literal
from trainer.tutor.turn import Turn


def blocks(turn: Turn) -> Iterator[Block]:
    """One framed block, its first line as a heading."""
    first, *rest = turn.lines or ("",)
    lines = paragraphs([literal(first, "bold"), *rest])
    yield Block(lines, bar_style="$primary", framed=True)
