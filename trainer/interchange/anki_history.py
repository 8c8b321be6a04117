"""Anki's reviews as events of the learner's log: what was answered there counts here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256

from trainer.interchange.anki_in import PastReview
from trainer.progress.event import Event, Kind, Outcome
from trainer.progress.store import Store
from trainer.schedule.study_day import study_day

DEVICE = sha256(b"anki").digest()[:16]
"""All that comes from Anki is of one device of its own."""
_OUTCOMES = {1: Outcome.INCORRECT, 2: Outcome.PARTIAL, 3: Outcome.CORRECT, 4: Outcome.CORRECT}
_SCORES = {1: 0.0, 2: 0.75, 3: 1.0, 4: 1.0}


def replayed(reviews: Iterable[PastReview], deck: str, store: Store) -> Iterator[Event]:
    """Yield an event a review, with ids that come out the same each time: twice counts once.

    A review's study day is that of its moment in UTC; its button becomes the rating.
    """
    model = store.model
    in_order = sorted(reviews, key=lambda one: one.at_ms)
    for sequence, review in enumerate(in_order, 1):
        moment = datetime.fromtimestamp(review.at_ms / 1000, UTC)
        name = f"{deck}/{review.card}/{review.at_ms}/{review.button}"
        yield Event(
            id=sha256(name.encode()).digest()[:16],
            device=sha256(DEVICE + deck.encode()).digest()[:16],
            sequence=sequence,
            kind=Kind.ANSWER,
            deck=deck,
            card=review.card,
            at_ms=review.at_ms,
            offset_min=0,
            zone="UTC",
            rollover_hour=4,
            day=study_day(moment, "UTC", 4, 0),
            revision="anki",
            outcome=_OUTCOMES[review.button],
            score=_SCORES[review.button],
            rating=review.button,
            taken_ms=min(review.taken_ms, 120_000),
            verdict={"verdict": _OUTCOMES[review.button].word, "message": "reviewed in Anki"},
            grader_version="anki",
            scheduler=model.version,
            scheduler_parameters=model.parameters,
        )
