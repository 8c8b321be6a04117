"""Quantities written so that nobody misreads them.

Never an error-prone form (Joint Commission and ISMP lists): no trailing zero, a zero before the
point, mcg, mL, "daily" and "per dose" in words, commas from 1,000, plain ASCII.
"""

from __future__ import annotations

from fractions import Fraction

from trainer.calculator.quantity import Quantity
from trainer.calculator.units import Unit

SMALLEST = 30  # decimal places, beyond which a number is written as 0
LONGEST = 6  # decimal places, where a value has no short decimal form

_LIMITS = {"<": "less than", "<=": "at most", ">": "more than", ">=": "at least"}
_PLURAL = {"day", "week", "month", "year", "tablet", "capsule", "dose", "drop", "puff", "unit",
           "vial", "ampoule"}  # fmt: skip
_WORDS = {"h": "hour", "min": "minute", "s": "second"}


def write(quantity: Quantity, places: int | None = None) -> str:
    """Write a quantity: "5 mg per dose", "40 to 80 mg per day", "less than 30 mL/min".

    `places` rounds half up to that many decimal places; without it the value is written in full,
    or to six places where it has no end.
    """
    numbers = [write_number(end, places) for end in quantity.ends]
    amount = " to ".join(numbers)
    if quantity.comparator:
        amount = f"{_LIMITS[quantity.comparator]} {amount}"
    if quantity.unit is None:
        return amount
    return f"{amount}{_unit_words(quantity.unit, numbers[-1])}"


def unit_words(of: Unit) -> str:
    """A unit by itself, in words where it has them: "mg per day", "hours", "%"."""
    return _unit_words(of, "2").strip()


def write_number(value: Fraction, places: int | None = None) -> str:
    """Write a number: "2.5", "0.05", "1,500"; rounded half up to `places`, no trailing zeros."""
    exact = _has_end(value)
    if places is None:
        shown = value if exact else round_half_up(value, LONGEST)
        if value and not shown:  # what is not nothing is never written as 0
            shown = _two_digits(value)
    else:
        shown = round_half_up(value, places)
    sign = "-" if shown < 0 else ""
    whole, rest = divmod(abs(shown), 1)
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, 1)
        digits += str(digit)
    return f"{sign}{int(whole):,}" + (f".{digits}" if digits else "")


def _two_digits(value: Fraction) -> Fraction:
    """A number too small for six places, to its first two digits; 0 below any use."""
    places = LONGEST
    while not round_half_up(value, places) and places < SMALLEST:
        places += 1
    return round_half_up(value, places + 1)


def round_half_up(value: Fraction, places: int) -> Fraction:
    """Round to `places` decimal places, ties away from zero, as dose calculations are rounded."""
    scale = Fraction(10) ** places
    scaled = abs(value) * scale
    whole, rest = divmod(scaled, 1)
    rounded = (whole + (1 if rest >= Fraction(1, 2) else 0)) / scale
    return -rounded if value < 0 else Fraction(rounded)


def _has_end(value: Fraction) -> bool:
    """Whether the decimal form ends, within twelve places."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1 and (value * 10**12).denominator == 1


def _unit_words(unit: Unit, number: str) -> str:
    """The unit behind a number, with its space: " mg per day", "%", " mL/min", " days"."""
    first, *below = unit.parts
    if unit.symbol == "%":
        return "%"
    if first == "1":
        return "".join(f" per {_word(part)}" for part in below)
    if first == "fold":
        return "-fold"
    if not below:
        word = _word(first)
        many = number not in ("1",) and word in _PLURAL | set(_WORDS.values())
        return f" {word}{'s' if many else ''}"
    if below[-1] in ("day", "dose", "week", "h", "tablet") or "kg" in below:
        if first in ("mL", "L") and below == ["h"]:
            return f" {unit.symbol}"
        head = _word(first)
        if head in _PLURAL and number != "1":
            head += "s"
        return f" {head}" + "".join(f" per {_word(part)}" for part in below)
    return f" {unit.symbol}"


def _word(symbol: str) -> str:
    return _WORDS.get(symbol, symbol)
