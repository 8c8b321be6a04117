"""The window of the command palette: the library's, with the chosen row of the other lists."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.command import CommandInput, CommandList, CommandPalette
from textual.containers import Horizontal, Vertical
from textual.strip import Strip
from textual.widgets import LoadingIndicator

from trainer.tui.chosen import is_swapped, swapped


class Commands(CommandList):
    """The commands that fit what was typed."""

    def render_line(self, y: int) -> Strip:
        """The library's line; swapped if it belongs to the chosen row and colours tell nothing."""
        strip = super().render_line(y)
        place = self.scroll_offset.y + y
        if place >= len(self._lines) or self._lines[place][0] != self.highlighted:
            return strip
        ink = self.get_visual_style("option-list--option").rich_style
        return swapped(strip, ink) if is_swapped(self.app) else strip


class CommandWindow(CommandPalette):
    """A line to type in, and the commands below it."""

    def compose(self) -> ComposeResult:
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield CommandInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield Commands()
                yield LoadingIndicator()
