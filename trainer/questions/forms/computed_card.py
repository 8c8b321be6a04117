"""An instructor's card whose numbers are drawn: the calculator or its own formula makes the key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from trainer.calculator.asked_unit import unit_is_asked
from trainer.chance import Chance
from trainer.deck.deck import AuthoredCard, Deck
from trainer.deck.drawn import worded
from trainer.deck.formula import Formula
from trainer.deck.key import QuantityKey, RangeKey
from trainer.questions.card import Card, NoDraw
from trainer.questions.computing import ATTEMPTS, compute, drawn
from trainer.questions.draft import draft
from trainer.questions.holding import rulebook
from trainer.questions.question import Question, SlipValue
from trainer.questions.scenarios.computed import clean, question
from trainer.questions.wording import drug

NAMES = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def draw_numbers(deck: Deck, card: Card, written: AuthoredCard, chance: Chance) -> Question:
    """Draw until the numbers make a question. Raises NoDraw if none of the attempts does."""
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
    rules, formula = rulebook(deck), written.formula or Formula()
    computed = formula.values(given, rules)
    if computed is None:
        raise NoDraw(f"`where: {formula.where}` does not hold")
    values = {"drug": drug(deck), **computed}
    text, hint = worded(written.ask, values), worded(written.hint, values)
    because = worded(written.reason, values)
    if written.computed is not None:
        outcome = compute(written.computed, values, rules)
        if not clean(outcome):
            raise NoDraw("two errors would give the same number")
        made = question(deck, card, text, outcome, role="the answer", because=because)
        made = replace(made, hints=((hint,) if hint else ()) + made.hints)
    else:
        key = formula.answer.key(values) if formula.answer else written.key
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
            steps=_steps(formula, values),
        )
    if not formula.mistakes or not isinstance(made.key, QuantityKey | RangeKey):
        return made
    errors = formula.errors(given, rules, made.key.quantity)
    slips = [SlipValue(error.name, amount, worded(error.says, values)) for error, amount in errors]
    return replace(made, slips=(*made.slips, *slips))


def _steps(formula: Formula, values: Mapping[str, str]) -> tuple[str, ...]:
    """The arithmetic with its numbers: "rate = 5 * 70 * 60 / 1,600 = 13.125"."""
    steps = []
    for name, expression in formula.lets:
        shown = NAMES.sub(lambda match: values.get(match[0], match[0]), expression)
        steps.append(
            f"{name} = {shown} = {values[name]}" if name in values else f"{name} = {shown}"
        )
    return tuple(steps)
