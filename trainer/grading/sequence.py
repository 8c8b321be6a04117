"""Doses that follow each other: "10 mg at the start, then 5 mg" is not "5 mg, then 10 mg".

Each number may be named, and its point with it; which comes first is told only by where it stands
and by the words that put one behind the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from trainer.calculator.quantity import Quantity
from trainer.deck.key import Point
from trainer.grading.claims import claims_of, figures_of
from trainer.grading.measure import is_amount
from trainer.grading.outcome import ZERO, Result
from trainer.grading.verdict import PointResult

_FIRST = re.compile(
    r"\b(?:at\s+(?:the\s+start|first)|first|initial(?:ly)?|start(?:ing|s)?|to\s+begin\s+with|loading)\b",
    re.I,
)
_THEN = re.compile(
    r"\b(?:then|after(?:\s+(?:that|which|this)|wards?)|thereafter|maintenance|followed\s+by|later|next)\b",
    re.I,
)


def in_sequence(result: Result, answer: str, points: Sequence[Point]) -> Result:
    """The result without the points of two doses that have changed places."""
    wrong = doses_in_other_places(answer, [point.text for point in points])
    if not wrong:
        return result
    told = tuple(
        PointResult(one.point, False, True, one.heard) if one.point in wrong else one
        for one in result.points
    )
    total = sum((point.weight for point in points), ZERO)
    met = [point.weight for point, one in zip(points, told, strict=True) if one.met]
    why = "The first dose and the one after it have changed places."
    return replace(result, score=sum(met, ZERO) / total, points=told, problem=why, doubt="")


def doses_in_other_places(answer: str, points: Sequence[str]) -> frozenset[str]:
    """The two points whose doses have changed places: the later one is given first."""
    early = [point for point in points if _FIRST.search(point) and not _THEN.search(point)]
    late = [point for point in points if _THEN.search(point) and not _FIRST.search(point)]
    if len(early) != 1 or len(late) != 1:
        return frozenset()
    first, later = _amounts(early[0]), _amounts(late[0])
    if len(first) != 1 or len(later) != 1 or _same(first[0], later[0]):
        return frozenset()
    said = [claim for claim in claims_of(answer) if not claim.denied]
    firsts = [one.found.start for one in said if _same(one.found.quantity, first[0])]
    laters = [one.found.start for one in said if _same(one.found.quantity, later[0])]
    if not firsts or not laters or min(firsts) < min(laters):
        return frozenset()
    between = answer[min(laters) : min(firsts)]
    before = answer[: min(laters)]
    if _THEN.search(before) or (_FIRST.search(between) and not _THEN.search(between)):
        return (
            frozenset()
        )  # "maintenance is 5 mg; at the start 10 mg" and "after 10 mg" say it well
    told = _THEN.search(between) or _FIRST.search(before)
    return frozenset((early[0], late[0])) if told else frozenset()


def _amounts(text: str) -> list[Quantity]:
    return [one.quantity for one in figures_of(text) if is_amount(one.quantity)]


def _same(one: Quantity, other: Quantity) -> bool:
    if one.unit is None or other.unit is None or not one.converts_to(other.unit.symbol):
        return False
    return one.to(other.unit).ends == other.ends
