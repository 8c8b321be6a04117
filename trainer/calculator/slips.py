"""Why a number is wrong: the named procedures that lead to it on these inputs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from trainer.calculator.calculation import Calculation, CannotCalculate, Result, Values
from trainer.calculator.quantity import Quantity
from trainer.calculator.rounding import is_rounding
from trainer.calculator.units import UnknownUnit, unit
from trainer.calculator.writer import round_half_up, write

WEAK = ("decimal_slip_10x", "adjustment_not_made", "range_collapsed")
ENDLESS = 2  # places at which a decimal without an end may be rounded


@dataclass(frozen=True, slots=True)
class SlipValue:
    """A wrong procedure by name, the value it gives on these inputs, and its wording."""

    name: str
    quantity: Quantity
    words: str


@lru_cache(maxsize=1)
def wordings() -> dict[str, str]:
    """What is said of each slip, by name."""
    found = {}
    path = Path(__file__).parent / "tables" / "slips.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, words = line.partition("|")
            found[name.strip()] = words.strip()
    return found


def slip_values(calculation: Calculation, values: Values, right: Result) -> tuple[SlipValue, ...]:
    """Every slip with its value: none that equals the right answer or an end of its range.

    Of two slips of one name and value the first is kept; two names with one value are both kept,
    because then the value does not tell which it was.
    """
    if right.quantity is None:
        return ()
    found: list[SlipValue] = []
    for name, quantity in _candidates(calculation, values, right.quantity):
        if _is_right(quantity, right):
            continue
        if not any(one.name == name and one.quantity == quantity for one in found):
            found.append(SlipValue(name, quantity, wordings()[name]))
    return tuple(found)


def _candidates(
    calculation: Calculation, values: Values, right: Quantity
) -> Iterator[tuple[str, Quantity]]:
    for name, procedure in calculation.slips:
        try:
            quantity = procedure(values)
        except (ZeroDivisionError, CannotCalculate):
            continue  # the wrong procedure cannot be carried out on these inputs
        if quantity is not None:
            yield name, quantity
    if right.unit is not None and right.unit.dimension and right.ends[-1] > 0:
        yield "decimal_slip_10x", right.scaled(10)
        yield "decimal_slip_10x", right.scaled(Fraction(1, 10))
        if ("mass", 1) in right.unit.dimension:
            yield "mg_mcg_1000x", right.scaled(1000)
            yield "mg_mcg_1000x", right.scaled(Fraction(1, 1000))


def is_answer(answer: Quantity, right: Result) -> bool:
    """Whether an answer with its unit is the result, or its exact value rounded as finely."""
    found, exact = right.quantity, right.exact
    if found is None or found.unit is None or answer.unit is None:
        return False
    if answer.comparator or answer.is_range != found.is_range or not answer.converts_to(found.unit):
        return False
    if answer.same_as(found):
        return True
    if exact is None or (right.places is None and exact != found):
        return False
    places = ENDLESS if right.places is None else right.places
    pairs = zip(answer.to(found.unit).ends, exact.ends, strict=True)
    return all(
        typed == end
        or ((right.places is not None or _endless(end)) and is_rounding(typed, end, places))
        for typed, end in pairs
    )


def _endless(value: Fraction) -> bool:
    return (value * 10**12).denominator != 1


def _is_right(quantity: Quantity, right: Result) -> bool:
    assert right.quantity is not None
    if _agrees(quantity, right.quantity, right.places) or is_answer(quantity, right):
        return True
    ends = right.quantity.ends
    single = not quantity.is_range and right.quantity.is_range
    return single and quantity.unit == right.quantity.unit and quantity.value in ends


def explaining(
    answer: Quantity, slips: tuple[SlipValue, ...], places: int | None = None
) -> tuple[SlipValue, ...]:
    """The slips whose value is the answer, once for each name.

    A slip that says how the number came about outranks one that fits any number (a decimal point)
    or only says what was not done. `places` is how finely the right answer is rounded.
    """
    fitting: dict[str, SlipValue] = {}
    for slip in slips:
        if _agrees(answer, slip.quantity, places):
            fitting.setdefault(slip.name, slip)
    special = [slip for name, slip in fitting.items() if name not in WEAK]
    return tuple(special or fitting.values())


def by_unit(answer: Quantity, right: Quantity) -> str | None:
    """The slip of an answer whose number is right and whose unit is not."""
    if answer.unit is None or right.unit is None or answer.ends != right.ends:
        return None
    if answer.unit == right.unit:
        return None
    swaps = {
        ("day", "dose"): "per_day_for_per_dose",
        ("dose", "day"): "per_dose_for_per_day",
        ("day", "h"): "day_rate_as_hour_rate",
        ("h", "day"): "hour_rate_as_day_rate",
    }
    first, second = right.unit.parts, answer.unit.parts
    if first[0] == second[0] and len(first) == len(second) == 2:
        return swaps.get((first[1], second[1]))
    if {first[0], second[0]} == {"mg", "mcg"} and first[1:] == second[1:]:
        return "mg_mcg_1000x"
    return None


def _agrees(answer: Quantity, value: Quantity, places: int | None = None) -> bool:
    """Whether a typed number is a value, rounded as the typed number is."""
    if answer.comparator or value.comparator or answer.is_range != value.is_range:
        return False
    if answer.unit is None or value.unit is None:
        given = answer.ends
    elif answer.converts_to(value.unit):
        given = answer.to(value.unit).ends
    else:
        return False
    pairs = zip(given, value.ends, strict=True)
    return all(_same_number(one, other, places) for one, other in pairs)


def _same_number(typed: Fraction, value: Fraction, fine: int | None) -> bool:
    if typed == value:
        return True
    if fine is not None and is_rounding(typed, value, fine):
        return bool(typed)  # rounded to nothing, it would explain every zero
    places = next((p for p in range(7) if (typed * 10**p).denominator == 1), 7)
    if places == 7:
        return abs(typed - value) <= abs(value) / 500
    if value and abs(typed - value) > abs(value) / 20:
        return False  # a rough rounding of a small number explains nothing
    return round_half_up(value, places) == typed


def described(slip: SlipValue) -> str:
    """ "It looks as if ..." for one slip, with its value."""
    return f"It looks as if {slip.words} ({write(slip.quantity)})"


def is_unit(name: str) -> bool:
    try:
        unit(name)
    except UnknownUnit:
        return False
    return True
