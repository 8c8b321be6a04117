"""Cards that an instructor wrote, asked as they are written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from trainer.chance import Chance
from trainer.deck.deck import AuthoredCard, Deck
from trainer.deck.drawn import filled
from trainer.deck.rules import rulebook
from trainer.questions.card import Card, NoDraw
from trainer.questions.computing import ATTEMPTS, compute, drawn
from trainer.questions.draft import draft
from trainer.questions.question import Question
from trainer.questions.scenarios.computed import clean, question
from trainer.questions.wording import drug

NAME = "authored"


def cards(deck: Deck) -> Iterable[Card]:
    for written in deck.cards:
        yield Card(
            id=written.id,
            deck=deck.id,
            form=NAME,
            kind=written.key.type if written.key else "calculation",
            facts=(),
            lines=(),
            section="",
            topic=written.tags[0] if written.tags else "",
            concept=written.id,
            position=10_000 + written.line,
            fingerprint=_fingerprint(written),
            fresh=bool(written.draws),
        )


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    written = next(one for one in deck.cards if one.id == card.id)
    because = written.because
    if written.source:
        because = f"{because} (source: {written.source})".strip()
    if written.computed is None and not written.draws:
        assert written.key is not None
        return draft(deck, card, written.ask, written.key, because=because, hint=written.hint)
    why = ""
    for attempt in range(ATTEMPTS):
        try:
            return _drawn(deck, card, written, because, chance.split("draw", attempt))
        except NoDraw as error:
            why = str(error)
    raise NoDraw(f"no clean draw for {card.id}: {why}")


def _drawn(deck: Deck, card: Card, written: AuthoredCard, because: str, chance: Chance) -> Question:
    values = {"drug": drug(deck), **drawn(written, chance)}
    text, hint = filled(written.ask, values), filled(written.hint, values)
    because = filled(because, values)
    if written.computed is None:
        assert written.key is not None
        return draft(deck, card, text, written.key, because=because, hint=hint, given=values)
    outcome = compute(written.computed, values, rulebook(deck))
    if not clean(outcome):
        raise NoDraw("two errors would give the same number")
    made = question(deck, card, text, outcome, role="the answer", because=because)
    return replace(made, hints=((hint,) if hint else ()) + made.hints)


def _fingerprint(written: AuthoredCard) -> str:
    """What the card asserts: its key or calculation, not the wording of its question."""
    told = written.key or written.computed
    assert told is not None
    return sha256(json.dumps(told.to_json(), sort_keys=True).encode()).hexdigest()[:16]
