"""The same amount in another unit."""

from __future__ import annotations

from trainer.calculator.calculation import Calculation, CannotCalculate, InputSpec, Result, Values
from trainer.calculator.quantity import Quantity
from trainer.calculator.units import UnknownUnit, unit
from trainer.calculator.writer import round_half_up, write

PLACES = 6


def _convert(v: Values) -> Result:
    if isinstance(v.given["value"].value, str):
        raise CannotCalculate(
            f"{v.word('value')!r} is not an amount", where="value", hint='Write value="250 mcg"'
        )
    given = v.raw("value")
    try:
        target = unit(v.word("to"))
    except UnknownUnit as error:
        raise CannotCalculate(error.what, where="to", hint=error.hint) from error
    if given.unit is None or not given.converts_to(target):
        raise CannotCalculate(
            f"{write(given)} cannot be written in {target}: they measure different things",
            where="to",
        )
    exact = given.to(target)
    ends = [round_half_up(end, PLACES) for end in exact.ends]
    found = Quantity.between(ends[0], ends[-1], target)
    return Result(found, (f"{write(given)} = {write(found)}",), exact)


CALCULATIONS = (
    Calculation(
        "convert",
        "convert",
        "The same amount in another unit.",
        (
            InputSpec("value", "amount to convert", aliases=("amount", "from"), span=True),
            InputSpec("to", "unit to convert to", aliases=("unit",)),
        ),
        "",
        "amount x factor of its unit / factor of the other unit",
        _convert,
        aliases=("conversion", "unit_conversion"),
    ),
)
