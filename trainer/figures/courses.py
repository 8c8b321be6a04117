"""The courses that a deck's rules give, as charts over a labelled axis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from trainer.calculator.curve import Curve
from trainer.calculator.quantity import Quantity
from trainer.calculator.writer import write, write_number
from trainer.figures.plot import Column, Line, columns

_HEIGHT = 10  # lines of a chart
_TICKS = 4  # parts of the axis of time that are labelled
_AFTER = 3  # days that a schedule is shown after its last change


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its title and the sentence that says what it shows and where it is from."""

    title: str
    sentence: str
    lines: tuple[Line, ...]


def charts(curves: tuple[Curve, ...], width: int) -> Iterator[Chart]:
    """One chart a course, in at most `width` cells."""
    for curve in curves:
        yield _titration(curve, width) if curve.name == "titration" else _elimination(curve, width)


def _elimination(curve: Curve, width: int) -> Chart:
    values = [Column(*map(float, point.ends)) for point in curve.points]
    room = width - len("100%") - 3
    last = len(values) - 1
    labels = {
        place: write_number(_rounded(curve.points[place].at).value, 1)
        for place in (last * tick // _TICKS for tick in range(_TICKS))
    }
    labels[last] = write(_rounded(curve.points[last].at), 1)
    is_range = any(point.level.is_range for point in curve.points)
    sentence = f"What is left of a dose, hour by hour, with {_said(curve, 'half_life')}."
    if is_range:
        sentence += " Solid with the shorter half-life, shaded up to the longer one."
    lines = columns(
        values,
        _HEIGHT,
        levels={100: "100%", 50: "50%", 0: "0%"},
        labels=labels,
        cell=max(1, room // len(values)),
    )
    return Chart(f"Elimination{_of(curve)}", sentence, tuple(lines))


def _titration(curve: Curve, width: int) -> Chart:
    starts = [int(point.at.value) for point in curve.points]
    last = starts[-1] + _AFTER
    values: list[Column] = []
    for day in range(1, last):
        level = max(place for place, start in enumerate(starts) if start <= day)
        values.append(Column(*map(float, curve.points[level].ends)))
    top, bottom = curve.points[-1], curve.points[0]
    labels = {start - 1: f"day {start}" if start == 1 else str(start) for start in starts}
    levels = {0.0: "0"}
    for point in (bottom, top):
        levels[float(point.ends[1])] = write_number(point.ends[1])
    room = width - max(map(len, levels.values())) - 3
    unit = write(top.level).removeprefix(write_number(top.ends[1])).strip()
    lines = columns(
        values,
        _HEIGHT,
        levels=levels,
        labels=labels,
        cell=max(1, min(4, room // len(values))),
    )
    sentence = (
        f"The daily dose in {unit}, from the starting dose up to the usual maximum "
        f"({_lines(curve)})."
    )
    return Chart(f"Titration{_of(curve)}", sentence, tuple(lines))


def _of(curve: Curve) -> str:
    return f" ({curve.scope})" if curve.scope else ""


def _said(curve: Curve, name: str) -> str:
    """The input that the course rests on, with its line: "a half-life of 2.5 to 4 hours"."""
    given = curve.outcome.given.get(name)
    value = f"a half-life of {given}" if given is not None else "the half-life"
    return f"{value} ({_lines(curve)})"


def _lines(curve: Curve) -> str:
    if not curve.lines:
        return "the deck's own numbers"
    numbers = ", ".join(str(line) for line in curve.lines)
    return f"monograph, line{'s' if len(curve.lines) > 1 else ''} {numbers}"


def _rounded(at: Quantity) -> Quantity:
    """A time to a tenth: what a label has room for."""
    return Quantity.of(Fraction(round(at.value, 1)), at.unit)
