"""Cards that an instructor wrote, asked as they are written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256

from trainer.calculator.asked_unit import unit_is_asked
from trainer.chance import Chance
from trainer.deck.deck import AuthoredCard, Deck
from trainer.deck.drawn import worded
from trainer.deck.key import QuantityKey, RangeKey
from trainer.deck.rules import rulebook
from trainer.questions.card import Card, NoDraw
from trainer.questions.computing import ATTEMPTS, compute, drawn
from trainer.questions.draft import draft
from trainer.questions.question import Question, SlipValue
from trainer.questions.scenarios.computed import clean, question
from trainer.questions.wording import drug

NAME = "authored"
NAMES = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


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
    because = _because(written)
    if not (written.computed or written.draws or written.formula):
        assert written.key is not None
        return draft(deck, card, written.ask, written.key, because=because, hint=written.hint)
    if written.variants is not None:
        # So many draws and no more: which of them, and then that one as it always is.
        number = chance.split("variant").below(written.variants)
        chance = Chance(deck.id, card.id, "fixed", number)
    why = ""
    for attempt in range(ATTEMPTS):
        values = drawn(written, chance.split("draw", attempt))
        try:
            return on_values(deck, card, written, values)
        except NoDraw as error:
            why = str(error)
    raise NoDraw(f"no clean draw for {card.id}: {why}")


def on_values(deck: Deck, card: Card, written: AuthoredCard, given: Mapping[str, str]) -> Question:
    """The card's question on these numbers.

    Raises NoDraw where they do not fulfil its condition or leave two errors alike, DataError where
    the card itself computes nothing that could be asked.
    """
    rules = rulebook(deck)
    computed = written.formula.values(given, rules)
    if computed is None:
        raise NoDraw(f"`where: {written.formula.where}` does not hold")
    values = {"drug": drug(deck), **computed}
    text, hint = worded(written.ask, values), worded(written.hint, values)
    because = worded(_because(written), values)
    if written.computed is not None:
        outcome = compute(written.computed, values, rules)
        if not clean(outcome):
            raise NoDraw("two errors would give the same number")
        made = question(deck, card, text, outcome, role="the answer", because=because)
        made = replace(made, hints=((hint,) if hint else ()) + made.hints)
    else:
        key = written.formula.answer.key(values) if written.formula.answer else written.key
        assert key is not None
        if isinstance(key, QuantityKey | RangeKey) and unit_is_asked(text, key.quantity):
            key = replace(key, unit_named=True)
        made = draft(
            deck,
            card,
            text,
            key,
            because=because,
            hint=hint,
            given=given,
            steps=_steps(written, values),
        )
    if not written.formula.mistakes or not isinstance(made.key, QuantityKey | RangeKey):
        return made
    errors = written.formula.errors(given, rules, made.key.quantity)
    slips = [SlipValue(error.name, amount, worded(error.says, values)) for error, amount in errors]
    return replace(made, slips=(*made.slips, *slips))


def _steps(written: AuthoredCard, values: Mapping[str, str]) -> tuple[str, ...]:
    """The arithmetic with its numbers: "rate = 5 * 70 * 60 / 1,600 = 13.125"."""
    steps = []
    for name, expression in written.formula.lets:
        shown = NAMES.sub(lambda match: values.get(match[0], match[0]), expression)
        steps.append(
            f"{name} = {shown} = {values[name]}" if name in values else f"{name} = {shown}"
        )
    return tuple(steps)


def _because(written: AuthoredCard) -> str:
    if written.source:
        return f"{written.because} (source: {written.source})".strip()
    return written.because


def _fingerprint(written: AuthoredCard) -> str:
    """What the card asserts: its key or calculation, not the wording of its question."""
    told = written.key or written.computed or written.formula.answer
    assert told is not None
    body = [told.to_json()]
    if written.formula:
        body.append({"lets": written.formula.to_json()["lets"]})
    return sha256(
        json.dumps(body if written.formula else body[0], sort_keys=True).encode()
    ).hexdigest()[:16]
