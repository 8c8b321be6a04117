"""A hint."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.tui.study.turns.block import Block
from trainer.tui.study.turns.words import Item, literal
from trainer.tutor.turn import Turn


def blocks(turn: Turn) -> Iterator[Block]:
    """The hint's lines behind the word that names it as one."""
    yield Block((Item(literal("Hint  ", "bold $text-accent"), literal("\n".join(turn.lines))),))
