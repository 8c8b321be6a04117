"""Rebuilding every memory from a long log, at the memory model's own speed.

Most cards have nothing in the log but answers. Their memory is computed from a few numbers of each
event, without the reviews in between; every other card takes the long way of `fold`. Both ways give
the same (a law of the tests).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from trainer.progress.event import ASKINGS, Kind
from trainer.progress.fold import CardMemory, ModelOf, memory_of, well_dated
from trainer.progress.log import entries_of
from trainer.schedule.memory import MemoryModel, MemoryState, Rating

_PLAIN = frozenset(int(kind) for kind in ASKINGS)
_SKIP = int(Kind.SKIP)
_RATINGS = (None, *Rating)


def memories(db: sqlite3.Connection, model_of: ModelOf) -> Iterator[tuple[int, CardMemory]]:
    """Yield the number and the memory of every card that the log knows, as the log gives it."""
    models: dict[int, MemoryModel] = {}

    def quick(scheduler: int) -> MemoryModel:
        if scheduler not in models:
            models[scheduler] = model_of(scheduler).quick()
        return models[scheduler]

    rows = db.execute(
        "SELECT e.card, e.seq, e.device, e.day, e.kind, e.counts, e.rating, e.scheduler,"
        " t.fingerprint FROM event e JOIN event_text t ON t.n = e.n ORDER BY e.card, e.seq, "
        + _of_device(db)
    )
    for card, group in groupby(rows, itemgetter(0)):
        events = list(group)
        if _PLAIN.issuperset([event[4] for event in events]):
            yield card, _of_answers(events, quick)
        else:
            yield card, memory_of(entries_of(db, card), quick)


def _of_device(db: sqlite3.Connection) -> str:
    """What puts devices in the order of their ids, which is the same in every file."""
    (devices,) = db.execute("SELECT count(*) FROM device").fetchone()
    return "e.device" if devices < 2 else "(SELECT id FROM device WHERE n = e.device)"


def _of_answers(events: Sequence[tuple[Any, ...]], model_of: ModelOf) -> CardMemory:
    """Return the memory of a card with nothing but askings; `events` are in their order."""
    moving = [event for event in events if event[6] and event[5] and event[4] != _SKIP]
    trusted = well_dated([(event[2], event[3]) for event in moving])
    lived = [event for event, holds in zip(moving, trusted, strict=True) if holds]
    lived.sort(key=itemgetter(3))
    state: MemoryState | None = None
    last_day: int | None = None
    for _, _, _, day, _, _, number, scheduler, _ in lived:
        if day == last_day:
            continue
        last_day = day
        rating = _RATINGS[number]
        assert rating is not None
        model = model_of(scheduler)
        state = model.first(rating, day) if state is None else model.next(state, rating, day)
    return CardMemory(state, False, events[-1][8] if events else "")
