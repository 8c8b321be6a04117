"""From the events of one card to its reviews, and from its reviews to its memory: pure.

The rules, in one place:

* An asking is an ANSWER, SKIP or EXAM event. What refers to it belongs to the same review.
* An UNDO takes its asking back; a REDO takes an UNDO back. An asking that is taken back does not
  exist. The order in which such events reach a file does not matter, so that the logs of two
  devices can be merged.
* A review's verdict is that of its answer, or of the last follow-up that counts. A MARK replaces
  the score, an EASY the rating. Each event carries the rating that held after it.
* On each study day, the first asking that counts moves memory; the others do not.
* A review dated by a clock that was wrong moves none: one that does not fit into the longest run of
  days that only go forward, where a device's days went back by more than travel can explain.
* After a RESET that was not taken back, memory begins anew. SUSPEND and RESUME: the last one holds.

"First" and "last" are by event sequence (which rises over all devices that know of each other) and
never by clock; study days are put in order by their number, so that a clock that was set back, or a
second device's log, finds its place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from trainer.progress.event import ASKINGS, Kind, Outcome
from trainer.schedule.memory import MemoryModel, MemoryState, Rating


@dataclass(frozen=True, slots=True)
class Entry:
    """The narrow part of an event, as the fold needs it; `refers` is the number of an event.

    `device` is the place of its device in the order of all devices' ids, the same in every file.
    """

    number: int
    device: int
    sequence: int
    kind: Kind
    refers: int | None
    card: int
    at_ms: int
    offset_min: int
    day: int
    outcome: Outcome
    unsafe: bool
    score: float
    rating: int
    counts: bool
    hints: int
    taken_ms: int
    scheduler: int
    fingerprint: str = ""

    @property
    def order(self) -> tuple[int, int]:
        """Where the event stands among all events, on whichever device it was made."""
        return (self.sequence, self.device)


@dataclass(frozen=True, slots=True)
class Review:
    """One asking with all that followed it.

    `moved_memory` is true for the first counted asking of a card on a study day, with `before` the
    memory at that time (None for a new card); `score` is 0 to 1; `rating` 0 for none; times are UTC
    milliseconds, `taken_ms` without idle time.
    """

    number: int
    kind: Kind
    card: int
    day: int
    at_ms: int
    offset_min: int
    outcome: Outcome
    unsafe: bool
    score: float
    rating: int
    counts: bool
    hints: int
    taken_ms: int
    scheduler: int
    fingerprint: str
    sequence: int
    device: int
    follow_ups: int = 0
    marked: bool = False
    disputed: bool = False
    easy: bool = False
    undone: bool = False
    moved_memory: bool = False
    before: MemoryState | None = field(default=None, repr=False)

    @property
    def right(self) -> bool:
        """Whether everything was right, as far as it was graded or marked."""
        return not self.unsafe and self.score >= 1


@dataclass(frozen=True, slots=True)
class CardMemory:
    """What is computed from all events of one card.

    `answered` counts its askings that stand, without the skipped; `failed` those that were wrong
    (`is_wrong`). `missed` says that the newest review that moved memory was rated Again: what it
    asks is to be learnt again, whatever the memory model expects of it.
    """

    state: MemoryState | None = None
    suspended: bool = False
    fingerprint: str = ""
    answered: int = 0
    failed: int = 0
    missed: bool = False


ModelOf = Callable[[int], MemoryModel]
"""Gives the memory model of a row of the scheduler table: the log is replayed as it was lived."""


def reviews_of(entries: Iterable[Entry]) -> tuple[Review, ...]:
    """Return the reviews of one card in the order in which they were begun, taken-back ones too."""
    ordered = sorted(entries, key=lambda entry: entry.order)
    following: dict[int, list[Entry]] = {}
    redone = {entry.refers for entry in ordered if entry.kind is Kind.REDO}
    for entry in ordered:
        if entry.refers is not None:
            following.setdefault(entry.refers, []).append(entry)
    return tuple(
        _review(entry, following.get(entry.number, ()), redone)
        for entry in ordered
        if entry.kind in ASKINGS
    )


def memory_of(entries: Sequence[Entry], model_of: ModelOf) -> CardMemory:
    """Return the memory of one card as the log tells it."""
    return remembered(entries, model_of)[0]


def remembered(
    entries: Sequence[Entry], model_of: ModelOf
) -> tuple[CardMemory, tuple[Review, ...]]:
    """Return the memory of one card, and its reviews with what each did to it."""
    reviews = list(reviews_of(entries))
    reset = max((entry.order for entry in _resets(entries)), default=(-1, -1))
    state: MemoryState | None = None
    last_day: int | None = None
    missed = False
    moving = [
        index
        for index, review in enumerate(reviews)
        if _moves(review) and (review.sequence, review.device) > reset
    ]
    trusted = well_dated([(reviews[index].device, reviews[index].day) for index in moving])
    lived = sorted(
        (index for index, holds in zip(moving, trusted, strict=True) if holds),
        key=lambda index: reviews[index].day,  # a stable sort: sequence decides within a day
    )
    for index in lived:
        review = reviews[index]
        if review.day == last_day:
            continue
        last_day = review.day
        reviews[index] = replace(review, moved_memory=True, before=state)
        model, rating = model_of(review.scheduler), Rating(review.rating)
        missed = rating == Rating.AGAIN
        if state is None:
            state = model.first(rating, review.day)
        else:
            state = model.next(state, rating, review.day)
    asked = [review for review in reviews if not review.undone]
    fingerprint = asked[-1].fingerprint if asked else ""
    answers = [review for review in asked if review.kind is not Kind.SKIP]
    failed = sum(is_wrong(one.rating, one.score, one.unsafe) for one in answers)
    memory = CardMemory(state, _suspended(entries), fingerprint, len(answers), failed, missed)
    return memory, tuple(reviews)


def is_wrong(rating: int, score: float, unsafe: bool) -> bool:
    """Whether an answer was wrong: nothing in it was right, or it was unsafe. Half right is not."""
    return rating == Rating.AGAIN and (unsafe or score <= 0)


def _moves(review: Review) -> bool:
    return (
        review.kind is not Kind.SKIP and review.counts and not review.undone and review.rating > 0
    )


TRAVEL_DAYS = 1
"""How far a day may go back without a wrong clock: across the date line."""


def well_dated(dated: Sequence[tuple[int, int]]) -> list[bool]:
    """Say of each (device, day), in sequence order, whether its clock can be believed."""
    believed = [True] * len(dated)
    if all(later[1] >= one[1] for one, later in pairwise(dated)):
        return believed
    for device in {device for device, _ in dated}:
        places = [place for place, (of, _) in enumerate(dated) if of == device]
        days = [dated[place][1] for place in places]
        if all(later >= day - TRAVEL_DAYS for day, later in pairwise(days)):
            continue
        kept = _longest_forward(days)
        for number, place in enumerate(places):
            believed[place] = number in kept
    return believed


def _longest_forward(days: Sequence[int]) -> set[int]:
    """Return the places of a longest run of days that never goes back, of the earliest such end."""
    ends: list[int] = []  # the lowest last day of a run of each length, and its place
    places: list[int] = []
    before: list[int | None] = []
    for place, day in enumerate(days):
        length = bisect_right(ends, day)
        before.append(places[length - 1] if length else None)
        ends[length : length + 1] = [day]
        places[length : length + 1] = [place]
    kept: set[int] = set()
    at: int | None = places[-1] if places else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return kept


def _resets(entries: Sequence[Entry]) -> list[Entry]:
    """The resets that were not taken back."""
    redone = {entry.refers for entry in entries if entry.kind is Kind.REDO}
    undone = {
        entry.refers for entry in entries if entry.kind is Kind.UNDO and entry.number not in redone
    }
    return [e for e in entries if e.kind is Kind.RESET and e.number not in undone]


def _suspended(entries: Iterable[Entry]) -> bool:
    switches = [entry for entry in entries if entry.kind in (Kind.SUSPEND, Kind.RESUME)]
    return bool(switches) and max(switches, key=lambda e: e.order).kind is Kind.SUSPEND


def _review(asking: Entry, following: Sequence[Entry], redone: set[int | None]) -> Review:
    """Fold what followed into the asking; `following` is in order."""
    outcome, unsafe, score, rating = asking.outcome, asking.unsafe, asking.score, asking.rating
    hints, taken_ms = asking.hints, asking.taken_ms
    for entry in following:
        if entry.kind is Kind.FOLLOW_UP:
            hints = max(hints, entry.hints)
            taken_ms += entry.taken_ms
            if entry.counts:
                outcome, unsafe, score = entry.outcome, entry.unsafe, entry.score
                rating = entry.rating
        elif entry.kind is Kind.MARK:
            score, rating = entry.score, entry.rating
        elif entry.kind is Kind.EASY:
            rating = entry.rating
    kinds = [entry.kind for entry in following]
    return Review(
        number=asking.number,
        kind=asking.kind,
        card=asking.card,
        day=asking.day,
        at_ms=asking.at_ms,
        offset_min=asking.offset_min,
        outcome=outcome,
        unsafe=unsafe,
        score=score,
        rating=rating,
        counts=asking.counts,
        hints=hints,
        taken_ms=taken_ms,
        scheduler=asking.scheduler,
        fingerprint=asking.fingerprint,
        sequence=asking.sequence,
        device=asking.device,
        follow_ups=kinds.count(Kind.FOLLOW_UP),
        marked=Kind.MARK in kinds,
        disputed=Kind.DISPUTE in kinds,
        easy=Kind.EASY in kinds,
        undone=any(e.kind is Kind.UNDO and e.number not in redone for e in following),
    )
