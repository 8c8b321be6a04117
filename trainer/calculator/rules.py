"""Where each number of a calculation comes from, and the rules that a deck hands in.

The calculator knows no drug. What a monograph states (a starting dose, a step, a limit) reaches it
as rules with their origins; what neither a rule nor an input gives cannot be computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from trainer.calculator.quantity import Quantity
from trainer.calculator.writer import write


@dataclass(frozen=True, slots=True)
class Origin:
    """Who says a number: a monograph line, an instructor, the question's text, or a convention."""

    kind: Literal["monograph", "instructor", "scenario", "convention"]
    text: str = ""
    lines: tuple[int, ...] = ()

    def __str__(self) -> str:
        if self.kind == "monograph" and self.lines:
            numbers = ", ".join(str(line) for line in self.lines)
            return f"monograph, line {numbers}"
        return f"{self.kind}: {self.text}" if self.text else self.kind

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "text": self.text, "lines": list(self.lines)}


@dataclass(frozen=True, slots=True)
class Given:
    """One input of a calculation: an exact quantity or a word ("female"), with its origin."""

    value: Quantity | str
    origin: Origin

    def __str__(self) -> str:
        return self.value if isinstance(self.value, str) else write(self.value)


@dataclass(frozen=True, slots=True)
class Rule:
    """A number that a deck states, by the name of the input it fills.

    `scope` is the route or form it holds for ("oral"), empty where the deck names none.
    """

    name: str
    given: Given
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Stock:
    """The amounts that the deck's author lists for an input: strengths, concentrations.

    They fill no input, for there are several; what is typed far from all of them is warned of.
    `values` is not empty; `scope` is the route they are for, `origin` says who lists them.
    """

    name: str
    values: tuple[Quantity, ...]
    origin: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules of a deck, and the amounts that its author lists."""

    rules: tuple[Rule, ...] = ()
    stock: tuple[Stock, ...] = ()

    def find(self, name: str, scope: str = "") -> Given | None:
        """The rule for an input: of the scope asked for, or the only one there is."""
        named = [rule for rule in self.rules if rule.name == name]
        if scope:
            named = [rule for rule in named if rule.scope == scope] or [
                rule for rule in named if not rule.scope
            ]
        return named[0].given if len(named) == 1 else None

    def scopes(self) -> tuple[str, ...]:
        """The scopes that the rules name, in their order."""
        return tuple(dict.fromkeys(rule.scope for rule in self.rules if rule.scope))


EMPTY = Rulebook()
