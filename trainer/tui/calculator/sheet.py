"""What the calculator makes of the typed inputs: an outcome, or what is wrong with which."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from trainer.calculator.calculation import Calculation, CannotCalculate, InputSpec, check_input
from trainer.calculator.catalogue import Outcome, run
from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import Unreadable, read_as, read_daily, read_quantity
from trainer.calculator.rules import Given, Origin, Rulebook
from trainer.calculator.units import unit
from trainer.calculator.writer import write
from trainer.errors import DataError

TYPED = Origin("scenario", "typed here")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One calculation as far as it got: complaints by input, or an outcome.

    `readings` says how an input was read whose comma, point or space could be taken otherwise.
    """

    outcome: Outcome | None = None
    complaints: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)


def fill(
    calculation: Calculation, typed: Mapping[str, str], rules: Rulebook, scope: str = ""
) -> Sheet:
    """Compute with what is typed and, where a field is empty, with what the deck's rules give.

    A number without a unit is in the unit that stands beside its field. A rule does not fill what a
    typed input replaces: two half-lives that are typed go before the one that the deck states.
    """
    given: dict[str, Given] = {}
    complaints: dict[str, str] = {}
    replaced = calculation.replaced([name for name, text in typed.items() if text.strip()])
    readings: dict[str, str] = {}
    for spec in calculation.inputs:
        text = typed.get(spec.name, "").strip()
        try:
            if text:
                beside = "\n".join(typed[name] for name in typed if name != spec.name)
                given[spec.name] = Given(_read(spec, text, beside), TYPED)
                check_input(spec, given[spec.name].value)
                if isinstance(given[spec.name].value, Quantity) and (taken := read_as(text)):
                    readings[spec.name] = f"read as {taken}{_if_thousands(text)}"
            elif spec.name not in replaced and (rule := spec.rule(rules, scope)):
                given[spec.name] = rule
        except DataError as error:
            complaints[spec.name] = _sentence(error)
    if complaints:
        return Sheet(complaints=complaints, readings=readings)
    try:
        return Sheet(run(calculation, given, rules, scope), readings=readings)
    except CannotCalculate as error:
        return Sheet(complaints={str(error.where): _sentence(error)}, readings=readings)


def _read(spec: InputSpec, text: str, beside: str) -> Quantity | str:
    if spec.choices or not (spec.unit or spec.span):
        return text
    if not spec.unit and read_daily(text):
        return text  # how often a day counts when the amount of a day is asked for
    quantity = _read_as_one(spec, text, beside)
    if quantity.unit is None and spec.unit:
        return Quantity(quantity.low, quantity.high, unit(spec.unit), quantity.comparator)
    return quantity


def _read_as_one(spec: InputSpec, text: str, beside: str) -> Quantity:
    """The quantity that was typed; Unreadable says what this very input is written as."""
    if _NEGATIVE.match(text):
        raise Unreadable(f"the {spec.meaning} cannot be negative")
    if spec.unit == "cm" and (metres := _METRES.fullmatch(text)):
        return read_quantity(f"{metres[1]} cm", beside).scaled(100)
    try:
        return read_quantity(text, beside)
    except Unreadable as error:
        example = f"such as {_example(spec)}" if spec.unit else "such as 250 mcg"
        raise Unreadable(error.what, hint=f"Write one number, {example}") from error


def _if_thousands(text: str) -> str:
    """What to write where the point of "2.000" was meant to part the thousands."""
    found = _POINTED.search(text)
    return f" (for {found[1]},{found[2]} type {found[1]}{found[2]})" if found else ""


_POINTED = re.compile(r"(?<![\d.,])([1-9]\d{0,2})\.(\d{3})(?![\d.,])")
_NEGATIVE = re.compile(r"[-\u2212]\s*\d")
_METRES = re.compile(r"(\d[\d.,]*)\s*(?:m|met(?:er|re)s?)", re.IGNORECASE)


def _example(spec: InputSpec) -> str:
    """A value of this input: "72 kg", "15 mg per day"."""
    low, high = spec.usual or (spec.low, spec.high)
    value = Fraction(10)
    if low is not None and high is not None:
        value = min(max(value, low), high)
    return write(Quantity.of(value, spec.unit))


def _sentence(error: DataError) -> str:
    """The error without its command-line hint: the field itself shows where to write."""
    hint = "" if error.hint.startswith("Write ") and "=" in error.hint else error.hint
    what = f"{error.what[:1].upper()}{error.what[1:]}."
    return f"{what} {hint}." if hint else what
