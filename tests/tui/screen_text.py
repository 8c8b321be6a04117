"""What a person sees: the text of the screen, line by line, taken from its picture."""

from __future__ import annotations

import html
import re

from textual.app import App

_TEXT = re.compile(r'<text [^>]*?x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')
_CELL = 12.2  # width of one cell in the picture


def lines(app: App[int]) -> list[str]:
    """The lines of the screen without the spaces at their ends."""
    svg = app.export_screenshot()
    body = svg[svg.index('clip-path="url(#') :]
    rows: dict[float, str] = {}
    for x, y, text in _TEXT.findall(body):
        row = rows.get(float(y), "")
        rows[float(y)] = row.ljust(round(float(x) / _CELL)) + html.unescape(text)
    return [rows[y].replace("\xa0", " ").rstrip() for y in sorted(rows)]


def seen(app: App[int]) -> str:
    """The whole screen as one text, runs of spaces folded, for looking for a sentence in it."""
    return " ".join(" ".join(lines(app)).split())


def right_of(app: App[int], column: int) -> str:
    """The text from `column` on, for a panel beside another."""
    return " ".join(" ".join(line[column:] for line in lines(app)).split())
