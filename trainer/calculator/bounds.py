"""How a dose stands to what the deck's monograph states: far outside it is computed, and warned of.

An error of a thousand (mg for mcg), of twenty-four (an hour for a day) and of ten are named where
the dose without it would lie within what is stated. Nothing here refuses, and no limit is invented:
where the deck states none for the route, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from trainer.calculator.calculation import Calculation, InputSpec, Result
from trainer.calculator.far import far_from_stock, part, times
from trainer.calculator.inputs import OF_A_BOLUS, OF_A_PUMP
from trainer.calculator.quantity import Quantity
from trainer.calculator.routes import is_route, route_of
from trainer.calculator.rules import Given, Rule, Rulebook
from trainer.calculator.units import unit
from trainer.calculator.writer import write

PUMP = "intrathecal"
"""The route of the pump calculations."""
_MAXIMA = ("usual_max", "alternative_max")
_BELOW = 10
"""A daily dose is told to be low below this part of a range: it starts below what maintains."""
_UNDER_MAXIMUM = 20
"""What lies between this part of a maximum and the maximum is an ordinary dose."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a line states of a dose: `low` to `high` in `unit` ("mg/day"); a maximum has no low."""

    low: Fraction | None
    high: Fraction
    unit: str
    given: Given

    def holds(self, value: Fraction) -> bool:
        """Whether a value is an ordinary one by this line."""
        low = self.high / _UNDER_MAXIMUM if self.low is None else self.low
        return low <= value <= self.high

    def __str__(self) -> str:
        lines = self.given.origin.lines
        where = f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))}"
        most = "at most " if self.low is None else ""
        return f"{where if lines else 'the deck'} states ({most}{self.given})"


def warnings_of(
    calculation: Calculation,
    given: Mapping[str, Given],
    result: Result,
    rules: Rulebook,
    scope: str = "",
) -> tuple[str, ...]:
    """What must be said of doses far from what the rules state, a sentence each.

    `scope` is the route or form whose rules hold, where one was chosen. A result that only repeats
    what an input was told of is not told again.
    """
    found = list(_hardly_seen(calculation, given, rules))
    for spec in calculation.inputs:
        if spec.bounds and (one := given.get(spec.name)) and one.origin.kind == "scenario":
            stated = list(_stated(spec.bounds, rules, scope))
            for dose in _doses(spec, one, given):
                if said := _judged(dose, stated, pump=_of_a_pump(spec.bounds)):
                    return (*found, said)
    if calculation.bounds and result.quantity is not None:
        stated = list(_stated(calculation.bounds, rules, scope))
        pump = _of_a_pump(calculation.bounds)
        if said := _judged(result.quantity, stated, pump=pump):
            found.append(said)
    return tuple(found)


def _hardly_seen(
    calculation: Calculation, given: Mapping[str, Given], rules: Rulebook
) -> Iterator[str]:
    """Inputs that hardly a person has, or that are far from what the deck's author lists."""
    for spec in calculation.inputs:
        one = given.get(spec.name)
        if one is None or isinstance(one.value, str):
            continue
        if said := far_from_stock(spec, one.value, rules.stock):
            yield said
            continue
        if spec.usual is None:
            continue
        low, high = spec.usual
        if not all(low <= end <= high for end in one.value.to(spec.unit).ends):
            limits = write(Quantity.between(low, high, spec.unit))
            yield f"hardly {spec.seldom} a {spec.meaning} of {one} ({limits}): is the unit right?"


def _doses(spec: InputSpec, one: Given, given: Mapping[str, Given]) -> Iterator[Quantity]:
    """The dose as it was given, and what it makes in a day."""
    if isinstance(one.value, str):
        return
    yield one.value
    assert one.value.unit is not None
    often = given.get("doses_per_day")
    if spec.unit == "mg/dose" and often is not None and isinstance(often.value, Quantity):
        daily = one.value.scaled(often.value.value)
        yield Quantity(daily.low, daily.high, unit(f"{one.value.unit.parts[0]}/day"))


def _of_a_pump(names: Sequence[str]) -> bool:
    return names in (OF_A_PUMP, OF_A_BOLUS)


def _stated(names: Sequence[str], rules: Rulebook, scope: str) -> Iterator[_Stated]:
    """What the rules of these names state for the route; of a pump also the maxima of its route."""
    pump = _of_a_pump(names)
    for rule in rules.rules:
        route = route_of(rule.scope)
        if pump:
            holds = not is_route(route) or route == PUMP
            named = rule.name in names or (names == OF_A_PUMP and rule.name in _MAXIMA)
            holds = holds and (rule.name in names or route == PUMP)
        else:
            named, holds = rule.name in names, not (scope and rule.scope) or rule.scope == scope
        if named and holds and (stated := _read(rule)):
            yield stated


