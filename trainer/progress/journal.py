"""Writing to the log: one event and the memory it gives, in one transaction."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from trainer.errors import StorageError
from trainer.progress import log
from trainer.progress.backup import back_up
from trainer.progress.database import sentences
from trainer.progress.event import ASKINGS, Event, Kind
from trainer.progress.fold import CardMemory, ModelOf, Review, is_wrong, memory_of, reviews_of
from trainer.progress.lock import Lock
from trainer.progress.notice import Notice
from trainer.schedule.memory import MemoryModel, Rating
from trainer.schedule.study_day import offset_minutes, study_day

_REFUSALS = {
    Notice.OTHER_WINDOW: (
        "another trainer window is open, and this one may only read",
        "Close the other window, then start again",
    ),
    Notice.MAY_NOT_WRITE: (
        "the file with your progress may not be written, only read",
        "Make it and its folder yours, or set TRAINER_HOME to another folder",
    ),
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST_TAKEN_MS = 24 * 3600 * 1000


class Journal:
    """The pen of one device: it knows the time, the place, and the memory model of now.

    Without a `lock` every record is refused, with the sentence for `refusal`.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        *,
        lock: Lock | None,
        refusal: Notice,
        clock: Callable[[], datetime],
        new_id: Callable[[], bytes],
        zone: str,
        rollover_hour: int,
        model: MemoryModel,
    ) -> None:
        self.path = path
        self._lock = lock
        self._refusal = refusal
        self._db = connection
        self._clock = clock
        self._new_id = new_id
        self._zone = zone
        self._rollover_hour = rollover_hour
        self._model = model
        self._models: dict[int, MemoryModel] = {}
        self._numbers: log.Numbers = {}
        self._device = b""
        self._identity = _identity(path)
        self._writes = 0

    @property
    def writes(self) -> tuple[int, int]:
        """What differs whenever the log may: our own writes, and SQLite's sign of another's."""
        (others,) = self._db.execute("PRAGMA data_version").fetchone()
        return self._writes, int(others)

    def today(self) -> int:
        """Return the study day of now."""
        return self._day(self._clock())

    def now_ms(self) -> int:
        """Return the UTC milliseconds of now, since 1970."""
        return (self._clock() - _EPOCH) // timedelta(milliseconds=1)

    def record(
        self,
        kind: Kind,
        deck: str,
        card: str,
        *,
        refers: Event | None = None,
        taken_ms: int = 0,
        counts: bool = True,
        **fields: Any,
    ) -> int:
        """Commit one event, and the card's memory as the log then gives it; return its number."""
        with self.transaction() as db:
            return self._append(
                db, kind, deck, card, self._clock(), refers, taken_ms, counts, **fields
            )

    def record_each(self, kind: Kind, of: Sequence[tuple[str, str, Event | None]]) -> None:
        """Commit one event for each (deck, card, what it refers to): all of them or none.

        Those that refer to nothing are marked as one step by a `variant` that they share.
        """
        step = self._new_id().hex()
        moment = self._clock()
        with self.transaction() as db:
            for deck, card, refers in of:
                fields = {"variant": step} if refers is None else {}
                self._append(db, kind, deck, card, moment, refers, 0, True, **fields)

    def _append(
        self,
        db: sqlite3.Connection,
        kind: Kind,
        deck: str,
        card: str,
        moment: datetime,
        refers: Event | None,
        taken_ms: int,
        counts: bool,
        **fields: Any,
    ) -> int:
        """Write one event, and the memory that its card then has."""
        if refers is not None:
            fields.setdefault("revision", refers.revision)
            fields.setdefault("fingerprint", refers.fingerprint)
            fields.setdefault("variant", refers.variant)
        event = Event(
            id=self._new_id(),
            device=self.device(db),
            sequence=_next_sequence(db),
            kind=kind,
            deck=deck,
            card=card,
            at_ms=(moment - _EPOCH) // timedelta(milliseconds=1),
            offset_min=offset_minutes(moment, self._zone, _own_offset(moment)),
            zone=self._zone,
            rollover_hour=self._rollover_hour,
            day=self._day(moment),
            refers=None if refers is None else refers.id,
            taken_ms=max(0, min(LONGEST_TAKEN_MS, taken_ms)),
            counts=counts,
            scheduler=self._model.version,
            scheduler_parameters=self._model.parameters,
            **fields,
        )
        number = log.append(db, event, self._numbers)
        place = log.card_number(db, deck, card, self._numbers)
        memory = _after_asking(db, place, number, event, self._model)
        if memory is None:
            memory = memory_of(log.entries_of(db, place), self.model_of)
        log.write_memory(db, place, memory)
        return number

    def _day(self, moment: datetime) -> int:
        return study_day(moment, self._zone, self._rollover_hour, _own_offset(moment))

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Hold one transaction: all of it is committed at the end, or nothing. StorageError."""
        if self._lock is None:
            raise self.refused()
        with sentences(self.path):
            if _identity(self.path) != self._identity:
                raise self._moved_away()
            self._roll_back()
            try:
                self._writes += 1
                self._db.execute("BEGIN IMMEDIATE")
                yield self._db
                newest = log.newest_event(self._db)
                self._db.execute("COMMIT")
                self._lock.note(newest)
            except BaseException:
                # A number given in a transaction that failed is given again.
                self._models.clear()
                self._numbers.clear()
                self._device = b""
                with contextlib.suppress(sqlite3.Error):
                    self._roll_back()
                raise

    def refused(self) -> StorageError:
        """The sentence for a window that may only read."""
        what, hint = _REFUSALS[self._refusal]
        return StorageError(what, where=str(self.path), hint=hint)

    def _moved_away(self) -> StorageError:
        """Bring everything to safety from the file that is still open, and say where it is."""
        try:
            copy = back_up(self._db, self.path.parent / "backups", self.today())
        except StorageError:
            hint = "Put it back, or start the trainer again"
        else:
            hint = (
                f"All {copy.events} events up to now are in {copy.path.name}: put the file back, "
                "or `trainer restore` brings them back"
            )
        return StorageError(
            "the file with your progress was moved or replaced while it was open",
            where=str(self.path),
            hint=hint,
        )

    def _roll_back(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def asking(self, refers: int) -> tuple[Event, Review]:
        """Return an asking's first event and its review. Raises LookupError for any other."""
        with sentences(self.path):
            asking = log.event_numbered(self._db, refers)
            if asking.kind not in ASKINGS:
                raise LookupError(f"event {refers} is no asking")
            card = log.card_number(self._db, asking.deck, asking.card)
            for review in reviews_of(log.entries_of(self._db, card)):
                if review.number == refers:
                    return asking, review
        raise LookupError(f"event {refers} is no asking")

    def become_another(self, db: sqlite3.Connection) -> None:
        """Take a new device id: another machine goes on under the one that stands in this file."""
        db.execute("DELETE FROM about WHERE name = 'device'")
        self._device = b""
        self.device(db)

    def device(self, db: sqlite3.Connection) -> bytes:
        """Return this machine's id, made now if there is none yet."""
        if not self._device:
            row = db.execute("SELECT value FROM about WHERE name = 'device'").fetchone()
            if row is not None:
                self._device = bytes.fromhex(row[0])
            else:
                self._device = self._new_id()
                words = ("device", self._device.hex())
                db.execute("INSERT INTO about (name, value) VALUES (?, ?)", words)
        return self._device

    @property
    def model(self) -> MemoryModel:
        """The memory model of now."""
        return self._model

    def model_of(self, scheduler: int) -> MemoryModel:
        """Return the memory model of a row of the scheduler table."""
        model = self._models.get(scheduler)
        if model is None:
            row = self._db.execute(
                "SELECT version, parameters FROM scheduler WHERE n = ?", (scheduler,)
            ).fetchone()
            model = self._models[scheduler] = self._model.logged(*row)
        return model


