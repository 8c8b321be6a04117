"""What a statement rests on: lines of the monograph, and the steps of a calculation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trainer.tui.study.turns.block import THIN, Block
from trainer.tui.study.turns.words import Item, literal
from trainer.tutor.turn import SourceLine

_COMMENT = re.compile(r"<!--.*?-->")
_MARK = re.compile(r"^\s*(?:#{1,6}|[-*•])\s+")


def quoted(source: Sequence[SourceLine]) -> Iterator[Block]:
    """Lines of the monograph, each with its number, as they stand there; or nothing."""
    if source:
        width = max(len(str(line.number)) for line in source)
        lines = tuple(
            Item(literal(f"Line {line.number:>{width}}  ", "$text-accent"), literal(line.text))
            for line in source
        )
        yield Block(lines, bar=THIN, bar_style="$accent 60%", right=1, style="$text-muted")


def worked(steps: Sequence[str]) -> Iterator[Block]:
    """The steps of a calculation, numbered and indented; or nothing."""
    if steps:
        yield Block(numbered(steps), bar=THIN, bar_style="$secondary 60%", left=4, right=1)


def unmarked(line: str) -> str:
    """A line of a monograph without the marks of its file: "## ", "- ", "<!-- editor -->"."""
    return _COMMENT.sub("", _MARK.sub("", line)).strip()


def numbered(steps: Sequence[str]) -> tuple[Item, ...]:
    """The steps behind their numbers, which are aligned on the right."""
    width = len(str(len(steps)))
    return tuple(
        Item(literal(f"{number:>{width}}  ", "$text-muted"), literal(step))
        for number, step in enumerate(steps, 1)
    )
