"""What a typed answer is worth, and why. The JSON form is that of `trainer grade --json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

Outcome = Literal["correct", "partial", "incorrect", "unsure", "no_attempt"]


@dataclass(frozen=True, slots=True)
class PointResult:
    """One rubric point: met or not. `near` means part of it was said, `heard` is what was taken."""

    point: str
    met: bool
    near: bool = False
    heard: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"point": self.point, "met": self.met}


@dataclass(frozen=True, slots=True)
class Confusion:
    """What the answer would have been right for: "the usual maximum", with its card and lines.

    `several` tells that it is a list: "the withdrawal symptoms".
    """

    card: str
    what: str
    answer: str
    lines: tuple[int, ...] = ()
    several: bool = False

    @property
    def sentence(self) -> str:
        return f"{'Those are' if self.several else 'That is'} {self.what}."

    def to_json(self) -> dict[str, Any]:
        return {
            "card": self.card,
            "what": self.what,
            "answer": self.answer,
            "lines": list(self.lines),
        }


@dataclass(frozen=True, slots=True)
class StyleNote:
    """An error-prone way of writing that was read correctly: what was typed, what is safe."""

    code: str
    typed: str
    write: str
    why: str = ""

    def __str__(self) -> str:
        return f"write {self.write}, not {self.typed}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The worth of one answer.

    `score` is exact, 0 to 1. `unsafe` means that acting on the answer would harm; the score is then
    0, or what the other points earn where it lies in one value alone (a dose ten times too high).
    `slips` name the calculation errors that explain a wrong number: one if it is certain, more if
    several fit. `wrong` holds items that were recognised and do not belong, `unrecognised` what was
    not understood. An "unsure" verdict carries a provisional score, and in `doubt` why it is one.
    """

    outcome: Outcome
    score: Fraction
    points: tuple[PointResult, ...] = ()
    unsafe: bool = False
    unsafe_because: str = ""
    confused_with: Confusion | None = None
    slips: tuple[str, ...] = ()
    notes: tuple[StyleNote, ...] = ()
    wrong: tuple[str, ...] = ()
    unrecognised: tuple[str, ...] = ()
    message: str = ""
    doubt: str = ""

    @property
    def met(self) -> tuple[PointResult, ...]:
        return tuple(point for point in self.points if point.met)

    @property
    def missed(self) -> tuple[PointResult, ...]:
        return tuple(point for point in self.points if not point.met)

    @property
    def slip(self) -> str | None:
        """The slip's name where exactly one explains the answer."""
        return self.slips[0] if len(self.slips) == 1 else None

    def to_json(self) -> Mapping[str, Any]:
        return {
            "verdict": self.outcome,
            "score": round(float(self.score), 4),
            "points": [point.to_json() for point in self.points],
            "unsafe": self.unsafe,
            "confused_with": self.confused_with.to_json() if self.confused_with else None,
            "slip": self.slip,
            "slips": list(self.slips),
            "notes": [str(note) for note in self.notes],
            "wrong": list(self.wrong),
            "unrecognised": list(self.unrecognised),
            "message": self.message,
        }