def _after_asking(
    db: sqlite3.Connection, card: int, number: int, event: Event, model: MemoryModel
) -> CardMemory | None:
    """Return the memory after a new asking by its stored one; None where the log must be read.

    A new asking has the highest sequence of all. If no event of its card is of a later day, it is
    the last in the fold's order, and changes nothing that came before it.
    """
    if event.kind not in ASKINGS:
        return None
    (latest,) = db.execute(
        "SELECT max(day) FROM event WHERE card = ? AND n != ?", (card, number)
    ).fetchone()
    stored = log.memory_of_card(db, card)
    if (stored is None and latest is not None) or (latest or event.day) > event.day:
        return None
    before = stored or CardMemory()
    state, missed = before.state, before.missed
    if event.counts and event.rating and event.kind is not Kind.SKIP:
        rating = Rating(event.rating)
        if state is None:
            state = model.first(rating, event.day)
        else:
            state = model.next(state, rating, event.day)
        if state is not before.state:  # the first asking of the day
            missed = rating == Rating.AGAIN
    return CardMemory(
        state,
        before.suspended,
        event.fingerprint,
        before.answered + (event.kind is not Kind.SKIP),
        before.failed
        + (event.kind is not Kind.SKIP and is_wrong(event.rating, event.score, event.unsafe)),
        missed,
    )


def logged_models(db: sqlite3.Connection, model: MemoryModel) -> ModelOf:
    """Return what gives the memory model of a row of the file's scheduler table."""
    known: dict[int, MemoryModel] = {}

    def model_of(scheduler: int) -> MemoryModel:
        if scheduler not in known:
            row = db.execute(
                "SELECT version, parameters FROM scheduler WHERE n = ?", (scheduler,)
            ).fetchone()
            known[scheduler] = model.logged(*row)
        return known[scheduler]

    return model_of


def _next_sequence(db: sqlite3.Connection) -> int:
    """Return one more than any sequence in the file: what is later stands higher on all devices."""
    row = db.execute(
        "SELECT max((SELECT max(e.seq) FROM event e WHERE e.device = d.n)) FROM device d"
    ).fetchone()
    return int(row[0] or 0) + 1


def _own_offset(moment: datetime) -> int:
    offset = moment.utcoffset()
    return 0 if offset is None else round(offset / timedelta(minutes=1))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
