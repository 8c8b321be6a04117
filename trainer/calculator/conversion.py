"""The same amount in another unit."""

from __future__ import annotations

from trainer.calculator.calculation import Calculation, CannotCalculate, InputSpec, Result, Values
from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import read_daily
from trainer.calculator.rounding import places_for, rounded
from trainer.calculator.units import Unit, UnknownUnit, atoms, unit
from trainer.calculator.writer import unit_words, write, write_number

PLACES = 3
KEPT_PLACES = 6  # an amount that stops here is not rounded
MOST = 4  # units that are named as going together


def _convert(v: Values) -> Result:
    given, steps = _amount(v)
    try:
        target = unit(v.word("to"))
    except UnknownUnit as error:
        raise CannotCalculate(error.what, where="to", hint=error.hint) from error
    if steps and target.parts[-1] != "day":
        given, steps = _each(v), ()
    if given.unit is None:
        raise CannotCalculate(
            f"{write(given)} has no unit: write what it is measured in, such as {write(given)} "
            f"{_alike(target)[0]}",
            where="value",
        )
    if not given.converts_to(target):
        raise CannotCalculate(_why_not(given, target), where="to")
    exact = given.to(target)
    places = places_for(exact, PLACES)
    found = rounded(exact, places, KEPT_PLACES if places == PLACES else places)
    step = f"{write(given)} = {write(found)}"
    if found != exact:
        step += f", rounded half up once, to {places} places"
    return Result(found, (*steps, step), exact, places=places)


def _amount(v: Values) -> tuple[Quantity, tuple[str, ...]]:
    """The amount, and how a dose with its frequency ("5 mg tid") made the amount of a day."""
    if not isinstance(v.given["value"].value, str):
        return v.raw("value"), ()
    often = read_daily(v.word("value"))
    if often is None or often[0].unit is None:
        raise CannotCalculate(
            f"{v.word('value')!r} is not an amount", where="value", hint='Write value="250 mcg"'
        )
    each, times = often
    daily = each.scaled(times)
    assert each.unit is not None
    total = Quantity(daily.low, daily.high, unit(f"{each.unit.parts[0]}/day"))
    step = f"{write(each)} x {write_number(times)} doses a day = {write(total)}"
    return total, (step,)


def _each(v: Values) -> Quantity:
    """One dose of those that are given so often a day."""
    often = read_daily(v.word("value"))
    assert often is not None
    return often[0]


def _why_not(given: Quantity, target: Unit) -> str:
    """That two units do not go together, and which ones go with the amount."""
    assert given.unit is not None
    said = f"{write(given)} cannot be written in {unit_words(target)}"
    if given.unit.parts[-1] == "dose" and target.parts[-1] == "day":
        return f"{said}: how often a day it is given is not said. Daily dose computes it"
    fits = ", ".join(_alike(given.unit))
    return f"{said}: they measure different things. It can be written in {fits}"


def _alike(of: Unit) -> list[str]:
    """Some units that measure the same as this one, itself first."""
    first, *below = of.parts
    kind = atoms()[first.casefold()].dimension if first.casefold() in atoms() else ""
    others = [one.symbol for one in atoms().values() if one.dimension == kind]
    same = dict.fromkeys((first, *others))
    return ["/".join((one, *below)) for one in list(same)[:MOST]]


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
