"""A dose by another route than the one asked about is never right."""

from __future__ import annotations

from fractions import Fraction

import pytest

from trainer.calculator.quantity import Quantity
from trainer.deck.key import ChangeKey, ListKey, Point, QuantityKey, RangeKey, RegimenKey
from trainer.grading.grader import Asked, grade
from trainer.lexicon.lexicon import general_lexicon
from trainer.monograph.fact import Fact

LEXICON = general_lexicon()
START = Asked(
    "What is the oral initial dose, and how often is it given?",
    RegimenKey("5 mg three times daily", Quantity.of(5, "mg/dose"), Fraction(3)),
)
TEST = Asked(
    "Which range does the monograph give for the intrathecal initial test dose?",
    RangeKey("50 to 100 mcg", Quantity.between(50, 100, "mcg")),
)
MAXIMUM = Asked(
    "What is the usual maximum daily dose?",
    QuantityKey("80 mg per day", Quantity.of(80, "mg/day")),
    facts=(
        Fact(
            "iv",
            "contraindications",
            "intravenous administration",
            "contraindication",
            "Intravenous administration",
            (33,),
            details={"route": "intravenous"},
        ),
    ),
)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (START, "5 mg IV three times daily"),
        (START, "5 mg three times daily into a vein"),
        (START, "5 mg intrathecally three times daily"),
        (TEST, "50 to 100 mcg intravenously"),
        (TEST, "50-100 mcg by mouth"),
        (MAXIMUM, "80 mg per day intravenously"),
    ],
)
def test_another_route_is_unsafe(asked: Asked, answer: str) -> None:
    verdict = grade(answer, asked, LEXICON)
    assert verdict.unsafe
    assert verdict.score == 0
    assert "harm" in verdict.unsafe_because


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (START, "5 mg by mouth three times daily"),
        (START, "5 mg three times daily, not IV"),
        (TEST, "50 to 100 mcg intrathecally"),
        (MAXIMUM, "80 mg per day orally"),
    ],
)
def test_the_asked_route_may_be_named(asked: Asked, answer: str) -> None:
    assert grade(answer, asked, LEXICON).outcome == "correct"


def test_less_than_a_maximum_is_not_the_maximum() -> None:
    assert grade("less than 80 mg per day", MAXIMUM, LEXICON).outcome == "incorrect"
    assert grade("up to 80 mg per day", MAXIMUM, LEXICON).outcome == "correct"


def test_a_limit_or_less_is_not_below_the_limit() -> None:
    asked = Asked(
        "Below what limit is the dose reduced, and by how much?",
        ChangeKey(
            "reduce by 25 to 50% when CrCl is less than 30 mL/min",
            "decrease",
            Quantity.between(25, 50, "%"),
            condition=Quantity.limit("<", 30, "mL/min"),
            measure="CrCl",
        ),
    )
    right = grade("below 30 mL/min, reduce by 25-50%", asked, LEXICON)
    or_less = grade("30 mL/min or less, reduce by 25-50%", asked, LEXICON)
    assert right.outcome == "correct"
    assert or_less.outcome == "partial"


def test_entries_without_commas_are_counted_like_entries_with_them() -> None:
    signs = ("hallucinations", "seizures", "fever")
    asked = Asked("Name three.", ListKey(", ".join(signs), tuple(Point(sign) for sign in signs)))
    assert grade("hallucinations seizures fever", asked, LEXICON).outcome == "correct"
    spray = grade("hallucinations seizures fever dizziness nausea headache", asked, LEXICON)
    assert spray.outcome != "correct"
    assert spray.score <= Fraction(1, 3)


def test_a_denied_regimen_earns_nothing() -> None:
    assert grade("not 5 mg three times daily", START, LEXICON).score == 0
