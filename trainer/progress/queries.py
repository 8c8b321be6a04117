"""What the log says about a deck and a day. Reads only; every function takes an open connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.progress.event import Kind
from trainer.progress.fold import Entry, Review, reviews_of
from trainer.progress.log import askings_begun_on, entries_of, read_memory
from trainer.schedule.memory import MemoryState, Rating, factor
from trainer.schedule.queue import TodayAsking

NOT_UNDONE = (
    f"NOT EXISTS (SELECT 1 FROM event u WHERE u.refers = e.n AND u.kind = {Kind.UNDO:d}"
    f" AND NOT EXISTS (SELECT 1 FROM event r WHERE r.refers = u.n AND r.kind = {Kind.REDO:d}))"
)
ANSWERS = f"({Kind.ANSWER:d}, {Kind.EXAM:d})"
ASKED = f"({Kind.ANSWER:d}, {Kind.SKIP:d}, {Kind.EXAM:d})"
_MEMORY = "m.stability, m.difficulty, m.last_day, m.due_day, m.reps, m.lapses"


@dataclass(frozen=True, slots=True)
class CardName:
    """A card as decks know it."""

    deck: str
    card: str


def states(db: sqlite3.Connection, deck: str) -> dict[str, MemoryState]:
    """Return the memory of every card of the deck that has one."""
    rows = db.execute(
        f"SELECT c.id, {_MEMORY} FROM deck d JOIN card c ON c.deck = d.n"
        " JOIN memory m ON m.card = c.n WHERE d.id = ? AND m.stability IS NOT NULL",
        (deck,),
    )
    return {row[0]: MemoryState(*row[1:]) for row in rows}


def is_known(db: sqlite3.Connection, deck: str) -> bool:
    """Return whether any card of the deck has a memory."""
    row = db.execute(
        "SELECT 1 FROM deck d JOIN card c ON c.deck = d.n JOIN memory m ON m.card = c.n"
        " WHERE d.id = ? AND m.stability IS NOT NULL LIMIT 1",
        (deck,),
    ).fetchone()
    return row is not None


def state(db: sqlite3.Connection, deck: str, card: str) -> MemoryState | None:
    """Return the memory of one card; None if it has none."""
    row = db.execute(
        f"SELECT {_MEMORY}, m.suspended, m.fingerprint FROM deck d"
        " JOIN card c ON c.deck = d.n JOIN memory m ON m.card = c.n WHERE d.id = ? AND c.id = ?",
        (deck, card),
    ).fetchone()
    return read_memory(row).state if row else None


def recalls(db: sqlite3.Connection, deck: str, day: int, decay: float) -> dict[str, float]:
    """Return the expected recall (0 to 1) on study day `day` of every card with a memory.

    A card that was missed last counts nothing until it is right on another day: a model that
    expects much of it, since the answer has just been read, tells nothing about mastery.
    """
    rows = db.execute(
        "SELECT c.id, iif(m.missed, 0.0, pow(1 + ?1 * max(0, ?2 - m.last_day) / m.stability, -?3))"
        " FROM memory m JOIN card c ON c.n = m.card"
        " WHERE m.deck = (SELECT d.n FROM deck d WHERE d.id = ?4) AND m.stability IS NOT NULL",
        (factor(decay), day, decay, deck),
    )
    return dict(rows)


def fingerprints(db: sqlite3.Connection, deck: str) -> dict[str, str]:
    """Return, by card, the fingerprint of the facts as they were when it was last asked."""
    rows = db.execute(
        "SELECT c.id, m.fingerprint FROM deck d JOIN card c ON c.deck = d.n"
        " JOIN memory m ON m.card = c.n WHERE d.id = ?",
        (deck,),
    )
    return dict(rows)


def fingerprint(db: sqlite3.Connection, deck: str, card: str) -> str:
    """Return the fingerprint of a card's facts when it was last asked; "" if it never was."""
    row = db.execute(
        "SELECT m.fingerprint FROM deck d JOIN card c ON c.deck = d.n"
        " JOIN memory m ON m.card = c.n WHERE d.id = ? AND c.id = ?",
        (deck, card),
    ).fetchone()
    return row[0] if row else ""