def _read(rule: Rule) -> _Stated | None:
    value = rule.given.value
    if isinstance(value, str) or value.unit is None or value.comparator:
        return None
    low = None if rule.name in _MAXIMA else value.ends[0]
    once = _once(value)
    assert once.unit is not None
    return _Stated(low, value.ends[-1], once.unit.symbol, rule.given)


def _once(value: Quantity) -> Quantity:
    """An amount per dose as the amount that it is."""
    assert value.unit is not None
    *above, last = value.unit.parts
    if last != "dose" or not above:
        return value
    return Quantity(value.low, value.high, unit("/".join(above)), value.comparator)


def _judged(dose: Quantity, stated: Sequence[_Stated], *, pump: bool) -> str:
    """A sentence on a dose that lies outside all that is stated of its kind; empty within."""
    if dose.unit is None or dose.comparator:
        return ""
    said, once = write(dose), _once(dose)
    assert once.unit is not None
    alike = [one for one in stated if once.converts_to(one.unit)]
    if above := _above(said, once, alike):
        return above
    ranges = [one for one in alike if one.low is not None]
    if ranges and once.ends[0] > 0 and all(_below(once, one, pump=pump) for one in ranges):
        return _told(said, once, alike, large=False)
    daily = f"{once.unit.symbol}/day"
    of_a_day = [one for one in stated if unit(one.unit).dimension == unit(daily).dimension]
    of_one = Quantity(once.low, once.high, unit(daily))
    return _above(f"{said} at once", of_one, of_a_day)


def _above(said: str, dose: Quantity, stated: Sequence[_Stated]) -> str:
    if not stated or not all(dose.to(one.unit).ends[-1] > one.high for one in stated):
        return ""
    return _told(said, dose, stated, large=True)


def _below(dose: Quantity, one: _Stated, *, pump: bool) -> bool:
    assert one.low is not None
    return dose.to(one.unit).ends[0] < one.low / (1 if pump else _BELOW)


def _told(said: str, dose: Quantity, stated: Sequence[_Stated], *, large: bool) -> str:
    """The sentence: how many times what a line states, and which slip would explain it."""
    assert dose.unit is not None
    end = -1 if large else 0
    offs = sorted(
        ((_times_off(dose.to(one.unit).ends[end], one, large), one) for one in stated),
        key=lambda pair: pair[0],
    )
    for slip, asked in _SLIPS:
        if slip == _HOURS and "h" not in dose.unit.parts:
            continue
        factor = slip if large else 1 / slip
        for off, one in offs:
            # The slip must explain it better than no slip: off by more than its square root. What
            # is only a little above one line needs no explaining by another.
            least = offs[0][0] if large else off
            if least**2 >= slip and one.holds(dose.to(one.unit).ends[end] / factor):
                return f"{_off(said, off, one, large)}: {asked(dose.unit.parts, large)}?"
    if large:
        one = max(stated, key=lambda each: each.high * unit(each.unit).factor)
        off = dose.to(one.unit).ends[-1] / one.high
        return _off(said, off, one, large) if off >= 2 else f"{said} is above what {one}"
    ranges = [each for each in stated if each.low is not None]
    one = min(ranges, key=lambda each: (each.low or 0) * unit(each.unit).factor)
    return f"{said} is below what {one}"


def _times_off(value: Fraction, one: _Stated, large: bool) -> Fraction:
    """How many times above its highest, or below its lowest, a value lies; 1 or more outside."""
    return value / one.high if large else (one.low or one.high) / value


def _off(said: str, off: Fraction, one: _Stated, large: bool) -> str:
    """ "6,500 mcg per day is 8.1 times the most that line 40 states (...)"."""
    if large:
        return f"{said} is {times(off)} the most that {one}"
    end = "most" if one.low is None else "least"
    return f"{said} is {part(off)} of the {end} that {one}"


def _thousand(parts: tuple[str, ...], large: bool) -> str:
    smaller = {"g": "mg", "mg": "mcg"}
    larger = {"mcg": "mg", "mg": "g"}
    meant = (smaller if large else larger).get(parts[0])
    return f"{parts[0]} for {meant}" if meant else "mg and mcg confused"


def _hours(parts: tuple[str, ...], large: bool) -> str:
    return "an hour for a day" if large else "a day for an hour"


def _point(parts: tuple[str, ...], large: bool) -> str:
    return "is the decimal point in its place"


_HOURS = Fraction(24)
_SLIPS = ((Fraction(1000), _thousand), (_HOURS, _hours), (Fraction(10), _point))
