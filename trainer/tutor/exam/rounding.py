"""A calculation of an exam says to which place its answer is rounded."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from trainer.deck.key import QuantityKey, RangeKey
from trainer.questions.question import Question

_SAID = re.compile(r"\b(?:round|nearest|decimal|whole)", re.IGNORECASE)
_PLACES = {
    0: "No rounding is needed.",
    1: "Round to one decimal place.",
    2: "Round to two decimal places.",
}


def is_calculation(question: Question) -> bool:
    """Whether the question is all or nothing: a number that was computed from drawn numbers."""
    return bool(question.steps) and isinstance(question.key, QuantityKey | RangeKey)


def told_rounding(question: Question) -> Question:
    """Add the rounding where the question does not state it; nothing for words."""
    if not is_calculation(question) or _SAID.search(question.text):
        return question
    assert isinstance(question.key, QuantityKey | RangeKey)
    quantity = question.key.quantity
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    places = max((_places(end) for end in ends), default=0)
    if places not in _PLACES:
        return question
    return replace(question, text=f"{question.text} {_PLACES[places]}")


def _places(value: Fraction) -> int:
    for places in range(3):
        if (value * 10**places).denominator == 1:
            return places
    return 3