def suspended(db: sqlite3.Connection, deck: str) -> frozenset[str]:
    """Return the cards of the deck that are not to be asked."""
    rows = db.execute(  # from the few that are suspended, not from the many of the deck
        "SELECT c.id FROM memory m CROSS JOIN card c ON c.n = m.card"
        " WHERE m.suspended AND m.deck = (SELECT d.n FROM deck d WHERE d.id = ?)",
        (deck,),
    )
    return frozenset(row[0] for row in rows)


def askings(db: sqlite3.Connection, deck: str, card: str) -> int:
    """Return how often the card was asked, taken-back askings too: no variant comes twice."""
    row = db.execute(
        f"SELECT count(*) FROM event e WHERE e.kind IN {ASKED} AND e.card ="
        " (SELECT c.n FROM card c JOIN deck d ON d.n = c.deck WHERE d.id = ? AND c.id = ?)",
        (deck, card),
    ).fetchone()
    return int(row[0])


def asked_today(db: sqlite3.Connection, deck: str, today: int) -> dict[str, TodayAsking]:
    """Return what was answered of each card of the deck on study day `today`, and counts."""
    row = db.execute("SELECT n FROM deck WHERE id = ?", (deck,)).fetchone()
    if row is None:
        return {}
    names = dict(
        db.execute(
            "SELECT DISTINCT c.n, c.id FROM event e JOIN card c ON c.n = e.card"
            " WHERE e.day = ? AND c.deck = ?",
            (today, row[0]),
        )
    )
    if not names:
        return {}
    reviews: dict[str, list[Review]] = {}
    for entries in askings_begun_on(db, row[0], today):
        if of_today := _answered_on(today, entries):
            reviews[names[entries[0].card]] = of_today
    newest = {name: of_card[-1].number for name, of_card in reviews.items()}
    numbers = sorted(review.number for of_card in reviews.values() for review in of_card)
    places = {number: place for place, number in enumerate(numbers)}
    return {
        name: _today_asking(of_card, len(numbers) - 1 - places[newest[name]])
        for name, of_card in reviews.items()
    }


def card_asked_today(
    db: sqlite3.Connection, deck: str, card: str, today: int
) -> TodayAsking | None:
    """Return what was answered of one card on `today`; `others_since` is 0 as of its newest."""
    row = db.execute(
        "SELECT c.n FROM card c JOIN deck d ON d.n = c.deck WHERE d.id = ? AND c.id = ?",
        (deck, card),
    ).fetchone()
    reviews = _answered_on(today, entries_of(db, row[0])) if row else []
    return _today_asking(reviews, 0) if reviews else None


def _answered_on(day: int, entries: Sequence[Entry]) -> list[Review]:
    """The reviews of one card that were answered on a day, count and stand."""
    return [
        review
        for review in reviews_of(entries)
        if review.day == day
        and review.kind is not Kind.SKIP
        and review.counts
        and not review.undone
    ]


def _today_asking(reviews: list[Review], others_since: int) -> TodayAsking:
    return TodayAsking(
        times=len(reviews),
        right_last=reviews[-1].right,
        failed=any(review.rating == Rating.AGAIN for review in reviews),
        others_since=others_since,
    )


def introduced_today(db: sqlite3.Connection, deck: str, today: int) -> int:
    """Return how many cards of the deck were answered for the first time on `today`."""
    row = db.execute(
        "SELECT count(*) FROM (SELECT DISTINCT card FROM event WHERE day = ?2) e"
        " CROSS JOIN memory m ON m.card = e.card"
        " WHERE m.reps = 1 AND m.last_day = ?2 AND m.deck = (SELECT n FROM deck WHERE id = ?1)",
        (deck, today),
    ).fetchone()
    return int(row[0])


def answered_on(db: sqlite3.Connection, day: int) -> int:
    """Return how many askings were answered on a study day, in all decks; not the taken-back."""
    row = db.execute(
        f"SELECT count(*) FROM event e WHERE e.day = ? AND e.kind IN {ANSWERS} AND {NOT_UNDONE}",
        (day,),
    ).fetchone()
    return int(row[0])


def taken_ms_on(db: sqlite3.Connection, day: int, deck: str | None = None) -> int:
    """Return the milliseconds spent on a study day without idle time, in all decks or in one."""
    row = db.execute(
        "SELECT total(e.taken_ms) FROM event e WHERE e.day = ?1 AND (?2 IS NULL OR e.card IN"
        " (SELECT c.n FROM card c JOIN deck d ON d.n = c.deck WHERE d.id = ?2))",
        (day, deck),
    ).fetchone()
    return int(row[0])


