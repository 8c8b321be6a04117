"""Raising a dose: what is taken on a day, and when a dose is reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from trainer.calculator.quantity import Quantity
from trainer.calculator.rules import Rulebook
from trainer.calculator.titration import level_on
from trainer.calculator.writer import write
from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.rules import scope_of
from trainer.monograph.fact import Fact
from trainer.questions.amounts import by_role
from trainer.questions.card import Card, NoDraw, card_of, facts_of
from trainer.questions.holding import general, rulebook
from trainer.questions.question import Question
from trainer.questions.scenarios.computed import clean, given, question, run
from trainer.questions.scenarios.patient import draw_patient, opening
from trainer.questions.wording import certain_group, drug

NAME = "titration"
DOSE, DAY = "dose-on-day", "day-of-dose"
LEVELS = 8  # how far a schedule is followed where no maximum is stated


def cards(deck: Deck) -> Iterable[Card]:
    for start, step in _schedules(deck):
        for way, topic in ((DOSE, "titration: dose on a day"), (DAY, "titration: day of a dose")):
            yield card_of(
                deck, NAME, "titration", [step, start], card_id=f"{step.id}/{way}", topic=topic,
                fresh=True,
            )  # fmt: skip


def _schedules(deck: Deck) -> Iterator[tuple[Fact, Fact]]:
    """A starting dose and its step, where the rules of their route are complete."""
    rules = rulebook(deck)
    facts = general(deck).facts
    for step in facts:
        if step.kind != "titration" or by_role(step, "increment") is None:
            continue
        scope = scope_of(step)
        named = ("start_per_dose", "doses_per_day", "increment", "interval")
        if any(_number(rules, name, scope) is None for name in named):
            continue
        start = next(
            (f for f in facts if f.kind == "dose" and scope_of(f) == scope
             and f.lines < step.lines), None,
        )  # fmt: skip
        if start is not None:
            yield start, step


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    step = facts_of(deck, card)[0]
    rules, scope = rulebook(deck), scope_of(step)
    way = card.id.rsplit("/", 1)[1]
    for attempt in range(50):
        stream = chance.split("draw", attempt)
        drawn = _draw(deck, card, stream, rules, scope, way)
        if drawn is not None:
            return drawn
    raise NoDraw(f"no clean draw for {card.id}")


UNITS = {
    "start_per_dose": "mg/dose",
    "doses_per_day": "1/day",
    "increment": "mg/day",
    "interval": "day",
    "usual_max": "mg/day",
}


def _number(rules: Rulebook, name: str, scope: str) -> Fraction | None:
    """A rule's one number in the unit computed in; None if it is a range or cannot be."""
    found = rules.find(name, scope)
    if found is None or isinstance(found.value, str) or found.value.is_range:
        return None
    return found.value.to(UNITS[name]).value if found.value.converts_to(UNITS[name]) else None


def _draw(
    deck: Deck, card: Card, chance: Chance, rules: Rulebook, scope: str, way: str
) -> Question | None:
    per_dose, n = _number(rules, "start_per_dose", scope), _number(rules, "doses_per_day", scope)
    step, interval = _number(rules, "increment", scope), _number(rules, "interval", scope)
    assert per_dose is not None and n is not None and step is not None and interval is not None
    top = _number(rules, "usual_max", scope)
    levels = int((top - per_dose * n) // step) + 1 if top is not None else LEVELS
    levels = max(2, min(levels, LEVELS))
    patient = draw_patient(deck, chance)
    route = f"{said} " if (said := certain_group(facts_of(deck, card)[-1])) else ""
    scene = opening(patient, chance)
    start = f"{scene} {patient.pronoun.capitalize()} starts {route}{drug(deck)} on day 1 at the"
    told = f"{start} monograph's initial dose, and it is raised as fast as the monograph allows."
    if way == DOSE:
        day = chance.split("day").between(2, int(levels * interval))
        if level_on(Fraction(day), interval) == 1:
            return None
        outcome = run("titration_dose", {"day": given(Quantity.of(day, "day"))}, rules, scope)
        if not clean(outcome):
            return None
        text = f"{told} What is the total daily dose on day {day}? Give the unit."
        return question(deck, card, text, outcome, role="the daily dose on that day")
    level = chance.split("level").between(2, levels)
    target = Quantity.of(per_dose * n + (level - 1) * step, "mg/day")
    outcome = run("titration_day", {"target": given(target)}, rules, scope)
    if not clean(outcome):
        return None
    text = f"{told} On which day is a total of {write(target)} taken for the first time?"
    return question(deck, card, text, outcome, role="the first day at that dose")
