"""A class's answers in one file: the union of what learners handed in, by event id."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from trainer.errors import StorageError
from trainer.progress.database import sentences
from trainer.progress.event import ASKINGS, Event, Kind

APPLICATION_ID = 0x44725463
"""Written into the file's header, "DrTc"."""
_TABLES = (
    """CREATE TABLE handed_in (
        id BLOB PRIMARY KEY CHECK (length(id) = 16), learner TEXT NOT NULL, kind INTEGER NOT NULL,
        refers BLOB, deck TEXT NOT NULL, card TEXT NOT NULL, variant TEXT NOT NULL,
        at_ms INTEGER NOT NULL, score REAL NOT NULL, unsafe INTEGER NOT NULL,
        outcome INTEGER NOT NULL, hints INTEGER NOT NULL, taken_ms INTEGER NOT NULL,
        slip TEXT NOT NULL, answer TEXT NOT NULL, question TEXT NOT NULL, note TEXT NOT NULL
        ) WITHOUT ROWID, STRICT""",
    "CREATE INDEX handed_in_card ON handed_in(deck, card, learner, at_ms)",
    f"PRAGMA application_id = {APPLICATION_ID}",
    "PRAGMA user_version = 1",
)


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """A learner's first answer to a card. `score` is 0 to 1; `slip` names a calculation error or is
    empty; `seconds` are without idle time.
    """

    learner: str
    card: str
    variant: str
    score: float
    unsafe: bool
    outcome: int
    slip: str
    answer: str
    question: str
    seconds: float
    hinted: bool


class ClassFile:
    """The file, open. All methods raise StorageError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with sentences(path):
            if not path.exists():
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                self._db = sqlite3.connect(path, isolation_level=None)
                for statement in _TABLES:
                    self._db.execute(statement)
                return
            self._db = sqlite3.connect(path, isolation_level=None)
            (application,) = self._db.execute("PRAGMA application_id").fetchone()
            if application != APPLICATION_ID:
                self._db.close()
                raise StorageError("this is no file of a class", where=str(path))

    def close(self) -> None:
        self._db.close()

    def add(self, learner: str, events: Iterable[Event]) -> int:
        """Take in a learner's events; return how many were new. Twice, or in any order, is once."""
        rows = [
            (
                event.id,
                learner,
                int(event.kind),
                event.refers,
                event.deck,
                event.card,
                event.variant,
                event.at_ms,
                event.score,
                event.unsafe,
                int(event.outcome),
                event.hints,
                event.taken_ms,
                str((event.verdict or {}).get("slip") or ""),
                event.answer[:2_000],
                str((event.shown or {}).get("question", ""))[:4_000],
                event.note[:2_000],
            )
            for event in events
        ]
        with sentences(self.path):
            before = self._db.total_changes
            self._db.execute("BEGIN IMMEDIATE")
            try:
                marks = ", ".join("?" * 17)
                self._db.executemany(f"INSERT OR IGNORE INTO handed_in VALUES ({marks})", rows)
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            return self._db.total_changes - before

    def decks(self) -> tuple[str, ...]:
        """The decks that were answered, the most answered first."""
        with sentences(self.path):
            rows = self._db.execute(
                "SELECT deck FROM handed_in GROUP BY deck ORDER BY count(*) DESC, deck"
            )
            return tuple(row[0] for row in rows)

    def learners(self, deck: str) -> int:
        """How many learners answered anything of the deck."""
        with sentences(self.path):
            row = self._db.execute(
                "SELECT count(DISTINCT learner) FROM handed_in WHERE deck = ?", (deck,)
            ).fetchone()
            return int(row[0])

    def first_answers(self, deck: str) -> Iterator[FirstAnswer]:
        """Each learner's first answer to each card, taken-back ones and skips left out."""
        askings = ", ".join(str(int(kind)) for kind in ASKINGS if kind is not Kind.SKIP)
        with sentences(self.path):
            rows = self._db.execute(
                "SELECT learner, card, variant, score, unsafe, outcome, slip, answer, question,"
                " taken_ms, hints FROM (SELECT *, row_number() OVER (PARTITION BY learner, card"
                " ORDER BY at_ms, id) AS place FROM handed_in h WHERE deck = ?"
                f" AND kind IN ({askings}) AND NOT EXISTS (SELECT 1 FROM handed_in u WHERE"
                f" u.refers = h.id AND u.kind = {int(Kind.UNDO)})) WHERE place = 1"
                " ORDER BY card, learner",
                (deck,),
            )
            for row in rows:
                yield FirstAnswer(
                    row[0], row[1], row[2], row[3], bool(row[4]), row[5], row[6], row[7], row[8],
                    row[9] / 1000, row[10] > 0,
                )  # fmt: skip

    def remarks(self, deck: str) -> Iterator[tuple[str, Kind, str]]:
        """Yield disputes, reports and taught words: card, kind and text."""
        with sentences(self.path):
            rows = self._db.execute(
                f"SELECT card, kind, note FROM handed_in WHERE deck = ? AND kind IN"
                f" ({int(Kind.DISPUTE)}, {int(Kind.NOTE)}) ORDER BY card, at_ms",
                (deck,),
            )
            for card, kind, note in rows:
                yield card, Kind(kind), note


def learner_of(line: str) -> str:
    """The learner that a handed-in line names; empty if it names none."""
    try:
        found = json.loads(line).get("learner", "")
    except (ValueError, AttributeError):
        return ""
    return found if isinstance(found, str) else ""
