"""A chart of several lines with logarithmic axes, as an SVG of plain shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WIDE, HIGH, LEFT, TOP, BOTTOM, RIGHT = 860, 440, 70, 46, 52, 260
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#8a6d00")


@dataclass(frozen=True, slots=True)
class Line:
    """A name and its points, both coordinates above 0, at least one."""

    name: str
    points: Sequence[tuple[float, float]]


def drawn(title: str, below: str, lines: Sequence[Line]) -> str:
    """Return the chart; it reads on light and on dark paper."""
    across = _decades(x for line in lines for x, _ in line.points)
    up = _decades(y for line in lines for _, y in line.points)

    def place(x: float, y: float) -> tuple[float, float]:
        wide, high = WIDE - LEFT - RIGHT, HIGH - TOP - BOTTOM
        return (
            LEFT + wide * (log10(x) - across[0]) / (across[-1] - across[0]),
            TOP + high * (up[-1] - log10(y)) / (up[-1] - up[0]),
        )

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" role="img"'
        f' font-family="sans-serif" font-size="13"><title>{escape(title)}</title>',
        f'<rect width="{WIDE}" height="{HIGH}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="26" font-size="16">{escape(title)}</text>',
    ]
    for power in up:
        _, y = place(10 ** across[0], 10**power)
        parts.append(
            f'<line x1="{LEFT}" x2="{WIDE - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#dddddd"/>'
            f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{float(10**power):,g}</text>'
        )
    for power in across:
        x, _ = place(10**power, 10 ** up[0])
        parts.append(
            f'<text x="{x:.1f}" y="{HIGH - BOTTOM + 20}" text-anchor="middle">{10**power:,}</text>'
        )
    middle = LEFT + (WIDE - LEFT - RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{HIGH - 10}" text-anchor="middle">{escape(below)}</text>')
    for line, colour, height in zip(lines, COLOURS, _apart(lines, place), strict=False):
        points = " ".join("{:.1f},{:.1f}".format(*place(x, y)) for x, y in line.points)
        right, _ = place(*line.points[-1])
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
            f'<text x="{right + 12:.1f}" y="{height + 4:.1f}" fill="{colour}">'
            f"{escape(line.name)}</text>"
        )
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
            for x, y in (place(*point) for point in line.points)
        ]
    return "\n".join([*parts, "</svg>\n"])


def _decades(values: Iterable[float]) -> range:
    found = list(values)
    low, high = floor(log10(min(found))), ceil(log10(max(found)))
    return range(low, max(high, low + 1) + 1)


def _apart(
    lines: Sequence[Line], place: Callable[[float, float], tuple[float, float]]
) -> list[float]:
    """Heights for the names, so that none stands on another."""
    wanted = sorted((place(*line.points[-1])[1], number) for number, line in enumerate(lines))
    heights = [0.0] * len(lines)
    lowest = float("-inf")
    for height, number in wanted:
        lowest = max(height, lowest + 16)
        heights[number] = lowest
    return heights
