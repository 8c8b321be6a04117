"""Arithmetic in a line of text: exact, bounded, and nothing else.

    (dose * weight) / 24        max(a, b)        round(x, 1)        day >= 4 and day <= 9

Numbers are exact fractions. There are names, + - * / (and the signs × ÷ −), comparisons, `and`,
`or`, `not`, and the functions below; calculations of the calculator can be called by name with
named inputs, if the caller allows it. No powers, no loops, no attributes: an expression takes a
time that is bounded by its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from trainer.errors import DataError

Value = Fraction | bool | str
Call = Callable[[str, Mapping[str, Value]], Fraction]

LONGEST = 500
"""Characters of an expression."""
DEEPEST = 20
"""Brackets within brackets."""
WIDEST = 1_024
"""Bits of a number's numerator or denominator."""

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<sign><=|>=|==|!=|[-+*/()<>=,×÷−≤≥≠]))"
)
_SAME = {"×": "*", "÷": "/", "−": "-", "≤": "<=", "≥": ">=", "≠": "!=", "=": "=="}
_COMPARE: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


class ExpressionError(DataError):
    """The text is no expression, or has no value. `at` is the place in it, counted from 0.

    `malformed` is true where no values of its names could make it right.
    """

    def __init__(
        self, message: str, at: int = 0, hint: str = "", *, malformed: bool = False
    ) -> None:
        super().__init__(message, hint=hint)
        self.at = at
        self.malformed = malformed


def evaluate(
    text: str, names: Mapping[str, Value] | None = None, call: Call | None = None
) -> Value:
    """Return the value of an expression: a number, a yes or no, or a text that a name stands for.

    Raises ExpressionError for what is no expression, for a name that is not given, and for a
    division by zero.
    """
    if len(text) > LONGEST:
        said = f"the expression has {len(text)} characters; at most {LONGEST} fit"
        raise ExpressionError(said, malformed=True)
    reading = _Reading(_tokens(text), {} if names is None else names, call)
    value = reading.any_of()
    if reading.token.kind != "end":
        said = f"{reading.token.text!r} is not expected here"
        raise ExpressionError(said, reading.token.at, malformed=True)
    return value


class _Anything(dict[str, Value]):
    """Every name, with a value that any arithmetic takes."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> Value:
        return Fraction(1)


def check_form(text: str) -> None:
    """Raise ExpressionError if the text is no expression, whatever its names may stand for."""
    try:
        evaluate(text, _Anything(), lambda name, inputs: Fraction(1))
    except ExpressionError as error:
        if error.malformed:
            raise


def calls_in(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The calculations that an expression calls, each with the names of its inputs."""
    found: list[tuple[str, tuple[str, ...]]] = []

    def call(name: str, inputs: Mapping[str, Value]) -> Fraction:
        found.append((name, tuple(inputs)))
        return Fraction(1)

    with suppress(ExpressionError):
        evaluate(text, _Anything(), call)
    return tuple(found)


def number_of(
    text: str, names: Mapping[str, Value] | None = None, call: Call | None = None
) -> Fraction:
    """Return the number that an expression gives; ExpressionError if it gives none."""
    value = evaluate(text, names, call)
    if isinstance(value, bool) or not isinstance(value, Fraction):
        raise ExpressionError("the expression gives no number")
    return value


def holds(text: str, names: Mapping[str, Value] | None = None, call: Call | None = None) -> bool:
    """Return whether a condition holds; ExpressionError if the expression is none."""
    value = evaluate(text, names, call)
    if not isinstance(value, bool):
        raise ExpressionError("a condition is expected, such as `dose <= 80`")
    return value


def names_in(text: str) -> frozenset[str]:
    """Return the names that an expression needs, without functions, calculations and inputs."""
    tokens = _tokens(text)
    found = set()
    for token, after in pairwise(tokens):
        if token.kind != "name" or after.text in ("(",) or token.text in _WORDS:
            continue
        found.add(token.text)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


_WORDS = frozenset(("and", "or", "not"))


def _tokens(text: str) -> list[_Token]:
    found = []
    at = 0
    end = len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            sign = text[at:].lstrip()[:1]
            raise ExpressionError(
                f"{sign!r} does not belong in an expression",
                at,
                "Write numbers without units; there are + - * / ( ) and comparisons",
                malformed=True,
            )
        kind = match.lastgroup or "sign"
        token = match.group(kind)
        found.append(_Token(kind, _SAME.get(token, token), match.start(kind)))
        at = match.end()
    found.append(_Token("end", "the end", end))
    return found


