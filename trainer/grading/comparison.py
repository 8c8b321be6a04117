"""What is longer, stronger or higher than what: the sides of a "than" must not change places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from trainer.grading.reading import Reading

_MORE = (
    r"longer|more|greater|higher|stronger|later|bigger|larger|faster"
    r"|outlasts?|outweighs?|exceeds?|surpass(?:es)?"
)
_LESS = r"shorter|less|lower|weaker|earlier|sooner|smaller|fewer|slower|before"
_THAN = re.compile(
    rf"\b(?:(?P<more>{_MORE})|(?P<less>{_LESS}))\b(?P<between>[^.;,]{{0,40}}?)\b(?P<than>than|that\s+of|those\s+of)\b",
    re.I,
)
_VERB = re.compile(r"\b(?P<more>outlasts?|outweighs?|exceeds?|surpass(?:es)?)\b(?P<than>)", re.I)
_NO_SIDES = frozenset(("light", "vague", "direction", "manner", "time", "degree", "action"))
Verdict = Literal["same", "opposite"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing put above (`more`) or below another: the ids named on either side."""

    left: frozenset[str]
    right: frozenset[str]
    more: bool


def comparisons(text: Reading) -> tuple[Comparison, ...]:
    """The comparisons of a text, each within its sentence."""
    found = []
    for match in (*_THAN.finditer(text.text), *_VERB.finditer(text.text)):
        begin = max(text.text.rfind(mark, 0, match.start()) for mark in ".;") + 1
        ends = [text.text.find(mark, match.end()) for mark in ".;,"]
        end = min((place for place in ends if place >= 0), default=len(text.text))
        left = _ids(text, begin, match.start())
        right = _ids(text, match.end(), end)
        if left and right:
            found.append(Comparison(left, right, match["more"] is not None))
    return tuple(found)


def compared(point: Reading, answer: Reading) -> Verdict | None:
    """Whether an answer makes the comparison of a point, or turns it round; None if it makes none.

    "X is longer than Y" is "Y is shorter than X".
    """
    for asked in comparisons(point):
        for said in comparisons(answer):
            straight = bool(asked.left & said.left and asked.right & said.right)
            crossed = bool(asked.left & said.right and asked.right & said.left)
            if straight == crossed:
                continue
            return "same" if straight == (asked.more == said.more) else "opposite"
    return None


def _ids(text: Reading, begin: int, end: int) -> frozenset[str]:
    return frozenset(
        one
        for atom in text.top
        if atom.concepts and begin <= text.words[atom.first].start < end
        and atom.category not in _NO_SIDES
        for one in atom.ids
    )  # fmt: skip
