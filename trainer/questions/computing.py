"""From drawn texts to a computed key: what authored cards and cases share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from trainer.calculator.catalogue import Outcome, calculate
from trainer.calculator.reader import read_quantity
from trainer.calculator.rules import Given, Origin, Rulebook
from trainer.chance import Chance
from trainer.deck.drawn import Computed, Draw, filled
from trainer.errors import DataError
from trainer.questions.card import NoDraw

ATTEMPTS = 200


class _Drawn(Protocol):
    @property
    def draws(self) -> tuple[Draw, ...]: ...


def drawn(written: _Drawn, chance: Chance) -> dict[str, str]:
    """A value for each name that is drawn."""
    return {
        draw.name: chance.split("draw", draw.name).choice(draw.values) for draw in written.draws
    }


def compute(computed: Computed, values: Mapping[str, str], rules: Rulebook) -> Outcome:
    """Run the calculation on the values. Raises NoDraw with the reason where it cannot be."""
    inputs: dict[str, Given] = {}
    for name, text in computed.inputs:
        said = filled(text, values)
        try:
            value = read_quantity(said)
        except DataError:
            inputs[name] = Given(said, Origin("scenario", "given in the question"))
        else:
            inputs[name] = Given(value, Origin("scenario", "given in the question"))
    try:
        outcome = calculate(computed.calculation, inputs, rules, computed.route)
    except DataError as error:
        raise NoDraw(f"{computed.calculation}: {error.what}") from error
    if outcome.quantity is None:
        raise NoDraw(f"{computed.calculation}: {outcome.reason or 'it gives no number'}")
    return outcome
