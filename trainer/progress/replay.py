"""Reading a whole long log again, at the memory model's own speed.

Most cards have nothing in the log but answers. Their memory is computed from a few numbers of each
event, without the reviews in between; every other card takes the long way of `fold`. Both ways give
the same (a law of the tests).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from trainer.progress.event import ASKINGS, Kind
from trainer.progress.fold import CardMemory, ModelOf, remembered, well_dated
from trainer.progress.log import entries_of
from trainer.progress.tally import ANSWERED, NEW, RIGHT, TAKEN_MS, Tally, tally_of
from trainer.schedule.memory import MemoryModel, MemoryState

_PLAIN = frozenset(int(kind) for kind in ASKINGS)
_SKIP = int(Kind.SKIP)
_AGAIN = 1

# The columns of `_events`, which all that follows takes apart.
_CARD, _N, _DEVICE, _DAY, _KIND, _COUNTS, _RATING, _SCHEDULER = range(8)
_COLUMNS = "e.card, e.n, e.device, e.day, e.kind, e.counts, e.rating, e.scheduler"

History = list[tuple[int, int]]
"""The reviews of one life of a card that moved its memory: (study day, rating), in order."""


def memories(
    db: sqlite3.Connection, model_of: ModelOf, tally_for: Callable[[int], Tally] | None = None
) -> Iterator[tuple[int, CardMemory]]:
    """Yield the number and the memory of every card that the log knows, as the log gives it.

    Each card's reviews are added to what `tally_for` gives for its number.
    """
    quick = _once(lambda scheduler: model_of(scheduler).quick())
    wider = "" if tally_for is None else ", e.score >= 1 AND NOT e.unsafe, e.taken_ms"
    for card, events in _by_card(db, wider):
        tally = None if tally_for is None else tally_for(card)
        if _is_plain(events):
            yield card, _of_answers(db, events, quick, tally)
            continue
        memory, reviews = remembered(entries_of(db, card), quick)
        if tally is not None:
            tally.add(tally_of(reviews, lambda scheduler: quick(scheduler).decay))
        yield card, memory


def histories(db: sqlite3.Connection, model_of: ModelOf) -> Iterator[History]:
    """Yield the reviews that moved memory, card by card; a card that began anew is another one."""
    for card, events in _by_card(db, ""):
        if _is_plain(events):
            lived = [(event[_DAY], event[_RATING]) for event in _lived(events)]
            if lived:
                yield lived
            continue
        life: History = []
        reviews = remembered(entries_of(db, card), lambda n: model_of(n).quick())[1]
        moved = [review for review in reviews if review.moved_memory]
        for review in sorted(moved, key=lambda review: review.day):  # as they were lived
            if review.before is None and life:
                yield life
                life = []
            life.append((review.day, review.rating))
        if life:
            yield life


def _by_card(db: sqlite3.Connection, wider: str) -> Iterator[tuple[int, list[tuple[Any, ...]]]]:
    """Group the numbers of all events by card, in their order."""
    (devices,) = db.execute("SELECT count(*) FROM device").fetchone()
    # Devices stand in the order of their ids, which is the same in every file.
    device = "e.device" if devices < 2 else "(SELECT id FROM device WHERE n = e.device)"
    rows = db.execute(f"SELECT {_COLUMNS}{wider} FROM event e ORDER BY e.card, e.seq, {device}")
    for card, group in groupby(rows, itemgetter(_CARD)):
        yield card, list(group)


def _is_plain(events: Sequence[tuple[Any, ...]]) -> bool:
    return _PLAIN.issuperset([event[_KIND] for event in events])


def _lived(events: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Of a card with nothing but askings, yield those that moved its memory, by study day."""
    moving = [event for event in events if event[_RATING] and event[_COUNTS]]
    moving = [event for event in moving if event[_KIND] != _SKIP]
    days = [event[_DAY] for event in moving]
    if any(later < one for one, later in pairwise(days)):
        trusted = well_dated([(event[_DEVICE], event[_DAY]) for event in moving])
        moving = [event for event, holds in zip(moving, trusted, strict=True) if holds]
        moving.sort(key=itemgetter(_DAY))
    last: int | None = None
    for event in moving:
        if event[_DAY] != last:
            last = event[_DAY]
            yield event


def _of_answers(
    db: sqlite3.Connection,
    events: Sequence[tuple[Any, ...]],
    model_of: ModelOf,
    tally: Tally | None,
) -> CardMemory:
    """Return the memory of a card with nothing but askings; `events` are in their order."""
    if tally is not None:
        _count(events, tally)
    stability = difficulty = 0.0
    first = last = reps = lapses = 0
    model: MemoryModel | None = None
    for event in _lived(events):
        day, rating = event[_DAY], event[_RATING]
        model = model_of(event[_SCHEDULER])
        step = model.step
        if reps == 0:
            first = day
            stability, difficulty = step.first(rating)
        else:
            if tally is not None:
                tally.predicted(day, step.recall(stability, day - last), rating > _AGAIN)
            stability, difficulty = step.next(stability, difficulty, day - last, rating)
            lapses += rating == _AGAIN
        reps += 1
        last = day
    state = None
    if model is not None:
        due = last + model.interval(stability)
        state = MemoryState(stability, difficulty, last, due, reps, lapses)
        if tally is not None:
            tally.days[first][NEW] += 1
    ratings = [event[_RATING] for event in events if event[_KIND] != _SKIP]
    (fingerprint,) = db.execute(
        "SELECT fingerprint FROM event_text WHERE n = ?", (events[-1][_N],)
    ).fetchone()
    return CardMemory(state, False, fingerprint, len(ratings), ratings.count(_AGAIN))


def _count(events: Sequence[tuple[Any, ...]], tally: Tally) -> None:
    for *numbers, right, taken_ms in events:
        sums = tally.days.setdefault(numbers[_DAY], [0] * 7)
        sums[TAKEN_MS] += taken_ms
        if numbers[_KIND] != _SKIP:
            sums[ANSWERED] += 1
            sums[RIGHT] += right


def _once(model_of: ModelOf) -> ModelOf:
    """Ask for each scheduler's model once."""
    known: dict[int, MemoryModel] = {}

    def model(scheduler: int) -> MemoryModel:
        found = known.get(scheduler)
        if found is None:
            found = known[scheduler] = model_of(scheduler)
        return found

    return model
