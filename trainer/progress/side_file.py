"""A side file (`-wal`) that was left by a crash, and whether it belongs to the file beside it.

SQLite replays whatever side file it finds into the file of that name. If the file was since deleted
or a backup was put in its place, that destroys it for good. So what a crash left is replayed into a
copy first; the learner's own files are not touched before the copy has come out whole.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
import tempfile
from pathlib import Path

from trainer.errors import StorageError

_NOT_ABOUT_THE_FILE = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_BUSY,
)


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
    """Replay a copy; beside the file, or elsewhere if there is no room for it there."""
    try:
        return _trial(path, side, path.parent)
    except (OSError, sqlite3.OperationalError) as error:
        if not _without_room(error):
            raise
        return _trial(path, side, Path(tempfile.gettempdir()))


def _trial(path: Path, side: Path, room: Path) -> bool:
    with tempfile.TemporaryDirectory(dir=room, prefix=f"{path.name}.trial-") as folder:
        trial = Path(folder) / path.name
        shutil.copyfile(path, trial)
        shutil.copyfile(side, trial.with_name(side.name))
        try:
            connection = sqlite3.connect(trial, isolation_level=None)
            try:
                (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
                stray = connection.execute("PRAGMA foreign_key_check").fetchone()
                events, halves, newest = connection.execute(
                    "SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM event_text),"
                    " (SELECT coalesce(max(n), 0) FROM event)"
                ).fetchone()
            finally:
                connection.close()
        except sqlite3.DatabaseError as error:
            # That there is no room, or no right, says nothing about whose side file it is.
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _NOT_ABOUT_THE_FILE:
                raise
            return False
    return bool(verdict == "ok" and stray is None and events == halves == newest)


def _without_room(error: OSError | sqlite3.OperationalError) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return (error.sqlite_errorcode & 0xFF) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
