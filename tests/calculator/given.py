"""Inputs as people write them, for the tests of the calculations."""

from __future__ import annotations

from trainer.calculator.catalogue import Outcome, calculate
from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import read_quantity
from trainer.calculator.rules import EMPTY, Given, Origin, Rule, Rulebook
from trainer.errors import DataError

LINE = Origin("monograph", "its line", (7,))


def ask(name: str, book: Rulebook = EMPTY, find: str = "", /, **inputs: str) -> Outcome:
    """Run a calculation with typed inputs."""
    given = {key: Given(read(text), Origin("scenario")) for key, text in inputs.items()}
    return calculate(name, given, book, find=find)


def read(text: str) -> Quantity | str:
    try:
        return read_quantity(text)
    except DataError:
        return text


def stating(scope: str = "", /, **values: str) -> Rulebook:
    """What an invented deck states."""
    return Rulebook(tuple(Rule(name, Given(read(v), LINE), scope) for name, v in values.items()))
