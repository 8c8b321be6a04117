"""Which outcomes are drawn: a schedule's levels, and what is left as time goes by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from trainer.calculator.calculation import CannotCalculate
from trainer.calculator.catalogue import Outcome, run
from trainer.calculator.quantity import Quantity
from trainer.calculator.rules import Given
from trainer.calculator.writer import write
from trainer.tui.calculator.chart import Bar

TIME = "elapsed"  # the input along which a curve is drawn
_POINTS = 8  # of a curve, after its start
_MOST = 24  # levels of a schedule that are drawn


def bars_of(outcome: Outcome) -> Sequence[Bar]:
    """The bars of a schedule or of a curve; none for a single result."""
    if outcome.result is None:
        return ()
    if table := outcome.result.table:
        return [_bar(str(row).partition(":")[0], row.daily) for row in table[:_MOST]]
    if TIME in outcome.given and outcome.quantity is not None:
        return list(_curve(outcome))
    return ()


def _curve(outcome: Outcome) -> Iterator[Bar]:
    """The result at the start, at the time given, and at even steps between."""
    time = outcome.given[TIME]
    if not isinstance(time.value, Quantity) or not time.value.value:
        return
    for point in range(_POINTS + 1):
        at = Quantity.of(time.value.value * Fraction(point, _POINTS), time.value.unit)
        try:
            there = run(outcome.calculation, {**outcome.given, TIME: Given(at, time.origin)})
        except CannotCalculate:
            continue
        if there.quantity is not None:
            yield _bar(write(at, 2), there.quantity)


def _bar(label: str, quantity: Quantity) -> Bar:
    low, high = quantity.ends[0], quantity.ends[-1]
    return Bar(label, min(low, high), max(low, high), write(quantity))
