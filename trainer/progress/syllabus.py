"""A large deck's cards in teaching order, beside the memory of them: what waits, by index.

To find what is due and what is new in a deck of 100,000 cards, nobody wants to look at each card.
So the file keeps the order of such a deck and whether each card was met as it now reads; each
memory that is written keeps it true. It is made anew when the deck is another one, and may be lost.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from trainer.schedule.memory import MemoryState

_STATE = "m.stability, m.difficulty, m.last_day, m.due_day, m.reps, m.lapses"
_MET = (
    "(SELECT c.n FROM deck d JOIN card c ON c.deck = d.n JOIN memory m ON m.card = c.n"
    " WHERE d.id = {deck} AND c.id = {card} AND m.stability IS NOT NULL"
    " AND m.fingerprint IN ('', {fingerprint}))"
)


def is_of(db: sqlite3.Connection, deck: str, made_of: str) -> bool:
    """Whether the file keeps the order of this very deck."""
    row = db.execute("SELECT made_of FROM syllabus_deck WHERE id = ?", (deck,)).fetchone()
    return row is not None and row[0] == made_of


def keep(db: sqlite3.Connection, deck: str, made_of: str, cards: Iterable[tuple[str, str]]) -> None:
    """Keep the deck's cards, each with its fingerprint. The caller holds the transaction."""
    row = db.execute("SELECT n FROM syllabus_deck WHERE id = ?", (deck,)).fetchone()
    if row is not None:
        db.execute("DELETE FROM syllabus WHERE deck = ?", row)
        db.execute("DELETE FROM syllabus_deck WHERE n = ?", row)
    number = db.execute(
        "INSERT INTO syllabus_deck (id, made_of) VALUES (?, ?)", (deck, made_of)
    ).lastrowid
    met = _MET.format(deck="?5", card="?2", fingerprint="?4")
    db.executemany(
        "INSERT INTO syllabus (deck, card, place, fingerprint, met)"
        f" VALUES (?1, ?2, ?3, ?4, {met})",
        (
            (number, card, place, fingerprint, deck)
            for place, (card, fingerprint) in enumerate(cards)
        ),
    )


def note(db: sqlite3.Connection, card: int, has_state: bool, fingerprint: str) -> None:
    """The memory of a card, by its number, was written: is it met as it now reads?"""
    row = db.execute(
        "SELECT s.n, c.id FROM card c JOIN deck d ON d.n = c.deck"
        " JOIN syllabus_deck s ON s.id = d.id WHERE c.n = ?",
        (card,),
    ).fetchone()
    if row is not None:
        db.execute(
            "UPDATE syllabus SET met = iif(met IS NULL, ?5, NULL) WHERE deck = ?1 AND card = ?2"
            " AND (met IS NOT NULL) != (?3 AND ?4 IN ('', fingerprint))",
            (*row, has_state, fingerprint, card),
        )


def known(db: sqlite3.Connection, deck: str, today: int, until: int) -> dict[str, MemoryState]:
    """Return the met cards that are due on or before the study day `until`, in teaching order.

    One that a wrong clock dated later than tomorrow is due too. Suspended cards are left out.
    """
    rows = db.execute(
        f"SELECT s.card, {_STATE} FROM ("
        f" SELECT m.card, {_STATE} FROM memory m WHERE m.due_day <= ?3 AND NOT m.suspended"
        f" UNION ALL SELECT DISTINCT m.card, {_STATE} FROM event e JOIN memory m ON m.card = e.card"
        "  WHERE e.day > ?2 + 1 AND m.last_day > ?2 + 1 AND m.due_day > ?3 AND NOT m.suspended)"
        " AS m CROSS JOIN syllabus s ON s.met = m.card"
        "  AND s.deck = (SELECT n FROM syllabus_deck WHERE id = ?1)"
        " WHERE m.stability IS NOT NULL ORDER BY s.place",
        (deck, today, until),
    )
    make = MemoryState._make
    return {row[0]: make(row[1:]) for row in rows}


def due_on(db: sqlite3.Connection, deck: str, until: int) -> dict[int, int]:
    """Return how many of the met cards are due on each study day up to `until`.

    Suspended cards are left out.
    """
    rows = db.execute(
        "SELECT m.due_day, count(*) FROM memory m CROSS JOIN syllabus s ON s.met = m.card"
        "  AND s.deck = (SELECT n FROM syllabus_deck WHERE id = ?1)"
        " WHERE NOT m.suspended AND m.stability IS NOT NULL"
        " AND m.due_day <= ?2 GROUP BY m.due_day",
        (deck, until),
    )
    return dict(rows)


def unmet(db: sqlite3.Connection, deck: str) -> Iterator[str]:
    """Yield the cards that were not met as they now read, in teaching order."""
    rows = db.execute(
        "SELECT s.card FROM syllabus s WHERE s.deck = (SELECT n FROM syllabus_deck WHERE id = ?)"
        " AND s.met IS NULL ORDER BY s.place",
        (deck,),
    )
    for (card,) in rows:
        yield card


def is_unmet(db: sqlite3.Connection, deck: str, card: str) -> bool:
    """Whether it is a card of the deck that was not met as it now reads."""
    row = db.execute(
        "SELECT met IS NULL FROM syllabus"
        " WHERE deck = (SELECT n FROM syllabus_deck WHERE id = ?) AND card = ?",
        (deck, card),
    ).fetchone()
    return bool(row and row[0])


def places(db: sqlite3.Connection, deck: str, cards: Iterable[str]) -> dict[str, int]:
    """Return the places of some cards in teaching order; a card that the deck has not has none."""
    found = {}
    for card in cards:
        row = db.execute(
            "SELECT place FROM syllabus"
            " WHERE deck = (SELECT n FROM syllabus_deck WHERE id = ?) AND card = ?",
            (deck, card),
        ).fetchone()
        if row is not None:
            found[card] = row[0]
    return found


def is_true(db: sqlite3.Connection) -> bool:
    """Whether every card stands as met exactly if its memory says so."""
    met = _MET.format(deck="k.id", card="s.card", fingerprint="s.fingerprint")
    row = db.execute(
        f"SELECT 1 FROM syllabus s JOIN syllabus_deck k ON k.n = s.deck WHERE s.met IS NOT {met}"
    ).fetchone()
    return row is None


def forget(db: sqlite3.Connection) -> None:
    """Keep no deck's order any more: it is made anew when it is wanted."""
    db.execute("DELETE FROM syllabus")
    db.execute("DELETE FROM syllabus_deck")
