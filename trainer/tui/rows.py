"""A list of rows for keys and mouse: a click chooses a row, a click on the chosen one opens it."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.tui.chosen import is_swapped, swapped

_BAR = "▌"


class Rows(OptionList):
    """The library's list opens a row at the first click; here one can look before one leaps.

    A bar stands at the left of the chosen row, in the blank cell that every row begins with: the
    tint alone is not seen by everybody. Where colours are the terminal's own, the row is in reverse
    video instead.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--bar"}
    DEFAULT_CSS = """
    Rows > .rows--bar {
        color: $primary;
        background: $chosen;
        text-style: none;
    }
    """

    def __init__(self, *options: Option, id: str, compact: bool = False) -> None:
        super().__init__(*options, id=id, markup=False, compact=compact)

    def render_line(self, y: int) -> Strip:
        """The library's line, with the bar if it belongs to the chosen row."""
        strip = super().render_line(y)
        place = self.scroll_offset.y + y
        if place >= len(self._lines) or self._lines[place][0] != self.highlighted:
            return strip
        if is_swapped(self.app):
            return swapped(strip, self.get_visual_style("option-list--option").rich_style)
        bar = Segment(_BAR, self.get_component_rich_style("rows--bar"))
        return Strip([bar, *strip.crop(1)], strip.cell_length)

    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()
        clicked = event.style.meta.get("option")
        if clicked is None or self.get_option_at_index(clicked).disabled:
            return
        if clicked == self.highlighted:
            self.action_select()
        else:
            self.highlighted = clicked
