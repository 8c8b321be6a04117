"""Rounding once, at the end, and whether a typed number is a rounding of an exact one."""

from __future__ import annotations

from fractions import Fraction

from trainer.calculator.quantity import Quantity
from trainer.calculator.writer import round_half_up

SIGNIFICANT = 1000  # a number with as many units in its last place has four digits
MOST_PLACES = 30
FINEST = 9  # decimal places that are looked at in a typed number


def rounded(exact: Quantity, places: int, keep: int = 4) -> Quantity:
    """Both ends rounded half up to `places`; an end that stops within `keep` places is kept whole.

    12.5 and 6.25 stay as they are; 9.921... becomes 9.92 with two places.
    """
    ends = [end if _stops(end, keep) else round_half_up(end, places) for end in exact.ends]
    return Quantity(ends[0], ends[-1], exact.unit)


def places_for(exact: Quantity, places: int) -> int:
    """`places`, or as many more as leave every end that is not 0 four significant digits."""
    needed = places
    for end in exact.ends:
        while end and abs(end) * Fraction(10) ** needed < SIGNIFICANT and needed < MOST_PLACES:
            needed += 1
    return needed


def at_least_something(exact: Quantity, places: int) -> int:
    """`places`; or, where an end that is not 0 would be rounded to 0, as many as show it."""
    nothing = any(end and not round_half_up(end, places) for end in exact.ends)
    return places_for(exact, places) if nothing else places


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
