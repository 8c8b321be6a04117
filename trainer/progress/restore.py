"""Putting a backup in the place of the learner's file, and saving what a damaged file still holds.

Whatever stood there is set aside under another name, never deleted.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from trainer.errors import StorageError
from trainer.progress import database, log, schema
from trainer.progress.backup import Backup, backups
from trainer.progress.database import sentences
from trainer.progress.event import Event
from trainer.progress.fold import ModelOf
from trainer.progress.lock import Lock
from trainer.progress.merge import merge


@dataclass(frozen=True, slots=True)
class Restored:
    """The events in the file now, those that could be read in the file before (None: nothing could
    be), and where that file stands now (None: there was none). `lost` are those that were recorded
    here once and stand neither in the file now nor in the one before.
    """

    events: int
    before: int | None
    aside: Path | None
    lost: int = 0


def check(copy: Backup) -> str:
    """Return "" for a backup that is whole, else what is wrong with it."""
    try:
        connection = database.open_for_reading(copy.path)
        try:
            (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
        finally:
            connection.close()
    except StorageError as error:
        return error.what
    except sqlite3.Error as error:
        return str(error)
    if verdict != "ok":
        return str(verdict)
    return "" if events == copy.events else f"it holds {events} events and not {copy.events}"


def restore(place: Path, copy: Backup, stamp: str) -> Restored:
    """Put a backup in the place of the file; `stamp` goes into the name of what is set aside.

    Raises StorageError if the backup is not whole or another window has the file open.
    """
    if wrong := check(copy):
        raise StorageError(
            f"this backup is not whole: {wrong}", where=str(copy.path), hint="Choose another one"
        )
    with _locked(place) as lock:
        before = _events_in(place)
        recorded = database.recorded_beside(place)
        aside = _set_aside(place, stamp)
        with sentences(place):
            fresh = place.with_name(f"{place.name}.new-{os.getpid()}")
            shutil.copyfile(copy.path, fresh)
            fresh.chmod(0o600)
            with fresh.open("rb+") as file:
                os.fsync(file.fileno())
            fresh.replace(place)
        lock.note(copy.events)
    return Restored(copy.events, before, aside, max(0, recorded - max(copy.events, before or 0)))


def salvage(
    place: Path, copies: Path, stamp: str, model_of: Callable[[sqlite3.Connection], ModelOf]
) -> Restored:
    """Make a new file of what can be read: every whole event of the damaged file and of the newest
    whole backup, together. The damaged file is set aside.

    `model_of` gives, for the new file's connection, the memory model of a row of its scheduler
    table.
    """
    whole = next((copy for copy in reversed(backups(copies)) if not check(copy)), None)
    with _locked(place) as lock:
        recorded = database.recorded_beside(place)
        read = _readable(place)
        saved: dict[bytes, Event] = {event.id: event for event in read}
        if whole is not None:
            saved = {event.id: event for event in _readable(whole.path)} | saved
        if not saved:
            raise StorageError(
                "nothing could be read in the file, and there is no whole backup",
                where=str(place),
                hint=_beyond_repair(recorded),
            )
        fresh = place.with_name(f"{place.name}.saved-{os.getpid()}")
        with sentences(place):
            fresh.unlink(missing_ok=True)
            os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            connection = sqlite3.connect(fresh, isolation_level=None)
            try:
                connection.execute("PRAGMA synchronous = FULL")
                schema.migrate(connection)
                connection.execute("BEGIN IMMEDIATE")
                merged = merge(connection, saved.values(), model_of(connection))
                connection.execute("COMMIT")
            finally:
                connection.close()
            aside = _set_aside(place, stamp)
            fresh.replace(place)
        lock.note(merged.new)
    return Restored(merged.new, len(read), aside, max(0, recorded - merged.new))


def _beyond_repair(recorded: int) -> str:
    lost = f"the {recorded} events that were recorded in it are" if recorded else "what it held is"
    return (
        f"Nothing was changed; {lost} lost, unless another machine sent them: move the file away "
        "to begin anew, then `trainer sync FOLDER`"
    )


def _readable(path: Path) -> list[Event]:
    """Every event of a file that can still be read, one at a time."""
    found: list[Event] = []
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return found
    try:
        for number in _numbers(connection):
            with contextlib.suppress(sqlite3.Error, LookupError, ValueError, TypeError):
                found.append(log.event_numbered(connection, number))
    finally:
        connection.close()
    return found


def _numbers(connection: sqlite3.Connection) -> range:
    """The event numbers that may be there: the highest that can be found, doubling from 1."""
    with contextlib.suppress(sqlite3.Error, TypeError, ValueError):
        return range(1, connection.execute("SELECT max(n) FROM event").fetchone()[0] + 1)
    highest = 0
    for table in ("event", "event_text"):
        step = 1
        while step < 2**24:
            with contextlib.suppress(sqlite3.Error, ValueError):
                if connection.execute(f"SELECT n FROM {table} WHERE n = ?", (step,)).fetchone():
                    highest = max(highest, step)
            step *= 2
    return range(1, 2 * highest + 1)


def _events_in(place: Path) -> int | None:
    if not place.exists():
        return None
    try:
        connection = database.open_for_reading(place)
        try:
            return int(connection.execute("SELECT count(*) FROM event").fetchone()[0])
        finally:
            connection.close()
    except (StorageError, sqlite3.Error):
        return None


def _set_aside(place: Path, stamp: str) -> Path | None:
    """Move the file, with its side files, out of the way."""
    aside = place.with_name(f"{place.stem}-set-aside-{stamp}{place.suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = place.with_name(f"{place.stem}-set-aside-{stamp}-{number}{place.suffix}")
    moved = None
    with sentences(place):
        for tail in ("", "-wal", "-shm"):
            here = place.with_name(place.name + tail)
            if here.exists():
                here.rename(aside.with_name(aside.name + tail))
                moved = aside
    return moved


@contextlib.contextmanager
def _locked(place: Path) -> Iterator[Lock]:
    lock = database.lock_beside(place)
    if lock is None:
        raise StorageError(
            "another trainer window is open", where=str(place), hint="Close it and try again"
        )
    try:
        yield lock
    finally:
        lock.release()
