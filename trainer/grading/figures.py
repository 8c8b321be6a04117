"""Numbers within the points of a statement: which are asked, and whether an answer states them.

A point such as "low end 50 mcg", "reduce by 25 %", "below 30 mL/min: avoid" or "every 6-8 hours" is
read as what it is: an end of a range, a change by a share, a limit, a frequency.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from trainer.calculator.asked_unit import unit_is_asked
from trainer.calculator.frequency import FoundFrequency, find_frequencies
from trainer.calculator.quantity import Quantity
from trainer.calculator.units import unit
from trainer.grading.claims import Claim, figures_of
from trainer.grading.measure import EACH_DOSE, Measured, is_amount, measured
from trainer.grading.outcome import HALF, ONE, ZERO
from trainer.grading.sides import asks_by_how_much

Span = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a point.

    `end` is "low" or "high" where it is one end of a range; `change` is "decrease" or "increase"
    where it is a share by which something changes; `named` means that the question names the unit;
    `given` that the question itself states the number; `often` is doses a day that go with it.
    """

    quantity: Quantity
    end: str = ""
    change: str = ""
    named: bool = False
    given: bool = False
    often: Fraction | None = None
    step: bool = False  # an amount by which a dose is changed


_END = re.compile(r"\b(?P<end>low|lower|minimum|high|higher|upper|maximum)\s+(?:end|limit)\b", re.I)
_LESS = re.compile(r"\b(?:reduc\w*|decreas\w*|lower\w*|cut|less|minus|down)\b", re.I)
_MORE = re.compile(r"\b(?:increas\w*|rais\w*|rise|up|add\w*|plus)\b", re.I)
_DAILY_TOTAL = re.compile(
    r"\b(?:daily\s+(?:total|dose|amount)|total\s+daily|per\s+day|a\s+day|each\s+day|/\s*day)\b",
    re.I,
)


def figures_in(text: str, question: str = "") -> tuple[Figure, ...]:
    """The numbers of a point's text."""
    found = figures_of(text)
    if not found:
        return ()
    end = _END.search(text)
    name = ""
    if end is not None:
        name = "low" if end["end"].casefold() in ("low", "lower", "minimum") else "high"
    asked = figures_of(question) if question else ()
    out = []
    for one in found:
        quantity = one.quantity
        if _is_bare_amount(quantity) and _DAILY_TOTAL.search(text) and not one.doses_per_day:
            assert quantity.unit is not None
            quantity = replace(quantity, unit=unit(f"{quantity.unit.symbol}/day"))
        percent = quantity.unit is not None and quantity.unit.symbol == "%"
        change = ""
        if percent and bool(_LESS.search(text)) != bool(_MORE.search(text)):
            change = "decrease" if _LESS.search(text) else "increase"
        named = unit_is_asked(question, quantity) or _stands_in(quantity, question)
        given = {
            value
            for other in asked
            for value in other.quantity.ends
            if _in_one_unit(quantity, other.quantity)
        }
        stated = bool(question) and all(value in given for value in quantity.ends)
        step = not percent and bool(_STEP.search(text[: one.start]))
        out.append(Figure(quantity, name, change, named, stated, one.doses_per_day, step))
    return tuple(out)


_STEP = re.compile(
    r"\b(?:rais\w+|increas\w+|reduc\w+|decreas\w+|lower\w*|step\w*)\b.{0,20}\bby\s*$", re.I
)
_TO_END = re.compile(r"(?<!up)(?<!up\s)\bto\s*(?:about\s+|around\s+|a\s+total\s+of\s+)?$", re.I)


