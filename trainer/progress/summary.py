"""What cards come to, counted in SQL: how they stand, which are hard, what goes wrong.

Reads only; every function takes an open connection, and a deck's id or None for all decks.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import NamedTuple

from trainer.progress.queries import ANSWERS, NOT_UNDONE, CardName
from trainer.progress.schema import NAMES_CONFUSION, NAMES_SLIP

_OF_DECK = "(?1 IS NULL OR m.deck = (SELECT d.n FROM deck d WHERE d.id = ?1))"
_KNOWN = f"FROM memory m WHERE m.stability IS NOT NULL AND NOT m.suspended AND {_OF_DECK}"


WELL_KNOWN_DAYS = 21
"""The interval from which a card counts as well known."""

FAILING_TIMES = 3
"""Wrong answers from which a card keeps failing, as long as it is not well known since."""

FAILING_TRIES = 4
"""Answers from which a card keeps failing if it was not right at first on any day but its first."""

_FAILS = (
    f"(m.failed >= {FAILING_TIMES}"
    f" OR (m.missed AND m.answered >= {FAILING_TRIES} AND m.reps - m.lapses <= 1))"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Cards that were seen: how many, how many come up, how many are well known."""

    seen: int
    due: int
    well_known: int


@dataclass(frozen=True, slots=True)
class HardCard:
    """A card with how often it was answered and how often that was wrong (half right is not).

    `fingerprint` is that of its facts when it was asked last.
    """

    name: CardName
    answered: int
    failed: int
    fingerprint: str = field(default="", compare=False)


class Tries(NamedTuple):
    """How often a card was answered, how often that was wrong, whether it was missed last (it was
    not right enough on the last day that moved its memory), and whether it fails again and again.
    """

    answered: int = 0
    failed: int = 0
    missed: bool = False
    fails: bool = False


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
        f"{_HARD} WHERE m.failed > 0 AND {_OF_DECK} {_HARDEST_FIRST} LIMIT ?2", (deck, count)
    )
    return tuple(map(_hard, rows))


def failing(db: sqlite3.Connection, deck: str | None) -> tuple[HardCard, ...]:
    """Return the cards that keep failing and are not set aside, the most often failed first."""
    rows = db.execute(
        f"{_HARD} WHERE {_FAILS} AND m.due_day - m.last_day < {WELL_KNOWN_DAYS}"
        f" AND NOT m.suspended AND {_OF_DECK} {_HARDEST_FIRST}",
        (deck,),
    )
    return tuple(map(_hard, rows))


_HARD = (
    "SELECT d.id, c.id, m.answered, m.failed, m.fingerprint FROM memory m"
    " JOIN card c ON c.n = m.card JOIN deck d ON d.n = c.deck"
)
_HARDEST_FIRST = "ORDER BY m.failed DESC, m.answered, d.id, c.id"


def _hard(row: tuple[str, str, int, int, str]) -> HardCard:
    return HardCard(CardName(row[0], row[1]), *row[2:])


def tries(db: sqlite3.Connection, deck: str) -> dict[str, Tries]:
    """Return how often each card of the deck was answered and failed."""
    rows = db.execute(
        f"SELECT c.id, m.answered, m.failed, m.missed, {_FAILS}"
        " FROM deck d JOIN card c ON c.deck = d.n JOIN memory m ON m.card = c.n WHERE d.id = ?",
        (deck,),
    )
    return {row[0]: Tries(row[1], row[2], bool(row[3]), bool(row[4])) for row in rows}


@dataclass(frozen=True, slots=True)
class Slipped:
    """A calculation error made in one card: how often, and the study day of the last time."""

    slip: str
    name: CardName
    count: int
    last_day: int


def slips(db: sqlite3.Connection, deck: str | None) -> list[Slipped]:
    """Return the calculation errors, each card's apart, an error's most frequent card first."""
    rows = db.execute(
        "SELECT json_extract(t.verdict, '$.slip') slip, d.id, c.id, count(*), max(e.day)"
        f" FROM (SELECT n, verdict FROM event_text WHERE {NAMES_SLIP}) t"
        " JOIN event e ON e.n = t.n JOIN card c ON c.n = e.card JOIN deck d ON d.n = c.deck"
        f" WHERE e.kind IN {ANSWERS} AND {NOT_UNDONE}"
        " AND (?1 IS NULL OR d.id = ?1)"
        " GROUP BY slip, c.n HAVING slip IS NOT NULL ORDER BY slip, count(*) DESC, max(e.day) DESC,"
        " d.id, c.id",
        (deck,),
    )
    return [Slipped(row[0], CardName(row[1], row[2]), row[3], row[4]) for row in rows]


def confusions(db: sqlite3.Connection, deck: str | None) -> list[tuple[CardName, str, str, int]]:
    """Return what was taken for what, the most frequent first.

    A row holds the card that was asked, the card its answer would have been right for, what that
    one is ("the usual maximum"), and how often. An answer that was right in part was taken for
    nothing else.
    """
    rows = db.execute(
        "SELECT d.id, c.id, json_extract(t.verdict, '$.confused_with.card') other,"
        " max(json_extract(t.verdict, '$.confused_with.what')), count(*)"
        f" FROM (SELECT n, verdict FROM event_text WHERE {NAMES_CONFUSION}) t"
        " JOIN event e ON e.n = t.n JOIN card c ON c.n = e.card JOIN deck d ON d.n = c.deck"
        f" WHERE e.kind IN {ANSWERS} AND (e.score <= 0 OR e.unsafe) AND {NOT_UNDONE}"
        " AND (?1 IS NULL OR d.id = ?1)"
        " GROUP BY c.n, other HAVING other IS NOT NULL ORDER BY count(*) DESC, d.id, c.id, other",
        (deck,),
    )
    return [(CardName(row[0], row[1]), row[2], row[3], row[4]) for row in rows]
