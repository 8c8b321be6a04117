"""A deck is made from a monograph, from a table, or empty with a worked example."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.cli.main import main
from trainer.deck.shelf import check


def test_an_empty_deck_is_a_worked_example_without_problems(tmp_path: Path) -> None:
    folder = tmp_path / "Heparin for nurses"
    assert main(["deck", "new", "--empty", str(folder)]) == 0
    found = check(folder)
    assert found.deck is not None and not found.problems
    assert found.deck.id == "heparin-for-nurses"
    assert len(found.deck.cards) == 4
    assert main(["deck", "check", str(folder)]) == 0


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "deck.yaml").write_text("mine", encoding="utf-8")
    assert main(["deck", "new", "--empty", str(tmp_path)]) != 0
    assert "there is a deck already" in capsys.readouterr().err
    assert (tmp_path / "deck.yaml").read_text(encoding="utf-8") == "mine"


def test_a_table_becomes_a_deck(tmp_path: Path) -> None:
    table = tmp_path / "bank.csv"
    table.write_text("question,answer\nWhich antidote?,protamine\n", encoding="utf-8")
    assert main(["deck", "new", str(table), str(tmp_path / "deck")]) == 0
    found = check(tmp_path / "deck")
    assert found.deck is not None and len(found.deck.cards) == 1


def test_it_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deck", "new"]) == 2
    assert "name a monograph or a table, or say --empty FOLDER" in capsys.readouterr().err


def test_a_deck_of_which_nothing_can_be_asked_is_told_where_it_is_tried(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "deck.yaml").write_text("id: bare\ntitle: Bare\ncards: []\n", encoding="utf-8")
    assert main(["ask", str(tmp_path)]) != 0
    assert "no card of which a question can be asked" in capsys.readouterr().err
    assert main(["deck", "check", str(tmp_path)]) == 1
    assert "nothing can be asked of this deck" in capsys.readouterr().out
