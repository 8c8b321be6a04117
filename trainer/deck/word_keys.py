"""Keys whose answers are words: terms, lists, yes or no, explanations, choices, orders, pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from trainer.deck.point import Option, Point, points_of


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
            data["model"], points_of(data), data.get("ask_for"), tuple(data.get("also_true", ()))
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
        return cls(data["model"], points_of(data))


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
    """Items that belong in one order: all or nothing.

    `shown` are their texts in the order in which the question shows them, lettered from a.
    """

    type: ClassVar[str] = "order"
    model: str
    points: tuple[Point, ...]
    shown: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "model": self.model,
            "points": [point.to_json() for point in self.points],
            "shown": list(self.shown),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> OrderKey:
        return cls(data["model"], points_of(data), tuple(data.get("shown", ())))


@dataclass(frozen=True, slots=True)
class MatchKey:
    """Pairs of a cue and what belongs to it: one point a pair.

    `places`, where there are any, are what cues are sorted into, lettered from a as shown; the cues
    are numbered from 1 in their order.
    """

    type: ClassVar[str] = "match"
    model: str
    pairs: tuple[tuple[str, Point], ...]
    places: tuple[str, ...] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(Point(f"{cue}: {point.text}", (), point.weight) for cue, point in self.pairs)

    def to_json(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "model": self.model,
            "pairs": [[cue, point.to_json()] for cue, point in self.pairs],
            "places": list(self.places),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> MatchKey:
        pairs = tuple((cue, Point.from_json(point)) for cue, point in data["pairs"])
        return cls(data["model"], pairs, tuple(data.get("places", ())))
