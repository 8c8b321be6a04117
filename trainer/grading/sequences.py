"""A right answer once more: two doses that follow each other, and have changed places.

"5 mg twice daily for 7 days, then 10 mg twice daily", where 10 mg comes first: both are named.
"""

from __future__ import annotations

import re

from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import find_quantities

_THEN = re.compile(
    r"\b(?:then|afterwards?|after\s+(?:that|which)|thereafter|followed\s+by|from\s+then\s+on|subsequently"
    r"|next|later|increas\w+\s+to|rais\w+\s+to|reduc\w+\s+to|lower\w*\s+to)\b",
    re.I,
)


def out_of_order(answer: str, key: str) -> str:
    """Which amount stands in the other's place, as a short sentence; empty where none does.

    `key` is the model answer. Amounts are compared by their numbers and the dimension of their
    units; those that stand on both sides tell nothing.
    """
    asked, said = _sides(key), _sides(answer)
    if asked is None or said is None:
        return ""
    first, then = asked[0] - asked[1], asked[1] - asked[0]
    if (said[0] & then and not said[0] & first) or (said[1] & first and not said[1] & then):
        return "What comes first and what comes then have changed places"
    return ""


def _sides(text: str) -> tuple[frozenset[Quantity], frozenset[Quantity]] | None:
    """The amounts before and after "then"; None where it is not said, or twice."""
    parts = _THEN.split(text)
    if len(parts) != 2:
        return None
    before, after = (frozenset(filter(None, map(_amount, _found(part)))) for part in parts)
    return (before, after) if before and after else None


def _found(text: str) -> list[Quantity]:
    return [one.quantity for one in find_quantities(text)]


def _amount(quantity: Quantity) -> Quantity | None:
    """The amount alone, in the unit's base; None without a unit of mass, volume or activity."""
    if quantity.unit is None or quantity.comparator or quantity.unit.dimension == (("time", 1),):
        return None
    low, high = (end * quantity.unit.factor for end in quantity.ends)
    return Quantity(low, high)
