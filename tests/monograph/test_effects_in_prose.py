"""Which words of a sentence about adverse effects are effects."""

from __future__ import annotations

import pytest

from trainer.monograph.effects import is_finding
from trainer.monograph.reader import read_text


def effects(sentence: str) -> list[str]:
    record = f'{{"adverse_reactions": ["ADVERSE REACTIONS {sentence}"]}}'
    facts = read_text(record, name="testol.json").facts
    return [fact.subject for fact in facts if fact.kind == "adverse_effect"]


@pytest.mark.parametrize(
    "words",
    ["rash", "pain in extremity", "white blood cells urine positive", "loss of appetite",
     "fatal and non-fatal hepatic failure", "bullous rashes (including toxic necrolysis)"],
)  # fmt: skip
def test_what_happens_to_a_patient_is_an_effect(words: str) -> None:
    assert is_finding(words)


@pytest.mark.parametrize(
    "words",
    ["not listed above", "regardless of causality assessment", "no cases were reported",
     "Collaborative Diabetes Study", "Better Aims by Long Treatment (BALT)",
     "include the following", "10"],
)  # fmt: skip
def test_a_study_or_a_part_of_a_sentence_is_none(words: str) -> None:
    assert not is_finding(words)


def test_the_list_begins_behind_the_colon() -> None:
    said = (
        "Adverse reactions reported since then, that are not listed above, include the following:"
    )
    assert effects(f"{said} anaphylaxis, tendon rupture, and pancreatitis.") == [
        "anaphylaxis", "tendon rupture", "pancreatitis",
    ]  # fmt: skip


def test_single_reports_and_the_most_frequent_one_are_read() -> None:
    said = "The most frequent adverse reaction was ocular burning. Rare reports of dizziness and"
    assert effects(f"{said} nausea have been received.") == [
        "ocular burning",
        "dizziness",
        "nausea",
    ]
