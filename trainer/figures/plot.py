"""Charts as lines of text: columns over a labelled axis, and bars with bounds.

No screen and no colour: each piece says what it is, and who shows it may colour it. In a pipe the
pieces are joined and say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_MAY_BE = "░"


class Part(Enum):
    """What a piece of a chart is."""

    WORDS = "words"
    AXIS = "axis"
    BAR = "bar"
    MAY_BE = "may be"
    REST = "rest"
    BOUND = "bound"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some cells of a line, and what they are."""

    text: str
    part: Part


Line = tuple[Piece, ...]


def joined(line: Line) -> str:
    """A line as plain text."""
    return "".join(piece.text for piece in line).rstrip()


@dataclass(frozen=True, slots=True)
class Column:
    """One value, or from `low` to `high` where it is a range; at least 0."""

    low: float
    high: float


def columns(
    values: Sequence[Column],
    height: int,
    *,
    levels: Mapping[float, str],
    labels: Mapping[int, str],
    gap: int = 0,
    cell: int = 1,
) -> list[Line]:
    """Columns of `cell` cells each, `gap` cells apart, `height` lines high, over an axis.

    The highest of `levels` and values is the top. `levels` label the axis at the left, `labels` the
    columns of those numbers (from 0) below; a label that would run into another is left out.
    """
    top = max([*levels, *(value.high for value in values)], default=1) or 1
    at = {max(1, min(height, -int(-level / top * height // 1))): said
          for level, said in levels.items() if level > 0}  # fmt: skip
    zero = levels.get(0, "")
    room = max((len(said) for said in (*at.values(), zero)), default=0)
    lines = []
    for row in range(height, 0, -1):
        said = at.get(row, "")
        axis = Piece(f"{said:>{room}} {'┤' if said else '│'}", Part.AXIS)
        lines.append((axis, *_merged(_row(values, row, height, top, cell, gap))))
    width = len(values) * (cell + gap)
    lines.append((Piece(f"{zero:>{room}} └{'─' * width}", Part.AXIS),))
    below = _below(labels, cell + gap, width)
    if below.strip():
        lines.append((Piece(f"{'':>{room}}  {below}", Part.AXIS),))
    return lines


def _row(
    values: Sequence[Column], row: int, height: int, top: float, cell: int, gap: int
) -> Iterator[Piece]:
    for value in values:
        shape, part = _cell(value, row, height, top)
        yield Piece(shape * cell, part)
        if gap:
            yield Piece(" " * gap, Part.REST)


def _cell(value: Column, row: int, height: int, top: float) -> tuple[str, Part]:
    """What stands of a column in the line `row`, from 1 at the bottom.

    One value ends in eighths of a line. A range has whole lines: where its lower end lies within
    one, a part of a line would hide that the range goes on above it.
    """
    if value.low < value.high:
        solid = round(value.low / top * height)
        if row <= solid:
            return _EIGHTHS[8], Part.BAR
        if row <= max(1, round(value.high / top * height)):
            return _MAY_BE, Part.MAY_BE
        return " ", Part.REST
    eighths = _eighths(value.high, top, height) - (row - 1) * 8
    return (_EIGHTHS[min(8, eighths)], Part.BAR) if eighths > 0 else (" ", Part.REST)


def _eighths(value: float, top: float, height: int) -> int:
    """How many eighths of a line a value is high; what is more than nothing is at least one."""
    found = round(value / top * height * 8)
    return max(1, found) if value > 0 else 0


def _merged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours that are the same part, as one piece."""
    text, part = "", None
    for piece in pieces:
        if piece.part is not part and part is not None:
            yield Piece(text, part)
            text = ""
        text, part = text + piece.text, piece.part
    if part is not None:
        yield Piece(text, part)


def _below(labels: Mapping[int, str], step: int, width: int) -> str:
    cells = ""
    for number in sorted(labels):
        said = labels[number]
        at = min(number * step, max(0, width - len(said)))
        if at == 0 or at > len(cells):
            cells = cells.ljust(at) + said
    return cells


@dataclass(frozen=True, slots=True)
class Bar:
    """A share (0 to 1) with its name, what may be said behind it, its bounds and a mark."""

    name: str
    share: float
    said: str = ""
    low: float | None = None
    high: float | None = None
    mark: float | None = None


MARK = "◆"
_LEAST = 8  # cells of a bar, however narrow the place


def bars(rows: Sequence[Bar], width: int, *, ticks: bool = False) -> list[Line]:
    """A bar a row from 0 to 1: heavy as far as the share, with [ and ] at the bounds, and ◆.

    A name that leaves no room is cut with an ellipsis. With `ticks`, a line below says where 0, 50
    and 100% are.
    """
    said = max((len(row.said) for row in rows), default=0)
    names = max((len(row.name) for row in rows), default=0)
    names = min(names, max(10, width - said - _LEAST - 4))
    before = 2 if names else 0
    room = max(_LEAST, width - names - before - (said + 2 if said else 0))
    lines = []
    for row in rows:
        name = row.name if len(row.name) <= names else f"{row.name[: names - 1]}…"
        full = round(row.share * room)
        cells = [Piece("━", Part.BAR)] * full + [Piece("─", Part.REST)] * (room - full)
        for where, sign, part in (
            (row.low, "[", Part.BOUND),
            (row.high, "]", Part.BOUND),
            (row.mark, MARK, Part.MARK),
        ):
            if where is not None:
                cells[max(0, min(room - 1, int(where * room)))] = Piece(sign, part)
        lines.append(
            (
                Piece(f"{name:<{names}}{' ' * before}", Part.WORDS),
                *_merged(iter(cells)),
                Piece(f"  {row.said}" if row.said else "", Part.AXIS),
            )
        )
    if ticks:
        scale = f"{'0%':<{room // 2 - 1}}50%".ljust(room - len("100%")) + "100%"
        lines.append((Piece(f"{'':<{names + before}}{scale}", Part.AXIS),))
    return lines
