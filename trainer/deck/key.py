"""Keys: what a right answer holds, one type for each type of answer.

A key says what is right and nothing about how it is recognised; `grading` does that. Quantities are
the calculator's exact ones. Every key has a `model` answer in words, fit to be shown, and can be
written to JSON and read back unchanged (`to_json`, `key_from_json`), because the log keeps the key
as it was when the question was asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from trainer.calculator.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a right answer says.

    `text` is shown ("rebound spasticity"); `accepted` holds further wordings that are as good;
    `weight` is its share of the score, relative to the other points.
    """

    text: str
    accepted: tuple[str, ...] = ()
    weight: Fraction = Fraction(1)

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, "accepted": list(self.accepted), "weight": str(self.weight)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Point:
        return cls(data["text"], tuple(data.get("accepted", ())), Fraction(data.get("weight", "1")))


@dataclass(frozen=True, slots=True)
class TermKey:
    """One concept, in any of its names."""

    type: ClassVar[str] = "term"
    model: str
    point: Point

    @property
    def points(self) -> tuple[Point, ...]:
        return (self.point,)

    def to_json(self) -> dict[str, Any]:
        return {"type": self.type, "model": self.model, "point": self.point.to_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> TermKey:
        return cls(data["model"], Point.from_json(data["point"]))


@dataclass(frozen=True, slots=True)
class ListKey:
    """Several concepts in any order; `ask_for` of them are asked (all, if None).

    `also_true` are items that the monograph states in the same place and that cost nothing.
    """

    type: ClassVar[str] = "list"
    model: str
    points: tuple[Point, ...]
    ask_for: int | None = None
    also_true: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "model": self.model,
            "points": [point.to_json() for point in self.points],
            "ask_for": self.ask_for,
            "also_true": list(self.also_true),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListKey:
        return cls(
            data["model"], _points(data), data.get("ask_for"), tuple(data.get("also_true", ()))
        )


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


@dataclass(frozen=True, slots=True)
class YesNoKey:
    """Yes or no, with reason points where the question asks for them.

    `approves_harm` is true where the wrong one of the two would approve an unsafe order.
    """

    type: ClassVar[str] = "yesno"
    model: str
    yes: bool
    reasons: tuple[Point, ...] = ()
    approves_harm: bool = False

    @property
    def points(self) -> tuple[Point, ...]:
        return (Point("yes" if self.yes else "no"), *self.reasons)

    def to_json(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "model": self.model,
            "yes": self.yes,
            "reasons": [point.to_json() for point in self.reasons],
            "approves_harm": self.approves_harm,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> YesNoKey:
        return cls(
            data["model"],
            bool(data["yes"]),
            tuple(Point.from_json(point) for point in data["reasons"]),
            bool(data["approves_harm"]),
        )


@dataclass(frozen=True, slots=True)
class ExplanationKey:
    """A short explanation, scored point by point; also a short answer of one or two statements."""

    type: ClassVar[str] = "explanation"
    model: str
    points: tuple[Point, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "model": self.model,
            "points": [point.to_json() for point in self.points],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ExplanationKey:
        return cls(data["model"], _points(data))


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice, with why it is right or wrong."""

    text: str
    right: bool
    because: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, "right": self.right, "because": self.because}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Option:
        return cls(data["text"], bool(data["right"]), data.get("because", ""))


@dataclass(frozen=True, slots=True)
class ChoiceKey:
    """Options in the order shown; one is right, or several (`several`: +1 and -1, floor 0)."""

    type: ClassVar[str] = "choice"
    model: str
    options: tuple[Option, ...]
    several: bool = False

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(Point(option.text) for option in self.options if option.right)

    def to_json(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "model": self.model,
            "options": [option.to_json() for option in self.options],
            "several": self.several,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ChoiceKey:
        return cls(
            data["model"],
            tuple(Option.from_json(option) for option in data["options"]),
            bool(data["several"]),
        )


@dataclass(frozen=True, slots=True)
class OrderKey:
    """Items that belong in one order: all or nothing."""

    type: ClassVar[str] = "order"
    model: str
    points: tuple[Point, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "model": self.model,
            "points": [point.to_json() for point in self.points],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> OrderKey:
        return cls(data["model"], _points(data))


@dataclass(frozen=True, slots=True)
class MatchKey:
    """Pairs of a cue and what belongs to it: one point a pair."""

    type: ClassVar[str] = "match"
    model: str
    pairs: tuple[tuple[str, Point], ...]

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(Point(f"{cue}: {point.text}", (), point.weight) for cue, point in self.pairs)

    def to_json(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "model": self.model,
            "pairs": [[cue, point.to_json()] for cue, point in self.pairs],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> MatchKey:
        pairs = tuple((cue, Point.from_json(point)) for cue, point in data["pairs"])
        return cls(data["model"], pairs)


Key = (
    TermKey
    | ListKey
    | QuantityKey
    | RangeKey
    | RegimenKey
    | ChangeKey
    | YesNoKey
    | ExplanationKey
    | ChoiceKey
    | OrderKey
    | MatchKey
)

_TYPES: dict[str, Any] = {
    cls.type: cls
    for cls in (
        TermKey,
        ListKey,
        QuantityKey,
        RangeKey,
        RegimenKey,
        ChangeKey,
        YesNoKey,
        ExplanationKey,
        ChoiceKey,
        OrderKey,
        MatchKey,
    )
}


def key_from_json(data: Mapping[str, Any]) -> Key:
    """Read a key back; ValueError if its type is unknown."""
    kind = _TYPES.get(data.get("type", ""))
    if kind is None:
        raise ValueError(f"unknown type of key: {data.get('type')!r}")
    key: Key = kind.from_json(data)
    return key


def _points(data: Mapping[str, Any]) -> tuple[Point, ...]:
    return tuple(Point.from_json(point) for point in data["points"])
