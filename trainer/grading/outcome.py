"""What the graders of the several key types hand back, before it is worded as a verdict."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

from trainer.grading.verdict import PointResult


@dataclass(frozen=True, slots=True)
class Result:
    """Points, score and what was noticed. `doubt` says why a person should look: then unsure.

    `unsafe` says why acting on the answer would harm, and makes it worth nothing; `harm` says it of
    one of its numbers, which loses its own point and leaves the others.
    `problem` is one plain sentence about what is wrong; `heard` what the answer was taken to be.
    """

    score: Fraction
    points: tuple[PointResult, ...] = ()
    unsafe: str = ""
    harm: str = ""
    doubt: str = ""
    problem: str = ""
    heard: str = ""
    wrong: tuple[str, ...] = ()
    unrecognised: tuple[str, ...] = ()
    slips: tuple[str, ...] = field(default=())

    def with_unsafe(self, because: str) -> Result:
        """The same, worth nothing, because acting on it would harm."""
        points = tuple(replace(point, met=False) for point in self.points)
        return replace(self, score=Fraction(0), unsafe=because, points=points, doubt="")

    def with_harm(self, because: str) -> Result:
        """The same, with one value in it that would harm: a dose ten times too high."""
        return replace(self, harm=because, doubt="")

    def doubted(self, why: str) -> Result:
        return replace(self, doubt=self.doubt or why)


ZERO, HALF, ONE = Fraction(0), Fraction(1, 2), Fraction(1)
