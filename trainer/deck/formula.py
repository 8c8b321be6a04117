"""What an authored card computes by itself: names, a condition, the answer, the errors to expect.

    let: {rate: dose * weight * 60 / strength}       names from arithmetic, in their order
    where: rate = round(rate, 1) and rate < 200      draws that do not fulfil it are not asked
    answer: {quantity: "{rate} mL/h"}                names in braces are filled in
    mistakes:
      - {is: rate / 60, says: The minutes were forgotten.}

The arithmetic is `trainer.calculator.expression`, which may call the calculator.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from trainer.calculator.catalogue import calculate, candidates
from trainer.calculator.expression import (
    FUNCTIONS,
    ExpressionError,
    Value,
    calls_in,
    check_form,
    evaluate,
    holds,
    names_in,
    number_of,
)
from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import read_number, read_quantity
from trainer.calculator.rules import Given, Origin, Rulebook
from trainer.calculator.units import unit
from trainer.calculator.writer import write_number
from trainer.deck.computed_inputs import check_name_of
from trainer.deck.drawn import NAME, filled, with_commas
from trainer.deck.form import Form
from trainer.deck.key import Key, QuantityKey, RangeKey
from trainer.deck.yaml_tree import Node, Scalar, Table
from trainer.errors import DataError, UsageError

PLACES = 6
"""Decimal places that a number in a question may have."""
MOST_MISTAKES = 40
"""Errors that one card expects."""
_TYPES = ("quantity", "range")


@dataclass(frozen=True, slots=True)
class Mistake:
    """An error to expect: the number it gives, in the answer's unit, and what is said of it."""

    expression: str
    says: str
    name: str

    def to_json(self) -> list[str]:
        return [self.expression, self.says, self.name]


@dataclass(frozen=True, slots=True)
class Template:
    """An answer with names in braces: a quantity or a range."""

    type: str
    text: str
    unit_named: bool = False
    tolerance: Fraction = Fraction(0)

    def key(self, values: Mapping[str, str]) -> Key:
        """The key with the values filled in. Raises DataError if that is no such answer."""
        text = filled(self.text, values)
        quantity = read_quantity(text)
        if quantity.unit is None:
            raise DataError(f"the answer {text!r} has no unit", hint="Write it as 10 mL/h")
        if quantity.is_range != (self.type == "range"):
            raise DataError(f"the answer {text!r} is not a {self.type}")
        make = RangeKey if self.type == "range" else QuantityKey
        return make(with_commas(text), quantity, self.unit_named, self.tolerance)

    def to_json(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "text": self.text,
            "unit_named": self.unit_named,
            "tolerance": str(self.tolerance),
        }


