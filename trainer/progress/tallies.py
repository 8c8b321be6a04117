"""The tallies that are kept in the learner's file: read, brought up to date, rebuilt.

They say of themselves up to which event they go. What came since is added when they are read; a
writer that leaves adds it to the file. So the answering path pays nothing for them, and a process
that was killed leaves none that is wrong.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

from trainer.progress.fold import ModelOf, remembered
from trainer.progress.log import entries_of
from trainer.progress.replay import memories
from trainer.progress.tally import Tally, tally_of

VERSION = 1
"""Raised when the same log gives other sums than before: what is kept is then made anew."""

ALL = 0
"""The place of all decks together."""

MANY = 2_000
"""Touched cards from which a rebuild from the whole log is quicker than taking them one by one."""

_NAME = "tallied"

Tallies = dict[int, Tally]
"""By the number of a deck, or `ALL`."""


def tally(db: sqlite3.Connection, model_of: ModelOf, deck: str | None = None) -> Tally:
    """Return the sums of a deck, or of all, as the log gives them; nothing is written."""
    number = ALL
    if deck is not None:
        row = db.execute("SELECT n FROM deck WHERE id = ?", (deck,)).fetchone()
        if row is None:
            return Tally()
        number = row[0]
    touched = _touched(db)
    if touched is None:
        return rebuilt(db, model_of).get(number, Tally())
    found = kept(db, number)
    if number != ALL:
        touched = [(card, of) for card, of in touched if of == number]
    change = _change(db, model_of, touched).get(number)
    if change is not None:
        found.add(change)
    return found


def is_current(db: sqlite3.Connection) -> bool:
    """Whether the file's tallies hold everything that its log does."""
    return (_up_to(db) or 0) == _newest(db)


def bring_up_to_date(db: sqlite3.Connection, model_of: ModelOf) -> None:
    """Put what came since into the file's tallies. The caller holds the transaction."""
    touched = _touched(db)
    if touched is None:
        replace(db, rebuilt(db, model_of))
        return
    for number, change in _change(db, model_of, touched).items():
        found = kept(db, number)
        found.add(change)
        # Only what changed is written again.
        _write(db, "day", number, {day: found.days[day] for day in change.days})
        _write(db, "band", number, {band: found.bands[band] for band in change.bands})
    _mark(db)


def replace(db: sqlite3.Connection, tallies: Tallies) -> None:
    """Write these tallies of the whole log in the place of what is there."""
    for table in ("day", "band"):
        db.execute(f"DELETE FROM tally_{table}")
    for number, one in tallies.items():
        _write(db, "day", number, one.days)
        _write(db, "band", number, one.bands)
    _mark(db)


def rebuilt(db: sqlite3.Connection, model_of: ModelOf) -> Tallies:
    """Return all tallies as the whole log gives them."""
    gathered = Gathered(db)
    for _ in memories(db, model_of, gathered.of_card):
        pass
    return gathered.tallies()


class Gathered:
    """Tallies by deck, while the log is read card by card."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._deck_of: dict[int, int] = dict(db.execute("SELECT n, deck FROM card"))
        self._found: Tallies = {}

    @property
    def of_card(self) -> Callable[[int], Tally]:
        """Gives the tally of a card's deck."""
        return lambda card: self._found.setdefault(self._deck_of[card], Tally())

    def tallies(self) -> Tallies:
        """All decks, and all together."""
        return _with_all(self._found)


def kept(db: sqlite3.Connection, deck: int) -> Tally:
    """Return what the file keeps of a deck, or of `ALL`."""
    return Tally(
        {
            row[0]: list(row[1:])
            for row in db.execute(
                "SELECT day, answered, right, new, taken_ms, known, remembered, predicted"
                " FROM tally_day WHERE deck = ?",
                (deck,),
            )
        },
        {
            row[0]: list(row[1:])
            for row in db.execute(
                "SELECT band, reviews, remembered, predicted FROM tally_band WHERE deck = ?",
                (deck,),
            )
        },
    )


def agree(db: sqlite3.Connection, tallies: Tallies) -> bool:
    """Whether the file keeps these tallies of its whole log.

    Predictions may differ by a millionth each, which another machine's arithmetic rounds otherwise.
    """
    decks = {row[0] for row in db.execute("SELECT DISTINCT deck FROM tally_day")}
    decks |= {row[0] for row in db.execute("SELECT DISTINCT deck FROM tally_band")}
    return all(_same(kept(db, deck), tallies.get(deck, Tally())) for deck in decks | tallies.keys())


def _same(one: Tally, other: Tally) -> bool:
    for mine, theirs, counted in ((one.days, other.days, 4), (one.bands, other.bands, 0)):
        for key in mine.keys() | theirs.keys():
            left, right = mine.get(key), theirs.get(key)
            if left is None or right is None:
                if any(left or right or ()):
                    return False
                continue
            if left[:-1] != right[:-1] or abs(left[-1] - right[-1]) > left[counted]:
                return False
    return True


def _touched(db: sqlite3.Connection) -> list[tuple[int, int]] | None:
    """The cards with events that are not in the tallies yet, with their decks; None if they are
    too many, or if nothing is kept that could be brought up to date.
    """
    up_to = _up_to(db)
    if up_to is None:
        return None
    rows = db.execute(
        "SELECT DISTINCT e.card, c.deck FROM event e JOIN card c ON c.n = e.card WHERE e.n > ?"
        " LIMIT ?",
        (up_to, MANY),
    ).fetchall()
    return None if len(rows) == MANY else rows


def _change(
    db: sqlite3.Connection, model_of: ModelOf, touched: Iterable[tuple[int, int]]
) -> Tallies:
    """What the tallies lack of these cards."""
    up_to = _up_to(db) or 0
    found: Tallies = {}
    for card, deck in touched:
        entries = entries_of(db, card)
        before = [entry for entry in entries if entry.number <= up_to]
        one = found.setdefault(deck, Tally())
        for times, some in ((1, entries), (-1, before)):
            reviews = remembered(some, lambda n: model_of(n).quick())[1]
            one.add(tally_of(reviews, lambda n: model_of(n).decay), times)
    return _with_all(found)


def _with_all(tallies: Tallies) -> Tallies:
    everything = Tally()
    for one in tallies.values():
        everything.add(one)
    return {**tallies, ALL: everything}


def _write(db: sqlite3.Connection, table: str, deck: int, rows: dict[int, list[int]]) -> None:
    marks = ", ".join("?" * (9 if table == "day" else 5))
    db.executemany(
        f"INSERT OR REPLACE INTO tally_{table} VALUES ({marks})",
        [(deck, key, *sums) for key, sums in rows.items()],
    )


def _newest(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT coalesce(max(n), 0) FROM event").fetchone()[0])


def _up_to(db: sqlite3.Connection) -> int | None:
    """The newest event that is in the tallies; None if there are none that can be read."""
    row = db.execute("SELECT value FROM about WHERE name = ?", (_NAME,)).fetchone()
    version, _, number = row[0].partition(":") if row else ("", "", "")
    if version != str(VERSION) or not number.isdecimal() or int(number) > _newest(db):
        return None
    return int(number)


def _mark(db: sqlite3.Connection) -> None:
    db.execute(
        "INSERT OR REPLACE INTO about (name, value) VALUES (?, ?)",
        (_NAME, f"{VERSION}:{_newest(db)}"),
    )
