"""Events to rows and back. Whoever calls holds the transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from trainer.progress import syllabus
from trainer.progress.event import Event, Kind, Outcome
from trainer.progress.fold import CardMemory, Entry
from trainer.schedule.memory import MemoryState

_ENTRY = (
    "SELECT e.n, e.device, e.seq, e.kind, e.refers, e.card, e.at_ms, e.offset_min, e.day, "
    "e.verdict, e.unsafe, e.score, e.rating, e.counts, e.hints, e.taken_ms, e.scheduler, "
    "t.fingerprint FROM event e JOIN event_text t ON t.n = e.n "
)


Numbers = dict[tuple[Any, ...], int]
"""The numbers of dictionary rows that were looked up before: they hold as long as no transaction in
which one was given fails.
"""


def append(db: sqlite3.Connection, event: Event, numbers: Numbers | None = None) -> int:
    """Write the event and return its number in this file; `numbers` remembers what it looks up."""
    numbers = {} if numbers is None else numbers
    refers = None
    if event.refers is not None:
        row = db.execute("SELECT n FROM event_text WHERE id = ?", (event.refers,)).fetchone()
        if row is None:
            raise LookupError("the event refers to one that is not in this log")
        refers = row[0]
    cursor = db.execute(
        "INSERT INTO event (device, seq, kind, refers, card, at_ms, offset_min, zone, rollover,"
        " day, verdict, unsafe, score, rating, counts, hints, taken_ms, scheduler)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            _number(db, "device", {"id": event.device}, numbers),
            event.sequence,
            int(event.kind),
            refers,
            card_number(db, event.deck, event.card, numbers),
            event.at_ms,
            event.offset_min,
            _number(db, "zone", {"name": event.zone}, numbers),
            event.rollover_hour,
            event.day,
            int(event.outcome),
            event.unsafe,
            event.score,
            event.rating,
            event.counts,
            event.hints,
            event.taken_ms,
            _number(
                db,
                "scheduler",
                {"version": event.scheduler, "parameters": event.scheduler_parameters},
                numbers,
            ),
        ),
    )
    number = cursor.lastrowid
    if number is None:
        raise AssertionError("an inserted row has a number")
    db.execute(
        "INSERT INTO event_text (n, id, revision, fingerprint, variant, drawn, shown, answer,"
        " verdict, grader_version, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            event.id,
            _text(event.revision),
            _text(event.fingerprint),
            _text(event.variant),
            _json(event.drawn),
            _shown(db, event.shown),
            _text(event.answer),
            _json(event.verdict),
            _text(event.grader_version),
            _text(event.note),
        ),
    )
    return number


def newest_event(db: sqlite3.Connection) -> int:
    """Return the number of the newest event: also how many there are, as none is ever deleted."""
    return int(db.execute("SELECT coalesce(max(n), 0) FROM event").fetchone()[0])


def card_number(
    db: sqlite3.Connection, deck: str, card: str, numbers: Numbers | None = None
) -> int:
    """Return the number of a card, given to it now if it is new."""
    known = {} if numbers is None else numbers
    of_deck = _number(db, "deck", {"id": _text(deck)}, known)
    return _number(db, "card", {"deck": of_deck, "id": _text(card)}, known)


def device_ranks(db: sqlite3.Connection) -> dict[int, int]:
    """Return the place of each device of this file in the order of their ids.

    Devices have other numbers in other files; their order must be the same in all.
    """
    rows = db.execute("SELECT n FROM device ORDER BY id")
    return {row[0]: rank for rank, row in enumerate(rows)}


def entries_of(db: sqlite3.Connection, card: int) -> list[Entry]:
    """Return the narrow events of one card, in the order of this file."""
    ranks = device_ranks(db)
    rows = db.execute(_ENTRY + "WHERE e.card = ? ORDER BY e.n", (card,))
    return [_entry(row, ranks) for row in rows]


def all_entries(db: sqlite3.Connection) -> Iterator[list[Entry]]:
    """Yield the narrow events card by card; only one card's stand in memory."""
    return _by_card(db, db.execute(_ENTRY + "ORDER BY e.card, e.n"))


