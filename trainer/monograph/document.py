"""A monograph's layout: parts with their blocks, before anything is understood.

Every format (plain text, Markdown, SPL, openFDA, SmPC) becomes one `Document`; what follows knows
no format. Lines count from 1 in `Document.text`, which is what a learner is shown.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from trainer.monograph.fact import Doubt, Group

BlockKind = Literal["bullet", "prose"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A sub-heading as written, with its line."""

    title: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """One bullet, table row or paragraph.

    `marks` are (offset in `text`, line) pairs, ascending: where each source line starts.
    `group` is the sub-heading that the block certainly stands under. `lost` is the sub-heading
    glued to an earlier bullet of the same part: how far it reaches, the text does not show.
    """

    kind: BlockKind
    text: str
    marks: tuple[tuple[int, int], ...]
    group: Group | None = None
    heading: Heading | None = None
    lost: Heading | None = None

    @property
    def line(self) -> int:
        return self.marks[0][1]

    def lines(self, start: int = 0, end: int | None = None) -> tuple[int, ...]:
        """Return the source lines of text[start:end]."""
        if len(self.marks) == 1:
            return (self.marks[0][1],)
        stop = len(self.text) if end is None else max(end - 1, start)
        offsets = [offset for offset, _ in self.marks]
        first = max(bisect_right(offsets, start) - 1, 0)
        last = max(bisect_right(offsets, stop) - 1, first)
        return tuple(line for _, line in self.marks[first : last + 1])


@dataclass(frozen=True, slots=True)
class Part:
    """One section with its blocks. `id` is a section id, or "" where the title is not known."""

    id: str
    title: str
    line: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A monograph laid out. No fact is due on `plain` lines: headings, markers and blanks."""

    drug: str
    text: tuple[str, ...]
    parts: tuple[Part, ...]
    plain: frozenset[int] = frozenset()
    doubts: tuple[Doubt, ...] = ()
