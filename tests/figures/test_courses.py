"""The courses of a drug as charts: title, origin, axes with units."""

from __future__ import annotations

import pytest

from tests.tui.fake import RULES
from trainer.calculator.curve import curves
from trainer.figures.courses import Chart, charts
from trainer.figures.plot import joined


def drawn(width: int) -> dict[str, Chart]:
    return {one.title: one for one in charts(curves(RULES), width)}


@pytest.mark.parametrize("width", [46, 54, 100])
def test_both_courses_keep_to_the_width_and_name_their_lines(width: int) -> None:
    found = drawn(width)
    assert set(found) == {"Titration (oral)", "Elimination (oral)"}
    assert "(monograph, lines 8, 9, 10)" in found["Titration (oral)"].sentence
    assert (
        "half-life of 2.5 to 4 hours (monograph, line 14)" in found["Elimination (oral)"].sentence
    )
    for one in found.values():
        assert all(len(joined(line)) <= width for line in one.lines)


def test_the_axes_say_what_they_are() -> None:
    titration = [joined(line) for line in drawn(60)["Titration (oral)"].lines]
    assert titration[0].startswith("80 ┤")
    assert titration[-1].split()[:3] == ["day", "1", "4"]
    elimination = [joined(line) for line in drawn(60)["Elimination (oral)"].lines]
    assert elimination[0].startswith("100% ┤")
    assert elimination[-1].split() == ["0", "5", "10", "15", "20", "hours"]
