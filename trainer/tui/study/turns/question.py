"""The tutor's question, and its options where it has some."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.tui.study.turns.block import THICK, Block, paragraphs
from trainer.tui.study.turns.words import Item, literal
from trainer.tutor.turn import Turn


def blocks(turn: Turn) -> Iterator[Block]:
    """The question, set apart so that the eye finds it first; then one line an option: a, b, c."""
    yield Block(paragraphs(turn.lines), bar=THICK, bar_style="$primary", right=1, style="bold")
    for place, option in enumerate(turn.options):
        mark = literal(f"{label(place)}  ", "bold $text-primary")
        yield Block((Item(mark, literal(option)),), left=3, right=1, gap=0, pick=option)


def label(place: int) -> str:
    """The letter of the option at `place`, counted from 0; a number beyond the alphabet."""
    return chr(ord("a") + place) if place < 26 else str(place + 1)
