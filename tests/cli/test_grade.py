"""`trainer grade` marks what comes in, a line each, and goes on past what cannot be marked."""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path
from typing import Any

import pytest

from trainer.cli import grade
from trainer.errors import DataError, StorageError, UsageError

KEYS = [
    {"card": "max", "type": "numeric", "question": "What is the maximum daily dose of velorin?",
     "expected": "80 mg daily", "points": ["80 mg/day"]},
    {"card": "start", "type": "regimen", "question": "How is velorin started?",
     "expected": "5 mg three times daily", "points": ["5 mg per dose", "three times daily"]},
]  # fmt: skip


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    path = tmp_path / "keys.jsonl"
    path.write_text("\n".join(json.dumps(key) for key in KEYS), encoding="utf-8")
    return path


def command(monkeypatch: pytest.MonkeyPatch, lines: list[str], *words: str) -> int:
    parser = argparse.ArgumentParser()
    grade.arguments(parser)
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    return grade.run(parser.parse_args(words))


def answer(card: str, text: str) -> str:
    return json.dumps({"id": f"{card}-1", "card": card, "answer": text})


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_line_gives_one_verdict_with_its_fields(
    keys: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(monkeypatch, [answer("max", "80 mg a day")], "--keys", str(keys), "--json") == 0
    (verdict,) = printed(capsys)
    assert verdict["verdict"] == "correct" and verdict["score"] == 1
    assert {"id", "card", "points", "unsafe", "confused_with", "slip", "notes", "message"} <= set(
        verdict
    )


def test_an_unknown_card_is_an_error_line_and_the_rest_goes_on(
    keys: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [answer("none", "x"), "no json", "[1]", '{"card": 3}', answer("max", "800 mg daily")]
    assert command(monkeypatch, lines, "--keys", str(keys), "--json") == 1
    verdicts = printed(capsys)
    assert ["error" in verdict for verdict in verdicts] == [True, True, True, True, False]
    assert verdicts[-1]["unsafe"] and verdicts[-1]["score"] == 0


def test_an_answer_that_fits_another_question_is_named_as_a_confusion(
    keys: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command(monkeypatch, [answer("start", "80 mg daily")], "--keys", str(keys), "--json")
    assert printed(capsys)[0]["confused_with"]["card"] == "max"


def test_without_a_deck_or_keys_it_says_what_to_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError):
        command(monkeypatch, [])


def test_keys_that_are_missing_or_malformed_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StorageError):
        command(monkeypatch, [], "--keys", str(tmp_path / "none.jsonl"))
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"card": "a", "type": "poem", "question": "", "expected": "", "points": []}')
    with pytest.raises(DataError):
        command(monkeypatch, [], "--keys", str(bad))


DRAWN = """\
id: drawn
title: Drawn
cards:
  - id: tablets
    ask: How many 5 mg tablets are {dose} mg?
    draw: {dose: 5 to 50 by 5}
    let: {n: dose / 5}
    answer: {quantity: "{n} tablets"}
  - id: effects
    ask: Name the two effects.
    answer: [nausea, headache]
"""


def test_a_card_that_draws_its_numbers_is_not_marked_against_numbers_nobody_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "deck.yaml").write_text(DRAWN, encoding="utf-8")
    shown = {**json.loads(answer("tablets", "2")), "variant": "1"}
    lines = [answer("tablets", "2"), json.dumps(shown), answer("effects", "nausea")]
    assert command(monkeypatch, lines, str(tmp_path), "--json") == 1
    without, named, other = printed(capsys)
    assert "draws its numbers anew, and which were asked is not said" in without["error"]
    assert "verdict" in named and other["verdict"] == "partial"


def test_in_words_it_is_said_which_point_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "deck.yaml").write_text(DRAWN, encoding="utf-8")
    assert command(monkeypatch, [answer("effects", "nausea")], str(tmp_path)) == 0
    assert capsys.readouterr().out.endswith("Missing: headache.\n")


def test_a_type_that_is_none_is_named_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "keys.jsonl"
    bad = json.dumps({**KEYS[0], "type": "bool"})
    path.write_text(json.dumps(KEYS[1]) + "\n" + bad, encoding="utf-8")
    with pytest.raises(DataError, match=r"keys.jsonl:2: 'bool' is no type of question"):
        command(monkeypatch, [], "--keys", str(path))


