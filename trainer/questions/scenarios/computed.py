"""A scenario's question from a calculation that was run: key, steps, slips and origins in one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from trainer.calculator.catalogue import Outcome, calculate
from trainer.calculator.quantity import Quantity
from trainer.calculator.rules import Given, Origin, Rulebook
from trainer.calculator.writer import write, write_number
from trainer.deck.deck import Deck, Supply
from trainer.deck.key import Key, QuantityKey, RangeKey
from trainer.questions.card import Card, NoDraw
from trainer.questions.draft import draft
from trainer.questions.question import Question, SlipValue

IN_QUESTION = Origin("scenario", "given in the question")


def given(value: Quantity | str) -> Given:
    """An input that the vignette states."""
    return Given(value, IN_QUESTION)


def supplied(supply: Supply, value: Quantity) -> Given:
    """An input from the deck's instructor."""
    return Given(value, Origin("instructor", supply.origin))


def supply_of(deck: Deck, name: str) -> Supply | None:
    """The instructor's amounts for an input, if the deck has them."""
    return next((supply for supply in deck.supplies if supply.name == name), None)


def run(name: str, inputs: Mapping[str, Given], rules: Rulebook, scope: str = "") -> Outcome:
    """Run a calculation that is known to have all it needs."""
    outcome = calculate(name, inputs, rules, scope)
    if outcome.quantity is None:
        raise NoDraw(f"{name}: {outcome.reason}")
    return outcome


def question(
    deck: Deck,
    card: Card,
    text: str,
    outcome: Outcome,
    *,
    role: str,
    because: str = "",
    tolerance: Fraction = Fraction(0),
    drawn_by: Iterable[Origin] = (),
) -> Question:
    """The question whose key is what the calculation found.

    It rests on the card's lines, on those of every input, and on those that bounded the draw.
    """
    found = outcome.quantity
    assert found is not None
    return draft(
        deck,
        card,
        text,
        key_of(found, role, tolerance),
        given={name: str(value) for name, value in outcome.given.items()},
        steps=outcome.steps,
        slips=[SlipValue(slip.name, slip.quantity, slip.words) for slip in outcome.slips],
        because=because or calculation_words(outcome),
        lines=_lines(card, [*(value.origin for value in outcome.given.values()), *drawn_by]),
    )


def _lines(card: Card, origins: Iterable[Origin]) -> tuple[int, ...]:
    stated = {line for one in origins if one.kind == "monograph" for line in one.lines}
    return tuple(sorted({*card.lines, *stated}))


def key_of(found: Quantity, role: str, tolerance: Fraction = Fraction(0)) -> Key:
    """A key for a computed quantity; the question names no unit, so an answer needs one."""
    model = write(found)
    if found.is_range:
        return RangeKey(model, found, tolerance=tolerance, role=role)
    if found.unit is not None and found.unit.symbol == "day":
        # "Day 7" and "7" are both complete where a day, or days, are asked.
        if role.startswith("the first day"):
            model = f"day {write_number(found.value)}"
        return QuantityKey(model, found, unit_named=True, tolerance=tolerance, role=role)
    if found.unit is not None and found.unit.symbol == "tablet":
        return QuantityKey(model, found, unit_named=True, tolerance=tolerance, role=role)
    return QuantityKey(model, found, tolerance=tolerance, role=role)


def calculation_words(outcome: Outcome) -> str:
    """The formula, for "why"."""
    return f"{outcome.calculation.formula}"


def clean(outcome: Outcome, digits: int = 5) -> bool:
    """Whether the answer is short and its slips are told apart from one another.

    A draw is unclean if two slips of different names give one value: a wrong number would not tell
    which error it was.
    """
    found = outcome.quantity
    if found is None:
        return False
    if any(len(write_number(end).replace(",", "").replace(".", "")) > digits for end in found.ends):
        return False
    named: dict[tuple[Fraction, ...], set[str]] = {}
    for slip in outcome.slips:
        if slip.quantity.unit == found.unit and slip.name != "decimal_slip_10x":
            named.setdefault(slip.quantity.ends, set()).add(slip.name)
    return all(len(names) == 1 for names in named.values())
