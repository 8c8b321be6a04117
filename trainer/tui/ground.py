"""What only holds other widgets: it has no words and no frame of its own."""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style
from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Ground(Widget):
    """One blank line for all of its lines.

    The library draws, filters and cuts each line of each widget that lies below a change, also of
    those that are hidden by what they hold. It stands last among the bases: the library takes a
    widget's styles from the first.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        strip = _blank(crop.width, self.visual_style.rich_style)
        for each in self.get_line_filters():
            strip = strip.apply_filter(each, self.background_colors[1])
        return [strip] * crop.height


@lru_cache(maxsize=32)
def _blank(width: int, style: Style) -> Strip:
    return Strip.blank(width, style)


class Row(Horizontal, Ground):
    """Widgets beside each other."""


class Column(Vertical, Ground):
    """Widgets below each other."""
