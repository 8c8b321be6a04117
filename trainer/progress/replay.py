"""Reading a whole long log again, at the memory model's own speed.

Most cards have nothing in the log but answers, on days that only go forward. Their memory comes of
a few numbers of each event, without the reviews in between; every other card takes the long way of
`fold`. Both ways give the same (a law of the tests).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from trainer.progress.event import ASKINGS, Kind
from trainer.progress.fold import CardMemory, ModelOf, remembered
from trainer.progress.log import entries_of
from trainer.progress.tally import ANSWERED, NEW, RIGHT, TAKEN_MS, Sums, Tally, tally_of
from trainer.schedule.memory import MemoryModel, MemoryState

_PLAIN = ", ".join(str(int(kind)) for kind in sorted(ASKINGS))
_SKIP = int(Kind.SKIP)
_AGAIN = 1

History = list[tuple[int, int]]
"""The reviews of one life of a card that moved its memory: (study day, rating), in order."""


def memories(
    db: sqlite3.Connection, model_of: ModelOf, tally_for: Callable[[int], Tally] | None = None
) -> Iterator[tuple[int, CardMemory]]:
    """Yield the number and the memory of every card that the log knows, as the log gives it.

    Each card's reviews are added to what `tally_for` gives for its number.
    """
    quick = _once(lambda scheduler: model_of(scheduler).quick())
    long_way = _with_more_than_askings(db)
    rows = db.execute(
        "SELECT e.card, e.day, e.kind, e.counts, e.rating, e.scheduler,"
        " e.score >= 1 AND NOT e.unsafe, e.taken_ms,"
        " e.score <= 0 OR e.unsafe, e.n FROM event e ORDER BY " + _order(db)
    )
    for card, group in groupby(rows, itemgetter(0)):
        events = list(group)
        tally = None if tally_for is None else tally_for(card)
        days = [event[1] for event in events]
        if card not in long_way and days == sorted(days):
            yield card, _of_answers(db, events, quick, tally)
            continue
        memory, reviews = remembered(entries_of(db, card), quick)
        if tally is not None:
            tally.add(tally_of(reviews, lambda scheduler: quick(scheduler).decay))
        yield card, memory


def histories(db: sqlite3.Connection, model_of: ModelOf) -> Iterator[History]:
    """Yield the reviews that moved memory, card by card; a card that began anew is another one."""
    long_way = _with_more_than_askings(db)
    rows = db.execute(
        f"SELECT e.card, e.day, e.rating FROM event e WHERE e.rating AND e.counts"
        f" AND e.kind != {_SKIP} ORDER BY {_order(db)}"
    )
    for card, group in groupby(rows, itemgetter(0)):
        dated = [(day, rating) for _, day, rating in group]
        if card in long_way or any(later[0] < one[0] for one, later in pairwise(dated)):
            yield from _long_lives(db, card, model_of)
            continue
        lived = dated[:1]
        lived += [later for one, later in pairwise(dated) if later[0] != one[0]]
        yield lived


def _long_lives(db: sqlite3.Connection, card: int, model_of: ModelOf) -> Iterator[History]:
    reviews = remembered(entries_of(db, card), lambda n: model_of(n).quick())[1]
    moved = [review for review in reviews if review.moved_memory]
    life: History = []
    for review in sorted(moved, key=lambda review: review.day):  # as they were lived
        if review.before is None and life:
            yield life
            life = []
        life.append((review.day, review.rating))
    if life:
        yield life


def _with_more_than_askings(db: sqlite3.Connection) -> set[int]:
    rows = db.execute(f"SELECT DISTINCT card FROM event WHERE kind NOT IN ({_PLAIN})")
    return {card for (card,) in rows}


def _order(db: sqlite3.Connection) -> str:
    """Card by card, and in a card as the fold has it."""
    (devices,) = db.execute("SELECT count(*) FROM device").fetchone()
    # Devices stand in the order of their ids, which is the same in every file.
    device = "e.device" if devices < 2 else "(SELECT id FROM device WHERE n = e.device)"
    return f"e.card, e.seq, {device}"


def _of_answers(
    db: sqlite3.Connection,
    events: Sequence[tuple[Any, ...]],
    model_of: ModelOf,
    tally: Tally | None,
) -> CardMemory:
    """Return the memory of a card with nothing but askings, whose days only go forward."""
    stability = difficulty = 0.0
    last = reps = lapses = answered = failed = 0
    missed = False
    scheduler = model = step = None
    counted: Sums = []
    for _, day, kind, counts, rating, number, right, taken_ms, worthless, _ in events:
        if tally is not None:
            counted = tally.of_day(day)
            counted[TAKEN_MS] += taken_ms
        if kind == _SKIP:
            continue
        answered += 1
        failed += rating == _AGAIN and worthless
        if tally is not None:
            counted[ANSWERED] += 1
            counted[RIGHT] += right
        if not (rating and counts) or (reps and day == last):
            continue
        if number != scheduler or step is None:
            scheduler, model = number, model_of(number)
            step = model.step
        if not reps:
            stability, difficulty = step.first(rating)
            if tally is not None:
                counted[NEW] += 1
        else:
            if tally is not None:
                tally.predicted(counted, step.recall(stability, day - last), rating > _AGAIN)
            stability, difficulty = step.next(stability, difficulty, day - last, rating)
            lapses += rating == _AGAIN
        reps += 1
        last = day
        missed = rating == _AGAIN
    state = None
    if model is not None:
        due = last + model.interval(stability)
        state = MemoryState(stability, difficulty, last, due, reps, lapses)
    (fingerprint,) = db.execute(
        "SELECT fingerprint FROM event_text WHERE n = ?", (events[-1][-1],)
    ).fetchone()
    return CardMemory(state, False, fingerprint, answered, failed, missed)


def _once(model_of: ModelOf) -> ModelOf:
    """Ask for each scheduler's model once."""
    known: dict[int, MemoryModel] = {}

    def model(scheduler: int) -> MemoryModel:
        found = known.get(scheduler)
        if found is None:
            found = known[scheduler] = model_of(scheduler)
        return found

    return model
