"""The arithmetic that a learner reads is true: every worked step recomputes to its own result."""

from __future__ import annotations

import ast
import operator
import re
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.calculator.given import ask
from trainer.calculator.catalogue import Outcome

_OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
# What may stand between numbers: units and a few words that change nothing.
_WORDS = re.compile(
    r"\b(?:mg|mcg|mL|kg|per|day|days|dose|doses|hours?|h|min|dL|umol|tablets?|half-lives|a|in|year|"
    r"years|L)\b|%|(?<=[A-Za-z])/(?=[A-Za-z])"
)


def value_of(text: str) -> Fraction | None:
    """The number that a piece of arithmetic makes, or None if it says more than arithmetic."""
    plain = _WORDS.sub("", re.sub(r"(?<=\d),(?=\d{3})", "", text))
    plain = plain.replace(" x ", " * ").replace("^", "**").strip(" ,/")
    if not re.fullmatch(r"[\d.\s()*/+-]+", plain) or "**" in plain:
        return None
    try:
        tree = ast.parse(plain, mode="eval").body
    except SyntaxError:
        return None
    return _value(tree, plain)


def _value(node: ast.expr, text: str) -> Fraction | None:
    if isinstance(node, ast.Constant):
        return Fraction(ast.get_source_segment(text, node) or "")
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _value(node.operand, text)
        return None if inner is None else -inner
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        left, right = _value(node.left, text), _value(node.right, text)
        if left is None or right is None or (isinstance(node.op, ast.Div) and right == 0):
            return None
        return Fraction(_OPERATORS[type(node.op)](left, right))
    return None


def equations(outcome: Outcome) -> list[tuple[str, Fraction, Fraction]]:
    found = []
    for step in outcome.steps:
        left, equals, right = step.partition(" = ")
        if not equals:
            continue
        one, other = value_of(left.rpartition(": ")[2]), value_of(right.partition(":")[0])
        if one is not None and other is not None:
            found.append((step, one, other))
    return found


def assert_true(outcome: Outcome) -> None:
    """Both sides of every step agree, to half of the last place that is shown.

    Numbers on the way are shown with two places or more: a five-hundredth more.
    """
    assert outcome.result is not None, outcome.reason
    shown = equations(outcome)
    assert shown, outcome.steps
    places = 2 if outcome.result.places is None else outcome.result.places
    half = Fraction(1, 2 * 10 ** min(places, 2))
    for step, one, other in shown:
        assert abs(one - other) <= half + max(abs(one), abs(other)) / 500, step


def test_a_false_step_would_be_noticed() -> None:
    assert value_of("15 + 2 x 15") == 45
    assert value_of("(140 - 66) x 70") == 5180
    assert value_of("20 mg per dose x 3 a day") == 60
    assert value_of("the reduction applies") is None


AMOUNTS = st.integers(1, 200)
DOSES = st.integers(1, 6)


@settings(max_examples=25, deadline=None)
@given(AMOUNTS, DOSES, st.integers(1, 30), st.integers(1, 10), st.integers(1, 90))
def test_titration(start: int, doses: int, step: int, interval: int, day: int) -> None:
    scheme = {
        "start_per_dose": f"{start} mg/dose",
        "doses_per_day": str(doses),
        "increment": f"{step} mg/day",
        "interval": f"{interval} days",
    }
    assert_true(ask("titration", **scheme, day=str(day)))
    assert_true(ask("titration", **scheme, target=f"{start * doses + day} mg/day"))


@settings(max_examples=25, deadline=None)
@given(AMOUNTS, DOSES, st.integers(1, 60), st.sampled_from(["2", "2.5", "5", "10", "25"]))
def test_supply(dose: int, doses: int, days: int, strength: str) -> None:
    shared = {"per_dose": f"{dose} mg/dose", "doses_per_day": str(doses)}
    shared["strength"] = f"{strength} mg/tablet"
    assert_true(ask("tablets", **shared, days=str(days)))
    assert_true(ask("days_supply", **shared, tablets=str(days * 4)))
    assert_true(ask("per_day", per_dose=f"{dose} mg/dose", doses_per_day=str(doses)))
    assert_true(ask("per_dose", daily=f"{dose} mg/day", doses_per_day=str(doses)))


@settings(max_examples=25, deadline=None)
@given(
    st.integers(18, 100),
    st.integers(40, 150),
    st.integers(40, 1500),
    st.sampled_from(["male", "female"]),
)
def test_clearance(age: int, weight: int, creatinine: int, sex: str) -> None:
    person = {"age": str(age), "scr": f"{creatinine} umol/L", "sex": sex}
    assert_true(ask("cockcroft_gault", **person, weight=f"{weight} kg"))
    assert_true(ask("cockcroft_gault", **person, weight=f"{weight * 2} lb"))


@settings(max_examples=25, deadline=None)
@given(st.integers(50, 1200), st.sampled_from([500, 1000, 2000]), st.integers(18, 40))
def test_pumps(dose: int, strength: int, fill: int) -> None:
    pump = {"dose": f"{dose} mcg/day", "concentration": f"{strength} mcg/mL"}
    assert_true(ask("intrathecal_volume", **pump))
    assert_true(ask("intrathecal_rate", **pump))
    assert_true(ask("refill", **pump, fill=f"{fill} mL", residual="2 mL"))


@settings(max_examples=25, deadline=None)
@given(st.integers(20, 200), st.integers(1, 20), st.integers(1, 14), st.integers(1, 14))
def test_tapers(start: int, step: int, interval: int, day: int) -> None:
    scheme = {
        "start": f"{start} mg/day",
        "decrement": f"{step} mg/day",
        "interval": f"{interval} days",
        "rate_source": "instructor",
    }
    assert_true(ask("taper_total", **scheme))
    assert_true(ask("taper_tablets", **scheme, strength="5 mg/tablet"))
    outcome = ask("taper", **scheme, day=str(day))
    assert outcome.quantity is not None
    if outcome.quantity.value > 0:
        assert_true(outcome)