def recent_seconds(db: sqlite3.Connection, count: int) -> list[tuple[float, float]]:
    """Return score and seconds of the newest answers, `count` at most."""
    rows = db.execute(
        f"SELECT score, taken_ms / 1000.0 FROM event WHERE kind = {Kind.ANSWER:d}"
        " AND taken_ms > 0 ORDER BY n DESC LIMIT ?",
        (count,),
    )
    return [(score, seconds) for score, seconds in rows]


def next_due(db: sqlite3.Connection, deck: str) -> int | None:
    """Return the study day on which the next card of the deck is due, or None if there is none."""
    row = db.execute(
        "SELECT min(m.due_day) FROM memory m WHERE NOT m.suspended"
        " AND m.deck = (SELECT d.n FROM deck d WHERE d.id = ?)",
        (deck,),
    ).fetchone()
    return None if row[0] is None else int(row[0])


def due_counts(db: sqlite3.Connection, today: int) -> dict[str, int]:
    """Return, by deck, how many cards are due on or before `today` and were not asked on it."""
    # The plus: a card has few events, a busy day many, and SQLite would search the day's.
    rows = db.execute(
        "SELECT d.id, count(*) FROM memory m JOIN deck d ON d.n = m.deck"
        " WHERE (m.due_day <= ?1 OR m.last_day > ?1 + 1) AND NOT m.suspended"
        " AND NOT EXISTS (SELECT 1 FROM event e WHERE e.card = m.card AND +e.day = ?1"
        f" AND e.counts AND e.kind IN {ANSWERS} AND {NOT_UNDONE})"
        " GROUP BY d.id ORDER BY d.id",
        (today,),
    )
    return dict(rows)


def follow_ups(db: sqlite3.Connection, number: int) -> list[int]:
    """Return the numbers of the further answers to an asking, in order."""
    rows = db.execute(
        f"SELECT n FROM event WHERE refers = ? AND kind = {Kind.FOLLOW_UP:d} ORDER BY n", (number,)
    )
    return [row[0] for row in rows]


def exam_answers(db: sqlite3.Connection, deck: str) -> dict[str, int]:
    """Return the event numbers of the deck's exam answers by variant."""
    rows = db.execute(
        "SELECT t.variant, e.n FROM event e JOIN event_text t ON t.n = e.n"
        " JOIN card c ON c.n = e.card JOIN deck d ON d.n = c.deck"
        f" WHERE d.id = ? AND e.kind = {Kind.EXAM:d}",
        (deck,),
    )
    return dict(rows)


def notes(db: sqlite3.Connection, deck: str | None = None) -> list[tuple[CardName, int, Kind, str]]:
    """Return remarks and disputes of askings that stand: card, event, kind, text; oldest first.

    Few events refer to others, and these are among them: SQLite would read the whole log for them.
    """
    rows = db.execute(
        "SELECT d.id, c.id, e.n, e.kind, t.note FROM event e INDEXED BY event_refers"
        " JOIN event_text t ON t.n = e.n JOIN card c ON c.n = e.card JOIN deck d ON d.n = c.deck"
        f" WHERE e.refers IS NOT NULL AND e.kind IN ({Kind.NOTE:d}, {Kind.DISPUTE:d})"
        " AND (?1 IS NULL OR d.id = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM event u WHERE u.refers = e.refers"
        f" AND u.kind = {Kind.UNDO:d} AND NOT EXISTS (SELECT 1 FROM event r WHERE r.refers = u.n"
        f" AND r.kind = {Kind.REDO:d})) ORDER BY e.n",
        (deck,),
    )
    return [(CardName(row[0], row[1]), row[2], Kind(row[3]), row[4]) for row in rows]


def decks_asked_on(db: sqlite3.Connection, day: int) -> tuple[str, ...]:
    """Return the ids of the decks of which something was asked on a study day."""
    rows = db.execute(
        "SELECT DISTINCT d.id FROM event e JOIN card c ON c.n = e.card"
        " JOIN deck d ON d.n = c.deck WHERE e.day = ? ORDER BY d.id",
        (day,),
    )
    return tuple(row[0] for row in rows)


def decks(db: sqlite3.Connection) -> tuple[str, ...]:
    """Return the ids of all decks that the log knows."""
    return tuple(row[0] for row in db.execute("SELECT id FROM deck ORDER BY id"))
