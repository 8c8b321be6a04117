"""Which outcomes are drawn: a schedule's levels, and what is left as time goes by."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.calculator.catalogue import Outcome
from trainer.calculator.curve import along
from trainer.calculator.quantity import Quantity
from trainer.calculator.writer import write
from trainer.tui.calculator.chart import Bar

_POINTS = 8  # of a curve, after its start
_MOST = 24  # levels of a schedule that are drawn


def bars_of(outcome: Outcome) -> Sequence[Bar]:
    """The bars of a schedule or of a curve; none for a single result."""
    if outcome.result is None:
        return ()
    if table := outcome.result.table:
        return [_bar(str(row).partition(":")[0], row.daily) for row in table[:_MOST]]
    return [_bar(write(point.at, 2), point.level) for point in along(outcome, _POINTS)]


def caption(outcome: Outcome, bars: Sequence[Bar]) -> str:
    """What the bars show, in a sentence; empty where there are none."""
    if outcome.result is None or not bars:
        return ""
    if len(outcome.result.table) > _MOST:
        return f"The first {_MOST} of {len(outcome.result.table)} levels."
    if outcome.result.table:
        return "The daily dose, level by level."
    if any(bar.low != bar.high for bar in bars):
        return "What is left as time goes by: █ at least, ░ at most."
    return "What is left as time goes by."


def _bar(label: str, quantity: Quantity) -> Bar:
    low, high = quantity.ends[0], quantity.ends[-1]
    return Bar(label, min(low, high), max(low, high), write(quantity))
