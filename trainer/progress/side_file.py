"""A side file (`-wal`) that was left by a crash, and whether it belongs to the file beside it.

SQLite replays whatever side file it finds into the file of that name. If the file was since deleted
or a backup was put in its place, that destroys it for good. So what a crash left is replayed into a
copy first; the learner's own files are not touched before the copy has come out whole.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

from trainer.errors import StorageError


def refuse_a_stray(path: Path) -> None:
    """Raise StorageError if the side file of `path` is not its own. No other process writes."""
    side = path.with_name(path.name + "-wal")
    try:
        if not side.stat().st_size:
            return
    except FileNotFoundError:
        return
    if not path.exists():
        raise StorageError(
            f"the file with your progress is gone, but its side file {side.name} is still here",
            where=str(path),
            hint="Put the file back beside it. To put a backup in its place or to begin anew, "
            f"first move {side.name} to another folder",
        )
    if not _comes_out_whole(path, side):
        raise StorageError(
            f"the side file {side.name} is from another file than the one that is here now",
            where=str(path),
            hint=f"Nothing was changed. Move {side.name} to another folder, then start again",
        )


def _comes_out_whole(path: Path, side: Path) -> bool:
    trial = path.with_name(path.name + ".trial")
    trial_side = trial.with_name(trial.name + "-wal")
    leftovers = (trial, trial_side, trial.with_name(trial.name + "-shm"))
    try:
        for source, copy in ((path, trial), (side, trial_side)):
            os.close(os.open(copy, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
            shutil.copyfile(source, copy)
        connection = sqlite3.connect(trial, isolation_level=None)
        try:
            (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            stray = connection.execute("PRAGMA foreign_key_check").fetchone()
            (halves,) = connection.execute(
                "SELECT (SELECT count(*) FROM event) - (SELECT count(*) FROM event_text)"
            ).fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return False
    finally:
        for leftover in leftovers:
            with contextlib.suppress(OSError):
                leftover.unlink()
    return bool(verdict == "ok" and stray is None and halves == 0)
