"""The first question on the terminal, before Textual is loaded.

Loading Textual takes most of the time until something can be read. The question is known before
that, so it is written where the study screen will draw it, in the same colours; Textual then draws
over it. What is typed meanwhile waits in the terminal and arrives in the prompt.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import TextIO

from trainer.text import visible
from trainer.tui.colours import COLOURS
from trainer.tui.sizes import LONGEST, NORMAL, SIDE, TALL, WIDE
from trainer.tutor.turn import Turn, TurnKind

_ENTER = "\x1b[?1049h\x1b[?25l"  # the second screen, the cursor hidden
_LEAVE = "\x1b[?25h\x1b[?1049l"


def first_light(
    opening: Sequence[Turn], theme: str, stream: TextIO | None, environ: Mapping[str, str]
) -> bool:
    """Write the question of `opening` to a terminal; say whether anything was written."""
    if stream is None or not stream.isatty():
        return False
    try:
        width, height = os.get_terminal_size(stream.fileno())
    except OSError:
        return False
    if width < 20 or height < 8:
        return False
    stream.write(_ENTER + picture(opening, width, height, _colours(theme, environ)))
    stream.flush()
    return True


def put_out(stream: TextIO | None) -> None:
    """Give the terminal back, if Textual could not take it over."""
    if stream is not None:
        stream.write(_LEAVE)
        stream.flush()


def picture(opening: Sequence[Turn], width: int, height: int, colours: str) -> str:
    """The question above the place of the prompt, as far as there is room."""
    left, room = _column(width)
    asked = next((turn for turn in opening if turn.kind is TurnKind.QUESTION), None)
    lines = [
        line
        for paragraph in (asked.lines if asked else ())
        for line in wrap(visible(paragraph), room)
    ]
    below = 5 if height >= TALL else 3  # prompt, keys, and the space above them
    if asked:
        below += len(asked.options)
    top = max(1, height - below - len(lines) + 1)
    placed = [
        f"\x1b[{top + row};{left + 1}H\x1b[1m{line}\x1b[22m"
        for row, line in enumerate(lines)
        if top + row < height
    ]
    return f"{colours}\x1b[2J{''.join(placed)}"


def _column(width: int) -> tuple[int, int]:
    """Where the text of a question begins on the study screen, and the cells it has."""
    free = width - (SIDE if width >= WIDE else 0)
    conversation = min(free, LONGEST)
    margin = 3 if width < NORMAL else 4
    return (free - conversation) // 2 + margin, conversation - 2 * margin


def _colours(theme: str, environ: Mapping[str, str]) -> str:
    """The theme's colours, where the terminal says that it has them all."""
    own = COLOURS.get(theme)
    if (
        own is None
        or "NO_COLOR" in environ
        or environ.get("COLORTERM") not in ("truecolor", "24bit")
    ):
        return ""
    return f"\x1b[38;2;{_rgb(own['foreground'])}m\x1b[48;2;{_rgb(own['background'])}m"


def _rgb(colour: str) -> str:
    return ";".join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))
