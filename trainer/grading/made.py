"""How far an answer makes one point."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from trainer.grading.needs import MET

NEAR = Fraction(2, 5)


@dataclass(frozen=True, slots=True)
class Made:
    """How far a point was made: the share of its weight, inverted or not, with which atoms.

    `head` means that only a part of a longer term was named ("GABA receptor" for GABA-B).
    """

    share: Fraction = Fraction(0)
    inverted: bool = False
    head: bool = False
    least: Fraction = MET
    used: frozenset[int] = frozenset()
    heard: str = ""
    hedged: bool = field(default=False)
    bound: frozenset[int] = frozenset()  # words of things and persons that a number is said of
    inner: bool = False  # named only within longer names: "neuralgia" in "trigeminal neuralgia"

    @property
    def met(self) -> bool:
        return not self.inverted and self.share >= self.least

    @property
    def near(self) -> bool:
        return not self.inverted and not self.met and self.share >= NEAR
