"""Pump arithmetic: the volume a day, the rate an hour, and the days until a refill."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from trainer.calculator.quantity import Quantity
from trainer.calculator.rules import Given
from trainer.calculator.writer import write
from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.monograph.fact import Fact
from trainer.questions.card import Card, NoDraw, card_of, facts_of
from trainer.questions.holding import rulebook
from trainer.questions.question import Question
from trainer.questions.scenarios.computed import clean, given, question, run, supplied, supply_of
from trainer.questions.scenarios.patient import draw_patient, opening
from trainer.questions.wording import drug

NAME = "pump"
VOLUME, RATE, REFILL = "daily-volume", "hourly-rate", "refill"
STEP = 5  # mcg/day between two drawn doses


def cards(deck: Deck) -> Iterable[Card]:
    fact = _infusion(deck)
    if fact is None or supply_of(deck, "concentration") is None:
        return
    ways = [(VOLUME, "pump: volume a day"), (RATE, "pump: rate an hour")]
    if supply_of(deck, "fill") is not None and supply_of(deck, "residual") is not None:
        ways.append((REFILL, "pump: days to the refill"))
    for way, topic in ways:
        yield card_of(
            deck, NAME, "pump", [fact], card_id=f"{fact.id}/{way}", topic=topic, fresh=True
        )


def _infusion(deck: Deck) -> Fact | None:
    """The fact that states an infusion's range in mcg a day."""
    rules = rulebook(deck)
    for fact in deck.facts:
        if fact.kind == "dose_range" and "infusion" in fact.subject and fact.group is not None:
            rule = rules.find("infusion", fact.group.name)
            if rule is not None and not isinstance(rule.value, str):
                return fact
    return None


def _range(deck: Deck, fact: Fact) -> tuple[int, int]:
    assert fact.group is not None
    rule = rulebook(deck).find("infusion", fact.group.name)
    assert rule is not None and isinstance(rule.value, Quantity)
    ends = rule.value.to("mcg/day").ends
    return int(ends[0]), int(ends[-1])


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    way = card.id.rsplit("/", 1)[1]
    for attempt in range(200):
        drawn = _draw(deck, card, chance.split("draw", attempt), fact, way)
        if drawn is not None:
            return drawn
    raise NoDraw(f"no clean draw for {card.id}")


def _draw(deck: Deck, card: Card, chance: Chance, fact: Fact, way: str) -> Question | None:
    low, high = _range(deck, fact)
    dose = Quantity.of(chance.split("dose").between(low, high, STEP), "mcg/day")
    strengths = supply_of(deck, "concentration")
    assert strengths is not None
    concentration = chance.split("concentration").choice(strengths.values)
    inputs: dict[str, Given] = {
        "dose": given(dose),
        "concentration": supplied(strengths, concentration),
    }
    patient = draw_patient(deck, chance, route=fact.group.name if fact.group else "")
    scene = (
        f"{opening(patient, chance)} {patient.possessive.capitalize()} pump is to deliver"
        f" {write(dose)} of intrathecal {drug(deck)}. The solution holds {write(concentration)}."
    )
    if way == VOLUME:
        outcome = run("intrathecal_volume", inputs, rulebook(deck))
        ask = "How many mL does the pump deliver in a day? Give the unit."
        role = "the volume a day"
    elif way == RATE:
        outcome = run("intrathecal_rate", inputs, rulebook(deck))
        ask = (
            "At what rate in mL per hour does it run? Round to four decimal places; give the unit."
        )
        role = "the rate an hour"
    else:
        fills, residuals = supply_of(deck, "fill"), supply_of(deck, "residual")
        assert fills is not None and residuals is not None
        fill = chance.split("fill").choice(fills.values)
        residual = chance.split("residual").choice(residuals.values)
        inputs |= {"fill": supplied(fills, fill), "residual": supplied(residuals, residual)}
        outcome = run("refill", inputs, rulebook(deck))
        ask = (
            f"It is filled with {write(fill)}, and {write(residual)} must stay in. For how many"
            " full days does the fill last?"
        )
        role = "the days to the refill"
        exact = outcome.result.exact.value if outcome.result and outcome.result.exact else None
        part = exact - exact.numerator // exact.denominator if exact is not None else Fraction(0)
        if not Fraction(1, 20) < part < Fraction(19, 20) or (exact or 0) > 200:
            return None
    return question(deck, card, f"{scene} {ask}", outcome, role=role) if clean(outcome) else None