def askings_begun_on(db: sqlite3.Connection, deck: int, day: int) -> Iterator[list[Entry]]:
    """Yield, by card of the deck, the askings begun on `day` with all that refers to them."""
    askings = (
        "SELECT o.n FROM event o JOIN card c ON c.n = o.card WHERE o.day = ?1 AND c.deck = ?2"
        f" AND o.kind IN ({Kind.ANSWER:d}, {Kind.SKIP:d}, {Kind.EXAM:d})"
    )
    following = f"SELECT f.n FROM event f WHERE f.refers IN ({askings})"
    further = f"SELECT r.n FROM event r WHERE r.refers IN ({following})"  # a redo of an undo
    where = f"WHERE e.n IN ({askings} UNION {following} UNION {further}) ORDER BY e.card, e.n"
    return _by_card(db, db.execute(_ENTRY + where, (day, deck)))


def _by_card(db: sqlite3.Connection, rows: Iterable[tuple[Any, ...]]) -> Iterator[list[Entry]]:
    """Group rows that stand in the order of their cards."""
    ranks = device_ranks(db)
    gathered: list[Entry] = []
    for row in rows:
        entry = _entry(row, ranks)
        if gathered and gathered[0].card != entry.card:
            yield gathered
            gathered = []
        gathered.append(entry)
    if gathered:
        yield gathered


def event_numbered(db: sqlite3.Connection, number: int) -> Event:
    """Return one event, complete. Raises LookupError if there is none."""
    row = db.execute(
        "SELECT t.id, v.id, e.seq, e.kind, d.id, c.id, e.at_ms, e.offset_min, z.name, e.rollover,"
        " e.day, r.id, t.revision, t.fingerprint, t.variant, t.drawn, s.body, t.answer,"
        " e.verdict, e.score, e.unsafe, e.rating, e.counts, e.hints, e.taken_ms, t.verdict,"
        " t.grader_version, m.version, m.parameters, t.note, e.n"
        " FROM event e JOIN event_text t ON t.n = e.n JOIN device v ON v.n = e.device"
        " JOIN card c ON c.n = e.card JOIN deck d ON d.n = c.deck JOIN zone z ON z.n = e.zone"
        " JOIN scheduler m ON m.n = e.scheduler LEFT JOIN shown s ON s.n = t.shown"
        " LEFT JOIN event_text r ON r.n = e.refers WHERE e.n = ?",
        (number,),
    ).fetchone()
    if row is None:
        raise LookupError(f"there is no event {number}")
    return Event(
        id=row[0],
        device=row[1],
        sequence=row[2],
        kind=_kind(row[3]),
        deck=row[4],
        card=row[5],
        at_ms=row[6],
        offset_min=row[7],
        zone=row[8],
        rollover_hour=row[9],
        day=row[10],
        refers=row[11],
        revision=row[12],
        fingerprint=row[13],
        variant=row[14],
        drawn=_read_json(row[15]),
        shown=_read_json(row[16]),
        answer=row[17],
        outcome=_outcome(row[18]),
        score=row[19],
        unsafe=bool(row[20]),
        rating=row[21],
        counts=bool(row[22]),
        hints=row[23],
        taken_ms=row[24],
        verdict=_read_json(row[25]),
        grader_version=row[26],
        scheduler=row[27],
        scheduler_parameters=row[28],
        note=row[29],
        number=row[30],
    )


def write_memory(db: sqlite3.Connection, card: int, memory: CardMemory) -> None:
    """Put what was computed from the log in the place of what was there."""
    state = memory.state
    db.execute(
        "INSERT OR REPLACE INTO memory (card, deck, stability, difficulty, last_day, due_day, reps,"
        " lapses, suspended, fingerprint, answered, failed, missed)"
        " VALUES (?1, (SELECT deck FROM card WHERE n = ?1), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            card,
            *(
                (None, None, None, None, 0, 0)
                if state is None
                else (
                    state.stability,
                    state.difficulty,
                    state.last_day,
                    state.due_day,
                    state.reps,
                    state.lapses,
                )
            ),
            memory.suspended,
            _text(memory.fingerprint),
            memory.answered,
            memory.failed,
            memory.missed,
        ),
    )
    syllabus.note(db, card, state is not None, _text(memory.fingerprint))


