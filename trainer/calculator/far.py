"""How far a typed amount lies from those that the deck's author lists: strengths, fills."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from trainer.calculator.calculation import InputSpec
from trainer.calculator.quantity import Quantity
from trainer.calculator.routes import is_route, route_of
from trainer.calculator.rules import Stock
from trainer.calculator.writer import write, write_number

FAR = 2
"""An amount this many times above the highest listed one, or below the lowest, is warned of."""
_SLIPS = (Fraction(10), Fraction(100), Fraction(1, 10), Fraction(1, 100))


def far_from_stock(spec: InputSpec, value: Quantity, stock: Sequence[Stock]) -> str:
    """A sentence on an input far from all amounts that are listed for it; empty otherwise."""
    if spec.stocked is None or value.comparator:
        return ""
    name, route = spec.stocked
    listed = [
        (one.to(spec.unit).ends, each)
        for each in stock
        if each.name == name
        and (not is_route(route_of(each.scope)) or route_of(each.scope) == route)
        for one in each.values
        if one.converts_to(spec.unit)
    ]
    if not listed:
        return ""
    low, high = min(ends[0] for ends, _ in listed), max(ends[-1] for ends, _ in listed)
    least, most = value.to(spec.unit).ends[0], value.to(spec.unit).ends[-1]
    if low / FAR <= least and most <= high * FAR:
        return ""
    by = listed[0][1].origin
    lists = f"the deck lists {write(Quantity.between(low, high, spec.unit))}"
    lists = f"({lists}; {by})" if by else f"({lists})"
    if most > high * FAR:
        how = f"{times(most / high)} the highest one"
    elif least:
        how = f"{part(low / least)} of the lowest one"
    else:
        return f"a {spec.meaning} of {write(value)} is none of those listed {lists}"
    said = f"a {spec.meaning} of {write(value)} is {how} {lists}"
    return f"{said}: {_asked(value, low, high, spec)}?"


def times(factor: Fraction) -> str:
    """ "8.1 times", "about 437 times": whole numbers from ten on, and what is rounded says so."""
    places = 0 if factor >= 10 else 1
    shown = write_number(factor, places)
    about = "" if Fraction(shown.replace(",", "")) == factor else "about "
    return f"{about}{shown} times"


def part(factor: Fraction) -> str:
    """ "1/20", "about 1/444": how much is left of what was divided by a factor."""
    shown = write_number(factor, 0)
    about = "" if Fraction(shown.replace(",", "")) == factor else "about "
    return f"{about}1/{shown}"


def _asked(value: Quantity, low: Fraction, high: Fraction, spec: InputSpec) -> str:
    """Which slip would explain it: a unit a thousand times off, or the decimal point."""
    assert value.unit is not None
    number = value.to(spec.unit).ends[0]
    first = value.unit.parts[0]
    swaps = {
        "mg": (Fraction(1, 1000), "mcg"),
        "mcg": (Fraction(1000), "mg"),
        "g": (Fraction(1, 1000), "mg"),
    }
    if first in swaps and low <= number * swaps[first][0] <= high:
        return f"{first} for {swaps[first][1]}"
    if any(low <= number * slip <= high for slip in _SLIPS):
        return "is the decimal point in its place"
    return "is the unit right"
