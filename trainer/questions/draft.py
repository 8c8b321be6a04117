"""Putting a question together: what every form does alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.deck.deck import Deck
from trainer.deck.key import Key
from trainer.questions.card import Card
from trainer.questions.hints import ladder
from trainer.questions.question import Question, SlipValue


def draft(
    deck: Deck,
    card: Card,
    text: str,
    key: Key,
    *,
    given: Mapping[str, str] | None = None,
    steps: Sequence[str] = (),
    slips: Sequence[SlipValue] = (),
    because: str = "",
    hint: str = "",
    lines: Sequence[int] | None = None,
) -> Question:
    """Make the question; its `variant` is filled in by the catalogue, which knows the seed."""
    return Question(
        card=card.id,
        deck=deck.id,
        variant="",
        kind=card.kind,
        text=text,
        key=key,
        given=dict(given or {}),
        steps=tuple(steps),
        lines=tuple(lines) if lines is not None else card.lines,
        hints=((hint,) if hint else ()) + ladder(key, text),
        because=because,
        section=card.section,
        topic=card.topic,
        facts=card.facts,
        slips=tuple(slips),
        fingerprint=card.fingerprint,
    )
