"""Charts on the screen: the lines of a chart in the theme's colours, and a year of days.

They are text: they can be copied, and say the same without colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from trainer.figures.heatmap import Square
from trainer.figures.plot import Line, Part
from trainer.schedule.study_day import date_of
from trainer.tui.study.turns.words import literal

_SHADES = "·░▒▓█"
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
    lines.append(literal(f"     {_SHADES[0]} none   {_SHADES[1:]} more and more", "$text-muted"))
    return Content("\n").join(lines)
