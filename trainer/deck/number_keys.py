"""Keys whose answers are numbers: a quantity, a range, a regimen, a change of dose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from trainer.calculator.quantity import Quantity
from trainer.deck.point import Point


@dataclass(frozen=True, slots=True)
class QuantityKey:
    """One number with its unit, such as 80 mg/day or day 7.

    `tolerance` is absolute, in the quantity's own unit; 0 means exact. `unit_named` says that the
    question names the unit, so that a bare number is complete. `role` says what the number is, in
    words ("usual maximum"), for telling a confusion. `comparator` of the quantity ("<12 years")
    must not be contradicted.
    """

    type: ClassVar[str] = "quantity"
    model: str
    quantity: Quantity
    unit_named: bool = False
    tolerance: Fraction = Fraction(0)
    role: str = ""

    @property
    def points(self) -> tuple[Point, ...]:
        return (Point(self.model),)

    def to_json(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "model": self.model,
            "quantity": self.quantity.to_json(),
            "unit_named": self.unit_named,
            "tolerance": str(self.tolerance),
            "role": self.role,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> QuantityKey:
        return cls(
            data["model"],
            Quantity.from_json(data["quantity"]),
            bool(data["unit_named"]),
            Fraction(data["tolerance"]),
            data["role"],
        )


@dataclass(frozen=True, slots=True)
class RangeKey:
    """A range asked by both its ends; a value inside it, or its midpoint, earns nothing.

    `any_inside` is for "give one acceptable dose": any single value inside is then complete.
    """

    type: ClassVar[str] = "range"
    model: str
    quantity: Quantity
    unit_named: bool = False
    tolerance: Fraction = Fraction(0)
    role: str = ""
    any_inside: bool = False

    @property
    def points(self) -> tuple[Point, ...]:
        if self.any_inside:
            return (Point(self.model),)
        return (Point(f"low end of {self.model}"), Point(f"high end of {self.model}"))

    def to_json(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "model": self.model,
            "quantity": self.quantity.to_json(),
            "unit_named": self.unit_named,
            "tolerance": str(self.tolerance),
            "role": self.role,
            "any_inside": self.any_inside,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RangeKey:
        return cls(
            data["model"],
            Quantity.from_json(data["quantity"]),
            bool(data["unit_named"]),
            Fraction(data["tolerance"]),
            data["role"],
            bool(data.get("any_inside")),
        )


@dataclass(frozen=True, slots=True)
class RegimenKey:
    """A single dose and how often it is given: two points.

    `dose` is per dose, in mass, volume or count; `doses_per_day` may be a fraction (every other
    day is 1/2).
    """

    type: ClassVar[str] = "regimen"
    model: str
    dose: Quantity
    doses_per_day: Fraction
    role: str = ""

    @property
    def points(self) -> tuple[Point, ...]:
        return (Point("the single dose"), Point("how often it is given"))

    def to_json(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "model": self.model,
            "dose": self.dose.to_json(),
            "doses_per_day": str(self.doses_per_day),
            "role": self.role,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RegimenKey:
        return cls(
            data["model"],
            Quantity.from_json(data["dose"]),
            Fraction(data["doses_per_day"]),
            data["role"],
        )


@dataclass(frozen=True, slots=True)
class ChangeKey:
    """A change of dose: its direction, by how much, and how often or under which condition.

    `amount` is what is added or taken away: mass per day, mass per dose, or a percentage of the
    present dose (by, never to). `interval` is how often the change is made, in time. `condition` is
    a limit with a comparator, such as <30 mL/min, with its `measure` ("CrCl").
    `doses_per_day`, where known, lets 5 mg per dose three times a day count as 15 mg a day.
    """

    type: ClassVar[str] = "change"
    model: str
    direction: str  # "increase" or "decrease"
    amount: Quantity
    interval: Quantity | None = None
    condition: Quantity | None = None
    measure: str = ""
    doses_per_day: Fraction | None = None
    role: str = ""

    @property
    def points(self) -> tuple[Point, ...]:
        points = []
        if self.condition is not None:
            points.append(Point(f"the condition on {self.measure or 'the patient'}"))
        if self.amount.is_range:
            points += [Point("low end of the change"), Point("high end of the change")]
        else:
            points.append(Point("the size of the change"))
        if self.interval is not None:
            points.append(Point("how often the change is made"))
        return tuple(points)

    def to_json(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "model": self.model,
            "direction": self.direction,
            "amount": self.amount.to_json(),
            "interval": self.interval.to_json() if self.interval else None,
            "condition": self.condition.to_json() if self.condition else None,
            "measure": self.measure,
            "doses_per_day": str(self.doses_per_day) if self.doses_per_day else None,
            "role": self.role,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ChangeKey:
        interval, condition = data.get("interval"), data.get("condition")
        per_day = data.get("doses_per_day")
        return cls(
            data["model"],
            data["direction"],
            Quantity.from_json(data["amount"]),
            Quantity.from_json(interval) if interval else None,
            Quantity.from_json(condition) if condition else None,
            data["measure"],
            Fraction(per_day) if per_day else None,
            data["role"],
        )
