"""Our own monographs are read as their authors expected before the reader saw them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.evaluation import expected
from tests.evaluation.facts import main, score
from trainer.monograph.reader import read_file

TEXTS = Path(__file__).parent / "texts"
NAMES = sorted(path.stem for path in TEXTS.glob("*.expected"))


@pytest.mark.parametrize("name", NAMES)
def test_a_development_text_is_read_as_expected(name: str) -> None:
    gold = expected.load(TEXTS / f"{name}.expected")
    result = score(gold, read_file(TEXTS / f"{name}.txt"))
    assert result.missed == []
    assert result.violations == []
    assert result.precision >= 0.9


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_headings_is_left_uncovered(name: str) -> None:
    reading = read_file(TEXTS / f"{name}.txt")
    titles = {section.line for section in reading.sections}
    assert set(reading.uncovered) <= titles


def test_a_reading_survives_its_json_form() -> None:
    reading = read_file(TEXTS / f"{NAMES[0]}.txt")
    for fact in reading.facts:
        assert type(fact).from_json(fact.to_json()).to_json() == fact.to_json()


def test_the_score_is_printed_by_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    main([str(TEXTS / f"{NAMES[0]}.expected"), str(TEXTS / f"{NAMES[0]}.txt")])
    assert capsys.readouterr().out.startswith("recall 1.000")


def test_a_wrong_value_and_a_forbidden_class_are_counted() -> None:
    gold: list[dict[str, Any]] = [
        {"id": "A", "section": "adverse_effects", "kind": "adverse_effect", "subject": "rash",
         "statement": "Rash", "lines": [2], "values": [], "scoring": {"must_not": "common"}},
        {"id": "B", "section": "adverse_effects", "kind": "adverse_effect", "subject": "fever",
         "statement": "Fever", "lines": [3], "values": [{"low": 5, "high": 5, "unit": "%"}]},
    ]  # fmt: skip
    from trainer.monograph.reader import read_text

    result = score(gold, read_text("Adverse Effects\n- Common: Rash\n- Fever (6%)", name="x.txt"))
    assert len(result.violations) == 1
    assert len(result.wrong_values) == 1
    assert [line.split()[0] for line in result.missed] == ["B"]
