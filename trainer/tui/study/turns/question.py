"""The tutor's question, and its options where it has some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from trainer.tui.study.turns.block import THICK, Block, paragraphs
from trainer.tui.study.turns.words import Item, literal
from trainer.tutor.turn import Turn


def blocks(turn: Turn) -> Iterator[Block]:
    """The question, set apart so that the eye finds it first; then one line an option: a, b, c."""
    *before, text = turn.lines
    lines = paragraphs([*(literal(line, "$text-muted") for line in before), literal(text, "bold")])
    yield Block(lines, bar=THICK, bar_style="$primary", right=1)
    for place, option in enumerate(turn.options):
        mark = literal(f"{label(place)}  ", "bold $text-primary")
        yield Block((Item(mark, literal(option)),), left=3, right=1, gap=0, pick=option)


def answered(block: Block) -> Block:
    """The same question once something else is asked: it no longer stands out."""
    lines = tuple(Item(literal(item.mark.plain), literal(item.body.plain)) for item in block.items)
    return replace(block, items=lines, bar_style="$line" if block.bar else "", style="$text-muted")


def label(place: int) -> str:
    """The letter of the option at `place`, counted from 0; a number beyond the alphabet."""
    return chr(ord("a") + place) if place < 26 else str(place + 1)
