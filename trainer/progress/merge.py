"""Taking in events from elsewhere: the union by id, in any order, twice as well as once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from trainer.progress import log
from trainer.progress.event import Event
from trainer.progress.fold import ModelOf, memory_of


@dataclass(frozen=True, slots=True)
class Merged:
    """How many events were taken in, how many were here already, and how many refer to an event
    that has not arrived yet; `copied` says that another machine works on a copy of this file.
    """

    new: int
    known: int
    waiting: int
    copied: bool = False


def event_ids(db: sqlite3.Connection) -> set[bytes]:
    """Return the ids of all events in the log."""
    return {row[0] for row in db.execute("SELECT id FROM event_text")}


def all_events(db: sqlite3.Connection) -> Iterator[Event]:
    """Yield every event of the log, complete, in the order of this file."""
    for (number,) in db.execute("SELECT n FROM event ORDER BY n").fetchall():
        yield log.event_numbered(db, number)


def merge(db: sqlite3.Connection, events: Iterable[Event], model_of: ModelOf) -> Merged:
    """Append what is not in the log yet, and compute the memory of the cards that it touches.

    The caller holds the transaction. What refers to an event that is not there is left out; it
    comes with a later merge.
    """
    here = event_ids(db)
    arrived = {event.id: event for event in events}
    fresh = sorted(
        (event for event in arrived.values() if event.id not in here),
        key=lambda event: (event.sequence, event.device),
    )
    known = len(arrived) - len(fresh)
    places = set(db.execute("SELECT d.id, e.seq FROM event e JOIN device d ON d.n = e.device"))
    copied = False
    touched: set[int] = set()
    waiting = fresh
    new = 0
    while waiting:
        left = []
        for event in waiting:
            if event.refers is not None and event.refers not in here:
                left.append(event)
                continue
            if (event.device, event.sequence) in places:
                copied = True
                event = _of_the_copy(event, places)
            log.append(db, event)
            places.add((event.device, event.sequence))
            here.add(event.id)
            touched.add(log.card_number(db, event.deck, event.card))
            new += 1
        if len(left) == len(waiting):
            break
        waiting = left
    for card in touched:
        log.write_memory(db, card, memory_of(log.entries_of(db, card), model_of))
    return Merged(new, known, len(waiting), copied)


def _of_the_copy(event: Event, places: set[tuple[bytes, int]]) -> Event:
    """The same event under a device of its own: two machines count on from one copied file."""
    device = event.device
    while (device, event.sequence) in places:
        device = sha256(b"copy of " + device).digest()[:16]
    return replace(event, device=device)
