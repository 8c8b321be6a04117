"""Expressions: exact, bounded, and never more than arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.calculator.expression import (
    DEEPEST,
    LONGEST,
    ExpressionError,
    Value,
    evaluate,
    holds,
    names_in,
    number_of,
)

NAMES: dict[str, Value] = {"dose": Fraction(15), "weight": Fraction("72.5"), "sex": "female"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 + 3 * 4", Fraction(14)),
        ("(2 + 3) × 4", Fraction(20)),
        ("1,500 / 60", Fraction(25)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("-3 − -4", Fraction(1)),
        ("dose * weight", Fraction("1087.5")),
        ("round(2.345, 2)", Fraction("2.35")),
        ("round(2.5)", Fraction(3)),
        ("up(7.01) + down(7.99)", Fraction(15)),
        ("min(dose, 3, 8)", Fraction(3)),
        ("10 / 4 / 5", Fraction(1, 2)),
    ],
)
def test_numbers_are_exact(text: str, value: Fraction) -> None:
    assert number_of(text, NAMES) == value


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("dose < 20 and weight >= 72.5", True),
        ("not dose = 15", False),
        ("10 < dose <= 15", True),
        ("10 < dose < 15", False),
        ("sex = sex", True),
        ("dose > 20 or whole(dose / 5) = 1", True),
    ],
)
def test_conditions(text: str, yes: bool) -> None:
    assert holds(text, NAMES) is yes


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1 / (3 - 3)", "divides by zero"),
        ("dose ** 2", "a number or a name is expected"),
        ("dosis * 2", "'dosis' is not known here"),
        ("__import__('os')", "does not belong in an expression"),
        ("open(1)", "'open' is no function"),
        ("2 +", "before 'the end'"),
        ("2 3", "'3' is not expected here"),
        ("5 mg", "'mg' is not expected here"),
        ("(1", "')' is expected"),
        ("sex * 2", "a number is expected"),
        ("1 and 2", "a comparison is expected"),
        ("round(1, 99)", "0 to 6 decimal places"),
        ("min()", "min takes 1 to 9 numbers, not 0"),
        ("", "before 'the end'"),
        ("1" * (LONGEST + 1), "at most"),
        ("(" * (DEEPEST + 2) + "1" + ")" * (DEEPEST + 2), "brackets within brackets"),
        ("*".join(["9" * 60] * 8), "grows beyond all use"),
    ],
)
def test_what_is_wrong_is_said(text: str, sentence: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        evaluate(text, NAMES)
    assert sentence in str(caught.value)


def test_a_calculation_is_called_with_named_inputs() -> None:
    heard: list[tuple[str, dict[str, Value]]] = []

    def call(name: str, inputs: Mapping[str, Value]) -> Fraction:
        heard.append((name, dict(inputs)))
        return Fraction(60)

    assert number_of("crcl(weight=weight, sex=sex) / 2", NAMES, call) == 30
    assert heard == [("crcl", {"weight": Fraction("72.5"), "sex": "female"})]


def test_names_are_found() -> None:
    assert names_in("min(a, b) * 2 + not_a and c") == {"a", "b", "not_a", "c"}


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789.,+-*/()<>=!and orabcround×÷'[]{}\\\x00", max_size=60))
def test_any_text_gives_a_value_or_a_sentence(text: str) -> None:
    try:
        value = evaluate(text, {"a": Fraction(1), "b": Fraction(2)})
    except ExpressionError as error:
        assert str(error)
    else:
        assert isinstance(value, Fraction | bool)


@settings(max_examples=200, deadline=None)
@given(st.integers(-999, 999), st.integers(-999, 999), st.integers(1, 999))
def test_it_computes_as_fractions_do(a: int, b: int, c: int) -> None:
    assert number_of(f"({a} + {b}) * {c} / {c}") == a + b
