"""The line of `trainer due` that is kept for a shell's prompt: said again only while it is true."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.progress.life import Life
from trainer.cli import door, kept_line
from trainer.cli.main import main

HOUR = 3600.0
ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One answer in March, so that a card is due by now; every file is settled."""
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))
    life = Life(tmp_path)
    life.answer("first")
    life.store.close()
    (tmp_path / "cache").mkdir()
    for file in tmp_path.glob("progress.db*"):
        os.utime(file, (time.time() - HOUR, time.time() - HOUR))
    monkeypatch.setattr(kept_line, "SETTLED_S", -HOUR)  # ctime cannot be set: it is of just now
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["due", *words]) == 0
    return capsys.readouterr().out


def test_the_line_is_kept_and_said_again(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = said(capsys)
    assert line == "1 card is due (baclofen 1)\n"
    assert kept_line.kept([], time.time()) == line
    assert kept_line.kept(["--quiet"], time.time()) is None  # other words
    assert said(capsys, "--quiet", "baclofen") == "1\n"
    assert kept_line.kept(["baclofen", "--quiet"], time.time()) == "1\n"


def test_what_changes_the_answer_ends_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for change in ("answer", "preferences.toml", "exams.toml"):
        said(capsys)
        assert kept_line.kept([], time.time()) is not None
        if change == "answer":
            life = Life(home, salt=b"again---")
            life.answer("second")
            assert kept_line.kept([], time.time()) is None  # also while the window is open
            life.store.close()
        else:
            (home / change).write_text("", encoding="utf-8")
        assert kept_line.kept([], time.time()) is None, change


def test_it_ends_with_the_study_day_and_before_it_began(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys)
    now = time.time()
    assert kept_line.kept([], now - HOUR) is None
    assert kept_line.kept([], now + 13 * HOUR) is None


@pytest.mark.parametrize("change", ["TZ", "XDG_DATA_HOME", "TRAINER_HOME"])
def test_it_is_of_one_place_only(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    said(capsys)
    monkeypatch.setenv(change, "elsewhere")
    assert kept_line.kept([], time.time()) is None


def test_a_log_that_changed_a_moment_ago_is_not_trusted(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_line, "SETTLED_S", 2 * HOUR)
    said(capsys)
    assert kept_line.kept([], time.time()) is None


@pytest.mark.parametrize("text", ["", "x", "a\nb\nc\nd\ne", "['0.1.0']\n0\n9e9\n-1\n", "\xff\0"])
def test_a_damaged_file_is_no_answer(
    home: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (home / "cache" / kept_line.NAME).write_bytes(text.encode("latin-1"))
    assert kept_line.kept([], time.time()) is None
    assert said(capsys) == "1 card is due (baclofen 1)\n"


def test_a_time_that_is_handed_in_is_not_kept(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "--now", "2026-03-05T12:00:00+00:00")
    assert not (home / "cache" / kept_line.NAME).exists()


def test_the_door_says_what_is_kept_and_loads_nothing(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = said(capsys)
    code = (
        "import sys; from trainer.cli import door;"
        "sys.argv = ['trainer', 'due']; code = door.main();"
        "heavy = {'argparse', 're', 'dataclasses', 'pathlib', 'sqlite3', 'typing', 'collections'};"
        "print(code, sorted(heavy & set(sys.modules)))"
    )
    bare = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"]
    done = subprocess.run(bare, capture_output=True, text=True, check=True)
    assert done.stdout == f"{line}0 []\n"
    monkeypatch.setattr(sys, "argv", ["trainer", "due", "--nonsense"])
    assert door.main() == 2
