"""Exact clinical quantities: a number or a range with its unit, or a one-sided limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from trainer.calculator.units import Unit, unit
from trainer.errors import DataError

COMPARATORS = ("<", "<=", ">", ">=")


class IncompatibleUnits(DataError):
    """Two quantities measure different things: mg per dose and mg per day, or days and mg."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value (`low` equals `high`), a range, or a limit with a comparator and one open side.

    Numbers are exact. `unit` is None for a bare number. "<30 mL/min" has `high` 30, no `low` and
    the comparator "<". ValueError for ends in the wrong order or a comparator that does not fit.
    """

    low: Fraction | None
    high: Fraction | None
    unit: Unit | None = None
    comparator: str | None = None

    def __post_init__(self) -> None:
        if self.comparator is None:
            if self.low is None or self.high is None:
                raise ValueError("a quantity without a comparator needs both ends")
            if self.low > self.high:
                raise ValueError(f"the ends {self.low} and {self.high} are in the wrong order")
        elif self.comparator not in COMPARATORS:
            raise ValueError(f"unknown comparator {self.comparator!r}")
        elif (self.low is None) != self.comparator.startswith("<"):
            raise ValueError(f"the open side does not fit the comparator {self.comparator!r}")

    @classmethod
    def of(cls, value: Fraction | int | str, unit_name: str | Unit | None = None) -> Quantity:
        """A single value: Quantity.of(5, "mg/dose"), Quantity.of("2.5", "h")."""
        number = Fraction(value)
        return cls(number, number, _unit(unit_name))

    @classmethod
    def between(
        cls,
        low: Fraction | int | str,
        high: Fraction | int | str,
        unit_name: str | Unit | None = None,
    ) -> Quantity:
        """A range with both its ends."""
        return cls(Fraction(low), Fraction(high), _unit(unit_name))

    @classmethod
    def limit(
        cls, comparator: str, value: Fraction | int | str, unit_name: str | Unit | None = None
    ) -> Quantity:
        """A one-sided limit: Quantity.limit("<", 30, "mL/min")."""
        number = Fraction(value)
        if comparator.startswith("<"):
            return cls(None, number, _unit(unit_name), comparator)
        return cls(number, None, _unit(unit_name), comparator)

    @property
    def is_range(self) -> bool:
        return self.comparator is None and self.low != self.high

    @property
    def value(self) -> Fraction:
        """The single value, or the value of a limit; ValueError for a range."""
        if self.is_range:
            raise ValueError("a range has no single value")
        found = self.high if self.high is not None else self.low
        assert found is not None
        return found

    @property
    def ends(self) -> tuple[Fraction, ...]:
        """The numbers that it has: one, or both ends of a range."""
        if self.is_range:
            assert self.low is not None and self.high is not None
            return (self.low, self.high)
        return (self.value,)

    def converts_to(self, other: Unit | str) -> bool:
        """Whether it measures the same thing as `other`."""
        target = _unit(other)
        return (
            self.unit is not None
            and target is not None
            and (self.unit.dimension == target.dimension)
        )

    def to(self, other: Unit | str) -> Quantity:
        """The same amount in another unit; IncompatibleUnits if that measures something else."""
        target = _unit(other)
        if self.unit is None or target is None or not self.converts_to(target):
            raise IncompatibleUnits(
                f"{self.unit or 'a bare number'} and {target} do not measure the same thing"
            )
        return replace(self.scaled(self.unit.factor / target.factor), unit=target)

    def same_as(self, other: Quantity) -> bool:
        """Whether both are the same amount, in whatever units, with the same open side."""
        if self.unit is None or other.unit is None:
            return self == other
        if not self.converts_to(other.unit):
            return False
        return self.to(other.unit) == other

    def scaled(self, factor: Fraction | int) -> Quantity:
        """Both ends times a positive factor."""
        if factor <= 0:
            raise ValueError(f"a quantity is scaled by a positive factor, not {factor}")
        return replace(
            self,
            low=None if self.low is None else self.low * factor,
            high=None if self.high is None else self.high * factor,
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "low": None if self.low is None else str(self.low),
            "high": None if self.high is None else str(self.high),
            "unit": self.unit.symbol if self.unit else None,
            "comparator": self.comparator,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Quantity:
        low, high, name = data["low"], data["high"], data["unit"]
        return cls(
            None if low is None else Fraction(low),
            None if high is None else Fraction(high),
            unit(name) if name else None,
            data.get("comparator"),
        )


def _unit(name: Unit | str | None) -> Unit | None:
    return unit(name) if isinstance(name, str) else name
