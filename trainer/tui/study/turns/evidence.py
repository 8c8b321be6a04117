"""What a statement rests on: lines of the monograph, and the steps of a calculation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trainer.tui.study.turns.words import Item, Items, literal
from trainer.tutor.turn import SourceLine

_MARK = re.compile(r"^\s*(?:#{1,6}|[-*•])\s+")


class Quoted(Items):
    """Lines of the monograph, each with its number, as they stand there."""

    DEFAULT_CSS = """
    Quoted {
        margin: 1 0 0 0;
        padding: 0 1;
        border-left: vkey $accent 60%;
        color: $text-muted;
    }
    """


class Worked(Items):
    """The steps of a calculation, numbered and indented."""

    DEFAULT_CSS = """
    Worked {
        margin: 1 0 0 0;
        padding: 0 1 0 3;
        border-left: vkey $secondary 60%;
    }
    """


def quoted(source: Sequence[SourceLine]) -> Iterator[Quoted]:
    """One block of source lines, or nothing."""
    if source:
        width = max(len(str(line.number)) for line in source)
        yield Quoted(
            [
                Item(literal(f"Line {line.number:>{width}}  ", "$text-accent"), literal(line.text))
                for line in source
            ]
        )


def worked(steps: Sequence[str]) -> Iterator[Worked]:
    """One block of steps, or nothing."""
    if steps:
        yield Worked(numbered(steps))


def unmarked(line: str) -> str:
    """A line of a monograph without the marks of its file: "## ", "- "."""
    return _MARK.sub("", line).strip()


def numbered(steps: Sequence[str]) -> list[Item]:
    """The steps behind their numbers, which are aligned on the right."""
    width = len(str(len(steps)))
    return [
        Item(literal(f"{number:>{width}}  ", "$text-muted"), literal(step))
        for number, step in enumerate(steps, 1)
    ]
