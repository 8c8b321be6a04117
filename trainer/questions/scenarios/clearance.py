"""Kidney function: the clearance itself, and the dose that follows from the monograph's rule."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from trainer.calculator.clearance import clearance
from trainer.calculator.quantity import Quantity
from trainer.calculator.rules import Rulebook
from trainer.calculator.writer import write, write_number
from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import YesNoKey
from trainer.monograph.fact import Fact
from trainer.questions.amounts import by_role
from trainer.questions.card import Card, NoDraw, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.holding import rulebook
from trainer.questions.question import Question
from trainer.questions.scenarios.computed import clean, given, question, run
from trainer.questions.scenarios.patient import Patient, creatinine_for, draw_patient, opening
from trainer.questions.wording import drug, with_route

NAME = "renal"
DOSE, FULL, APPLIES = "dose-from-clearance", "dose-from-creatinine", "rule-applies"
MARGIN = Fraction(1, 20)  # how far a drawn clearance stays from the limit


def cards(deck: Deck) -> Iterable[Card]:
    fact = _rule(deck)
    if fact is None:
        return
    for way, topic in (
        (DOSE, "dose after renal reduction"),
        (FULL, "dose from age, weight and creatinine"),
        (APPLIES, "does the renal rule apply"),
    ):
        if way == APPLIES or _usual_doses(deck):
            yield card_of(
                deck, NAME, "renal", [fact], card_id=f"{fact.id}/{way}", topic=topic, fresh=True
            )


def _rule(deck: Deck) -> Fact | None:
    """The one fact that reduces a dose below a clearance; None if there are several bands."""
    rules = rulebook(deck)
    if rules.find("threshold") is None or rules.find("reduction") is None:
        return None
    for fact in deck.facts:
        limit = by_role(fact, "threshold") if fact.kind == "dose_adjustment" else None
        if limit is not None and limit.comparator == "<" and by_role(fact, "reduction"):
            return fact
    return None


def _usual_doses(deck: Deck) -> list[int]:
    """Daily doses, mg, that a patient might be on: within the maintenance range, in tens."""
    rules = rulebook(deck)
    scopes = ("", *rules.scopes())
    found = next((r for s in scopes if (r := rules.find("maintenance", s)) is not None), None)
    if found is None or isinstance(found.value, str) or str(found.value.unit) != "mg/day":
        return []
    low, high = found.value.ends[0], found.value.ends[-1]
    return [dose for dose in range(int(low), int(high) + 1) if dose % 10 == 0]


def _maintained(deck: Deck) -> Fact | None:
    """The fact whose maintenance range the usual doses are drawn from."""
    for fact in deck.facts:
        if fact.kind == "dose_range" and "maintenance" in fact.subject:
            return fact
    return None


def _limit(rules: Rulebook) -> Fraction:
    found = rules.find("threshold")
    assert found is not None and isinstance(found.value, Quantity)
    return found.value.value


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    way = card.id.rsplit("/", 1)[1]
    for attempt in range(200):
        stream = chance.split("draw", attempt)
        drawn = {DOSE: _from_clearance, FULL: _from_creatinine, APPLIES: _applies}[way](
            deck, card, stream, fact
        )
        if drawn is not None:
            return drawn
    raise NoDraw(f"no clean draw for {card.id}")


def _scene(deck: Deck, patient: Patient, chance: Chance, dose: int) -> str:
    she = patient.pronoun.capitalize()
    fact = _maintained(deck)
    named = with_route(deck, fact) if fact else drug(deck)
    return f"{opening(patient, chance)} {she} would otherwise take {dose} mg of {named} a day."


def _ask(deck: Deck) -> str:
    return (
        "What daily dose results from the monograph's renal adjustment?"
        " Give the range with its unit."
    )


def _from_clearance(deck: Deck, card: Card, chance: Chance, fact: Fact) -> Question | None:
    rules = rulebook(deck)
    top = int(_limit(rules) * (1 - MARGIN))
    if top <= 10:
        return None
    rate = Quantity.of(chance.split("rate").between(10, top), "mL/min")
    dose = chance.split("dose").choice(_usual_doses(deck))
    patient = draw_patient(deck, chance, youngest=30)
    inputs = {"crcl": given(rate), "usual": given(Quantity.of(dose, "mg/day"))}
    outcome = run("renal_adjustment", inputs, rules)
    if not clean(outcome):
        return None
    her = patient.possessive.capitalize()
    text = (
        f"{_scene(deck, patient, chance, dose)} {her} creatinine clearance is {write(rate)}."
        f" {_ask(deck)}"
    )
    return question(
        deck, card, text, outcome, role="the dose after the reduction", because=fact.statement
    )


def _from_creatinine(deck: Deck, card: Card, chance: Chance, fact: Fact) -> Question | None:
    rules = rulebook(deck)
    limit = _limit(rules)
    patient = draw_patient(deck, chance, youngest=40, oldest=64)
    wanted = Fraction(chance.split("rate").between(12, max(13, int(limit * (1 - MARGIN)))))
    creatinine = creatinine_for(patient, wanted)
    rate = clearance(Fraction(patient.age), Fraction(patient.weight), creatinine, patient.sex)
    if not limit / 4 < rate < limit * (1 - MARGIN) or not Fraction(1) <= creatinine <= 9:
        return None
    if (
        patient.sex == "female"
        and rate / Fraction(85, 100) >= limit * (1 - MARGIN)
        and (rate / Fraction(85, 100) <= limit * (1 + MARGIN))
    ):
        return None  # leaving out the factor must not land on the limit
    dose = chance.split("dose").choice(_usual_doses(deck))
    inputs = {
        "age": given(Quantity.of(patient.age, "year")),
        "weight": given(Quantity.of(patient.weight, "kg")),
        "scr": given(Quantity.of(creatinine, "mg/dL")),
        "sex": given(patient.sex),
        "usual": given(Quantity.of(dose, "mg/day")),
    }
    outcome = run("renal_adjustment", inputs, rules)
    if not clean(outcome):
        return None
    she, her = patient.pronoun.capitalize(), patient.possessive
    text = (
        f"{_scene(deck, patient, chance, dose)} {she} weighs {patient.weight} kg and {her} serum"
        f" creatinine is {write_number(creatinine)} mg/dL. Estimate the creatinine clearance with"
        f" Cockcroft-Gault and actual body weight. {_ask(deck)}"
    )
    return question(
        deck, card, text, outcome, role="the dose after the reduction", because=fact.statement
    )


def _applies(deck: Deck, card: Card, chance: Chance, fact: Fact) -> Question | None:
    """Yes or no from age, weight and creatinine; at the limit itself on purpose, now and then."""
    rules = rulebook(deck)
    limit = _limit(rules)
    patient = draw_patient(deck, chance, youngest=30)
    side = chance.split("side").below(5)
    near = {0: limit, 1: limit - 2, 2: limit - 8, 3: limit + 3, 4: limit + 15}[side]
    rate = Quantity.of(near, "mL/min")
    yes = near < limit
    her = patient.possessive.capitalize()
    text = (
        f"{opening(patient, chance)} {her} creatinine clearance is {write(rate)}. By the"
        f" monograph's limit, does its renal dose reduction of {drug(deck)} apply? Yes or no."
    )
    shown = write_number(near)
    compared = f"{shown} is {'' if yes else 'not '}below {write_number(limit)}"
    key = YesNoKey(f"{'yes' if yes else 'no'}: {compared}", yes, approves_harm=False)
    return draft(
        deck,
        card,
        text,
        key,
        given={"crcl": write(rate)},
        steps=(f"limit: below {write_number(limit)} mL/min", compared),
        because=fact.statement,
    )
