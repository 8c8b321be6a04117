"""`trainer export` and `trainer import` from the outside."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_study import run


def test_a_deck_goes_out_as_a_table_and_comes_back(tmp_path: Path) -> None:
    home, table, folder = tmp_path / "home", tmp_path / "deck.csv", tmp_path / "deck"
    out = run(home, "export", "error-prone-notation", str(table), "--json")
    assert out.returncode == 0 and json.loads(out.stdout)["questions"] == 25
    again = run(home, "export", "error-prone-notation", str(table))
    assert again.returncode == 2 and "is there already" in again.stderr
    back = run(home, "import", str(table), str(folder))
    assert back.returncode == 0 and "25 cards" in back.stdout
    assert run(home, "deck", "check", str(folder)).stdout == "No problems.\n"


def test_reviews_go_out_and_join_another_log(tmp_path: Path) -> None:
    one, two, lines = tmp_path / "one", tmp_path / "two", tmp_path / "reviews.jsonl"
    run(one, "study", "baclofen", "--plain", typed="zebra\n")
    assert run(one, "export", "--log", str(lines)).returncode == 0
    for new in (1, 0):
        told = json.loads(run(two, "import", str(lines), "--json").stdout)
        assert (told["new"], told["known"]) == (new, 1 - new)
    statements = tmp_path / "xapi.jsonl"
    run(one, "export", "--log", str(statements), "--to", "xapi")
    statement = json.loads(statements.read_text())
    assert statement["result"]["response"] == "zebra"
    assert len(statement["id"]) == 36


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    for name, body, code in (
        ("a.csv", "x,y\n1,2\n", 65),
        ("a.apkg", "hello", 65),
        ("a.doc", "hello", 2),
        ("a.gift", "\n", 65),
    ):
        (tmp_path / name).write_text(body)
        done = run(tmp_path, "import", str(tmp_path / name), str(tmp_path / "out"))
        assert done.returncode == code, (name, done.stderr)
        assert len(done.stderr.splitlines()) == 1
    assert run(tmp_path, "import", str(tmp_path / "nowhere.csv")).returncode == 2
