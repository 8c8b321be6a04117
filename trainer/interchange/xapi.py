"""Reviews as xAPI statements (1.0.3), one a line: somebody answered a card, with what result."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from trainer.progress.event import ASKINGS, Event, Kind

HOME = "https://trainer.invalid"
"""What the names of decks and cards hang on; the domain is reserved, nothing is fetched from it."""


def statements(events: Iterable[Event], learner: str) -> Iterable[dict[str, Any]]:
    """Yield a statement for each answer; skips, marks and undos are no answers.

    `learner` is a pseudonym, not a person's name. A statement's id is the event's, so that sending
    twice changes nothing.
    """
    for event in events:
        if event.kind not in ASKINGS or event.kind is Kind.SKIP:
            continue
        seconds = event.taken_ms / 1000
        yield {
            "id": _name(event.id),
            "timestamp": datetime.fromtimestamp(event.at_ms / 1000, UTC).isoformat(),
            "actor": {
                "objectType": "Agent",
                "account": {"homePage": HOME, "name": learner},
            },
            "verb": {
                "id": "http://adlnet.gov/expapi/verbs/answered",
                "display": {"en": "answered"},
            },
            "object": {
                "objectType": "Activity",
                "id": f"{HOME}/decks/{event.deck}/cards/{event.card}",
                "definition": {
                    "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
                    "interactionType": "other",
                    "description": {"en": (event.shown or {}).get("question", event.card)},
                },
            },
            "result": {
                "score": {"scaled": event.score},
                "success": event.score >= 1 and not event.unsafe,
                "response": event.answer,
                "duration": f"PT{seconds:.1f}S",
            },
            "context": {
                "platform": "trainer",
                "revision": event.revision,
                "extensions": {
                    f"{HOME}/variant": event.variant,
                    f"{HOME}/verdict": event.outcome.word,
                    f"{HOME}/exam": event.kind is Kind.EXAM,
                },
            },
        }


def _name(event: bytes) -> str:
    """16 bytes as a UUID is written."""
    text = event.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
