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
            kind=written.key.type if written.key else "calculation",
            facts=(),
            lines=written.lines,
            section=deck.section_at(written.lines[0]) if written.lines else "",
            topic=written.tags[0] if written.tags else "",
            concept=written.id,
            position=10_000 + written.line,
            fingerprint=_fingerprint(written),
            fresh=bool(written.draws),
        )


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    written = deck.authored(card.id)
    assert written is not None
    if not (written.computed or written.draws or written.formula):
        assert written.key is not None
        return draft(
            deck, card, written.ask, written.key, because=written.reason, hint=written.hint
        )
    from trainer.questions.forms.computed_card import draw_numbers  # the calculator with it

    return draw_numbers(deck, card, written, chance)


def _fingerprint(written: AuthoredCard) -> str:
    """What the card asserts: its key or calculation, not the wording of its question."""
    told = written.key or written.computed or (written.formula and written.formula.answer)
    assert told is not None
    body = [told.to_json()]
    if written.formula:
        body.append({"lets": written.formula.to_json()["lets"]})
    return sha256(
        json.dumps(body if written.formula else body[0], sort_keys=True).encode()
    ).hexdigest()[:16]
