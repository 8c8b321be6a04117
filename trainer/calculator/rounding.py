"""Rounding once, at the end, and whether a typed number is a rounding of an exact one."""

from __future__ import annotations

from fractions import Fraction

from trainer.calculator.quantity import Quantity
from trainer.calculator.writer import round_half_up

FINEST = 9  # decimal places that are looked at in a typed number


def rounded(exact: Quantity, places: int, keep: int = 4) -> Quantity:
    """Both ends rounded half up to `places`; an end that stops within `keep` places is kept whole.

    12.5 and 6.25 stay as they are; 9.921... becomes 9.92 with two places.
    """
    ends = [end if _stops(end, keep) else round_half_up(end, places) for end in exact.ends]
    return Quantity(ends[0], ends[-1], exact.unit)


def down(value: Fraction) -> int:
    """The whole number below: days of supply, refill days."""
    return value.numerator // value.denominator


def up(value: Fraction) -> int:
    """The whole number above: tablets to dispense, steps to a target."""
    return -(-value.numerator // value.denominator)


def is_rounding(typed: Fraction, exact: Fraction, places: int) -> bool:
    """Whether `typed` is `exact`, or `exact` rounded half up to `places` or more decimal places."""
    if typed == exact:
        return True
    return any(round_half_up(exact, count) == typed for count in range(places, FINEST + 1))


def _stops(value: Fraction, places: int) -> bool:
    return (value * Fraction(10) ** places).denominator == 1
