"""An invented drug and a small lexicon of our own, so that no test depends on the large tables."""

from __future__ import annotations

from trainer.calculator.quantity import Quantity
from trainer.deck.key import (
    ExplanationKey,
    Key,
    ListKey,
    Point,
    QuantityKey,
    RangeKey,
    RegimenKey,
    TermKey,
    YesNoKey,
)
from trainer.grading.grader import Asked, grade
from trainer.grading.verdict import Verdict
from trainer.lexicon.concept import Concept
from trainer.lexicon.lexicon import Lexicon
from trainer.lexicon.table import FOLDER, read_table

TERMS = (
    ("nausea", "feeling sick, queasiness", "adverse effect"),
    ("headache", "sore head, cephalalgia", "adverse effect"),
    ("insomnia", "sleeplessness, cannot sleep", "adverse effect"),
    ("dizziness", "light-headedness, vertigo, light-headed", "adverse effect"),
    ("seizures", "fits, convulsions", "adverse effect"),
    ("tremor", "shakiness, shaking hands", "adverse effect"),
    ("hair loss", "alopecia", "adverse effect"),
    ("constipation", "", "adverse effect"),
    ("rash", "skin eruption", "adverse effect"),
    ("alcohol", "ethanol, a drink, have a drink", "drug"),
    ("spasticity", "stiffness", "condition"),
    ("kidney", "kidneys, renal, urine", "organ"),
    ("liver", "hepatic", "organ"),
)
CONTRARY = (
    Concept("hypotension", "hypotension", ("low blood pressure",), "sign", ("hypertension",)),
    Concept("hypertension", "hypertension", ("high blood pressure",), "sign", ("hypotension",)),
    Concept("receptor-x", "X-alpha", ("X-alpha receptor",), "receptor", (), ("X-beta",)),
    Concept("receptor-y", "X-beta", ("X-beta receptor",), "receptor", (), ("X-alpha",)),
    Concept("glutamate", "glutamate", (), "transmitter", (), ("glutamine",)),
    Concept("glutamine", "glutamine", (), "amino acid", (), ("glutamate",)),
)
LEXICON = Lexicon(
    [
        *read_table(FOLDER / "wording.txt"),
        *(
            Concept(name.replace(" ", "-"), name, tuple(a for a in also.split(", ") if a), category)
            for name, also, category in TERMS
        ),
        *CONTRARY,
    ]
)

EFFECTS = Asked(
    "Name three common adverse effects of velorin.",
    ListKey("nausea, headache, insomnia", (Point("nausea"), Point("headache"), Point("insomnia"))),
)
MAXIMUM = Asked(
    "What is the maximum daily dose of velorin?",
    QuantityKey("80 mg daily", Quantity.of(80, "mg/day"), role="maximum"),
)
HALF_LIFE = Asked(
    "What is the half-life of velorin? Give the unit.",
    RangeKey("2.5 to 4 hours", Quantity.between("2.5", 4, "h")),
)
STARTING = Asked(
    "How is velorin started?",
    RegimenKey("5 mg three times daily", Quantity.of(5, "mg/dose"), 3 * Quantity.of(1).value),
)
RECEPTOR = Asked("At which receptor does velorin act?", TermKey("X-alpha", Point("X-alpha")))
TEST_DOSE = Asked(
    "What is the test dose of velorin? Give the unit.",
    RangeKey("50 to 100 mcg", Quantity.between(50, 100, "mcg")),
)
ORDER = Asked(
    "Order check: velorin 10 mg intravenously. Is it acceptable?",
    YesNoKey("No", False, (), approves_harm=True),
)
WHY = Asked(
    "Why is the dose of velorin changed in kidney disease?",
    ExplanationKey(
        "It is mainly excreted by the kidneys, so it accumulates.",
        (Point("primarily excreted by the kidneys"), Point("accumulates")),
    ),
)
ALL: tuple[Asked, ...] = (
    EFFECTS, MAXIMUM, HALF_LIFE, STARTING, RECEPTOR, TEST_DOSE, ORDER, WHY,
)  # fmt: skip


def marked(answer: str, asked: Asked) -> Verdict:
    return grade(answer, asked, LEXICON)


def asked(question: str, key: Key) -> Asked:
    return Asked(question, key)
