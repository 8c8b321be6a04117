"""Cards that an instructor wrote, asked as they are written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from trainer.chance import Chance
from trainer.deck.deck import AuthoredCard, Deck
from trainer.deck.key import Key, MatchKey, OrderKey
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
        ask, key = laid_out(written.ask, written.key, chance.split("shown"))
        return draft(deck, card, ask, key, because=written.reason, hint=written.hint)
    from trainer.questions.forms.computed_card import draw_numbers  # the calculator with it

    return draw_numbers(deck, card, written, chance)


def laid_out(ask: str, key: Key, chance: Chance) -> tuple[str, Key]:
    """Show what is to be put in order or paired, where the author's words do not name it.

    Items of an order get letters, in another order; pairs get numbers, and letters for their other
    halves.
    """
    told = ask.casefold()
    if isinstance(key, OrderKey) and not key.shown:
        items = tuple(point.text for point in key.points)
        if all(item.casefold() in told for item in items):
            return ask, key
        shown = tuple(chance.shuffled(items))
        return ask, replace(key, shown=shown[1:] + shown[:1] if shown == items else shown)
    if isinstance(key, MatchKey) and not key.places:
        cues = [cue for cue, _ in key.pairs]
        halves = tuple(dict.fromkeys(point.text for _, point in key.pairs))
        if not all(cue.casefold() in told for cue in cues):
            ask += " " + "; ".join(f"{number}) {cue}" for number, cue in enumerate(cues, 1))
        return ask, replace(key, places=tuple(chance.shuffled(halves)))
    return ask, key


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
