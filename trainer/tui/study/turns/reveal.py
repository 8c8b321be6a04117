"""The answer told, and the reason: always with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.tui.study.turns.block import Block, paragraphs
from trainer.tui.study.turns.evidence import quoted, worked
from trainer.tutor.turn import Turn


def blocks(turn: Turn) -> Iterator[Block]:
    """The words, the worked steps, the monograph's lines."""
    if turn.lines:
        yield Block(paragraphs(turn.lines))
    yield from worked(turn.steps)
    yield from quoted(turn.source)
