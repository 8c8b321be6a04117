"""Backups come back, damaged files are saved as far as they can be read, nothing is deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.progress.life import Life
from trainer.errors import StorageError
from trainer.progress.backup import backups
from trainer.progress.journal import logged_models
from trainer.progress.restore import check, restore, salvage
from trainer.schedule.fsrs_model import FsrsModel


def answers(life: Life) -> list[str]:
    return [event.answer for event in life.store.all_events()]


def lived(home: Path, *, after: int = 0) -> tuple[Life, Path]:
    """Ten answers, a backup, and some more answers."""
    life = Life(home)
    copies = home / "backups"
    for number in range(10):
        life.answer(f"card{number}", answer=f"answer {number}")
    life.store.back_up(copies, always=True)
    for number in range(10, 10 + after):
        life.answer(f"card{number}", answer=f"answer {number}")
    return life, copies


def test_a_backup_comes_back_and_what_was_there_is_kept(tmp_path: Path) -> None:
    life, copies = lived(tmp_path, after=3)
    life.store.close()
    place = tmp_path / "progress.db"
    (copy,) = backups(copies)
    asides = []
    for _ in range(2):  # within the same second
        done = restore(place, copy, "now")
        assert done.events == 10
        assert done.aside is not None
        asides.append(done.aside)
    assert len(set(asides)) == 2 and all(aside.exists() for aside in asides)
    life = Life(tmp_path)
    assert answers(life) == [f"answer {number}" for number in range(10)]
    life.store.close()
    assert place.stat().st_mode & 0o077 == 0


def test_a_backup_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    life, copies = lived(tmp_path)
    life.store.close()
    (copy,) = backups(copies)
    copy.path.write_bytes(copy.path.read_bytes()[:20_000])
    assert check(copy)
    before = (tmp_path / "progress.db").read_bytes()
    with pytest.raises(StorageError, match="not whole"):
        restore(tmp_path / "progress.db", copy, "now")
    assert (tmp_path / "progress.db").read_bytes() == before


def test_while_another_window_writes_nothing_is_restored(tmp_path: Path) -> None:
    life, copies = lived(tmp_path)
    with pytest.raises(StorageError, match="another trainer window"):
        restore(tmp_path / "progress.db", backups(copies)[0], "now")
    life.store.close()


@pytest.mark.parametrize("damage", ["middle", "header", "half", "empty", "stranger"])
def test_of_a_damaged_file_everything_to_the_backup_is_saved(tmp_path: Path, damage: str) -> None:
    life, copies = lived(tmp_path, after=5)
    life.store.close()
    place = tmp_path / "progress.db"
    whole = place.read_bytes()
    third = len(whole) // 3
    place.write_bytes(
        {
            "middle": whole[:third] + b"\xff" * 4_096 + whole[third + 4_096 :],
            "header": b"\0" * 100 + whole[100:],
            "half": whole[: len(whole) // 2],
            "empty": b"",
            "stranger": b"hello" * 1_000,
        }[damage]
    )
    damaged = place.read_bytes()
    done = salvage(place, copies, "now", lambda db: logged_models(db, FsrsModel()))
    assert done.events >= 10
    assert done.aside is not None and done.aside.read_bytes() == damaged
    life = Life(tmp_path)
    assert answers(life)[:10] == [f"answer {number}" for number in range(10)]
    assert len(life.store.states("baclofen")) == done.events
    life.store.close()


def test_where_nothing_can_be_read_nothing_is_touched(tmp_path: Path) -> None:
    place = tmp_path / "progress.db"
    place.write_bytes(b"hello")
    with pytest.raises(StorageError, match="nothing could be read"):
        salvage(place, tmp_path / "none", "now", lambda db: logged_models(db, FsrsModel()))
    assert place.read_bytes() == b"hello"
