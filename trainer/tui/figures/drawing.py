"""Charts on the screen: the lines of a chart in the theme's colours, and a year of days.

They are text: they can be copied, and say the same without colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from trainer.figures.heatmap import LEVELS, Square
from trainer.figures.plot import Line, Part
from trainer.schedule.study_day import date_of
from trainer.tui.study.turns.words import literal

_SHADES = "·░▒▓█"
_LEFT = 5  # cells of the weekdays' names
_FEWEST = 12  # weeks that are shown
_DAYS = ("Mon", "", "Wed", "", "Fri", "", "")
_STYLES = {
    Part.WORDS: "",
    Part.AXIS: "$text-muted",
    Part.BAR: "$primary",
    Part.MAY_BE: "$primary",
    Part.REST: "$line",
    Part.BOUND: "bold $foreground",
    Part.MARK: "bold $text-accent",
}


def drawn(lines: Iterable[Line]) -> Content:
    """The lines of a chart in colour."""
    return Content("\n").join(
        Content.assemble(*(literal(piece.text, _STYLES[piece.part]) for piece in line))
        for line in lines
    )


def year(weeks: Sequence[Sequence[Square]], width: int) -> Content:
    """A row a weekday, a column a week, from the first week with an answer to the newest.

    A week is two cells wide where there is room, so that each month's name stands over its weeks.
    """
    begun = next((at for at, week in enumerate(weeks) if any(day.answered for day in week)), 0)
    shown = list(weeks)[min(begun, max(0, len(weeks) - _FEWEST)) :]
    cells = 2 if 2 * len(shown) <= width - _LEFT else 1
    shown = shown[-max(4, (width - _LEFT) // cells) :]
    lines = [literal(" " * _LEFT + _months(shown, cells), "$text-muted")]
    for weekday, name in enumerate(_DAYS):
        row = literal(f"{name:<4} ", "$text-muted")
        for week in shown:
            if weekday >= len(week):
                continue
            square = week[weekday]
            style = "$text-muted" if not square.level else "$text-success"
            row += literal(_SHADES[square.level] * cells, style)
        lines.append(row)
    lines.append(literal(" " * _LEFT + _shades(weeks), "$text-muted"))
    return Content("\n").join(lines)


def _months(weeks: Sequence[Sequence[Square]], cells: int) -> str:
    """The months' names, each over the week that its first day lies in."""
    line, last = "", date_of(weeks[0][0].day).strftime("%b")
    for place, week in enumerate(weeks):
        month = date_of(week[-1].day).strftime("%b")
        at = place * cells
        if (month != last or not place) and (at > len(line) or not place):
            line = line.ljust(at) + month
        last = month
    return line


def _shades(weeks: Sequence[Sequence[Square]]) -> str:
    """What the shades stand for: "· none  ░ 1–5  ▒ 6–10  ▓ 11–15  █ 16–20 answers"."""
    most = max((day.answered for week in weeks for day in week), default=0)
    parts = [f"{_SHADES[0]} none"]
    low = 1
    for level in range(1, LEVELS + 1):
        high = most * level // LEVELS
        if high >= low:
            parts.append(
                f"{_SHADES[level]} {low}–{high}" if high > low else f"{_SHADES[level]} {low}"
            )
            low = high + 1
    return "  ".join(parts) + " answers"