@dataclass(frozen=True, slots=True)
class Formula:
    """Everything that a card computes; empty for one that computes nothing."""

    lets: tuple[tuple[str, str], ...] = ()
    where: str = ""
    answer: Template | None = None
    mistakes: tuple[Mistake, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lets or self.where or self.answer or self.mistakes)

    def to_json(self) -> dict[str, Any]:
        return {
            "lets": [list(pair) for pair in self.lets],
            "where": self.where,
            "answer": self.answer.to_json() if self.answer else None,
            "mistakes": [mistake.to_json() for mistake in self.mistakes],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Formula:
        answer = data["answer"]
        return cls(
            tuple((name, text) for name, text in data["lets"]),
            data["where"],
            Template(
                answer["type"], answer["text"], answer["unit_named"], Fraction(answer["tolerance"])
            )
            if answer
            else None,
            tuple(Mistake(*row) for row in data["mistakes"]),
        )

    def values(self, drawn: Mapping[str, str], rules: Rulebook) -> dict[str, str] | None:
        """The drawn values with those that are computed; None if they do not fulfil `where`.

        Raises DataError for an expression that has no value, or a number that cannot be written
        out.
        """
        texts = dict(drawn)
        known: dict[str, Value] = {name: _value(text) for name, text in drawn.items()}
        call = _Calculator(rules)
        for name, expression in self.lets:
            known[name] = evaluate(expression, known, call)
        if self.where and not holds(self.where, known, call):
            return None
        for name, _ in self.lets:
            value = known[name]
            if isinstance(value, Fraction):
                texts[name] = _written(name, value)
            elif isinstance(value, str):
                texts[name] = value
        return texts

    def errors(
        self, drawn: Mapping[str, str], rules: Rulebook, like: Quantity
    ) -> list[tuple[Mistake, Quantity]]:
        """Each error to expect with the value that it gives on these numbers, in the answer's unit.

        Those that give the right value on these numbers are left out.
        """
        known: dict[str, Value] = {name: _value(text) for name, text in drawn.items()}
        call = _Calculator(rules)
        for name, expression in self.lets:
            known[name] = evaluate(expression, known, call)
        found = []
        for mistake in self.mistakes:
            value = number_of(mistake.expression, known, call)
            if value and value not in like.ends:
                found.append((mistake, Quantity(value, value, like.unit)))
        return found


class _Calculator:
    """Calls a calculation; numbers are in the unit that it lists for the input."""

    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules

    def __call__(self, name: str, inputs: Mapping[str, Value]) -> Fraction:
        origin = Origin("scenario", "given in the question")
        try:
            units = {spec.name: spec.unit for one in candidates(name) for spec in one.inputs}
        except UsageError as error:
            raise ExpressionError(error.what, hint=error.hint) from error
        given = {}
        for spec, value in inputs.items():
            if isinstance(value, Fraction) and units.get(spec):
                given[spec] = Given(Quantity(value, value, unit(units[spec])), origin)
            else:
                given[spec] = Given(str(value), origin)
        try:
            outcome = calculate(name, given, self._rules)
        except UsageError as error:
            raise ExpressionError(error.what, hint=error.hint) from error
        if outcome.quantity is None or outcome.quantity.is_range:
            raise ExpressionError(f"{name} gives no single number: {outcome.reason}")
        return outcome.quantity.value


def read_formula(form: Form) -> Formula:
    """The `let:`, `where:`, `mistakes:` of a card, and its answer if that has names in braces."""
    lets = _read_lets(form)
    where = form.text("where")
    mistakes = []
    tables = form.tables("mistakes")
    if len(tables) > MOST_MISTAKES:
        form.complain(tables[MOST_MISTAKES], "long", f"a card names at most {MOST_MISTAKES} errors")
    for number, table in enumerate(tables[:MOST_MISTAKES], 1):
        inner = form.within(table, "the mistake")
        expression, says = inner.text("is", required=True), inner.text("says", required=True)
        name = inner.text("name") or f"mistake-{number}"
        inner.close()
        if expression and says:
            mistakes.append(Mistake(expression, says, name))
    return Formula(lets, where, _read_template(form), tuple(mistakes))


def check_formula(form: Form, formula: Formula, drawn: frozenset[str]) -> None:
    """Complain of expressions that cannot be read, and of names that nothing gives a value to."""
    known = set(drawn)
    rows = [("let", name, text) for name, text in formula.lets]
    rows += [("where", "", formula.where)] if formula.where else []
    rows += [("mistakes", "", mistake.expression) for mistake in formula.mistakes]
    for field, name, text in rows:
        node = form.node(field)
        try:
            needed = names_in(text)
            check_form(text)
        except ExpressionError as error:
            form.complain(node, "expression", f"`{text}`: {error.what}", error.hint)
            continue
        _check_calls(form, text, _line_of(node, name))
        for missing in sorted(needed - known - set(FUNCTIONS)):
            if _is_input(text, missing):
                continue
            form.complain(
                node,
                "unknown-name",
                f"nothing gives `{missing}` a value in `{text}`",
                f"There are: {', '.join(sorted(known)) or 'no names yet'}.",
            )
        if name:
            known.add(name)


def _check_calls(form: Form, text: str, node: Node | None) -> None:
    """Complain of a calculation, or an input of one, that there is not."""
    for calculation, inputs in calls_in(text):
        try:
            candidates(calculation)
        except UsageError as error:
            said = f"{form.named}: `{text}`: {error.what}"
            form.complain(node, "calculation-input", said, f"{error.hint}.")
            continue
        for name in inputs:
            check_name_of(form, calculation, name, node)


def _line_of(node: Node | None, name: str) -> Node | None:
    """The expression of one name in a `let`; otherwise the whole."""
    return (node.get(name) or node) if isinstance(node, Table) and name else node


def _is_input(text: str, name: str) -> bool:
    """Whether a name is that of a calculation's input: `crcl(age=years)` needs no `age`."""
    before, _, after = text.partition(f"{name}")
    return after.lstrip().startswith("=") and not after.lstrip().startswith("==") and "(" in before


def _read_lets(form: Form) -> tuple[tuple[str, str], ...]:
    node = form.node("let")
    if node is None:
        return ()
    if not isinstance(node, Table):
        form.complain(node, "type", "`let` has a line `name: expression` for each name")
        return ()
    found = []
    for key, value in node.entries:
        if not NAME.fullmatch(f"{{{key.text}}}"):
            form.complain(key, "name", f"`{key.text}` is no name: letters, digits and _ only")
        elif not isinstance(value, Scalar) or not value.text.strip():
            form.complain(value, "type", f"`{key.text}` must be one expression")
        else:
            found.append((key.text, value.text.strip()))
    return tuple(found)


def _read_template(form: Form) -> Template | None:
    node = form.node("answer")
    if not isinstance(node, Table):
        return None
    for kind in _TYPES:
        value = node.get(kind)
        if isinstance(value, Scalar) and NAME.search(value.text):
            inner = form.within(node, "the answer")
            inner.node(kind)
            named = inner.flag("unit_in_question")
            tolerance = Fraction(0)
            if text := inner.text("tolerance"):
                try:
                    tolerance = read_number(text)
                except DataError as error:
                    inner.complain(inner.node("tolerance"), "number", error.what, error.hint)
            inner.close()
            return Template(kind, " ".join(value.text.split()), named, tolerance)
    return None


def _value(text: str) -> Value:
    try:
        return read_number(text)
    except DataError:
        return text


def _written(name: str, value: Fraction) -> str:
    """A number as a question states it; DataError if it does not come out even."""
    if (value * 10**PLACES).denominator != 1:
        raise DataError(
            f"`{name}` does not come out even",
            hint=f"Round it: {name}: round(..., 1). Or ask only even ones: where: "
            f"{name} = round({name}, 1)",
        )
    return write_number(value)
