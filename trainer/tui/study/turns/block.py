"""A block of a turn on the page: some paragraphs, and what sets them apart from what stands around.

Every kind of turn makes its blocks in a file of its own. A block knows no screen: it is laid out in
a width, once, and the transcript shows the lines. Blank lines and a bar at the side set blocks
apart, never colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content

from trainer.tui.study.turns.words import Item, hung_lines, literal

THICK, THIN = "▌", "▏"
_NARROWEST = 8  # cells that text is given at least, however narrow the screen is


@dataclass(frozen=True, slots=True)
class Laid:
    """One line as wide as the page. Its words stand from character `begin` to `end`.

    `goes_on` is true of a line that continues the paragraph of the line above.
    """

    content: Content
    begin: int
    end: int
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs behind their marks. Styles are the library's words for them, "" for none.

    `left` and `right` are the cells beside the words; in the first of the left ones stands the
    `bar`, in the colour `bar_style`. `style` is that of the words, `ground` lies behind the whole
    block. `gap` blank lines stand above. What is `framed` has a frame instead of a bar. A click on
    a block with a `pick` puts it into the prompt.
    """

    items: tuple[Item, ...]
    bar: str = ""
    bar_style: str = ""
    left: int = 2
    right: int = 2
    style: str = ""
    ground: str = ""
    gap: int = 1
    framed: bool = False
    pick: str = ""

    def laid(self, width: int) -> Iterator[Laid]:
        """Yield the lines of the block on a page of `width` cells."""
        for _ in range(self.gap):
            yield Laid(Content(""), 0, 0)
        if self.framed:
            yield _edge("╭", "╮", self.bar_style, width)
        room = max(_NARROWEST, width - self.left - self.right)
        for item in self.items:
            for place, words in enumerate(hung_lines(item, room)):
                yield self._line(words, width, goes_on=place > 0)
        if self.framed:
            yield _edge("╰", "╯", self.bar_style, width)

    def _line(self, words: Content, width: int, *, goes_on: bool) -> Laid:
        if self.style:
            words = words.stylize_before(self.style)
        bar = "│" if self.framed else self.bar
        before = Content.assemble((bar, self.bar_style), " " * (self.left - len(bar)))
        space = max(0, width - self.left - words.cell_length - self.right)
        after = Content(" " * (space + self.right))
        if self.framed:
            after = Content.assemble(" " * (space + self.right - 1), ("│", self.bar_style))
        line = before + words + after
        if self.ground:
            line = line.stylize_before(f"on {self.ground}")
        begin = len(before.plain)
        return Laid(line, begin, begin + len(words.plain), goes_on)


def _edge(left: str, right: str, style: str, width: int) -> Laid:
    return Laid(Content.styled(f"{left}{'─' * max(0, width - 2)}{right}", style), 0, 0)


def paragraphs(lines: Sequence[str | Content]) -> tuple[Item, ...]:
    """Paragraphs without marks; a line end in one of them is kept."""
    whole = [literal(each) if isinstance(each, str) else each for each in lines]
    return tuple(
        Item(Content(""), part) for each in whole for part in (each.split("\n") or [Content("")])
    )
