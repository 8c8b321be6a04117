"""The tables that a pharmacist may correct say one thing each."""

from __future__ import annotations

import pytest

from trainer.monograph import wordlists
from trainer.monograph.fact import Frequency, SectionId

SECTIONS = {*SectionId.__args__, "skip", "parent", "dosage_forms"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("table", ["sections", "loinc", "openfda"])
def test_titles_codes_and_fields_lead_to_sections_that_exist(table: str) -> None:
    assert {row[0] for row in wordlists.rows(table)} <= SECTIONS


@pytest.mark.parametrize(
    "table", ["sections", "loinc", "openfda", "units", "routes", "populations"]
)
def test_no_word_stands_in_two_rows(table: str) -> None:
    cell = 1 if table == "units" else -1
    seen: dict[str, str] = {}
    for row in wordlists.rows(table):
        for word in wordlists.words(row[cell]):
            assert seen.setdefault(word, row[0]) == row[0], word


def test_frequency_words_lead_to_classes_that_facts_may_carry() -> None:
    assert {row[0] for row in wordlists.rows("classes")} <= set(Frequency.__args__)  # type: ignore[attr-defined]


def test_the_longest_phrase_and_whole_words_count() -> None:
    table = wordlists.phrases("classes")
    longest = table.longest("less common effects")
    assert longest is not None and longest[0] == "less common"
    assert table.first("uncommonly seen") is None
