"""A sum in the exam's line, as people write sums: 15 x 3, 5*2,5, 80 mg/3, ans*0.75."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from trainer.calculator.expression import FUNCTIONS, ExpressionError, number_of
from trainer.calculator.reader import doubt_in
from trainer.calculator.units import atoms
from trainer.calculator.writer import write_number

LAST = "ans"
"""What the result of the sum before is called."""
_TIMES = re.compile(r"(?:(?<=[\d)])|(?<=\bans))\s*[xX]\s*(?=[\d(.]|ans\b)")
_COMMA = re.compile(r"(?<![\w.,])(\d+),(\d+)(?![\d,])")
_GROUPED = re.compile(r"[1-9]\d{0,2},\d{3}")
_UNIT = re.compile(r"(?<=\d)\s*([A-Za-zµ]+(?:/(?!\d)[A-Za-z]+)*)(?![\w(])")


def work_out(text: str, last: Fraction | None = None) -> tuple[str, Fraction]:
    """The sum with its value in a line, and the value. ExpressionError says what is wrong with it.

    A comma is read as everywhere. One unit may stand in the sum; it is left out, and said to be:
    what a sum of units gives is the learner's own work.
    """
    plain, units = _without_units(text)
    if len(units) > 1:
        said = f"the sum mixes {' and '.join(units)}: make them alike, and write the numbers only"
        raise ExpressionError(said)
    if not any(f"{name}(" in plain.replace(" ", "") for name in FUNCTIONS):
        if doubt := doubt_in(plain):
            raise ExpressionError(doubt)
        plain = _COMMA.sub(_point, plain)
    names: Mapping[str, Fraction] = {} if last is None else {LAST: last}
    if last is None and re.search(rf"\b{LAST}\b", plain, re.IGNORECASE):
        raise ExpressionError(f"there is no sum before this one, which {LAST} would stand for")
    plain = re.sub(rf"\b{LAST}\b", LAST, plain, flags=re.IGNORECASE)
    value = number_of(_TIMES.sub(" * ", plain), names)
    left_out = f" (numbers only, {units[0]} left out)" if units else ""
    return f"{text} = {write_number(value)}{left_out}", value


def _point(match: re.Match[str]) -> str:
    return match[0] if _GROUPED.fullmatch(match[0]) else f"{match[1]}.{match[2]}"


def _without_units(text: str) -> tuple[str, list[str]]:
    """The sum without the units behind its numbers, and which these were."""
    found: list[str] = []

    def leave_out(match: re.Match[str]) -> str:
        if not all(part.casefold() in atoms() for part in match[1].split("/")):
            return match[0]
        if match[1] not in found:
            found.append(match[1])
        return ""

    return _UNIT.sub(leave_out, text), found
