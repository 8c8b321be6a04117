"""Whether a question names the unit that its answer is to have: "How many units ...?"."""

from __future__ import annotations

import re

from trainer.calculator.quantity import Quantity
from trainer.calculator.units import atoms

_AMOUNT = re.compile(r"\d[\d.,]*\s*[a-zµμ%]+")
"""A quantity that the question states: its unit is not the one to answer in."""


def unit_is_asked(question: str, quantity: Quantity) -> bool:
    """Whether a question says in which unit to answer, so that a bare number is complete."""
    if quantity.unit is None:
        return True
    asked = _AMOUNT.sub(" ", question.casefold())
    if quantity.unit.symbol == "%":
        return bool(re.search(r"percent|per\s*cent|%|proportion", asked))
    first, *below = quantity.unit.parts
    if first != "1" and not _named(first, asked):
        return False
    amounts = quantity.unit.dimension
    if len(amounts) == 1 and amounts[0][0] == "time":
        return True
    day = bool(re.search(r"\b24\s*h|daily|\bday", question.casefold()))
    return all(
        _named(part, asked)
        or part == "dose"
        or (part in ("24 h", "day") and day)
        or (part[:1].isdigit() and part.casefold() in question.casefold())  # 1.73 m2
        for part in below
    )


def _named(symbol: str, asked: str) -> bool:
    names = {name for name, atom in atoms().items() if atom.symbol == symbol} | {symbol.casefold()}
    names |= {"daily", "24 hours"} if symbol == "day" else set()
    names |= {"hourly"} if symbol == "h" else set()
    return any(
        re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", asked)
        for name in names
        if len(name) > 1 or symbol.casefold() == name
    )
