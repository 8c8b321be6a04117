"""What the learner said."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.tui.study.turns.block import Block
from trainer.tui.study.turns.words import Item, literal
from trainer.tutor.turn import Turn


def blocks(turn: Turn) -> Iterator[Block]:
    """The learner's words behind the prompt's own mark; nothing for a turn without words."""
    if any(turn.lines):
        mark = literal("❯ ", "bold $text-primary")
        said = Item(mark, literal("\n".join(turn.lines)))
        yield Block((said,), left=1, right=1, ground="$surface")
