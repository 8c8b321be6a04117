"""What a calculation is: typed inputs with plausible ranges, worked steps, a result or a reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import find_quantities
from trainer.calculator.rules import Given, Origin, Rulebook
from trainer.calculator.units import unit
from trainer.calculator.writer import unit_words, write, write_number
from trainer.errors import DataError

Range = tuple[Fraction, Fraction]


class CannotCalculate(DataError):
    """An input is missing, has the wrong unit, or is not plausible."""


@dataclass(frozen=True, slots=True)
class InputSpec:
    """An input: its unit, what it means, and the range in which a value is plausible.

    `unit` is the unit computed in; any unit of the same dimension is accepted. With `choices` the
    input is one of these words. `bare` allows a number without unit, where there is only one
    natural reading (an age in years). `span` allows a range. `also` names further units, of other
    dimensions, with their own plausible range (creatinine in umol/L). A deck's rule of this name
    fills the input only if `ruled`: how often the starting dose is given says nothing about an
    order, and the interval of a titration is no interval of a taper. `instead` names inputs that
    this one replaces: once it is given, a deck's rule does not fill them. `bounds` names the rules
    of a deck that say how large such a dose is: far outside them it is computed with, and warned
    of. So it is outside `usual`, the range of nearly all people, or of what `seldom` says ("anybody
    has"). `stocked` names the amounts of a deck's author that it is held against in the same way,
    and their route. `why` says, in half a sentence, why no value outside `low` to `high` is taken.
    """

    name: str
    meaning: str
    unit: str = ""
    low: Fraction | None = None
    high: Fraction | None = None
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    required: bool = True
    bare: bool = False
    span: bool = False
    also: tuple[tuple[str, Fraction, Fraction], ...] = ()
    ruled: bool = True
    instead: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()
    usual: tuple[Fraction, Fraction] | None = None
    seldom: str = "anybody has"
    stocked: tuple[str, str] | None = None
    why: str = ""

    def rule(self, rules: Rulebook, scope: str = "") -> Given | None:
        """What the deck states for this input, if a deck may fill it."""
        return rules.find(self.name, scope) if self.ruled else None

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "meaning": self.meaning,
            "unit": self.unit or None,
            "also_units": [name for name, _, _ in self.also],
            "low": None if self.low is None else float(self.low),
            "high": None if self.high is None else float(self.high),
            "aliases": list(self.aliases),
            "choices": list(self.choices),
            "required": self.required,
        }


FINE = ("ng", "mcg")
"""Masses below the milligram, the finest first."""
LONG = 10_000


def in_mass(quantity: Quantity, mass: str) -> Quantity:
    """A quantity of mg, mg per day, mg per kg with the other mass in the place of mg."""
    assert quantity.unit is not None
    first, *below = quantity.unit.parts
    return quantity if first != "mg" else quantity.to("/".join((mass, *below)))


def larger(quantity: Quantity) -> Quantity:
    """A quantity of mcg in mg where its number is five digits long: 90,000 mcg is 90 mg."""
    assert quantity.unit is not None
    first, *below = quantity.unit.parts
    long = first == "mcg" and quantity.ends[-1] >= LONG
    return quantity.to("/".join(("mg", *below))) if long else quantity


class Values:
    """The inputs of one calculation, checked and in the units it computes in."""

    def __init__(self, given: Mapping[str, Given], specs: Mapping[str, InputSpec]) -> None:
        self._given = given
        self._specs = specs

    def has(self, *names: str) -> bool:
        return all(name in self._given for name in names)

    def __getitem__(self, name: str) -> Fraction:
        """A single number, in the unit of its input."""
        return self.quantity(name).value

    def range(self, name: str) -> Range:
        """Both ends of a number that may be a range."""
        quantity = self.quantity(name)
        return quantity.ends[0], quantity.ends[-1]

    def word(self, name: str) -> str:
        value = self._given[name].value
        return value if isinstance(value, str) else write(value)

    def quantity(self, name: str) -> Quantity:
        """The input in the unit of its specification."""
        value = self._given[name].value
        if isinstance(value, str):
            raise TypeError(f"{name} is a word")
        return value.to(self._specs[name].unit)

    def amounts(self, name: str) -> list[Fraction]:
        """Several amounts written with commas ("5 mg, 10 mg"), in mg."""
        found = find_quantities(self.word(name))
        amounts = [
            one.quantity.value * unit(one.quantity.unit.parts[0]).factor
            for one in found
            if one.quantity.unit is not None
            and unit(one.quantity.unit.parts[0]).dimension == unit("mg").dimension
            and not one.quantity.is_range
            and not one.ambiguity
            and "decimal_comma" not in one.notation  # 5,10 is a list here
        ]
        if not amounts or min(amounts) <= 0:
            raise CannotCalculate(
                f"{self.word(name)!r} holds no amounts", where=name, hint='Write "5 mg, 10 mg"'
            )
        return amounts

    def raw(self, name: str) -> Quantity:
        """The input in the unit it was given in: what somebody forgets to convert."""
        value = self._given[name].value
        if isinstance(value, str):
            raise TypeError(f"{name} is a word")
        return value

    def in_typed_mass(self, name: str, *typed: str) -> Quantity:
        """The input in mcg where one of those `typed` is in mcg, so that no zeros are counted.

        Without `typed` it is asked of this input alone. What is in mg stays in mg.
        """
        return in_mass(self.quantity(name), self.mass(*(typed or (name,))))

    def mass(self, *names: str) -> str:
        """ "mcg" or "ng" if one of these inputs is written in it, the finest; otherwise "mg"."""
        written = [one for name in names if self.has(name) and (one := self.raw(name).unit)]
        parts = {unit.parts[0] for unit in written}
        return next((mass for mass in FINE if mass in parts), "mg")

    def converted(self, name: str, to: Quantity) -> tuple[str, ...]:
        """The step that brings an input to another unit, if it was not given in that."""
        return () if self.said(name) == write(to) else (f"{self.said(name)} = {write(to)}",)

    def said(self, name: str) -> str:
        """The input in words, as it was given."""
        return str(self._given[name])

    def origin(self, name: str) -> Origin:
        return self._given[name].origin

    @property
    def given(self) -> Mapping[str, Given]:
        return self._given


@dataclass(frozen=True, slots=True)
class Row:
    """One level of a schedule: from day `first` to day `last` (None: from then on)."""

    first: int
    last: int | None
    daily: Quantity

    def __str__(self) -> str:
        if self.last is None:
            return f"from day {self.first}: {write(self.daily)}"
        days = (
            f"day {self.first}" if self.last == self.first else f"days {self.first} to {self.last}"
        )
        return f"{days}: {write(self.daily)}"


@dataclass(frozen=True, slots=True)
class Result:
    """What a calculation found: a quantity, a label, or a schedule; with its worked steps.

    `exact` is before rounding. `places` is to how many decimal places `quantity` was rounded half
    up; None where nothing was rounded, or where the calculation rounds in a direction (tablets to
    dispense up, days down) and the unrounded number is therefore no answer.
    """

    quantity: Quantity | None = None
    steps: tuple[str, ...] = ()
    exact: Quantity | None = None
    label: str | None = None
    table: tuple[Row, ...] = ()
    warnings: tuple[str, ...] = ()
    places: int | None = None


Slips = tuple[tuple[str, Callable[[Values], Quantity | None]], ...]


_WRITTEN = {
    "absorbed": "Amount absorbed",
    "cockcroft_gault": "Cockcroft-Gault",
    "convert": "Another unit",
    "days_supply": "Days of supply",
    "excreted_unchanged": "Amount excreted",
    "per_day": "Daily dose",
    "per_dose": "Single dose",
    "percent_change": "Change in percent",
    "reduce_by": "Dose reduced by",
    "reduce_to": "Dose reduced to",
    "refill": "Days to the refill",
    "tablets": "Tablets to dispense",
    "time_for_half_lives": "Time for half-lives",
    "weight_dose": "Dose by body weight",
}


@dataclass(frozen=True, slots=True)
class Calculation:
    """A pure function from inputs to a result, with the wrong procedures that people use.

    `family` groups calculations that one word may mean ("titration"). `slips` are tried in order:
    each gives the value that its wrong procedure produces on these inputs, or None. `bounds` names
    the rules of a deck that say how large the result is, where that is a dose.
    """

    name: str
    family: str
    summary: str
    inputs: tuple[InputSpec, ...]
    result_unit: str
    formula: str
    compute: Callable[[Values], Result]
    slips: Slips = ()
    aliases: tuple[str, ...] = field(default=())
    bounds: tuple[str, ...] = field(default=())

    def replaced(self, given: Collection[str]) -> frozenset[str]:
        """The inputs that those of these names replace."""
        return frozenset(
            name for spec in self.inputs if spec.name in given for name in spec.instead
        )

    @property
    def title(self) -> str:
        """The name as a person writes it: "Time to fraction", "Cockcroft-Gault"."""
        return _WRITTEN.get(self.name) or self.name.replace("_", " ").capitalize()

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "family": self.family,
            "aliases": list(self.aliases),
            "summary": self.summary,
            "inputs": [spec.to_json() for spec in self.inputs],
            "result_unit": self.result_unit,
            "formula": self.formula,
            "slips": [name for name, _ in self.slips],
        }


def checked(calculation: Calculation, given: Mapping[str, Given]) -> Values:
    """Check every input: present, of the right kind, plausible. CannotCalculate names the input."""
    specs = {spec.name: spec for spec in calculation.inputs}
    ready: dict[str, Given] = {}
    for spec in calculation.inputs:
        if spec.name in given:
            ready[spec.name] = Given(
                check_input(spec, given[spec.name].value), given[spec.name].origin
            )
        elif spec.required:
            raise CannotCalculate(
                f"cannot calculate, because the {spec.meaning} is not given",
                where=spec.name,
                hint=_wanted(spec),
            )
    return Values(ready, specs)


def check_input(spec: InputSpec, value: Quantity | str) -> Quantity | str:
    """One input, of the right kind and plausible; CannotCalculate says what is wrong with it."""
    if spec.choices:
        return _choice(spec, value)
    if isinstance(value, str):
        if not spec.unit:
            return value
        raise CannotCalculate(
            f"the {spec.meaning} must be a number, not {value!r}",
            where=spec.name,
            hint=_wanted(spec),
        )
    if not spec.unit:
        return value
    if value.unit is None:
        if not spec.bare:
            raise CannotCalculate(
                f"the {spec.meaning} has no unit", where=spec.name, hint=_wanted(spec)
            )
        value = Quantity(value.low, value.high, unit(spec.unit), value.comparator)
    value = _each_of(spec, value)
    name, low, high = _units_of(spec, value)
    if value.comparator or (value.is_range and not spec.span):
        raise CannotCalculate(
            f"the {spec.meaning} must be one number, not {write(value)}", where=spec.name
        )
    for end in value.to(name).ends:
        if (low is not None and end < low) or (high is not None and end > high):
            raise CannotCalculate(
                f"the {spec.meaning} of {write(value)} is not plausible",
                where=spec.name,
                hint=f"{spec.why or 'It'} must lie {_limits(low, high, name)}",
            )
    return value


def _each_of(spec: InputSpec, value: Quantity) -> Quantity:
    """An amount given for a single dose or a single tablet, whose name says of what it is one.

    Never for an amount a day: which of the two "15 mg" is, is the commonest error there is.
    """
    amount, _, one = spec.unit.partition("/")
    if one in ("dose", "tablet") and value.unit is not None and value.converts_to(amount):
        return Quantity(value.low, value.high, unit(f"{value.unit.symbol}/{one}"), value.comparator)
    return value


def _units_of(spec: InputSpec, value: Quantity) -> tuple[str, Fraction | None, Fraction | None]:
    """The unit that a value is checked in, with its plausible range."""
    for name, low, high in ((spec.unit, spec.low, spec.high), *spec.also):
        if value.converts_to(name):
            return name, low, high
    raise CannotCalculate(
        f"the {spec.meaning} cannot be {write(value)}, it is measured in {_measured_in(spec)}"
        + _whole_unit(spec, value),
        where=spec.name,
        hint=_wanted(spec),
    )


def _whole_unit(spec: InputSpec, value: Quantity) -> str:
    """What to write where only the unit's first half was: "650 mcg" of a dose in mcg/day."""
    first, stroke, below = spec.unit.partition("/")
    if not stroke or value.unit is None or value.comparator or not value.converts_to(first):
        return ""
    number = " to ".join(write_number(end) for end in value.ends)
    return f": write {number} {value.unit.symbol}/{below} if that is meant"


def _measured_in(spec: InputSpec) -> str:
    """The units that an input can have, in words: "mg per day", "mg/dL or umol/L"."""
    units = [unit_words(unit(name)) for name in (spec.unit, *(name for name, _, _ in spec.also))]
    return " or ".join(units)


def _choice(spec: InputSpec, value: Quantity | str) -> str:
    text = value.casefold().strip() if isinstance(value, str) else ""
    found = [choice for choice in spec.choices if text and choice.startswith(text)]
    if len(found) != 1 and text not in spec.choices:
        raise CannotCalculate(
            f"the {spec.meaning} cannot be {value if isinstance(value, str) else write(value)!r}",
            where=spec.name,
            hint=f"Write one of: {', '.join(spec.choices)}",
        )
    return text if text in spec.choices else found[0]


def _wanted(spec: InputSpec) -> str:
    if spec.choices:
        return f"Write {spec.name}={spec.choices[0]} or another of: {', '.join(spec.choices)}"
    example = spec.low if spec.low and spec.low > 0 else Fraction(1)
    if spec.low is not None and spec.high is not None:
        example = min(max(Fraction(10), spec.low), spec.high)
    limits = _limits(spec.low, spec.high, spec.unit)
    value = f"{write_number(example)} {spec.unit}"
    shown = write_number(example) if spec.bare else f'"{value}"'
    return f"Write {spec.name}={shown}, {limits}".rstrip(", ")


def _limits(low: Fraction | None, high: Fraction | None, unit_name: str) -> str:
    if low is not None and high is not None:
        return f"between {write_number(low)} and {write(Quantity.of(high, unit_name))}"
    if low is not None:
        return f"from {write(Quantity.of(low, unit_name))}"
    return f"up to {write(Quantity.of(high, unit_name))}" if high is not None else ""


def agreeing(v: Values, name: str, total: Fraction) -> None:
    """CannotCalculate if a daily dose that is given contradicts the single doses beside it."""
    if v[name] != total:
        raise CannotCalculate(
            f"the inputs contradict one another: {v.said(name)}, and single doses that make"
            f" {write(Quantity.of(total, 'mg/day'))}",
            where=name,
        )
