"""Naming the calculation error behind a wrong number: by its value, by its unit, or by "to"."""

from __future__ import annotations

import re
from fractions import Fraction

from trainer.calculator.quantity import Quantity
from trainer.calculator.slips import by_unit, wordings
from trainer.calculator.units import unit
from trainer.deck.key import ChangeKey, Key, QuantityKey, RangeKey, RegimenKey
from trainer.grading.claims import Claim, claims_of
from trainer.grading.measure import measured

LAST = 3  # of a worked answer, the last numbers are what is claimed
_TO = re.compile(r"\b(?:to|give|giving|leaving)\s*(?:only\s+|about\s+|just\s+)?$", re.IGNORECASE)
_DOWN = re.compile(
    r"\b(?:reduc|decreas|lower|cut|take\s+it\s+down|bring\s+it\s+down)", re.IGNORECASE
)


def by_value(
    text: str, question: str, slips: tuple[tuple[str, Quantity, str], ...]
) -> tuple[tuple[str, str], ...]:
    """The given slips (name, value, words) whose value is a number of the answer."""
    claims = _claims(text)
    found = []
    for name, value, words in slips:
        for claim in claims:
            fit = measured(claim.found, value, question)
            if fit.fit in ("same", "bare", "interval") and fit.quantity.ends == value.ends:
                found.append((name, words))
                break
    return tuple(found)


def by_form(text: str, key: Key) -> tuple[tuple[str, str], ...]:
    """The slip of an answer whose digits are right: another unit, or "to" a percentage."""
    right = _amount(key)
    if right is None:
        return ()
    for claim in _claims(text):
        typed = claim.found.quantity
        if isinstance(key, ChangeKey) and _reduced_to(claim, right):
            return (("reduce_to_not_by", wordings()["reduce_to_not_by"]),)
        name: str | None
        if isinstance(key, RegimenKey):
            if name := _of_regimen(claim, key):
                return ((name, wordings()[name]),)
            typed = _single(typed)
        bare = by_unit(_single(typed), _single(right)) if typed.ends == right.ends else None
        if name := by_unit(typed, right) or by_unit(_daily(claim, typed), right) or bare:
            return ((name, wordings()[name]),)
    return ()


def _claims(text: str) -> list[Claim]:
    return [claim for claim in claims_of(text) if not claim.denied and not claim.working][-LAST:]


def _amount(key: Key) -> Quantity | None:
    if isinstance(key, QuantityKey | RangeKey):
        return key.quantity
    if isinstance(key, RegimenKey):
        return _single(key.dose)
    return key.amount if isinstance(key, ChangeKey) else None


def _reduced_to(claim: Claim, right: Quantity) -> bool:
    percent = right.unit is not None and right.unit.symbol == "%"
    same = claim.found.quantity.ends == right.ends
    lead = claim.before
    return percent and same and bool(_TO.search(lead)) and bool(_DOWN.search(lead))


def _of_regimen(claim: Claim, key: RegimenKey) -> str:
    """A daily total given as each dose, or a single dose given as the daily total."""
    dose, total = _single(key.dose), _single(key.dose).scaled(key.doses_per_day)
    typed = _single(claim.found.quantity)
    often = claim.found.doses_per_day
    if key.doses_per_day == 1 or typed.unit is None:
        return ""
    if often == key.doses_per_day and typed.same_as(total):
        return "per_day_for_per_dose"
    daily = claim.found.quantity.unit
    per_day = daily is not None and daily.parts[1:] == ("day",)
    return "per_dose_for_per_day" if per_day and typed.same_as(dose) else ""


def _single(quantity: Quantity) -> Quantity:
    """The amount without "per dose" or "per day"."""
    if quantity.unit is None or len(quantity.unit.parts) < 2:
        return quantity
    return Quantity(quantity.low, quantity.high, unit(quantity.unit.parts[0]), quantity.comparator)


def _daily(claim: Claim, typed: Quantity) -> Quantity:
    """The total a day of a dose with its frequency: 80 mg three times a day is 240 mg/day."""
    often = claim.found.doses_per_day
    if often is None or often <= Fraction(0) or typed.unit is None:
        return typed
    total = _single(typed).scaled(often)
    return Quantity(total.low, total.high, unit(f"{typed.unit.parts[0]}/day"), typed.comparator)
