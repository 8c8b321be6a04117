"""`trainer facts` lists what a monograph states and what changed between two."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from trainer.cli import facts

OLD = """Dosage and Administration
Oral administration:- Initial dose: 5 mg three times daily
- Maximum dose: 80 mg daily
Adverse Effects
Common (≥10%):- Drowsiness
- Nausea
"""


def command(*words: str) -> int:
    parser = argparse.ArgumentParser()
    facts.arguments(parser)
    return facts.run(parser.parse_args(words))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.txt"
    path.write_text(OLD, encoding="utf-8")
    return path


def test_json_is_one_document_with_facts_review_and_uncovered_lines(
    old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(str(old), "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert set(document) == {"drug", "sections", "facts", "review", "uncovered"}
    dose = document["facts"][0]
    assert dose["values"][0] == {
        "low": 5, "high": 5, "unit": "mg", "per": "dose", "comparator": None, "role": None,
        "freq_per_day": 3, "qualifier": None, "measure": None, "derived": False,
    }  # fmt: skip
    assert document["uncovered"] == [1, 4]


def test_the_listing_shows_groups_lines_and_what_to_look_at(
    old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(str(old)) == 0
    shown = capsys.readouterr().out
    assert "[oral (inferred)]" in shown
    assert "line 2  dose: Initial dose: 5 mg three times daily" in shown
    assert "For a person to look at" in shown


def test_two_versions_are_compared_and_a_change_sets_the_exit_code(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new.txt"
    new.write_text(OLD.replace("80 mg", "100 mg"), encoding="utf-8")
    assert command(str(old), "--against", str(new)) == 1
    shown = capsys.readouterr().out
    assert "changed" in shown
    assert "1 changed, 0 new, 0 gone, 0 reworded, 3 kept" in shown
    assert command(str(old), "--against", str(old), "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["kept"]) == 4