KEY_TABLE = (
    "\ufeffcard;question;expected;type;points\r\n"
    'max;"What is the maximum daily dose of velorin?";80 mg/day;;\r\n'
    'signs;"Name two signs; any order";"miosis; coma";list;miosis; coma\r\n'
).replace("list;miosis; coma", 'list;"miosis; coma"')


def table(tmp_path: Path, text: str) -> str:
    path = tmp_path / "keys.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_keys_and_answers_may_be_tables_as_a_spreadsheet_saves_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ["\ufefflearner,card,answer", 'Ann,max,"80 mg, daily"', '"Bo, B.",signs,"coma\nmiosis"',
            "", "Cy,max,800 mg daily"]  # fmt: skip
    assert command(monkeypatch, rows, "--keys", table(tmp_path, KEY_TABLE), "--json") == 0
    first, second, third = printed(capsys)
    assert (first["id"], first["verdict"]) == ("Ann", "correct")
    assert (second["id"], second["card"], second["verdict"]) == ("Bo, B.", "signs", "correct")
    assert third["unsafe"] and third["verdict"] == "incorrect"


@pytest.mark.parametrize(
    "head", ["Name;max;SIGNS", "Name;What is the maximum daily dose of velorin?;signs"]
)
def test_a_learner_a_row_with_a_column_a_question_is_read_too(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    head: str,
) -> None:
    rows = [head, "Ann;80 mg/day;miosis, coma", "Bo;;coma"]
    assert command(monkeypatch, rows, "--keys", table(tmp_path, KEY_TABLE), "--json") == 0
    found = [(row["id"], row["card"], row["verdict"]) for row in printed(capsys)]
    assert found == [
        ("Ann", "max", "correct"), ("Ann", "signs", "correct"),
        ("Bo", "max", "no_attempt"), ("Bo", "signs", "partial"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("card,question\nmax,x?\n", r"keys.csv:1: the table has no column `expected`"),
        ("card,question,expected\na,x?,80 mg\nb,,5 mg\n", r"keys.csv:3: `question` is empty"),
        ("card,question,expected,points\nmax,x?,a and b,a; b\n", "keys.csv:2: several points and"),
        ("card,question,expected\nmax,x?,4 gg/day\n", r"keys.csv:2: 'gg/day' .* mean g/day"),
        ("card,question,expected\nmax,x?,5 mg\nmax,y?,6 mg\n", "keys.csv:3: the card 'max' stands"),
        ('card,question,expected\nmax,"x?,5 mg\n', "keys.csv:2: the row that begins here cannot"),
        ('{"card": "a", "tipe": "single", "question": "x?", "expected": "y"}',
         "keys.csv:1: the question has no text 'type'. Write 'type' for 'tipe'"),
        ('{"card": "a", "type": "single", "expected": "y"}', "no text 'question'"),
        ('{"card": "a", "type": "numeric", "question": "x?", "expected": "4 gg/day"}', "g/day"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_key_is_told_with_its_line_and_what_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    with pytest.raises(DataError, match=said):
        command(monkeypatch, [], "--keys", table(tmp_path, text))


def test_a_table_of_answers_that_names_no_card_says_what_to_head_it(
    keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DataError, match=r"standard input:1: .* Head them: learner, card, answer"):
        command(monkeypatch, ["learner,remark", "Ann,well"], "--keys", str(keys))


def test_a_row_of_an_unknown_card_is_told_with_its_line_and_the_rest_goes_on(
    keys: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ["learner,card,answer", "Ann,none,x", "Bo,max,80 mg/day"]
    assert command(monkeypatch, rows, "--keys", str(keys), "--json") == 1
    failed, marked = printed(capsys)
    assert failed["id"] == "Ann" and "standard input:2: there is no card 'none'" in failed["error"]
    assert marked["verdict"] == "correct"


def test_a_question_that_stands_twice_alike_is_one_and_an_odd_unit_in_prose_is_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = json.dumps({"card": "a", "type": "single", "question": "x?", "expected": "4 gg/day"})
    path = table(tmp_path, f"{line}\n{line}\n")
    assert command(monkeypatch, [answer("a", "4 gg/day")], "--keys", path, "--json") == 0
    assert "keys.csv:1: 'gg/day' in '4 gg/day' is no unit" in capsys.readouterr().err
