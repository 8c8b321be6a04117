"""A review for the tests of this room, of which only the named fields matter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from trainer.progress.event import Kind, Outcome
from trainer.progress.fold import Review
from trainer.progress.tally import Tally, tally_of
from trainer.schedule.memory import FSRS6_DECAY

PLAIN = Review(
    number=1,
    kind=Kind.ANSWER,
    card=1,
    day=100,
    at_ms=0,
    offset_min=0,
    outcome=Outcome.CORRECT,
    unsafe=False,
    score=1.0,
    rating=3,
    counts=True,
    hints=0,
    taken_ms=6_000,
    scheduler=1,
    fingerprint="",
    sequence=1,
    device=1,
    moved_memory=True,
)


def review(**changes: Any) -> Review:
    return replace(PLAIN, **changes)


def tally(*reviews: Review) -> Tally:
    return tally_of(reviews, lambda _: FSRS6_DECAY)
