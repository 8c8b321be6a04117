"""What can be read of a deck and is hardly meant: a warning at the line, and what to write.

A unit that measures something else than the question asks for, or than every other dose of the
deck; lines of a monograph that the deck does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from trainer.calculator.reader import read_quantity
from trainer.calculator.units import Unit, is_unit, unit
from trainer.deck.deck import AuthoredCard
from trainer.deck.drawn import NAME
from trainer.deck.key import ChangeKey, QuantityKey, RangeKey, RegimenKey
from trainer.deck.problem import Problem
from trainer.errors import DataError, Place
from trainer.monograph.fact import Fact

if TYPE_CHECKING:
    from trainer.deck.deck_file import DeckFile

_HOW_MANY = re.compile(r"\bhow many ([A-Za-zµμ%]+(?:/[A-Za-zµμ0-9.]+)*)", re.I)
_IN = re.compile(
    r"\b(?:answer|give it|which \w+|rate|dose|set|,) in ([A-Za-zµμ%]+(?:/[A-Za-zµμ]+)*)"
)
_DOSE = re.compile(r"\bdos(?:e|es|age)\b", re.I)
_DOSE_FACTS = ("dose", "dose_range", "max_dose", "titration")
ENOUGH = 2
"""Other doses of one measure that make a lonely one doubtful; a fact of the monograph is enough."""


def doubts(contents: DeckFile, facts: Sequence[Fact], lines: int, file: str) -> Iterator[Problem]:
    """The warnings of a deck file; `lines` is the length of its monograph, 0 without one."""
    yield from _units(contents, facts, file)
    for card in contents.cards:
        place = contents.lines_at.get(card.id) or Place(file, card.line, 1)
        beyond = [number for number in card.lines if number > lines]
        if beyond and not contents.monograph:
            said = f"card {card.id} names lines of a monograph, and this deck has none"
            hint = "Take `lines:` away, or name the monograph: monograph: monograph.md."
            yield Problem(place, "warning", "no-such-line", said, hint)
        elif beyond and lines:
            said = f"card {card.id} names line {beyond[0]}, and the monograph ends at {lines}"
            yield Problem(place, "warning", "no-such-line", said, "Name the line it rests on.")


def _units(contents: DeckFile, facts: Sequence[Fact], file: str) -> Iterator[Problem]:
    stated = {
        measure
        for fact in facts
        if fact.kind in _DOSE_FACTS
        for value in fact.values
        if value.unit and is_unit(value.unit)
        if (measure := _measure(unit(value.unit)))
    }
    doses = {
        card.id: measure
        for card in contents.cards
        if _DOSE.search(card.ask)
        if (given := unit_of(card)) is not None
        if (measure := _measure(given))
    }
    for card in contents.cards:
        given = unit_of(card)
        if given is None:
            continue
        place = contents.answers_at.get(card.id) or Place(file, card.line, 1)
        named = asked_unit(card.ask)
        if named is not None:
            if _above(named) != _above(given):
                said = f"card {card.id} asks for {named}, and its answer is in {given}"
                hint = "Give the answer in the unit that the question names."
                yield Problem(place, "warning", "other-unit", said, hint)
            continue
        own = doses.get(card.id)
        if own is None or re.search(rf"\b{re.escape(given.parts[0])}\b", card.ask):
            continue
        others = [measure for name, measure in doses.items() if name != card.id]
        usual = stated or (set(others) if len(others) >= ENOUGH else set())
        if usual and own not in usual | (set(others) if stated else set()):
            said = f"card {card.id} gives a dose in {given}, a {own}"
            said += f"; every other dose of this deck is a {' or a '.join(sorted(usual))}"
            hint = "If it is meant, name the unit in the question."
            yield Problem(place, "warning", "other-unit", said, hint)


def asked_unit(question: str) -> Unit | None:
    """The unit that a question asks for: "How many mg ...?"; None if it names none."""
    for pattern in (_HOW_MANY, _IN):
        for found in pattern.finditer(question):
            if is_unit(found[1]):
                return unit(found[1])
    return None


def unit_of(card: AuthoredCard) -> Unit | None:
    """The unit of a card's answer, written or computed; None if it has none."""
    match card.key:
        case QuantityKey(quantity=quantity) | RangeKey(quantity=quantity):
            return quantity.unit
        case RegimenKey(dose=dose):
            return dose.unit
        case ChangeKey():
            return None
    if card.formula and card.formula.answer:
        try:
            return read_quantity(NAME.sub("1", card.formula.answer.text, count=1)).unit
        except DataError:
            return None
    return None


def _above(given: Unit) -> str:
    """What stands above the stroke: "mass" of mg/day, "" of 1/day."""
    return next((name for name, power in given.dimension if power > 0), "")


def _measure(given: Unit) -> str:
    """ "mass" or "volume" of a dose; "" for anything else, such as tablets or a share."""
    above = _above(given)
    return above if above in ("mass", "volume") else ""
