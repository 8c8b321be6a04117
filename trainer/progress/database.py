"""Opening the learner's file: never over something else, never twice for writing, never halfway.

A new file is made beside its place and put there in one step. A file that is damaged, empty, newer
or a stranger's is left as it is, and the sentence says what to do.
"""

from __future__ import annotations

import contextlib
import math
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from trainer.errors import StorageError
from trainer.progress import schema, side_file
from trainer.progress.lock import Lock, recorded
from trainer.settings import ensure

FILE_NAME = "progress.db"
BUSY_MS = 5000


@contextlib.contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn what sqlite3 and the system raise into a StorageError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _storage_error(error, path) from error
    except UnicodeDecodeError as error:  # sqlite3 cannot even read what SQLite says of the damage
        raise StorageError("the file with your progress is damaged", **_damage(path)) from error
    except OSError as error:
        raise StorageError(
            f"the file cannot be used ({error.strerror or error})",
            where=str(path),
            hint="Check that the folder exists, is yours and has room",
        ) from error


def open_for_writing(path: Path) -> sqlite3.Connection:
    """Open the file, made or migrated if needed. The caller holds the lock. Raises StorageError."""
    with sentences(path):
        side_file.refuse_a_stray(path)
        if not path.exists():
            _make(path)
        version = _inspect(path)
        if version < schema.VERSION:
            _migrate(path)
        connection = _connect(path)
        try:
            # WAL cannot be had on some network drives: SQLite then keeps a rollback journal.
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            connection.execute("PRAGMA synchronous = FULL")
        except BaseException:
            connection.close()
            raise
    return connection


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open the file so that nothing can be written; an absent file reads as an empty log."""
    with sentences(path):
        _refuse_a_stray_unless_written(path)
        if not path.exists():
            connection = sqlite3.connect(":memory:", isolation_level=None)
            _ensure_pow(connection)
            schema.make_empty(connection)
            connection.execute("PRAGMA query_only = ON")
            return connection
        version = _inspect(path)
        if version < schema.VERSION:
            raise StorageError(
                "this file is from an older version and has not been brought up to date yet",
                where=str(path),
                hint="Close other trainer windows and start `trainer study` once",
            )
        return _connect_reading(path)


def has_wal(connection: sqlite3.Connection) -> bool:
    """Whether the open file keeps a write-ahead log; some network drives refuse it."""
    return bool(connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal")


def copy_whole(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the open file to `target` in one step: a whole file on the disk, or none."""
    fresh = target.with_name(f"{target.name}.new-{os.getpid()}")
    try:
        # An empty file of ours, so that what SQLite writes into it was never readable by others.
        os.close(os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        connection.execute("VACUUM INTO ?", (str(fresh),))
        with fresh.open("rb+") as file:
            os.fsync(file.fileno())
        fresh.replace(target)
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink()


def lock_beside(path: Path) -> Lock | None:
    """Return the held lock of the file, or None if another process holds it."""
    with sentences(path):
        return Lock.take(_lock_file(path))


def recorded_beside(path: Path) -> int:
    """Return how many events the file held when it was last written; 0 if nobody knows."""
    return recorded(_lock_file(path))


def may_be_written(path: Path) -> bool:
    """Whether the file, its lock and new files beside them may be written at all."""
    effective = os.access in os.supports_effective_ids
    beside = [one for one in (path, _lock_file(path)) if one.exists()]
    return all(os.access(one, os.W_OK, effective_ids=effective) for one in (path.parent, *beside))


def _lock_file(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def _refuse_a_stray_unless_written(path: Path) -> None:
    """Look at the side file, unless a living writer holds the lock: then it is its own."""
    if not path.with_name(path.name + "-wal").exists() or not os.access(path.parent, os.W_OK):
        return
    lock = Lock.take(_lock_file(path))
    if lock is not None:
        try:
            side_file.refuse_a_stray(path)
        finally:
            lock.release()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, isolation_level=None, timeout=BUSY_MS / 1000, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        _ensure_pow(connection)
        # The header in the file may be older than what stands in its side file.
        _refuse_a_newer(connection.execute("PRAGMA user_version").fetchone()[0], path)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_reading(path: Path) -> sqlite3.Connection:
    try:
        connection = _connect(path)
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM about").fetchone()
        except BaseException:
            connection.close()
            raise
    except sqlite3.OperationalError:
        # A folder that may not be written cannot hold the side files of a WAL database. Without a
        # WAL of its own, the file is complete and may be read as it is.
        if path.with_name(path.name + "-wal").exists():
            raise
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?immutable=1",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
        _ensure_pow(connection)
    return connection


def _ensure_pow(connection: sqlite3.Connection) -> None:
    """Let SQL raise to a power, also where SQLite was built without its mathematical functions."""
    try:
        connection.execute("SELECT pow(2, 2)")
    except sqlite3.OperationalError:
        connection.create_function("pow", 2, math.pow, deterministic=True)


def _inspect(path: Path) -> int:
    """Return the schema version of a file that is ours and whole, else raise StorageError."""
    with path.open("rb") as file:
        header = file.read(100)
        size = os.fstat(file.fileno()).st_size
    if size == 0:
        raise StorageError("the file with your progress is empty (0 bytes)", **_damage(path))
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        raise StorageError("this is not a file with progress", **_damage(path))
    page = int.from_bytes(header[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(header[28:32], "big")
    known = header[24:28] == header[92:96]  # else the page count in the header means nothing
    whole_in_file = not path.with_name(path.name + "-wal").exists()
    if known and whole_in_file and size < page * pages:
        raise StorageError(
            f"the file with your progress is cut off ({size:,} of {page * pages:,} bytes)",
            **_damage(path),
        )
    application = int.from_bytes(header[68:72], "big")
    version = int.from_bytes(header[60:64], "big")
    if application != schema.APPLICATION_ID or version < 1:
        raise StorageError("this is another program's database", **_damage(path))
    _refuse_a_newer(version, path)
    return version


def _refuse_a_newer(version: int, path: Path) -> None:
    if version > schema.VERSION:
        raise StorageError(
            f"this file is from a newer version of trainer (its tables are version {version}, "
            f"this program knows {schema.VERSION})",
            where=str(path),
            hint="Nothing was changed. Update trainer, then start it again",
        )


def _make(path: Path) -> None:
    fresh = path.with_name(f"{path.name}.new-{os.getpid()}")
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    try:
        # Made by us before SQLite opens it, so that it is never readable by others.
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        connection = sqlite3.connect(fresh, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = FULL")
            schema.migrate(connection)
        finally:
            connection.close()
        fresh.replace(path)
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink()


def _migrate(path: Path) -> None:
    connection = _connect(path)
    try:
        copy_whole(connection, ensure(path.parent / "backups") / f"before-v{schema.VERSION}.db")
        schema.migrate(connection)
    finally:
        connection.close()


def _damage(path: Path) -> dict[str, str]:
    return {
        "where": str(path),
        "hint": "Nothing was changed. `trainer restore` lists the backups, `trainer doctor --fix` "
        "saves what can be read; or move the file away to begin anew",
    }


def _storage_error(error: sqlite3.Error, path: Path) -> StorageError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    what, hint = {
        sqlite3.SQLITE_FULL: (
            "the disk is full, so this could not be saved",
            "All that was saved before is safe. Make room and try again",
        ),
        sqlite3.SQLITE_BUSY: (
            "another program is using the file with your progress",
            "Close it and try again",
        ),
        sqlite3.SQLITE_READONLY: (
            "the file with your progress may not be written",
            "Make it and its folder yours, or set TRAINER_HOME to another folder",
        ),
        sqlite3.SQLITE_CANTOPEN: (
            "the file with your progress cannot be opened",
            "Check that the folder exists and is yours",
        ),
        sqlite3.SQLITE_IOERR: (
            "reading or writing failed",
            "All that was saved before is safe. Check the disk and try again",
        ),
        sqlite3.SQLITE_CORRUPT: ("the file with your progress is damaged", _damage(path)["hint"]),
        sqlite3.SQLITE_NOTADB: ("this is not a file with progress", _damage(path)["hint"]),
    }.get(code, (f"the file with your progress refused this ({error})", "Run `trainer doctor`"))
    return StorageError(what, where=str(path), hint=hint)
