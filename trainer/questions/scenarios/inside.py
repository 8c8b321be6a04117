"""Inside or outside: does this amount lie within the range that the monograph gives?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from trainer.calculator.quantity import Quantity
from trainer.calculator.writer import write
from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import YesNoKey
from trainer.monograph.fact import Fact
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.forms.value import amount_of, has_twin
from trainer.questions.holding import general
from trainer.questions.question import Question
from trainer.questions.scenarios.patient import draw_patient, opening
from trainer.questions.wording import certain_group, drug, named, with_route, word

NAME = "inside"
_LIMIT = re.compile(
    r"\b(?:up to|not longer than|no longer than|at most|not more than|at least|not exceed"
    r"|short[- ]term|maximum|minimum|within)\b",
    re.IGNORECASE,
)
KINDS = ("dose_range", "duration")
STEPS = (Fraction(1, 2), Fraction(3, 4), Fraction(5, 4), Fraction(3, 2), Fraction(2))


def cards(deck: Deck) -> Iterable[Card]:
    for fact in general(deck).facts:
        amount = amount_of(fact) if fact.kind in KINDS and not fact.review else None
        if amount is None or not amount.is_range or amount.unit is None:
            continue
        if _LIMIT.search(fact.statement) or has_twin(deck, fact):
            continue  # "up to 2 to 3 weeks" is a limit: less than that is not outside of it
        places = {_place(amount, value) for value in _values(amount)}
        if {"below", "inside", "above"} <= places:
            yield card_of(
                deck, NAME, "judgement", [fact], card_id=f"{fact.id}/inside",
                topic=f"inside the range: {fact.subject}", fresh=True,
            )  # fmt: skip


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    amount = amount_of(fact)
    assert amount is not None and amount.unit is not None
    where = chance.split("where").choice(("inside", "inside", "below", "above"))
    value = chance.split("value").choice(
        tuple(value for value in _values(amount) if _place(amount, value) == where)
    )
    shown = write(Quantity.of(value, amount.unit))
    if fact.kind == "dose_range":
        patient = draw_patient(deck, chance, route=certain_group(fact))
        text = word(
            "inside.dose", chance, opening=opening(patient, chance), drug=with_route(deck, fact),
            value=shown, subject=_subject(fact),
        )  # fmt: skip
    else:
        subject, _, form = _subject(fact).partition(", ")
        name = f"{form} {drug(deck)}".strip()
        text = word("inside.figure", chance, drug=name, value=shown, subject=subject)
    word_of = {"inside": "yes", "below": "no", "above": "no"}[where]
    stated = write(amount)
    why = f"{shown} is {'within' if where == 'inside' else where} {stated}"
    key = YesNoKey(
        f"{word_of}: {why}", where == "inside",
        approves_harm=where == "above" and fact.kind == "dose_range",
    )  # fmt: skip
    return draft(deck, card, text, key, given={"value": shown}, because=fact.statement)


def _subject(fact: Fact) -> str:
    """The fact's name without the route, which stands before the drug."""
    return named(fact).removeprefix(f"{certain_group(fact)} ")


def _values(amount: Quantity) -> tuple[Fraction, ...]:
    """Round numbers around and inside the range; its ends themselves are not asked."""
    low, high = amount.ends[0], amount.ends[-1]
    middle = [
        low + (high - low) * part for part in (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
    ]
    around = [low * step for step in STEPS if step < 1] + [
        high * step for step in STEPS if step > 1
    ]
    limit = 100 if amount.unit is not None and amount.unit.symbol == "%" else None
    found = {_rounded(value) for value in (*middle, *around)}
    return tuple(
        sorted(v for v in found if v > 0 and v not in amount.ends and (limit is None or v <= limit))
    )


def _rounded(value: Fraction) -> Fraction:
    """Two digits that count, the second a 0 or a 5: 0.75 of 50 is 38, and asked as 40."""
    power = Fraction(1)
    while power * 10 <= value:
        power *= 10
    while power > value:
        power /= 10
    step = power / 2
    return round(value / step) * step


def _place(amount: Quantity, value: Fraction) -> str:
    if value < amount.ends[0]:
        return "below"
    return "above" if value > amount.ends[-1] else "inside"
