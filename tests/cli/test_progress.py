"""The commands that read the log: due, stats, history, doctor."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.progress.life import Life
from trainer.cli.main import main
from trainer.errors import StorageError

LATER = "2026-03-05T12:00:00+00:00"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))
    monkeypatch.setenv("TZ", "Europe/Berlin")
    return tmp_path


@pytest.fixture
def studied(home: Path) -> Path:
    """Three answers on 2 March 2026, one of them wrong with a slip, one taken back."""
    life = Life(home)
    life.answer("right", shown={"question": "Which?", "options": ["a", "b"]})
    life.answer("wrong", score=0, verdict={"slip": "mg_mcg", "message": "no"}, answer="5 mcg")
    life.answer("undone")
    life.store.undo()
    life.store.record_easy(1)
    life.store.close()
    return home


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main([*words]) == code
    out, err = capsys.readouterr()
    assert err == ""
    return out


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    return json.loads(said(capsys, *words, "--json", code=code))


def test_due_counts_what_was_learnt_and_has_come_back(
    studied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "due", "--now", LATER) == "1 card is due (baclofen 1)\n"
    assert said(capsys, "due", "--quiet", "--now", LATER) == "1\n"
    later = told(capsys, "due", "--now", "2026-03-02T13:00:00+00:00")
    assert later == {"due": 1, "decks": {"baclofen": 1}, "next": "2026-03-03", "plans": []}
    life = Life(studied, salt=b"again---")
    life.answer("wrong", score=1)
    life.store.close()
    words = said(capsys, "due", "--now", "2026-03-02T13:00:00+00:00")
    assert words == "No review until tomorrow, new cards aside\n"


def test_due_says_what_an_exam_plan_wants_today(
    studied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noon = "2026-03-02T13:00:00+00:00"
    (studied / "exams.toml").write_text('["baclofen"]\nexam = "2026-03-12"\nminutes_per_day = 12\n')
    assert said(capsys, "due", "--now", noon) == (
        "1 card is due (baclofen 1); baclofen: exam in 10 days, 12 of today's 12 minutes left\n"
    )
    life = Life(studied, salt=b"again---")
    for _ in range(6):
        life.answer("wrong", score=0, taken_ms=120_000)
    life.store.close()
    planned = told(capsys, "due", "--now", noon)
    assert planned["plans"] == [{"deck": "baclofen", "days": 10, "minutes": 12, "minutes_left": 0}]
    assert planned["due"] == 0
    assert said(capsys, "due", "--quiet", "--now", noon) == ""
    assert "today's 12 minutes are done" in said(capsys, "due", "--now", noon)
    assert "exam" not in said(capsys, "due", "--now", "2026-03-12T13:00:00+00:00")


def test_due_before_the_first_answer_makes_no_file(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "due").startswith("Nothing is due yet")
    assert said(capsys, "due", "--quiet") == ""
    assert list(home.iterdir()) == []


def test_due_is_quick_because_it_loads_little(studied: Path) -> None:
    code = (
        "import sys; from trainer.cli.main import main; main(['due']);"
        "print(sorted({name.split('.')[0] for name in sys.modules} & "
        "{'yaml', 'textual', 'rich', 'fsrs', 'sqlite_utils', 'rapidfuzz'}),"
        "'trainer.tutor' in sys.modules, 'trainer.deck' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1] == "[] False False"


def test_history_tells_each_review_once_newest_last(
    studied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = said(capsys, "history").splitlines()
    assert lines == [
        "2026-03-02 13:00  correct     100 %  baclofen: right  (easy)",
        "2026-03-02 13:00  incorrect     0 %  baclofen: wrong",
    ]
    assert said(capsys, "history", "--limit", "1").splitlines() == lines[-1:]
    assert "taken back" in said(capsys, "history", "--undone")
    assert "answered: 5 mcg" in said(capsys, "history", "--card", "wrong", "--full")


def test_history_as_json_shows_the_question_as_it_was_asked(
    studied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right, wrong = (json.loads(line) for line in said(capsys, "history", "--json").splitlines())
    assert (right["question"], right["options"]) == ("Which?", ["a", "b"])
    assert (right["rating"], right["easy"], right["moved_memory"]) == ("easy", True, True)
    assert (wrong["verdict"], wrong["slip"], wrong["answer"]) == ("incorrect", "mg_mcg", "5 mcg")
    assert right["at"] == "2026-03-02T13:00:00+01:00"


def test_stats_count_what_stands_and_not_what_was_taken_back(
    studied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = told(capsys, "stats", "--now", LATER)
    assert (figures["answered"], figures["right"], figures["streak"]) == (2, 1, 0)
    assert figures["cards"] == {"seen": 2, "due": 1, "well_known": 0}
    assert figures["remembered"] is None
    assert figures["confusions"] == []
    assert len(figures["coming"]) == 30
    assert [(one["slip"], one["count"]) for one in figures["slips"]] == [("mg_mcg", 1)]
    assert [one["card"] for one in figures["slips"][0]["cards"]] == ["wrong"]
    assert figures["failing"] == []
    assert [card["card"] for card in figures["hardest"]] == ["wrong"]
    words = said(capsys, "stats", "baclofen", "--now", LATER)
    assert "2 answered, 1 right" in words


def test_stats_compare_what_is_remembered_with_what_was_expected(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    life = Life(home)
    life.answer()
    life.pass_days(2)
    life.answer()
    life.store.close()
    kept = told(capsys, "stats", "--now", LATER)["remembered"]
    assert (kept["reviews"], kept["share"], kept["predicted"]) == (1, 1.0, 0.9095)
    assert "Remembered  100% of 1 reviews" in said(capsys, "stats", "--now", LATER)


def test_doctor_says_that_all_is_well(studied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "All is well: 3 reviews" in said(capsys, "doctor", "--now", LATER)


def test_doctor_mends_only_when_told_to_and_after_a_backup(
    studied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    life = Life(studied)
    with life.store.writing() as db:
        db.execute("UPDATE memory SET due_day = 99999")
    life.store.close()
    found = told(capsys, "doctor", "--now", LATER, code=1)
    assert found["findings"][0]["code"] == "memory"
    assert {finding["severity"] for finding in found["findings"][1:]} <= {"note"}
    assert not (studied / "backups").exists()
    mended = told(capsys, "doctor", "--fix", "--now", LATER)
    assert (mended["ok"], mended["mended"]) == (True, 2)
    assert len(list((studied / "backups").iterdir())) == 1
    assert "All is well" in said(capsys, "doctor", "--now", LATER)


@pytest.mark.parametrize("command", ["due", "stats", "history", "doctor"])
def test_a_file_that_is_not_ours_is_one_line_on_stderr(
    home: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    (home / "progress.db").write_text("not a database, but long enough to look like one " * 9)
    assert main([command]) == StorageError.exit_code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("trainer: ")
    assert err.count("\n") == 1
    assert "progress.db" in err


@pytest.mark.parametrize("command", ["due", "stats", "history", "doctor"])
def test_a_time_that_is_none_is_a_wrong_use(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert main([command, "--now", "yesterday"]) == 2
    assert "ISO" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["due", "stats", "history", "doctor"])
def test_reading_goes_on_while_another_window_writes(
    home: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    life = Life(home)
    life.answer()
    said(capsys, command, "--now", LATER)
    life.answer("b")
    life.store.close()


def test_stats_says_what_was_taken_for_what(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = {"card": "start", "what": "the starting dose", "answer": "5 mg", "lines": [3]}
    life = Life(home)
    for _ in range(3):
        life.answer("maximum", score=0, verdict={"confused_with": other})
    life.store.undo()
    life.answer("maximum", score=0, verdict={"confused_with": None})
    life.store.close()
    assert told(capsys, "stats", "--now", LATER)["confusions"] == [
        {
            "deck": "baclofen",
            "card": "maximum",
            "with": "start",
            "what": "the starting dose",
            "count": 2,
        }
    ]
    assert "Confused    maximum with the starting dose (2x)" in said(
        capsys, "stats", "--now", LATER
    )
