"""The values of facts as the calculator's quantities."""

from __future__ import annotations

from fractions import Fraction

from trainer.calculator.quantity import Quantity
from trainer.calculator.units import unit
from trainer.errors import DataError
from trainer.monograph.fact import Fact, Value


def quantity_of(value: Value) -> Quantity | None:
    """The value as an exact quantity, or None where it is a word ("1970s") or its unit unknown.

    A dose with its frequency gets the unit mg/dose, so that it never equals an amount per day; a
    single dose without one ("test dose: 50 mcg") stays a plain mass.
    """
    if isinstance(value.low, str) or isinstance(value.high, str) or not value.unit:
        return None
    name = value.unit
    if value.per == "dose" and value.freq_per_day is not None and "/" not in name:
        name = f"{name}/dose"
    try:
        return Quantity(value.low, value.high, unit(name), value.comparator)
    except DataError:
        return None


def written_values(fact: Fact) -> tuple[Value, ...]:
    """The values that the text states, without those the reader computed.

    A maximum inside a clause about something else is a fact of its own and is left out here.
    """
    values = tuple(value for value in fact.values if not value.derived)
    if fact.details.get("condition"):
        values = tuple(value for value in values if value.role != "threshold")
    if fact.kind == "max_dose":
        # "doses above 20 mg have not been studied" is said beside the maximum
        values = tuple(value for value in values if value.comparator not in (">", ">="))
    if len(values) == 1 or fact.kind == "max_dose":
        return values
    return tuple(value for value in values if value.role != "maximum")


def by_role(fact: Fact, role: str) -> Value | None:
    """The first written value with this role."""
    return next((value for value in written_values(fact) if value.role == role), None)


def number(bound: Fraction | str | None) -> Fraction:
    """A bound that is known to be a number; ValueError otherwise."""
    if not isinstance(bound, Fraction):
        raise ValueError(f"not a number: {bound!r}")
    return bound
