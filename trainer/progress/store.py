"""The learner's progress: what was answered, and what is remembered.

Every record is one committed event before the method returns, together with the memory that the
log now gives: who has the number of the event has the answer safe, whatever happens next.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from trainer.errors import StorageError
from trainer.progress import backup, database, log, steps, syllabus, tallies
from trainer.progress.backup import Backup
from trainer.progress.database import sentences
from trainer.progress.event import Event, Kind
from trainer.progress.journal import Journal
from trainer.progress.lock import Lock
from trainer.progress.merge import Merged, merge
from trainer.progress.notice import Notice
from trainer.progress.recorder import Recorder
from trainer.schedule.memory import MemoryModel
from trainer.settings import ensure


@dataclass(frozen=True, slots=True)
class Undone:
    """An answer that was taken back or brought again, with the question as it was shown.

    `outcome` is the word of its first verdict. Where cards had begun anew and that was taken back,
    `begun_anew` says how many, and nothing was shown.
    """

    deck: str
    card: str
    event: int
    shown: Mapping[str, Any]
    outcome: str
    begun_anew: int = 0


class Store(Recorder):
    """The learner's file, open. Made by `Store.open`; all methods raise StorageError.

    `read_only` is true if another trainer window writes, if nothing may be written, or if so asked;
    `close()` leaves one file. `notices` says what the learner should know of it, `missing` how many
    events were in the file once and are not now.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        lock: Lock | None,
        journal: Journal,
        *,
        notices: tuple[Notice, ...] = (),
        missing: int = 0,
    ) -> None:
        super().__init__(path, connection, journal)
        self.read_only = lock is None
        self.notices = notices
        self.missing = missing
        self._lock = lock

    @classmethod
    def open(
        cls,
        place: Path,
        *,
        clock: Callable[[], datetime],
        new_id: Callable[[], bytes],
        zone: str,
        rollover_hour: int,
        model: MemoryModel,
        read_only: bool = False,
    ) -> Store:
        """Open the progress in a folder (or a file of that path); make it if it is not there.

        `clock` gives aware moments, `new_id` 16 fresh bytes. `zone` is an IANA name; if it is
        empty, the offset of the clock's own moments holds. While another process writes, or if the
        file is there and may not be written, the store is `read_only`. Raises StorageError, and
        changes nothing, if the file is not a whole one of this or an older version.
        """
        path = place if place.suffix == ".db" else place / database.FILE_NAME
        lock = None
        notices: list[Notice] = []
        there = path.exists()
        if not read_only and there and not database.may_be_written(path):
            notices.append(Notice.MAY_NOT_WRITE)
        elif not read_only:
            ensure(path.parent)
            lock = database.lock_beside(path)
            if lock is None:
                notices.append(Notice.OTHER_WINDOW)
        recorded = database.recorded_beside(path)
        missing = 0
        try:
            if lock is None:
                connection = database.open_for_reading(path)
            else:
                connection = database.open_for_writing(path)
                found, missing = _looked_at(connection, path, there, recorded)
                notices += found
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        journal = Journal(
            path,
            connection,
            lock=lock,
            refusal=notices[0] if notices else Notice.OTHER_WINDOW,
            clock=clock,
            new_id=new_id,
            zone=zone,
            rollover_hour=rollover_hour,
            model=model,
        )
        return cls(path, connection, lock, journal, notices=tuple(notices), missing=missing)

    def close(self) -> None:
        """Write everything into the one file and let go of it; a second call does nothing."""
        try:
            if not self.read_only:
                with contextlib.suppress(StorageError):
                    self._keep_tallies()
                with contextlib.suppress(sqlite3.Error):
                    self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._db.close()
        finally:
            if self._lock is not None:
                self._lock.release()

    def _keep_tallies(self) -> None:
        """Add what came since to the file's sums: whoever reads them later has less to do."""
        with sentences(self.path):
            current = tallies.is_current(self._db)
        if not current:
            with self.writing() as db:
                tallies.bring_up_to_date(db, self._journal.model_of)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Taking back

    def undo(self) -> Undone | None:
        """Take back the newest answer that stands, with all that followed it, or the newest reset;
        None if there is none.
        """
        return self._turn(Kind.UNDO, steps.newest_to_undo)

    def redo(self) -> Undone | None:
        """Take the newest undo back; None if there is none or something was answered since."""
        return self._turn(Kind.REDO, steps.newest_to_redo)

    def _turn(
        self, kind: Kind, newest: Callable[[sqlite3.Connection], list[tuple[int, int]]]
    ) -> Undone | None:
        """Take back, or bring again, the newest step: (what the event refers to, what was done)."""
        with sentences(self.path):
            found = newest(self._db)
            if not found:
                return None
            taken = [log.event_numbered(self._db, to) for to, _ in found]
            done = log.event_numbered(self._db, found[0][1])
        self._journal.record_each(kind, [(to.deck, to.card, to) for to in taken])
        many = len(taken) if done.kind is Kind.RESET else 0
        shown = done.shown or {}
        return Undone(done.deck, done.card, done.number, shown, done.outcome.word, many)

    # Events from elsewhere

    def merge(self, events: Iterable[Event]) -> Merged:
        """Take in events of other machines: the union by id, with the memory it gives."""
        found = list(events)
        with self.writing() as db:
            merged = merge(db, found, self._journal.model_of)
            if merged.copied:
                self._journal.become_another(db)
        return merged

    def device(self) -> bytes:
        """Return the 16 bytes by which this machine's events are known."""
        with self.writing() as db:
            return self._journal.device(db)

    def keep_syllabus(self, deck: str, made_of: str, cards: Iterable[tuple[str, str]]) -> None:
        """Keep a large deck's cards in teaching order, each with the fingerprint of its facts."""
        with self.writing() as db:
            syllabus.keep(db, deck, made_of, cards)

    # For the rest of this room

    @property
    def writes(self) -> tuple[int, int]:
        """What differs whenever the log may: what was computed from it holds until then."""
        return self._journal.writes

    def writing(self) -> contextlib.AbstractContextManager[sqlite3.Connection]:
        """Hold one transaction, for the rest of this room: never to be used on the log itself."""
        return self._journal.transaction()

    def back_up(self, folder: Path, *, always: bool = False) -> Backup | None:
        """Make today's checked copy in `folder` if it is due (see `backup`), or `always`."""
        today = self.today()
        if not always and not backup.is_due(self._db, folder, today):
            return None
        if self.read_only:
            raise self._journal.refused()
        return backup.back_up(self._db, folder, today)


def _looked_at(
    connection: sqlite3.Connection, path: Path, there: bool, recorded: int
) -> tuple[list[Notice], int]:
    """What to say of a file that was just opened for writing, and how many events it misses."""
    notices = []
    try:
        with sentences(path):
            missing = max(0, recorded - log.newest_event(connection))
            if missing:
                notices.append(Notice.OLDER_FILE if there else Notice.BEGUN_ANEW)
            if not database.has_wal(connection):
                notices.append(Notice.NO_WAL)
    except BaseException:
        connection.close()
        raise
    return notices, missing
