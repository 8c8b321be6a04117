"""Numbers that are drawn anew for each asking, and a calculation that makes the key of them.

draw: {dose: 5 to 20 by 5, days: 5 to 14, strength: [5, 10]}
calculate: {tablets: {per_dose: "{dose} mg/dose", days: "{days} days"}}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from trainer.calculator.catalogue import candidates
from trainer.calculator.reader import read_number
from trainer.calculator.writer import write_number
from trainer.deck.computed_inputs import check_input_of
from trainer.deck.form import Form
from trainer.deck.yaml_tree import Listing, Scalar, Table
from trainer.errors import DataError, UsageError

NAME = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_TWO_NUMBERS = re.compile(r"[\d.,]+(?:\s+[^\W\d]+\s+|\s*(?:[-–—]|\.\.+)\s*)\d[\d.,]*(?:\s.*)?")
"""What was meant as a range: "500 bis 1000", "5-20"."""
_RANGE = re.compile(r"(\S+)\s+to\s+(\S+?)(?:\s+by\s+(\S+))?", re.IGNORECASE)
MOST = 10_000  # different values of one name, and of all names of a card
MOST_NAMES = 40  # that one card draws


@dataclass(frozen=True, slots=True)
class Draw:
    """A name and the texts it may stand for, at least one."""

    name: str
    values: tuple[str, ...]

    def to_json(self) -> list[Any]:
        return [self.name, list(self.values)]

    @classmethod
    def from_json(cls, data: list[Any]) -> Draw:
        return cls(data[0], tuple(data[1]))


@dataclass(frozen=True, slots=True)
class Computed:
    """A calculation of the calculator's, with the text of each input; names in braces are drawn.

    What the deck's facts state need not be given. `route` chooses among them.
    """

    calculation: str
    inputs: tuple[tuple[str, str], ...]
    route: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"calculation": self.calculation, "inputs": self.inputs, "route": self.route}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Computed:
        inputs = tuple((name, text) for name, text in data["inputs"])
        return cls(data["calculation"], inputs, data["route"])


def read_draws(form: Form) -> tuple[Draw, ...]:
    """The `draw:` of a card or a turn; problems go to the form."""
    node = form.node("draw")
    if node is None:
        return ()
    if not isinstance(node, Table):
        form.complain(node, "type", "`draw` has a line `name: 5 to 20 by 5` for each number")
        return ()
    if len(node.entries) > MOST_NAMES:
        form.complain(node, "long", f"a card draws at most {MOST_NAMES} numbers")
        return ()
    found = []
    for key, value in node.entries:
        if not NAME.fullmatch(f"{{{key.text}}}"):
            said = f"`{key.text}` is no name: letters, digits and _ only"
            form.complain(key, "name", said)
            continue
        if isinstance(value, Listing):
            values = form.texts_of(value, key.text)
        elif isinstance(value, Scalar):
            values = _span(form, value)
        else:
            form.complain(value, "type", f"`{key.text}` must be a range or a list")
            continue
        if values:
            found.append(Draw(key.text, values))
        if sum(len(one.values) for one in found) > MOST + 1:
            form.complain(key, "long", f"the numbers of a card take at most {MOST:,} values in all")
            return ()
    return tuple(found)


def _span(form: Form, node: Scalar) -> tuple[str, ...]:
    """The numbers of "5 to 20 by 5"; a single text stands for itself."""
    match = _RANGE.fullmatch(node.text.strip())
    if match is None:
        if _TWO_NUMBERS.fullmatch(node.text.strip()):
            said = f"{node.text!r} is neither a range nor one number"
            form.complain(node, "number", said, "Write 5 to 20 by 5, or a list: [5, 10, 20].")
            return ()
        return (node.text.strip(),)
    try:
        low, high = read_number(match[1]), read_number(match[2])
        step = read_number(match[3]) if match[3] else Fraction(1)
    except DataError as error:
        form.complain(node, "number", f"{node.text!r}: {error.what}", "Write 5 to 20 by 5.")
        return ()
    if step <= 0 or high < low or (high - low) / step > MOST:
        said = f"{node.text!r} holds no number, or more than {MOST:,}"
        form.complain(node, "number", said, "Write the smaller number first: 5 to 20 by 5.")
        return ()
    return _numbers(low, high, step)


@lru_cache(maxsize=64)
def _numbers(low: Fraction, high: Fraction, step: Fraction) -> tuple[str, ...]:
    if low >= 0 and low.denominator == step.denominator == 1:
        return tuple(map(str, range(int(low), int(high) + 1, int(step))))
    count = int((high - low) / step) + 1
    return tuple(write_number(low + step * n).replace(",", "") for n in range(count))


def read_computed(form: Form) -> Computed | None:
    """The `calculate:` of a card or a turn; problems go to the form."""
    node = form.node("calculate")
    if node is None:
        return None
    if not isinstance(node, Table) or len(node.entries) != 1:
        said = "`calculate` names one calculation with its inputs"
        form.complain(
            node, "type", said, 'Write calculate: {per_day: {per_dose: "{dose} mg/dose"}}'
        )
        return None
    ((name, inputs),) = node.entries
    try:
        candidates(name.text)
    except UsageError as error:
        form.complain(name, "calculation", error.what, f"{error.hint}.")
        return None
    if isinstance(inputs, Scalar) and not inputs.text.strip():
        return Computed(name.text, (), form.text("route"))
    if not isinstance(inputs, Table):
        form.complain(inputs, "type", f"`{name.text}` has a line `input: value` for each input")
        return None
    pairs = []
    for key, value in inputs.entries:
        check_input_of(form, name.text, key, value if isinstance(value, Scalar) else key)
        texts = form.texts_of(value, key.text)
        if len(texts) == 1:
            pairs.append((key.text, texts[0]))
        else:
            form.complain(value, "type", f"`{key.text}` must be one value with its unit")
    return Computed(name.text, tuple(pairs), form.text("route"))


def unknown_names(texts: tuple[str, ...], known: frozenset[str]) -> tuple[str, ...]:
    """The names in braces of some texts that nothing gives a value to."""
    return tuple(
        dict.fromkeys(name for text in texts for name in NAME.findall(text) if name not in known)
    )


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with every known name in braces replaced; nothing else in it is touched."""
    return NAME.sub(lambda match: values.get(match[1], match[0]), text)


_LONG = re.compile(r"[0-9]{4,}")


def worded(text: str, values: Mapping[str, str]) -> str:
    """`filled` for a text that is read: numbers from 1,000 on have their comma."""
    shown = {
        name: f"{int(value):,}" if _LONG.fullmatch(value) else value
        for name, value in values.items()
    }
    return filled(text, shown)


_UNBROKEN = re.compile(r"(?<![\d.,])[1-9][0-9]{3,}(?![\d,])")


def with_commas(text: str) -> str:
    """An amount as it is shown: numbers from 1,000 on have their comma, as learners are told."""
    return _UNBROKEN.sub(lambda match: f"{int(match[0]):,}", text)
