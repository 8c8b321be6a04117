"""What a key is made of: rubric points, and the options of a choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


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


def points_of(data: Mapping[str, Any]) -> tuple[Point, ...]:
    """The points of a key's JSON form."""
    return tuple(Point.from_json(point) for point in data["points"])
