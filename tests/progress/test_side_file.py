"""Side files that a crash left, and what must not become of the file beside them."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.progress.life import Life
from trainer.errors import StorageError
from trainer.progress import side_file


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """A folder as a crash leaves it: 60 answers, many of them only in the side file."""
    learner = Life(tmp_path / "living")
    for number in range(20):
        learner.answer(f"early-{number}")
    learner.restart()
    for number in range(20):
        learner.answer(f"card-{number}", answer="x" * 2_000)
    learner.store.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    for number in range(20):
        learner.answer(f"late-{number}", answer="y" * 2_000)
    folder = tmp_path / "crashed"
    shutil.copytree(tmp_path / "living", folder)  # what the disk holds, while it is still open
    learner.store.close()
    return folder


def older_copy(folder: Path) -> None:
    """Put a whole file of fewer answers in the place of the one that the side file belongs to."""
    (folder / "progress.db").unlink()
    side = folder / "progress.db-wal"
    kept = side.read_bytes()
    side.unlink()
    learner = Life(folder)
    learner.answer("another")
    learner.store.close()
    side.write_bytes(kept)


def test_a_side_file_of_its_own_is_taken_up_and_nothing_is_lost(crashed: Path) -> None:
    learner = Life(crashed)
    assert len(list(learner.store.reviews())) == 60
    learner.store.close()
    assert sorted(file.name for file in crashed.iterdir()) == ["progress.db", "progress.db.lock"]


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda folder: (folder / "progress.db").unlink(), "is gone"),
        (older_copy, "from another file"),
    ],
)
def test_a_side_file_of_another_file_is_refused_and_destroys_nothing(
    crashed: Path, change: Callable[[Path], None], words: str, read_only: bool
) -> None:
    change(crashed)
    (crashed / "progress.db-shm").unlink(missing_ok=True)
    before = {file.name: file.read_bytes() for file in crashed.iterdir()}
    with pytest.raises(StorageError, match=words) as caught:
        Life(crashed, read_only=read_only)
    assert "progress.db-wal" in caught.value.hint
    assert {file.name: file.read_bytes() for file in crashed.iterdir()} == before


def test_a_side_file_that_cannot_be_looked_at_is_not_called_a_stranger_s(
    crashed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms = []

    def no_room(path: Path, side: Path, room: Path) -> bool:
        rooms.append(room)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(side_file, "_trial", no_room)
    with pytest.raises(StorageError, match="No space left") as caught:
        Life(crashed)
    assert "progress.db-wal" not in str(caught.value)
    assert rooms == [crashed, Path(tempfile.gettempdir())]
    monkeypatch.undo()
    learner = Life(crashed)
    assert len(list(learner.store.reviews())) == 60
    learner.store.close()


def test_sqlite_out_of_room_is_not_taken_for_a_stranger_s_side_file(
    crashed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> object:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", full)
        with pytest.raises(StorageError, match="disk is full"):
            Life(crashed)
    learner = Life(crashed)
    assert len(list(learner.store.reviews())) == 60
    learner.store.close()


def test_a_copy_from_before_the_side_file_began_is_refused(tmp_path: Path) -> None:
    learner = Life(tmp_path / "living")
    for number in range(8):
        learner.answer(f"early-{number}")
    learner.store.close()
    older = (tmp_path / "living" / "progress.db").read_bytes()
    learner.restart()
    for number in range(40):
        learner.answer(f"middle-{number}", answer="x" * 900)
    learner.restart()
    for number in range(12):
        learner.answer(f"late-{number}", answer="y" * 900)
    folder = tmp_path / "crashed"
    shutil.copytree(tmp_path / "living", folder)
    learner.store.close()
    (folder / "progress.db").write_bytes(older)
    (folder / "progress.db-shm").unlink(missing_ok=True)
    with pytest.raises(StorageError, match="from another file"):
        Life(folder)


def test_reading_beside_a_living_writer_does_not_look_at_its_side_file(tmp_path: Path) -> None:
    writer = Life(tmp_path)
    writer.answer()
    reader = Life(tmp_path, read_only=True)
    writer.answer("other")
    assert len(reader.store.states("baclofen")) == 2
    reader.store.close()
    writer.store.close()
