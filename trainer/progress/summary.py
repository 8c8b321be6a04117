"""What cards come to, counted in SQL: how they stand, which are hard, what goes wrong.

Reads only; every function takes an open connection, and a deck's id or None for all decks.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from trainer.progress.queries import ANSWERS, NOT_UNDONE, CardName
from trainer.progress.schema import NAMES_CONFUSION, NAMES_SLIP

# Each card's deck is looked up: for `IN`, SQLite would first write down all cards of the deck.
_OF_DECK = (
    "(?1 IS NULL OR (SELECT c.deck FROM card c WHERE c.n = m.card)"
    " = (SELECT d.n FROM deck d WHERE d.id = ?1))"
)
_KNOWN = f"FROM memory m WHERE m.stability IS NOT NULL AND NOT m.suspended AND {_OF_DECK}"


WELL_KNOWN_DAYS = 21
"""The interval from which a card counts as well known."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Cards that were seen: how many, how many come up, how many are well known."""

    seen: int
    due: int
    well_known: int


@dataclass(frozen=True, slots=True)
class HardCard:
    """A card with how often it was answered and how often failed."""

    name: CardName
    answered: int
    failed: int


def standing(db: sqlite3.Connection, deck: str | None, due: int) -> Standing:
    """Count the cards that are not set aside; a due card, of which there are `due`, may be a
    well-known one.
    """
    seen, well_known = db.execute(
        f"SELECT count(*), coalesce(sum(m.due_day - m.last_day >= ?2), 0) {_KNOWN}",
        (deck, WELL_KNOWN_DAYS),
    ).fetchone()
    return Standing(seen, due, well_known)


def coming(db: sqlite3.Connection, deck: str | None, today: int, days: int) -> tuple[int, ...]:
    """Return how many known cards come on each of the `days` days after today."""
    # The plus: most cards come in that time, and SQLite would look each up by its day.
    rows = db.execute(
        f"SELECT m.due_day, count(*) {_KNOWN}"
        " AND +m.due_day BETWEEN ?2 + 1 AND ?2 + ?3 GROUP BY +m.due_day",
        (deck, today, days),
    )
    count = dict(rows)
    return tuple(count.get(today + ahead, 0) for ahead in range(1, days + 1))


def hardest(db: sqlite3.Connection, deck: str | None, count: int) -> tuple[HardCard, ...]:
    """Return up to `count` cards that were failed, the most often failed first."""
    rows = db.execute(
        "SELECT d.id, c.id, m.answered, m.failed FROM memory m JOIN card c ON c.n = m.card"
        f" JOIN deck d ON d.n = c.deck WHERE m.failed > 0 AND {_OF_DECK}"
        " ORDER BY m.failed DESC, m.answered, d.id, c.id LIMIT ?2",
        (deck, count),
    )
    return tuple(HardCard(CardName(row[0], row[1]), row[2], row[3]) for row in rows)


def slips(db: sqlite3.Connection, deck: str | None) -> dict[str, int]:
    """Return how often each calculation error was made, the most frequent first."""
    rows = db.execute(
        "SELECT json_extract(t.verdict, '$.slip') slip, count(*)"
        f" FROM (SELECT n, verdict FROM event_text WHERE {NAMES_SLIP}) t"
        " JOIN event e ON e.n = t.n JOIN card c ON c.n = e.card JOIN deck d ON d.n = c.deck"
        f" WHERE e.kind IN {ANSWERS} AND {NOT_UNDONE}"
        " AND (?1 IS NULL OR d.id = ?1)"
        " GROUP BY slip HAVING slip IS NOT NULL ORDER BY count(*) DESC, slip",
        (deck,),
    )
    return dict(rows)


def confusions(db: sqlite3.Connection, deck: str | None) -> list[tuple[CardName, str, str, int]]:
    """Return what was taken for what, the most frequent first.

    A row holds the card that was asked, the card its answer would have been right for, what that
    one is ("the usual maximum"), and how often.
    """
    rows = db.execute(
        "SELECT d.id, c.id, json_extract(t.verdict, '$.confused_with.card') other,"
        " max(json_extract(t.verdict, '$.confused_with.what')), count(*)"
        f" FROM (SELECT n, verdict FROM event_text WHERE {NAMES_CONFUSION}) t"
        " JOIN event e ON e.n = t.n JOIN card c ON c.n = e.card JOIN deck d ON d.n = c.deck"
        f" WHERE e.kind IN {ANSWERS} AND {NOT_UNDONE}"
        " AND (?1 IS NULL OR d.id = ?1)"
        " GROUP BY c.n, other HAVING other IS NOT NULL ORDER BY count(*) DESC, d.id, c.id, other",
        (deck,),
    )
    return [(CardName(row[0], row[1]), row[2], row[3], row[4]) for row in rows]
