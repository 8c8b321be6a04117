"""Conversions agree with pint, which is an oracle for tests alone.

pint is never used by the program: it reads "300 micrograms a day" as microgram-years and "5 MG" as
megagauss. Given plain unit names, its factors are an independent second opinion.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.calculator.quantity import Quantity

PINT_NAMES = {
    "ng": "nanogram", "mcg": "microgram", "mg": "milligram", "g": "gram", "kg": "kilogram",
    "lb": "pound", "oz": "ounce",
    "mL": "milliliter", "dL": "deciliter", "L": "liter",
    "s": "second", "min": "minute", "h": "hour", "day": "day", "week": "week", "year": "year",
    "mmol": "millimole", "umol": "micromole", "cm": "centimeter", "m": "meter", "in": "inch",
    "mg/day": "milligram/day", "mcg/h": "microgram/hour", "mg/h": "milligram/hour",
    "mcg/mL": "microgram/milliliter", "mg/mL": "milligram/milliliter",
    "mg/dL": "milligram/deciliter", "g/L": "gram/liter",
    "mL/min": "milliliter/minute", "L/h": "liter/hour", "mL/day": "milliliter/day",
    "mmol/L": "millimole/liter", "umol/L": "micromole/liter",
}  # fmt: skip


@lru_cache(maxsize=1)
def registry() -> Any:
    import pint

    return pint.UnitRegistry()


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 100_000),
    st.sampled_from(sorted(PINT_NAMES)),
    st.sampled_from(sorted(PINT_NAMES)),
)
def test_every_conversion_agrees_with_pint(number: int, here: str, there: str) -> None:
    oracle = registry().Quantity(number, PINT_NAMES[here])
    ours = Quantity.of(number, here)
    assert ours.converts_to(there) == oracle.check(registry()(PINT_NAMES[there]).dimensionality)
    if ours.converts_to(there):
        converted = ours.to(there).value
        assert float(converted) == pytest.approx(oracle.to(PINT_NAMES[there]).magnitude, rel=1e-9)


def test_a_year_is_as_long_as_pints() -> None:
    assert Quantity.of(1, "year").to("day").value == Fraction(1461, 4)
