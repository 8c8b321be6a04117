"""Names that stop short are half; another name is nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.grading.test_unseen_drugs import marked


@pytest.mark.parametrize(
    ("question", "expected", "answer", "worth"),
    [
        ("What metabolic effect is feared?", "lactic acidosis", "acidosis", Fraction(1, 2)),
        ("What metabolizes it?", "CYP1A2", "a cytochrome P450", Fraction(1, 2)),
        ("What metabolizes it?", "CYP1A2", "CYP3A4", Fraction(0)),
        ("Which ion pump is inhibited?", "sodium-potassium ATPase", "an ATPase", Fraction(1, 2)),
        ("Which antidote is given in magnesium toxicity?", "calcium gluconate",
         "magnesium gluconate", Fraction(0)),
        ("Which axis is suppressed?", "hypothalamic-pituitary-adrenal axis", "not the axis",
         Fraction(0)),
    ],
)  # fmt: skip
def test_a_vague_head_is_half(question: str, expected: str, answer: str, worth: Fraction) -> None:
    assert marked("single", question, expected, [expected], answer).score == worth


@pytest.mark.parametrize(
    ("point", "answer", "outcome"),
    [
        ("programmable pump", "a pump", "partial"),
        ("programmable pump", "a programmable pump", "correct"),
        ("systemic fungal infection", "a fungal infection", "partial"),
        ("systemic fungal infection", "fungal infections of the whole body", "correct"),
    ],
)
def test_the_bare_head_of_a_name_is_half(point: str, answer: str, outcome: str) -> None:
    assert marked("single", "What is it?", point, [point], answer).outcome == outcome