def _in_one_unit(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts do not name different units: the question's 250 mg gives no 250 mcg."""
    if one.unit is None or other.unit is None:
        return True
    return one.unit.parts[0] == other.unit.parts[0]


def without_end(text: str) -> str:
    """A point without its "low end" or "high end"."""
    return _END.sub(" ", text)


def _is_bare_amount(quantity: Quantity) -> bool:
    of = quantity.unit
    return of is not None and len(of.parts) == 1 and of.dimension[:1] == (("mass", 1),)


def _stands_in(quantity: Quantity, question: str) -> bool:
    """Whether the question states a number in the very unit, so that the unit is understood."""
    return quantity.unit is not None and any(
        one.quantity.unit is not None and one.quantity.unit.symbol == quantity.unit.symbol
        for one in figures_of(question)
    )


_TIME_OF_DAY = frozenset(
    ("in the morning", "in the evening", "at night", "at bedtime", "hs", "h.s.", "nightly", "qhs")
)


_OF_A_TIME = re.compile(r"\b(?:times?|hour)\s*(?:of\s+)?$", re.I)  # "at the same time each day"


def frequencies_in(text: str) -> list[FoundFrequency]:
    """The frequencies of a text, without what only says when in the day: "at bedtime"."""
    return [
        one
        for one in find_frequencies(text)
        if " ".join(text[one.start : one.end].casefold().split()) not in _TIME_OF_DAY
        and not _OF_A_TIME.search(text[: one.start])
    ]


def often_in(text: str) -> tuple[Span, ...]:
    """The frequencies of a point's text, as the fewest and the most doses a day."""
    spans = []
    for one in frequencies_in(text):
        if one.per_day is not None:
            spans.append((one.per_day, one.per_day))
        elif one.span is not None:
            spans.append(one.span)
    return tuple(spans)


_NOT_SO_OFTEN = re.compile(
    r"\b(?:not|never|rather\s+than|instead\s+of)\s+(?:to\s+be\s+)?(?:given\s+|taken\s+)?"
    r"(?:once\s+)?(?:daily|(?:every|each|a|per)\s+(?:day|week|month|hour)|weekly|monthly|twice\s+\w+|hourly)\b",
    re.I,
)
_BETWEEN_DOSES = re.compile(
    r"\b(?:every|each|after|apart|between|interval\w*|wait\w*|repeat\w*|again|before|go\s+by|later|pass\w*)\b",
    re.I,
)


def says_how_often(answer: str, claims: Sequence[Claim], asked: Span) -> bool:
    """Whether an answer gives a dose as often as asked, and no other frequency."""
    said = set(often_in(_NOT_SO_OFTEN.sub(" ", answer)))
    if said:
        return said == {asked}
    wanted = {24 / asked[1], 24 / asked[0]}  # hours
    for claim in claims:
        quantity = claim.found.quantity
        if claim.denied or quantity.unit is None or not quantity.converts_to("h"):
            continue
        if quantity.comparator not in (None, ">="):
            continue
        if set(quantity.to("h").ends) == wanted:
            return bool(_BETWEEN_DOSES.search(answer))
    return False


def worth(figure: Figure, claim: Claim, question: str, answer: str) -> Fraction:
    """What one number of an answer is worth as the number asked: 1, a half without its unit, 0."""
    asked = figure.quantity
    fit = measured(claim.found, asked, question)
    if fit.fit == "per" and claim.found.divided and asked.unit is not None:
        fit = _single_dose(claim, asked, question)
    if fit.fit == "interval" and _DAILY_TOTAL.search(answer):
        fit = replace(fit, fit="same")
    if fit.fit not in ("same", "bare", "interval"):
        return ZERO
    if figure.step and (claim.found.doses_per_day or _TO_END.search(claim.before)):
        return ZERO
    daily = asked.unit is not None and ("time", -1) in asked.unit.dimension
    if daily and EACH_DOSE.match(claim.after):
        return ZERO
    if figure.often and claim.found.doses_per_day and claim.found.doses_per_day != figure.often:
        return ZERO
    quantity = _as_change(fit.quantity, claim, figure)
    if quantity is None or not _fits(quantity, figure, fit.slack):
        return ZERO
    strict = asked.comparator in ("<", ">")  # "4 hours apart" keeps "at least 4 hours apart"
    if strict and quantity.comparator is None and not figure.end:
        return HALF if not figure.given else ONE
    by = asks_by_how_much(question) and not _TO_WHAT.search(question)
    if by and _TO_SHARE.search(claim.before) and not figure.change:
        return ZERO  # "reduced to a third", asked by how much
    named = figure.named or (_is_age(asked) and bool(_AGE.search(answer)))
    return ONE if fit.fit == "same" or (fit.fit == "bare" and named) else HALF


_TO_WHAT = re.compile(r"\bto\s+(?:how\s+much|what|which)\b", re.I)
_TO_SHARE = re.compile(
    r"(?<!up)(?<!up\s)\bto\s+(?:about\s+|only\s+)?(?:somewhere\s+)?(?:between\s+)?$", re.I
)
_AGE = re.compile(
    r"\b(?:age[ds]?|old|child\w*|kids?|people|patients?|infants?|babies|adults?|\d+s|birthday)\b",
    re.I,
)


def _is_age(asked: Quantity) -> bool:
    return asked.unit is not None and asked.unit.symbol == "year"


def _single_dose(claim: Claim, asked: Quantity, question: str) -> Measured:
    """A daily total in equal parts, as the dose that each part is: 500 mg a day in four."""
    found = claim.found
    assert found.divided is not None and found.quantity.unit is not None
    parts = [part for part in found.quantity.unit.parts if part != "day"]
    single = replace(found.quantity.scaled(1 / found.divided), unit=unit("/".join(parts)))
    return measured(replace(found, quantity=single, divided=None), asked, question)


_TO = re.compile(
    r"(?:\bto|\bgive|\bgiving|\buse|\bleav\w+|\bkeep\w*|\bof)\s*(?:only\s+|about\s+|just\s+|(?:somewhere\s+)?between\s+)?$",
    re.I,
)
_REMAINS = re.compile(
    r"\s*(?:of\s+(?:the|their|his|her|its|it)?\s*(?:usual|normal|full|standard|original|previous|old)?"
    r"|left|remains?\b|is\s+given)",
    re.I,
)
_BY = re.compile(r"\bby\s*(?:about\s+|around\s+)?(?:an?\s+)?$", re.I)


def _as_change(typed: Quantity, claim: Claim, figure: Figure) -> Quantity | None:
    """The share by which something changes; None where the answer changes it the other way."""
    if not figure.change:
        return typed
    if typed.comparator is not None or any(end > 100 for end in typed.ends):
        return typed
    lead = claim.before[-40:]
    lowers, raises = bool(_LESS.search(lead)), bool(_MORE.search(lead))
    if (raises and not lowers) if figure.change == "decrease" else (lowers and not raises):
        return None
    remains = _TO.search(claim.before) or (
        _REMAINS.match(claim.after) and re.search(r"\bgiv|\buse|\bkeep|\bleav", lead, re.I)
    )
    if remains and not _BY.search(claim.before) and figure.change == "decrease":
        ends = sorted(100 - end for end in typed.ends)
        return replace(typed, low=ends[0], high=ends[-1])
    return typed


def _fits(typed: Quantity, figure: Figure, slack: Fraction) -> bool:
    asked = figure.quantity
    if figure.end and typed.is_range:
        mine = typed.ends[0 if figure.end == "low" else 1]
        return abs(mine - asked.value) <= slack
    if figure.end:
        away = ">" if figure.end == "high" else "<"
        if (typed.comparator or "").startswith(away):
            return False
        return abs(typed.value - asked.value) <= slack
    if len(typed.ends) != len(asked.ends) or any(
        abs(one - other) > slack for one, other in zip(typed.ends, asked.ends, strict=True)
    ):
        return False
    if asked.comparator is None:
        return typed.comparator not in ("<", ">")
    # "30 or below" is not "below 30": at the limit itself the two part
    return typed.comparator is None or typed.comparator == asked.comparator


def is_rival(figure: Figure, other: Claim, claim: Claim) -> bool:
    """Whether another value is offered beside the right one with an "or"."""
    if other is claim or not (other.elsewise or claim.elsewise) or other.denied:
        return False
    fit = measured(other.found, figure.quantity)
    return fit.fit == "same" and fit.quantity.ends != figure.quantity.ends


def same_measure(figure: Figure, claim: Claim) -> bool:
    """Whether a number measures the same thing as the one asked, or has no unit."""
    return not claim.denied and measured(claim.found, figure.quantity).fit in ("same", "bare")


__all__ = ["Figure", "figures_in", "is_amount", "is_rival", "often_in", "says_how_often", "worth"]
