"""Small charts of text: columns, bars with bounds, a year of days. They can be copied, and need no
colour."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from trainer.figures.heatmap import Square
from trainer.schedule.study_day import date_of
from trainer.tui.study.turns.words import literal

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_SHADES = "·░▒▓█"
_DAYS = ("Mon", "", "Wed", "", "Fri", "", "")


def columns(values: Sequence[int], height: int = 5) -> Content:
    """Columns of two cells each, the highest `height` lines high, with the scale at the left."""
    top = max(values, default=0) or 1
    scale = len(str(top))
    lines = []
    for row in range(height, 0, -1):
        cells = []
        for value in values:
            eighths = round(value / top * height * 8) - (row - 1) * 8
            cells.append(_EIGHTHS[max(0, min(8, eighths))] + " ")
        mark = str(top) if row == height else "0" if row == 1 else ""
        lines.append(literal(f"{mark:>{scale}} ", "$text-muted") + literal("".join(cells)))
    return Content("\n").join(lines)


Bar = tuple[str, float, float | None, float | None, str]
"""Label, share (0 to 1), its bounds or None, and words behind."""


def shares(rows: Sequence[Bar], width: int) -> Content:
    """A bar a row from 0 to 1: its label, its share, the bounds (None for none), and words behind.

    The bounds are marked by brackets on the bar, so that they can be seen without colour.
    """
    label = min(24, max((len(row[0]) for row in rows), default=0))
    words = max((len(row[4]) for row in rows), default=0)
    room = max(8, width - label - words - 4)
    lines = []
    for name, share, low, high, said in rows:
        full = round(share * room)
        cells = ["█"] * full + ["░"] * (room - full)
        for bound, sign in ((low, "["), (high, "]")):
            if bound is not None:
                cells[min(room - 1, int(bound * room))] = sign
        shown = name if len(name) <= label else name[: label - 1] + "…"
        lines.append(
            literal(f"{shown:<{label}}  ")
            + literal("".join(cells), "$text-accent")
            + literal(f"  {said}", "$text-muted")
        )
    return Content("\n").join(lines)


def year(weeks: Sequence[Sequence[Square]], width: int) -> Content:
    """A row a weekday, a column a week, as many weeks as fit, the newest at the right."""
    shown = list(weeks)[-max(4, width - 5) :]
    months = [" "] * (len(shown) + 3)
    last = ""
    free = 0  # the first place that no name stands at
    for place, week in enumerate(shown):
        month = date_of(week[0].day).strftime("%b")
        if month != last and place >= free and place + 3 <= len(shown):
            months[place : place + 3] = list(month)
            free = place + 4
        last = month
    lines = [literal("     " + "".join(months), "$text-muted")]
    for weekday, name in enumerate(_DAYS):
        row = literal(f"{name:<4} ", "$text-muted")
        for week in shown:
            if weekday >= len(week):
                continue
            square = week[weekday]
            style = "$text-muted" if not square.level else "$text-success"
            row += literal(_SHADES[square.level], style)
        lines.append(row)
    return Content("\n").join(lines)