def memory_of_card(db: sqlite3.Connection, card: int) -> CardMemory | None:
    """Return what is stored of a card, by its number; None if nothing is."""
    row = db.execute(
        "SELECT stability, difficulty, last_day, due_day, reps, lapses, suspended, fingerprint,"
        " answered, failed, missed FROM memory WHERE card = ?",
        (card,),
    ).fetchone()
    return None if row is None else read_memory(row)


def read_memory(row: tuple[Any, ...]) -> CardMemory:
    """Read stability, difficulty, last_day, due_day, reps, lapses, suspended, fingerprint, how
    often it was answered and failed, and whether it was missed last.
    """
    state = None if row[0] is None else MemoryState(*row[:6])
    fingerprint, answered, failed, missed = (*row[7:11], 0, 0, 0)[:4]
    return CardMemory(state, bool(row[6]), fingerprint, answered, failed, bool(missed))


def _entry(row: tuple[Any, ...], ranks: Mapping[int, int]) -> Entry:
    return Entry(
        number=row[0],
        device=ranks[row[1]],
        sequence=row[2],
        kind=_kind(row[3]),
        refers=row[4],
        card=row[5],
        at_ms=row[6],
        offset_min=row[7],
        day=row[8],
        outcome=_outcome(row[9]),
        unsafe=bool(row[10]),
        score=row[11],
        rating=row[12],
        counts=bool(row[13]),
        hints=row[14],
        taken_ms=row[15],
        scheduler=row[16],
        fingerprint=row[17],
    )


def _kind(number: int) -> Kind:
    try:
        return Kind(number)
    except ValueError:
        raise sqlite3.DatabaseError(f"no event is of kind {number}") from None


def _outcome(number: int) -> Outcome:
    try:
        return Outcome(number)
    except ValueError:
        raise sqlite3.DatabaseError(f"no verdict has number {number}") from None


def _number(
    db: sqlite3.Connection, table: str, columns: Mapping[str, Any], numbers: Numbers
) -> int:
    """Return the number of a dictionary's row, which is made if it is not there."""
    values = tuple(columns.values())
    key = (table, *values)
    if key in numbers:
        return numbers[key]
    where = " AND ".join(f"{name} = ?" for name in columns)
    row = db.execute(f"SELECT n FROM {table} WHERE {where}", values).fetchone()
    if row is None:
        marks = ", ".join("?" for _ in columns)
        row = db.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) RETURNING n", values
        ).fetchone()
    numbers[key] = int(row[0])
    return numbers[key]


def _shown(db: sqlite3.Connection, shown: Mapping[str, Any] | None) -> int | None:
    if shown is None:
        return None
    body = _json(shown)
    if body is None:
        raise AssertionError("what was shown has a text")
    digest = sha256(body.encode()).digest()
    row = db.execute("SELECT n FROM shown WHERE digest = ?", (digest,)).fetchone()
    if row is None:
        row = db.execute(
            "INSERT INTO shown (digest, body) VALUES (?, ?) RETURNING n", (digest, body)
        ).fetchone()
    return int(row[0])


def _json(value: Mapping[str, Any] | None) -> str | None:
    if value is None:
        return None
    return _text(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True))


def _read_json(body: str | None) -> dict[str, Any] | None:
    if body is None:
        return None
    try:
        value = json.loads(body)
    except ValueError:
        raise sqlite3.DatabaseError("a stored text is damaged") from None
    return value if isinstance(value, dict) else None


def _text(text: str) -> str:
    """Keep half a character that a terminal handed in as an escape: SQLite would refuse it."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
