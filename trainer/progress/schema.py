"""The tables of the learner's file, and the migrations that make and change them.

`event` is narrow and numeric, so that figures over years of learning read little; `event_text`
holds the rest of the same event. Both are only ever appended to: the file itself refuses to change
or delete a row. `memory`, the tallies and the syllabus are computed from them and can be rebuilt at
any time. All tables are strict, so that a check of the file finds a value of a wrong type.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x44725472
"""Written into the file's header, "DrTr", so that a stranger's database is recognised as such."""

VERSION = 1
"""The schema that this program writes. A file of a higher one is refused, a lower one migrated."""

NAMES_SLIP = """instr(verdict, '"slip":"')"""
NAMES_CONFUSION = """instr(verdict, '"confused_with":{')"""
"""Which verdicts name one, as SQL; a query finds the index by the same words. No quotation mark
stands inside a JSON text without its escape, so that what is meant cannot be typed by a learner.
(Functions that read JSON are not safe in an index where a schema is not trusted.)
"""

FIRST = (
    "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT",
    """CREATE TABLE device (
        n INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE CHECK (length(id) = 16)) STRICT""",
    "CREATE TABLE deck (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT",
    """CREATE TABLE card (
        n INTEGER PRIMARY KEY,
        deck INTEGER NOT NULL REFERENCES deck(n),
        id TEXT NOT NULL,
        UNIQUE (deck, id)) STRICT""",
    "CREATE TABLE zone (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    """CREATE TABLE scheduler (
        n INTEGER PRIMARY KEY,
        version TEXT NOT NULL,
        parameters TEXT NOT NULL,
        UNIQUE (version, parameters)) STRICT""",
    """CREATE TABLE shown (
        n INTEGER PRIMARY KEY,
        digest BLOB NOT NULL UNIQUE,
        body TEXT NOT NULL) STRICT""",
    """CREATE TABLE event (
        n INTEGER PRIMARY KEY,
        device INTEGER NOT NULL REFERENCES device(n),
        seq INTEGER NOT NULL,
        kind INTEGER NOT NULL,
        refers INTEGER REFERENCES event(n),
        card INTEGER NOT NULL REFERENCES card(n),
        at_ms INTEGER NOT NULL,
        offset_min INTEGER NOT NULL,
        zone INTEGER NOT NULL REFERENCES zone(n),
        rollover INTEGER NOT NULL,
        day INTEGER NOT NULL,
        verdict INTEGER NOT NULL,
        unsafe INTEGER NOT NULL,
        score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
        rating INTEGER NOT NULL CHECK (rating BETWEEN 0 AND 4),
        counts INTEGER NOT NULL,
        hints INTEGER NOT NULL,
        taken_ms INTEGER NOT NULL CHECK (taken_ms >= 0),
        scheduler INTEGER NOT NULL REFERENCES scheduler(n),
        UNIQUE (device, seq)) STRICT""",
    "CREATE INDEX event_card ON event(card)",
    "CREATE INDEX event_day ON event(day)",
    "CREATE INDEX event_refers ON event(refers) WHERE refers IS NOT NULL",
    """CREATE TABLE event_text (
        n INTEGER PRIMARY KEY REFERENCES event(n),
        id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
        revision TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        variant TEXT NOT NULL,
        drawn TEXT,
        shown INTEGER REFERENCES shown(n),
        answer TEXT NOT NULL,
        verdict TEXT,
        grader_version TEXT NOT NULL,
        note TEXT NOT NULL) STRICT""",
    """CREATE TABLE memory (
        card INTEGER PRIMARY KEY REFERENCES card(n),
        deck INTEGER NOT NULL REFERENCES deck(n),
        stability REAL,
        difficulty REAL,
        last_day INTEGER,
        due_day INTEGER,
        reps INTEGER NOT NULL,
        lapses INTEGER NOT NULL,
        suspended INTEGER NOT NULL,
        fingerprint TEXT NOT NULL,
        answered INTEGER NOT NULL,
        failed INTEGER NOT NULL,
        missed INTEGER NOT NULL) STRICT""",
    # It holds all that a queue needs of a memory: those that are due stand scattered in the table.
    "CREATE INDEX memory_due"
    " ON memory(due_day, suspended, deck, stability, difficulty, last_day, reps, lapses)",
    "CREATE INDEX memory_suspended ON memory(card) WHERE suspended",
    # The teaching order of large decks. `met` is the card's number once it was met as it now reads,
    # so that a memory that is due finds its place by a number.
    """CREATE TABLE syllabus_deck (
        n INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        made_of TEXT NOT NULL) STRICT""",
    """CREATE TABLE syllabus (
        deck INTEGER NOT NULL,
        card TEXT NOT NULL,
        place INTEGER NOT NULL,
        fingerprint TEXT NOT NULL,
        met INTEGER,
        PRIMARY KEY (deck, card)) WITHOUT ROWID, STRICT""",
    "CREATE INDEX syllabus_unmet ON syllabus(deck, place) WHERE met IS NULL",
    "CREATE INDEX syllabus_met ON syllabus(met, deck, place) WHERE met IS NOT NULL",
    # Sums of the log, for figures over years of learning; deck 0 is all decks together.
    """CREATE TABLE tally_day (
        deck INTEGER NOT NULL,
        day INTEGER NOT NULL,
        answered INTEGER NOT NULL,
        right INTEGER NOT NULL,
        new INTEGER NOT NULL,
        taken_ms INTEGER NOT NULL,
        known INTEGER NOT NULL,
        remembered INTEGER NOT NULL,
        predicted INTEGER NOT NULL,
        PRIMARY KEY (deck, day)) WITHOUT ROWID, STRICT""",
    """CREATE TABLE tally_band (
        deck INTEGER NOT NULL,
        band INTEGER NOT NULL,
        reviews INTEGER NOT NULL,
        remembered INTEGER NOT NULL,
        predicted INTEGER NOT NULL,
        PRIMARY KEY (deck, band)) WITHOUT ROWID, STRICT""",
    # Slips and confusions are few: they are found without reading every verdict.
    f"CREATE INDEX event_text_slip ON event_text(n) WHERE {NAMES_SLIP}",
    f"CREATE INDEX event_text_confusion ON event_text(n) WHERE {NAMES_CONFUSION}",
    *(
        f"""CREATE TRIGGER {table}_is_never_{done} BEFORE {what} ON {table}
        BEGIN SELECT RAISE(ABORT, 'the log is only appended to'); END"""
        for table in ("event", "event_text")
        for what, done in (("UPDATE", "changed"), ("DELETE", "deleted"))
    ),
)


def migrations() -> Migrations:
    """Return the migrations in order. A published one is never edited; a new one raises VERSION."""
    from sqlite_utils.migrations import Migrations

    steps = Migrations("trainer")

    @steps()
    def log_and_memory(db: Database) -> None:
        for statement in FIRST:
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")

    return steps


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file behind `connection` to VERSION; each step is one transaction."""
    from sqlite_utils import Database

    migrations().apply(Database(connection, execute_plugins=False))


def make_empty(connection: sqlite3.Connection) -> None:
    """Make the tables of VERSION in memory, for reading where there is no file yet."""
    for statement in FIRST:
        connection.execute(statement)
