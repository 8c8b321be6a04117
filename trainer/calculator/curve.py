"""Courses over time: what is left of a drug hour by hour, and a titration day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from trainer.calculator.calculation import CannotCalculate, checked
from trainer.calculator.catalogue import Outcome, calculate
from trainer.calculator.quantity import Quantity
from trainer.calculator.rules import Given, Origin, Rulebook
from trainer.calculator.writer import write

TIME = "elapsed"  # the input along which a calculation has a course
HALF_LIVES = 5  # that an elimination is followed for: 3% is left of it then
_CONVENTION = Origin("convention", "five of the longest half-lives")


@dataclass(frozen=True, slots=True)
class Point:
    """A level (it may be a range) at a time, or from that time on."""

    at: Quantity
    level: Quantity

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest that the level may be."""
        ends = self.level.ends
        return min(ends[0], ends[-1]), max(ends[0], ends[-1])


@dataclass(frozen=True, slots=True)
class Curve:
    """A course that a deck's rules give. `name` is "elimination" or "titration".

    The points of an elimination lie at even steps; those of a titration are days from which a level
    holds. `outcome` is the calculation behind them, with its steps and origins; `scope` is the
    route, where the deck has several.
    """

    name: str
    scope: str
    points: tuple[Point, ...]
    outcome: Outcome

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines of the monograph that it rests on."""
        found = {line for given in self.outcome.given.values() for line in given.origin.lines}
        return tuple(sorted(found))

    def to_json(self) -> dict[str, Any]:
        return {
            "curve": self.name,
            "scope": self.scope,
            "lines": list(self.lines),
            "points": [
                {
                    "at": float(point.at.value),
                    "at_unit": str(point.at.unit),
                    "low": float(point.ends[0]),
                    "high": float(point.ends[1]),
                    "unit": str(point.level.unit),
                }
                for point in self.points
            ],
        }


def curves(rules: Rulebook, points: int = 20) -> tuple[Curve, ...]:
    """Every course that the rules alone give: of each route, or of the one that there is."""
    found: list[Curve] = []
    for scope in rules.scopes() or ("",):
        for curve in (titration(rules, scope), elimination(rules, scope, points)):
            if curve is not None and all(curve.points != other.points for other in found):
                found.append(curve)
    return tuple(found)


def titration(rules: Rulebook, scope: str = "") -> Curve | None:
    """The schedule from the starting dose to the usual maximum; None if a rule is wanting."""
    most = rules.find("usual_max", scope)
    if most is None:
        return None
    outcome = calculate("titration_schedule", {"target": most}, rules, scope)
    if outcome.result is None or len(outcome.result.table) < 2:
        return None
    return Curve(
        "titration",
        scope,
        tuple(Point(Quantity.of(row.first, "day"), row.daily) for row in outcome.result.table),
        outcome,
    )


def elimination(rules: Rulebook, scope: str = "", points: int = 20) -> Curve | None:
    """The percentage that is left until five half-lives are over; None if no half-life is given."""
    half_life = rules.find("half_life", scope)
    if half_life is None or isinstance(half_life.value, str):
        return None
    whole = half_life.value.to("h")
    over = Given(Quantity.of(whole.ends[-1] * HALF_LIVES, "h"), _CONVENTION)
    outcome = calculate("fraction_remaining", {TIME: over}, rules, scope)
    if outcome.result is None:
        return None
    return Curve("elimination", scope, tuple(along(outcome, points)), outcome)


def along(outcome: Outcome, points: int) -> Iterator[Point]:
    """A result that depends on the time passed: at the start and at `points` even steps after it.

    Nothing where the calculation has no such input, or no single result.
    """
    time = outcome.given.get(TIME)
    if time is None or outcome.quantity is None:
        return
    if not isinstance(time.value, Quantity) or not time.value.value:
        return
    for point in range(points + 1):
        at = Quantity.of(time.value.value * Fraction(point, points), time.value.unit)
        try:
            values = checked(outcome.calculation, {**outcome.given, TIME: Given(at, time.origin)})
            there = outcome.calculation.compute(values).quantity
        except CannotCalculate:
            continue
        if there is not None:
            yield Point(at, there)


def said(curve: Curve) -> tuple[str, ...]:
    """The course in words: a line a level, or one for each half of what is left."""
    if curve.name == "titration":
        return tuple(f"from day {point.at.value}: {write(point.level)}" for point in curve.points)
    step = max(1, (len(curve.points) - 1) // (2 * HALF_LIVES))
    return tuple(
        f"after {write(point.at, 2)}: {write(point.level, 2)}" for point in curve.points[::step]
    )
