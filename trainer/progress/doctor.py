"""Is what is stored whole, and is the memory what the log gives? Nothing is changed by looking."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256

from trainer.progress import log, syllabus, tallies
from trainer.progress.database import recorded_beside
from trainer.progress.finding import SEVERITIES, Finding
from trainer.progress.fold import CardMemory, ModelOf
from trainer.progress.replay import memories
from trainer.progress.store import Store
from trainer.progress.tallies import Gathered
from trainer.progress.tally import Tally

CLOCK_SLACK_MS = 60_000
"""How far a clock may be set back, as time servers do, before it is worth a word."""
TAKE_BACKUP = "`trainer doctor --fix` saves what can be read; `trainer restore` lists the backups"

Progress = Callable[[int, int], None]
"""Is told how many of how many cards are done."""


def quiet(done: int, of: int) -> None:
    """Show no progress."""


def examine(store: Store, progress: Progress = quiet) -> tuple[Finding, ...]:
    """Look at the whole file and return what is wrong, the worst first.

    `progress` is told of every card whose memory was computed, and of how many there are.

    A file so damaged that it cannot be opened never comes here: `Store.open` says so.
    """
    damage = tuple(_damage(store.connection))
    if damage:
        return damage  # what is computed from a damaged file would mislead
    try:
        found = [
            *_torn(store.connection),
            *_untrue(store.connection),
            *_memory(store.connection, store.model_of, progress),
            *_orphans(store.connection),
            *_clock(store),
            *_fewer(store),
        ]
    except sqlite3.Error as error:
        return (Finding("damaged", "error", f"the file is damaged: {error}", TAKE_BACKUP),)
    return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))


def differences(
    db: sqlite3.Connection,
    model_of: ModelOf,
    progress: Progress = quiet,
    tally_for: Callable[[int], Tally] | None = None,
) -> dict[int, tuple[CardMemory | None, CardMemory | None]]:
    """Return, by card number, the stored and the computed memory where they differ.

    Each card's reviews are added to what `tally_for` gives for its number.
    """
    stored = {
        row[0]: log.read_memory(row[1:])
        for row in db.execute(
            "SELECT card, stability, difficulty, last_day, due_day, reps, lapses, suspended,"
            " fingerprint, answered, failed, missed FROM memory m"
            " WHERE deck = (SELECT c.deck FROM card c WHERE c.n = m.card)"
        )
    }
    different: dict[int, tuple[CardMemory | None, CardMemory | None]] = {}
    seen = set()
    (cards,) = db.execute("SELECT count(*) FROM card").fetchone()
    for card, computed in memories(db, model_of, tally_for):
        seen.add(card)
        progress(len(seen), cards)
        if not _same(stored.get(card), computed):
            different[card] = (stored.get(card), computed)
    different.update({card: (stored[card], None) for card in stored.keys() - seen})
    return different


def mend(store: Store, progress: Progress = quiet) -> int:
    """Compute memory and tallies anew where they differ; return of how many cards memory did.

    Texts that no event refers to any more go as well.
    """
    with store.writing() as db:
        db.execute(f"DELETE FROM shown WHERE {_UNREFERRED}")
        gathered = Gathered(db)
        different = differences(db, store.model_of, progress, gathered.of_card)
        for card, (_, computed) in different.items():
            if computed is None:
                db.execute("DELETE FROM memory WHERE card = ?", (card,))
            else:
                log.write_memory(db, card, computed)
        tallies.replace(db, gathered.tallies())
        if not syllabus.is_true(db):
            syllabus.forget(db)
    return len(different)


def _damage(db: sqlite3.Connection) -> Iterator[Finding]:
    hint = TAKE_BACKUP
    try:
        for (line,) in db.execute("PRAGMA integrity_check(5)"):
            if line != "ok":
                yield Finding("damaged", "error", f"the file is damaged: {line}", hint)
        for row in db.execute("PRAGMA foreign_key_check"):
            yield Finding(
                "damaged", "error", f"row {row[1]} of {row[0]} points at nothing in {row[2]}", hint
            )
    except sqlite3.DatabaseError as error:
        yield Finding("damaged", "error", f"the file is damaged: {error}", hint)


def _torn(db: sqlite3.Connection) -> Iterator[Finding]:
    (torn,) = db.execute(
        "SELECT (SELECT count(*) FROM event WHERE n NOT IN (SELECT n FROM event_text))"
        " + (SELECT count(*) FROM event_text WHERE n NOT IN (SELECT n FROM event))"
    ).fetchone()
    if torn:
        yield Finding("torn", "error", f"{torn} events have lost a half", TAKE_BACKUP)


_UNREFERRED = "n NOT IN (SELECT shown FROM event_text WHERE shown IS NOT NULL)"


def _orphans(db: sqlite3.Connection) -> Iterator[Finding]:
    """Rows of the dictionaries to which nothing refers: no harm, but not what recording leaves."""
    (texts,) = db.execute(f"SELECT count(*) FROM shown WHERE {_UNREFERRED}").fetchone()
    if texts:
        yield Finding(
            "orphans",
            "warning",
            f"{texts} stored questions belong to no answer",
            "`trainer doctor --fix` removes them; no answer is touched",
            mends=True,
        )


def _untrue(db: sqlite3.Connection) -> Iterator[Finding]:
    """Questions whose text is no longer what was shown: SQLite does not notice a flipped bit."""
    changed = 0
    for digest, body in db.execute("SELECT digest, CAST(body AS BLOB) FROM shown"):
        changed += sha256(body).digest() != digest
    if changed:
        yield Finding(
            "changed_text",
            "error",
            f"{changed} stored questions are not what was shown",
            "Take the newest backup instead; answers and memory are not touched by this",
        )
    unreadable = 0
    for drawn, verdict in db.execute(
        "SELECT CAST(drawn AS BLOB), CAST(verdict AS BLOB) FROM event_text"
    ):
        for body in (drawn, verdict):
            try:
                json.loads(body or b"{}")
            except ValueError:
                unreadable += 1
    if unreadable:
        yield Finding("changed_text", "error", f"{unreadable} stored verdicts cannot be read")


def _memory(db: sqlite3.Connection, model_of: ModelOf, progress: Progress) -> Iterator[Finding]:
    gathered = Gathered(db)
    different = differences(db, model_of, progress, gathered.of_card)
    if tallies.is_current(db) and not tallies.agree(db, gathered.tallies()):
        yield Finding(
            "tallies",
            "error",
            "the sums that figures are drawn from are not what the log gives",
            "`trainer doctor --fix` adds them up anew; no answer is touched",
            mends=True,
        )
    if not syllabus.is_true(db):
        yield Finding(
            "syllabus",
            "error",
            "what was met of a large deck is not what its memory says",
            "`trainer doctor --fix` makes that list anew; no answer is touched",
            mends=True,
        )
    if different:
        yield Finding(
            "memory",
            "error",
            f"the memory of {len(different)} cards is not what the log gives",
            "`trainer doctor --fix` computes it anew from the log; no answer is touched",
            mends=True,
        )


def _clock(store: Store) -> Iterator[Finding]:
    (ahead,) = store.connection.execute(
        "SELECT count(*) FROM event WHERE day > ?", (store.today() + 1,)
    ).fetchone()
    if ahead:
        yield Finding(
            "future",
            "warning",
            f"{ahead} events are dated later than today",
            "The clock was wrong then or is wrong now. Nothing is lost",
        )
    (back,) = store.connection.execute(
        "SELECT count(*) FROM (SELECT at_ms, max(at_ms) OVER (PARTITION BY device ORDER BY seq"
        " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM event)"
        f" WHERE at_ms < before - {CLOCK_SLACK_MS}"
    ).fetchone()
    if back:
        yield Finding(
            "clock_back",
            "note",
            f"{back} events are dated earlier than what was recorded before them",
            "The clock was put back then, or was ahead before. Nothing is lost",
        )


def _fewer(store: Store) -> Iterator[Finding]:
    """Whether more was recorded in this place than the file holds: an older one stands here."""
    missing = max(
        0, recorded_beside(store.path) - log.newest_event(store.connection), store.missing
    )
    if missing:
        there = "is older than it was" if store.path.exists() else "is gone"
        yield Finding(
            "older_file",
            "warning",
            f"the file with your progress {there}: {missing} events that were recorded are not "
            "in it",
            "`trainer restore` lists the backups; if you sync, `trainer sync FOLDER` brings back "
            "what was sent",
        )


def _same(stored: CardMemory | None, computed: CardMemory) -> bool:
    """Equal but for the last bits, which another machine's arithmetic may round otherwise."""
    if stored is None or replace(stored, state=None) != replace(computed, state=None):
        return False
    one, other = stored.state, computed.state
    if one is None or other is None:
        return one is other
    return (
        abs(one.stability - other.stability) <= 1e-9 * other.stability
        and abs(one.difficulty - other.difficulty) <= 1e-9 * other.difficulty
        and (one.last_day, one.due_day, one.reps, one.lapses)
        == (other.last_day, other.due_day, other.reps, other.lapses)
    )
