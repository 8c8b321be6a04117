"""The reviews of the past, as the log tells them. Reads only, of an open connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from trainer.progress.fold import ModelOf, Review, remembered
from trainer.progress.log import all_entries, entries_of
from trainer.progress.queries import ASKED, NOT_UNDONE, CardName


def reviews(
    db: sqlite3.Connection, model_of: ModelOf, deck: str | None = None
) -> Iterator[tuple[CardName, Review]]:
    """Yield every review, card by card, taken-back ones too, with what each did to memory."""
    names = _names(db)
    for entries in all_entries(db):
        name = names[entries[0].card]
        if deck is None or name.deck == deck:
            for review in remembered(entries, lambda n: model_of(n).quick())[1]:
                yield name, review


def newest_reviews(
    db: sqlite3.Connection,
    model_of: ModelOf,
    deck: str | None,
    card: str | None,
    limit: int,
    undone: bool,
) -> list[tuple[CardName, Review]]:
    """Return the newest `limit` reviews, the oldest of them first; only their cards are read."""
    rows = db.execute(
        "SELECT e.n, e.card, d.id, c.id FROM event e JOIN card c ON c.n = e.card"
        f" JOIN deck d ON d.n = c.deck WHERE e.kind IN {ASKED} AND (?1 IS NULL OR d.id = ?1)"
        f" AND (?2 IS NULL OR c.id = ?2) AND (?3 OR {NOT_UNDONE})"
        " ORDER BY e.day DESC, e.seq DESC LIMIT ?4",
        (deck, card, undone, limit),
    ).fetchall()
    names = {row[1]: CardName(row[2], row[3]) for row in rows}
    found = {
        review.number: (name, review)
        for number, name in names.items()
        for review in remembered(entries_of(db, number), lambda n: model_of(n).quick())[1]
    }
    return [found[row[0]] for row in reversed(rows)]


def count_askings(db: sqlite3.Connection) -> int:
    """Return how many askings the log holds, the skipped and the taken back too."""
    row = db.execute(f"SELECT count(*) FROM event WHERE kind IN {ASKED}").fetchone()
    return int(row[0])


def _names(db: sqlite3.Connection) -> dict[int, CardName]:
    rows = db.execute("SELECT c.n, d.id, c.id FROM card c JOIN deck d ON d.n = c.deck")
    return {row[0]: CardName(row[1], row[2]) for row in rows}


def card_reviews(
    db: sqlite3.Connection, model_of: ModelOf, deck: str, card: str
) -> tuple[Review, ...]:
    """Return every review of one card, taken-back ones too, with what each did to memory."""
    row = db.execute(
        "SELECT c.n FROM card c JOIN deck d ON d.n = c.deck WHERE d.id = ? AND c.id = ?",
        (deck, card),
    ).fetchone()
    return remembered(entries_of(db, row[0]), model_of)[1] if row else ()
