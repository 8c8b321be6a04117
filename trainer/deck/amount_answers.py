"""Answers that are amounts: a quantity, a range, a regimen."""

from __future__ import annotations

import re
from fractions import Fraction

from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import find_quantities, read_number, read_quantity
from trainer.deck.drawn import with_commas
from trainer.deck.form import Form
from trainer.deck.key import Key, QuantityKey, RangeKey, RegimenKey
from trainer.deck.yaml_tree import Node
from trainer.errors import DataError

_FALLING = re.compile(r"\s*(\d+(?:[.,]\d+)*)\s*(?:to|-|–|—)\s*(\d+(?:[.,]\d+)*)")
"""Two numbers with nothing between them but the word: their one unit follows."""


def quantity_key(form: Form, node: Node, model: str) -> Key | None:
    quantity = _read_quantity(form, node, "quantity")
    if quantity is None:
        return None
    if quantity.is_range:
        form.complain(node, "type", "this is a range", "Write `range:` instead of `quantity:`.")
        return None
    text = form.texts_of(node, "quantity")[0]
    return QuantityKey(model or with_commas(text), quantity, _unit_named(form), _tolerance(form))


def range_key(form: Form, node: Node, model: str) -> Key | None:
    quantity = _read_quantity(form, node, "range")
    if quantity is None:
        return None
    if not quantity.is_range:
        form.complain(
            node, "type", "a range needs two ends, such as 40 to 80 mg/day", "Or write `quantity:`."
        )
        return None
    text = form.texts_of(node, "range")[0]
    if turned := _FALLING.match(text):
        low, high = read_number(turned[2]), read_number(turned[1])
        if low < high:
            said = f"{text!r} runs from the higher number to the lower"
            form.complain(node, "range", said, "Write the lower number first.")
            return None
    return RangeKey(model or with_commas(text), quantity, _unit_named(form), _tolerance(form))


def regimen_key(form: Form, node: Node, model: str) -> Key | None:
    texts = form.texts_of(node, "regimen")
    found = find_quantities(texts[0]) if texts else ()
    if len(found) != 1 or found[0].doses_per_day is None or found[0].ambiguity:
        form.complain(
            node,
            "regimen",
            "a regimen is one dose and how often it is given",
            "For example: 5 mg three times daily.",
        )
        return None
    return RegimenKey(model or with_commas(texts[0]), found[0].quantity, found[0].doses_per_day)


def _read_quantity(form: Form, node: Node, name: str) -> Quantity | None:
    texts = form.texts_of(node, name)
    if not texts:
        return None
    try:
        quantity = read_quantity(texts[0])
    except DataError as error:
        form.complain(node, "quantity", f"{texts[0]!r} is not a quantity: {error.what}", error.hint)
        return None
    if quantity.unit is None:
        form.complain(
            node, "unit", f"{texts[0]!r} has no unit", "Write it as 5 mg, 12 years, 30 %."
        )
        return None
    return quantity


def _unit_named(form: Form) -> bool:
    return form.flag("unit_in_question")


def _tolerance(form: Form) -> Fraction:
    text = form.text("tolerance")
    if not text:
        return Fraction(0)
    try:
        return abs(read_number(text))
    except DataError as error:
        form.complain(form.node("tolerance"), "number", f"`tolerance`: {error.what}", error.hint)
        return Fraction(0)
