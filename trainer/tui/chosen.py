"""The chosen row where the colours are the terminal's own: ink and ground change places.

No tint can be chosen there that every terminal shows: a terminal's "bright black" may be its ground
itself, and coloured words on it cannot be read.
"""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.strip import Strip


def is_swapped(app: App[int]) -> bool:
    """Whether the chosen row is shown by reverse video: in the terminal's colours, or in none."""
    return app.current_theme.ansi or app.no_color


def swapped(strip: Strip, ink: Style) -> Strip:
    """The line with `ink` and its ground swapped, every word alike; only what is bold stays so."""
    plain = Style(color=ink.color, bgcolor=ink.bgcolor, reverse=True)
    return Strip(
        [
            Segment(
                text,
                plain + Style(bold=style.bold, meta=style.meta) if style else plain,
                control,
            )
            for text, style, control in strip
        ],
        strip.cell_length,
    )
