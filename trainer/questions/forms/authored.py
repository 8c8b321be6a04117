"""Cards that an instructor wrote, asked as they are written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256

from trainer.chance import Chance
from trainer.deck.deck import AuthoredCard, Deck
from trainer.questions.card import Card
from trainer.questions.draft import draft
from trainer.questions.question import Question

NAME = "authored"


def cards(deck: Deck) -> Iterable[Card]:
    for written in deck.cards:
        yield Card(
            id=written.id,
            deck=deck.id,
            form=NAME,
            kind=written.key.type,
            facts=(),
            lines=(),
            section="",
            topic=written.tags[0] if written.tags else "",
            concept=written.id,
            position=10_000 + written.line,
            fingerprint=_fingerprint(written),
        )


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    written = next(one for one in deck.cards if one.id == card.id)
    because = written.because
    if written.source:
        because = f"{because} (source: {written.source})".strip()
    return draft(deck, card, written.ask, written.key, because=because, hint=written.hint)


def _fingerprint(written: AuthoredCard) -> str:
    """What the card asserts: its key, not the wording of its question."""
    return sha256(json.dumps(written.key.to_json(), sort_keys=True).encode()).hexdigest()[:16]
