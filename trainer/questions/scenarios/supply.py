"""Dispensing: how many tablets a prescription needs."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.calculator.quantity import Quantity
from trainer.calculator.writer import write
from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.monograph.fact import Fact
from trainer.questions.card import Card, NoDraw, card_of, facts_of
from trainer.questions.holding import general, rulebook
from trainer.questions.question import Question
from trainer.questions.scenarios.computed import clean, given, question, run, supplied, supply_of
from trainer.questions.scenarios.patient import draw_patient, opening
from trainer.questions.wording import drug

NAME = "supply"
TABLETS = "tablets"


def cards(deck: Deck) -> Iterable[Card]:
    fact = _maintenance(deck)
    if fact is not None and supply_of(deck, "strength") is not None:
        yield card_of(
            deck, NAME, "dispensing", [fact], card_id=f"{fact.id}/{TABLETS}",
            topic="tablets to dispense", fresh=True,
        )  # fmt: skip


def _maintenance(deck: Deck) -> Fact | None:
    """The maintenance range in mg a day, of the route that the tablets are for."""
    supply = supply_of(deck, "strength")
    route = supply.route if supply else ""
    for fact in general(deck).facts:
        group = fact.group.name if fact.group else ""
        if fact.kind == "dose_range" and "maintenance" in fact.subject and group == route:
            rule = rulebook(deck).find("maintenance", route)
            if rule and isinstance(rule.value, Quantity) and str(rule.value.unit) == "mg/day":
                return fact
    return None


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    for attempt in range(200):
        drawn = _draw(deck, card, chance.split("draw", attempt), fact)
        if drawn is not None:
            return drawn
    raise NoDraw(f"no clean draw for {card.id}")


def _draw(deck: Deck, card: Card, chance: Chance, fact: Fact) -> Question | None:
    supply = supply_of(deck, "strength")
    assert supply is not None
    route = supply.route
    rule = rulebook(deck).find("maintenance", route)
    assert rule is not None and isinstance(rule.value, Quantity)
    low, high = rule.value.ends[0], rule.value.ends[-1]
    strength = chance.split("strength").choice(supply.values)
    each = strength.value * chance.split("halves").between(1, 8) / 2
    doses = chance.split("doses").between(3, 4)
    if not low <= each * doses <= high:
        return None
    days = chance.split("days").between(5, 31)
    single = Quantity.of(each, "mg/dose")
    inputs = {
        "per_dose": given(single),
        "doses_per_day": given(Quantity.of(doses, "1/day")),
        "days": given(Quantity.of(days, "day")),
        "strength": supplied(supply, strength),
    }
    outcome = run("tablets", inputs, rulebook(deck), route)
    if not clean(outcome):
        return None
    patient = draw_patient(deck, chance)
    times = {3: "three times daily", 4: "four times daily"}[doses]
    single_said = write(single).removesuffix(" per dose")
    tablet = write(Quantity.of(strength.value, "mg"))
    text = (
        f"{opening(patient, chance)} {patient.pronoun.capitalize()} takes {route} {drug(deck)}"
        f" {single_said} {times} for {days} days. The pharmacy has scored tablets of {tablet}."
        " How many tablets must be dispensed?"
    )
    return question(deck, card, text, outcome, role="the tablets to dispense")