class _Reading:
    """Reads tokens and computes at once; precedence from `any_of` down to `_atom`."""

    def __init__(self, tokens: Sequence[_Token], names: Mapping[str, Value], call: Call | None):
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self._names = names
        self._call = call

    @property
    def token(self) -> _Token:
        return self._tokens[self._at]

    def _take(self, *texts: str) -> str:
        token = self.token
        if token.text in texts and token.kind != "end":
            self._at += 1
            return token.text
        return ""

    def _expect(self, text: str) -> None:
        if not self._take(text):
            said = f"{text!r} is expected before {self.token.text!r}"
            raise ExpressionError(said, self.token.at, malformed=True)

    def any_of(self) -> Value:
        value = self._all_of()
        while self._take("or"):
            other = self._all_of()
            value = self._yes(value) or self._yes(other)
        return value

    def _all_of(self) -> Value:
        value = self._denied()
        while self._take("and"):
            other = self._denied()
            value = self._yes(value) and self._yes(other)
        return value

    def _denied(self) -> Value:
        turned = False
        denied = False
        while self._take("not"):
            denied, turned = True, not turned
        value = self._compared()
        return (self._yes(value) != turned) if denied else value

    def _compared(self) -> Value:
        value = self._sum()
        first: Value | None = None
        while sign := self._take("<", "<=", ">", ">=", "==", "!="):
            other = self._sum()
            if sign in ("==", "!="):
                this = (value == other) == (sign == "==")
            else:
                this = _COMPARE[sign](self._number(value), self._number(other))
            first = this if first is None else self._yes(first) and this
            value = other  # 1 < x < 5 holds if both do
        return value if first is None else first

    def _sum(self) -> Value:
        value = self._product()
        while sign := self._take("+", "-"):
            left, right = self._number(value), self._number(self._product())
            value = self._bounded(left + right if sign == "+" else left - right)
        return value

    def _product(self) -> Value:
        value = self._signed()
        while sign := self._take("*", "/"):
            at = self.token.at
            left, right = self._number(value), self._number(self._signed())
            if sign == "/" and not right:
                raise ExpressionError("this divides by zero", at)
            value = self._bounded(left * right if sign == "*" else left / right)
        return value

    def _signed(self) -> Value:
        minus = False
        signed = False
        while sign := self._take("-", "+"):
            signed, minus = True, minus != (sign == "-")
        value = self._atom()
        if not signed:
            return value
        return -self._number(value) if minus else self._number(value)

    def _atom(self) -> Value:
        token = self.token
        if token.kind == "number":
            self._at += 1
            return self._bounded(Fraction(token.text.replace(",", "")))
        if token.kind == "name" and token.text not in _WORDS:
            self._at += 1
            if self._take("("):
                return self._called(token)
            if token.text not in self._names:
                known = ", ".join(sorted(self._names))
                raise ExpressionError(
                    f"{token.text!r} is not known here",
                    token.at,
                    f"There are: {known}" if known else "",
                )
            return self._names[token.text]
        if self._take("("):
            with_brackets = self._deeper(self.any_of)
            self._expect(")")
            return with_brackets
        said = f"a number or a name is expected before {token.text!r}"
        raise ExpressionError(said, token.at, malformed=True)

    def _deeper(self, read: Callable[[], Value]) -> Value:
        self._depth += 1
        if self._depth > DEEPEST:
            said = f"more than {DEEPEST} brackets within brackets"
            raise ExpressionError(said, self.token.at, malformed=True)
        value = read()
        self._depth -= 1
        return value

    def _called(self, token: _Token) -> Value:
        if token.text not in FUNCTIONS:
            return self._calculated(token)
        arguments: list[Fraction] = []
        while not self._take(")"):
            if arguments:
                self._expect(",")
            arguments.append(self._number(self._deeper(self.any_of)))
        fewest, most, function = FUNCTIONS[token.text]
        if not fewest <= len(arguments) <= most:
            raise ExpressionError(
                f"{token.text} takes {fewest}" + ("" if most == fewest else f" to {most}")
                + f" numbers, not {len(arguments)}", token.at
            )  # fmt: skip
        return self._bounded(function(arguments))

    def _calculated(self, token: _Token) -> Fraction:
        if self._call is None:
            raise ExpressionError(
                f"{token.text!r} is no function", token.at, f"There are: {', '.join(FUNCTIONS)}"
            )
        inputs: dict[str, Value] = {}
        while not self._take(")"):
            if inputs:
                self._expect(",")
            name = self.token
            if name.kind != "name":
                raise ExpressionError(
                    f"an input's name is expected before {name.text!r}", name.at,
                    f"Write it as {token.text}(name=value, ...)",
                )  # fmt: skip
            self._at += 1
            self._expect("==")
            inputs[name.text] = self._deeper(self._sum)
        return self._bounded(self._call(token.text, inputs))

    def _number(self, value: Value) -> Fraction:
        if isinstance(value, bool) or not isinstance(value, Fraction):
            raise ExpressionError("a number is expected, not a yes or no or a text", self.token.at)
        return value

    def _yes(self, value: Value) -> bool:
        if not isinstance(value, bool):
            raise ExpressionError("a comparison is expected beside and, or, not", self.token.at)
        return value

    def _bounded(self, value: Fraction) -> Fraction:
        if max(value.numerator.bit_length(), value.denominator.bit_length()) > WIDEST:
            raise ExpressionError("a number grows beyond all use", self.token.at)
        return value


def _round(arguments: Sequence[Fraction]) -> Fraction:
    """Half up, away from zero, to so many decimal places (0 to 6)."""
    value, places = arguments[0], arguments[1] if len(arguments) > 1 else Fraction(0)
    if places.denominator != 1 or not 0 <= places <= 6:
        raise ExpressionError("round takes 0 to 6 decimal places")
    scale = 10 ** int(places)
    whole = floor(abs(value) * scale + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, scale)


FUNCTIONS: dict[str, tuple[int, int, Callable[[Sequence[Fraction]], Fraction]]] = {
    "min": (1, 9, min),
    "max": (1, 9, max),
    "abs": (1, 1, lambda numbers: abs(numbers[0])),
    "round": (1, 2, _round),
    "up": (1, 1, lambda numbers: Fraction(ceil(numbers[0]))),
    "down": (1, 1, lambda numbers: Fraction(floor(numbers[0]))),
    "whole": (1, 1, lambda numbers: Fraction(int(numbers[0].denominator == 1))),
}
"""By name: the fewest and the most numbers it takes, and what it gives. `up` and `down` go to a
whole number, `whole` is 1 for a whole number and 0 otherwise."""
