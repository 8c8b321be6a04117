"""The ladder of hints made from a key: from what kind of answer it is, to its first letters."""

from __future__ import annotations

from fractions import Fraction

from trainer.calculator.quantity import Quantity
from trainer.calculator.writer import unit_words, write_number
from trainer.deck.key import (
    ChangeKey,
    Key,
    ListKey,
    MatchKey,
    OrderKey,
    QuantityKey,
    RangeKey,
    RegimenKey,
    TermKey,
    YesNoKey,
)


def ladder(key: Key, kind: str = "") -> tuple[str, ...]:
    """Hints from vague to telling; none of them is the answer.

    `kind` is what the answer is in words, where it is known: "a receptor", "laboratory tests".
    """
    match key:
        case QuantityKey(quantity=quantity) | RangeKey(quantity=quantity):
            return _amount(quantity)
        case RegimenKey(dose=dose):
            return ("Two things: a single dose, and how many times a day.", *_amount(dose))
        case ChangeKey():
            return (
                f"{len(key.points)} things are asked: the limit or interval, and the size.",
                f"The dose goes {'up' if key.direction == 'increase' else 'down'}.",
                *_amount(key.amount)[1:],
            )
        case TermKey(model=model):
            return (f"{_shape(model, kind)}.", f"It begins with {_initials(model)}.")
        case ListKey(points=points, ask_for=ask_for):
            wanted = ask_for or len(points)
            begins = "; ".join(_initials(point.text) for point in points)
            things = "One thing" if wanted == 1 else f"{wanted} things"
            return (f"{things}: {kind}." if kind else f"{things}.", f"They begin: {begins}")
        case YesNoKey(reasons=reasons):
            if not reasons:
                return ("Think of what the monograph says in so many words.",)
            begins = "; ".join(_initials(point.text) for point in reasons)
            if len(reasons) == 1:
                return ("Yes or no, and one reason.", f"The reason begins: {begins}")
            return (f"Yes or no, and {len(reasons)} reasons.", f"The reasons begin: {begins}")
        case OrderKey(points=points):
            return (f"{len(points)} things in order.", f"The first is {points[0].text}.")
        case MatchKey(pairs=pairs):
            return (f"{len(pairs)} pairs.", f"{pairs[0][0]} goes with {pairs[0][1].text}.")
        case _:
            points = key.points
            begins = "; ".join(_initials(point.text) for point in points)
            if len(points) == 1:
                return (f"{_shape(points[0].text, kind)}.", f"In the monograph's words: {begins}")
            return (f"{len(points)} things belong to it.", f"In the monograph's words: {begins}")


def _amount(quantity: Quantity) -> tuple[str, ...]:
    unit = unit_words(quantity.unit) if quantity.unit else ""
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    low, high = (write_number(end) for end in _bracket(ends[-1]))
    where = "The upper end lies" if quantity.is_range else "It lies"
    bracket = f"{where} between {low} and {high}."
    kind = "A range" if quantity.is_range else "One number"
    return (f"{kind}, in {unit}." if unit else f"{kind}.", bracket)


def _bracket(value: Fraction) -> tuple[Fraction, Fraction]:
    """Two round numbers around a value, so wide that neither is near it."""
    if value <= 0:
        return Fraction(0), Fraction(10)
    power = Fraction(1)
    while power * 10 <= value:
        power *= 10
    while power > value:
        power /= 10
    digit = value / power
    for low, high in ((1, 3), (2, 5), (4, 8), (5, 12), (8, 15)):
        if low < digit < high:
            return low * power, high * power
    return power / 2, power * 2


def _shape(text: str, kind: str) -> str:
    words = text.split()
    shape = f"one word of {len(words[0])} letters" if len(words) == 1 else f"{len(words)} words"
    return f"{kind}, in {shape}" if kind else shape


def _initials(text: str) -> str:
    """First letters with dots for the rest: "b.... b... b......"."""
    return " ".join(
        word if not word[0].isalnum() else word[0] + "." * (len(word) - 1) for word in text.split()
    )
