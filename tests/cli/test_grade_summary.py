"""A class's answers in one look."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_study import run

KEYS = {
    "card": "q1", "type": "explanation", "question": "Why is it given slowly?",
    "expected": "It lowers blood pressure and slows the heart.",
    "points": ["lowers blood pressure", "slows the heart"],
}  # fmt: skip
ANSWERS = [
    {"id": "ann", "card": "q1", "answer": "it lowers blood pressure and slows the heart"},
    {"id": "ben", "card": "q1", "answer": "lowers blood pressure"},
    {"id": "cy", "card": "nowhere", "answer": "x"},
]


def test_each_question_has_its_figures_and_what_was_not_marked_is_named(tmp_path: Path) -> None:
    keys = tmp_path / "keys.jsonl"
    keys.write_text(json.dumps(KEYS) + "\n")
    typed = "".join(json.dumps(row) + "\n" for row in ANSWERS)
    done = run(tmp_path, "grade", "--keys", str(keys), "--summary", "--json", typed=typed)
    assert done.returncode == 1
    found = json.loads(done.stdout)
    (card,) = found["cards"]
    assert (card["card"], card["n"], card["mean"]) == ("q1", 2, 0.75)
    assert card["missed"] == {"slows the heart": 1}
    assert [row["id"] for row in found["errors"]] == ["cy"]
    words = run(tmp_path, "grade", "--keys", str(keys), "--summary", typed=typed).stdout
    assert "mean 75% of 2" in words and "missed by 1: slows the heart" in words
