"""Progress is carried to another machine, brought back from a backup, taken along and deleted."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from tests.cli.test_study import run


def studied(home: Path, *answers: str) -> None:
    done = run(home, "study", "baclofen", "--plain", typed="".join(f"{one}\n" for one in answers))
    assert done.returncode == 0


def answers(home: Path) -> list[str]:
    lines = run(home, "history", "--json").stdout.splitlines()
    return sorted(json.loads(line)["answer"] for line in lines)


def test_two_machines_share_what_was_answered(tmp_path: Path) -> None:
    one, two, shared = tmp_path / "one", tmp_path / "two", tmp_path / "shared"
    shared.mkdir()
    studied(one, "zebra")
    studied(two, "giraffe")
    assert run(one, "sync", str(shared)).returncode == 0
    told = run(two, "sync", str(shared)).stdout
    assert "Received 1 events, sent 1." in told
    assert run(one, "sync", str(shared)).returncode == 0
    assert answers(one) == answers(two) == ["giraffe", "zebra"]
    assert run(one, "doctor").returncode == run(two, "doctor").returncode == 0
    inside = run(one, "sync", str(one))
    assert inside.returncode == 74 and "Choose another folder" in inside.stderr


def test_a_backup_is_listed_and_restored(tmp_path: Path) -> None:
    assert "no backup yet" in run(tmp_path, "restore").stdout
    studied(tmp_path, "zebra")
    assert "checked, whole" in run(tmp_path, "restore", "--make").stdout
    studied(tmp_path, "giraffe")
    told = run(tmp_path, "restore", "1").stdout
    assert "Restored: 1 events." in told and "1 newer events" in told
    assert answers(tmp_path) == ["zebra"]
    assert run(tmp_path, "restore", "9").returncode == 2


def test_a_damaged_file_is_named_and_saved(tmp_path: Path) -> None:
    studied(tmp_path, "zebra")
    place = tmp_path / "progress.db"
    place.write_bytes(place.read_bytes()[:9_000])
    broken = run(tmp_path, "history")
    assert broken.returncode == 74 and "doctor --fix" in broken.stderr
    fixed = run(tmp_path, "doctor", "--fix")
    assert fixed.returncode == 0
    assert "The file was damaged" in fixed.stderr or "the file was damaged" in fixed.stderr
    assert answers(tmp_path) == ["zebra"]


def test_everything_is_taken_along_and_deleted(tmp_path: Path) -> None:
    home, archive = tmp_path / "home", tmp_path / "all.zip"
    studied(home, "zebra")
    (home / "diary.txt").write_text("not the trainer's")
    assert run(home, "data", "export", str(archive)).returncode == 0
    with zipfile.ZipFile(archive) as found:
        assert b"zebra" in found.read("log.jsonl")
    assert run(home, "data", "export", str(archive)).returncode == 2
    assert run(home, "data", "delete").returncode == 2
    assert run(home, "data", "delete", "--yes").returncode == 0
    assert [path.name for path in home.rglob("*") if path.is_file()] == ["diary.txt"]
