"""The conversation so far: one page of lines, which keeps to its end.

The page is one widget that draws its own lines. A widget for every block would be styled, measured
and laid out again at each answer, and a long session would grow slower and larger.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from trainer.tui.study.turns.block import Block, Laid
from trainer.tui.study.turns.kinds import blocks
from trainer.tui.study.turns.question import answered
from trainer.tutor.turn import Turn, TurnKind

KEPT = 240
"""Blocks that stay on the page, of some eighty answers; the whole history is in the log."""


@dataclass(slots=True)
class _Line:
    laid: Laid
    block: Block
    strip: Strip | None = None  # as the terminal shows it, drawn as line `row` of the page
    row: int = -1


class Transcript(ScrollView, can_focus=False):
    """Turns from top to bottom. The prompt has the focus, so keys scroll it from the screen."""

    @dataclass
    class Picked(Message):
        """The learner pointed at an option."""

        text: str

    def __init__(self, turns: Iterable[Turn]) -> None:
        super().__init__()
        self._open: list[Block] = []  # the question that waits for an answer
        self._blocks: list[Block] = []
        self._lines: list[_Line] = []
        self._laid_in = 0  # cells of the width that the lines are laid out in
        self._height = 0  # lines that are on the screen at a time
        self._at_end = True
        self._pointed: Block | None = None
        for turn in turns:
            self._blocks += self._of(turn)

    # What is on the page

    def say(self, *turns: Turn) -> None:
        """Add turns at the end and go there."""
        self.add(*[block for turn in turns for block in self._of(turn)])

    def _of(self, turn: Turn) -> Iterable[Block]:
        """The blocks of a turn; with a question or the end, what was asked before steps back."""
        made = list(blocks(turn))
        if turn.kind in (TurnKind.QUESTION, TurnKind.SUMMARY):
            for block in self._open:
                self._step_back(block)
            self._open = made if turn.kind is TurnKind.QUESTION else []
        return made

    def _step_back(self, block: Block) -> None:
        place = next((n for n, one in enumerate(self._blocks) if one is block), None)
        if place is None:
            return
        behind = self._blocks[place] = answered(block)
        if self._laid_in:
            lines = [line for line in self._lines if line.block is block]
            for line, laid in zip(lines, behind.laid(self._laid_in), strict=True):
                line.laid, line.block, line.strip = laid, behind, None

    def add(self, *new: Block) -> None:
        """Add blocks at the end and go there; the oldest go when there are too many."""
        self._blocks += new
        if self._laid_in:
            self._lines += self._laid(new)
        if len(self._blocks) > KEPT:
            self._prune()
        for line in self._lines[-6 * self._height : -2 * self._height]:
            line.strip = None  # whoever reads back has it drawn again
        self._at_end = True
        self._fit()
        self.refresh()

    def _prune(self) -> None:
        surplus = len(self._blocks) - KEPT * 3 // 4
        gone = {id(block) for block in self._blocks[:surplus]}
        del self._blocks[:surplus]
        self._lines = [line for line in self._lines if id(line.block) not in gone]

    def _laid(self, new: Iterable[Block]) -> list[_Line]:
        return [_Line(laid, block) for block in new for laid in block.laid(self._laid_in)]

    def on_resize(self) -> None:
        """Lay the page out in another width; whoever read back stays at what they read."""
        width, self._height = self.scrollable_content_region.size
        if width == self._laid_in:
            self._fit()
            return
        top = self._line_at(0)
        self._laid_in = width
        self._lines = self._laid(self._blocks)
        self._fit()
        if top is not None and not self._at_end:
            row = next(n for n, line in enumerate(self._lines) if line.block is top.block)
            self.scroll_to(y=row, animate=False, force=True)
        self.refresh()

    def _fit(self) -> None:
        """Tell the scroll bar how long the page is, and stay at its end."""
        height = self._height
        size = Size(self._laid_in, len(self._lines))
        if (size.height > height) == self.show_vertical_scrollbar and self.show_vertical_scrollbar:
            # Only the length differs: nothing on the screen has to find its place again.
            self.set_reactive(Widget.virtual_size, size)
        else:
            self.virtual_size = size
        self.call_after_refresh(self._place_bar)
        if self._at_end:
            self.scroll_to(y=max(0, size.height - height), animate=False, force=True)

    def _place_bar(self) -> None:
        """Move the scroll bar, once what was scrolled to can be read."""
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = self.virtual_size.height
            self.vertical_scrollbar.position = self.scroll_y

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        self._at_end = round(new_value) >= self.max_scroll_y
        if round(old_value) != round(new_value):
            self.refresh()
            self.call_after_refresh(self._place_bar)

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines with their margins. At an answer all of them move up and few are new: what was
        drawn is kept by line of the page, where the library would keep it by line of the screen.
        """
        above, width = self.styles.padding.top, self.region.width
        strips = [self._drawn(y - above, width) for y in crop.line_range]
        if crop.column_span != (0, width):
            return [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _drawn(self, y: int, width: int) -> Strip:
        line, row = self._line_at(y), self._row_at(y)
        if line is None or not 0 <= y < self._height:
            return self._framed((), max(0, row), width)
        selection = self.text_selection
        span = selection.get_span(row) if selection else None
        if span is not None:
            return self._framed(self._words(line, span), row, width)
        if line.strip is None or line.row != row or line.strip.cell_length != width:
            line.strip, line.row = self._framed(self._words(line, None), row, width), row
        return line.strip

    def _framed(self, words: Iterable[Segment], row: int, width: int) -> Strip:
        """A line of the page as the terminal shows it: between margins, through the filters."""
        style = self.visual_style.rich_style
        left = Segment(" " * self.styles.padding.left, style)
        strip = Strip([left, *Strip(words).apply_offsets(0, row)]).adjust_cell_length(width, style)
        for each in self.get_line_filters():
            strip = strip.apply_filter(each, self.background_colors[1])
        return strip

    def _row_at(self, y: int) -> int:
        """The row of the page at a line of the screen: a short page stands at the bottom."""
        return y + round(self.scroll_y) - max(0, self._height - len(self._lines))

    def _line_at(self, y: int) -> _Line | None:
        row = self._row_at(y)
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _words(self, line: _Line, span: tuple[int, int] | None) -> list[Segment]:
        content = line.laid.content
        if line.block.pick and line.block is self._pointed:
            content = content.stylize_before("on $surface")
        if span is not None:
            start, end = span
            last = len(content.plain) if end == -1 else end
            chosen = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            content = content.stylize(chosen, start, last)
        parts = content.render(
            self.visual_style, end="", parse_style=self.app.stylesheet.parse_style
        )
        return [Segment(each, style.rich_style) for text, style in parts for each in _apart(text)]

    def notify_style_update(self) -> None:
        """The theme has changed, or something else about the look."""
        super().notify_style_update()
        for line in self._lines:
            line.strip = None

    # Pointing and copying

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._point_at(event)

    def on_leave(self) -> None:
        self._point_at(None)

    def _point_at(self, event: events.MouseEvent | None) -> None:
        offset = event.get_content_offset(self) if event else None
        line = self._line_at(offset.y) if offset else None
        pointed = line.block if line and line.block.pick else None
        if pointed is not self._pointed:
            for one in self._lines:
                if one.block in (pointed, self._pointed):
                    one.strip = None
            self._pointed = pointed
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        line = self._line_at(offset.y) if offset else None
        if line is not None and line.block.pick:
            event.stop()
            self.post_message(self.Picked(line.block.pick))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected words without the bars and frames; a wrapped paragraph is one line again."""
        taken: list[tuple[bool, str]] = []
        for row, line in enumerate(self._lines):
            span = selection.get_span(row)
            if span is None:
                continue
            start, end = span
            laid = line.laid
            last = laid.end if end == -1 else min(end, laid.end)
            words = laid.content.plain[max(start, laid.begin) : last].strip()
            taken.append((laid.goes_on, words))
        text = ""
        for place, (goes_on, words) in enumerate(taken):
            text += ("" if not place else " " if goes_on else "\n") + words
        return (text, "\n") if text.strip() else None

    def selection_updated(self, selection: Selection | None) -> None:
        self.refresh()


def _apart(text: str) -> tuple[str, ...]:
    """The spaces before the words by themselves: pictures of the screen lose them otherwise."""
    words = text.lstrip(" ")
    indent = len(text) - len(words)
    return (text[:indent], words) if indent and words else (text,)
