"""Starting a drug: the order for the first dose, a day's total, the next step up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from trainer.calculator.quantity import Quantity
from trainer.calculator.rules import Rulebook
from trainer.calculator.writer import write, write_number
from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import Point, YesNoKey
from trainer.deck.rules import scope_of
from trainer.monograph.fact import Fact
from trainer.questions.card import Card, NoDraw, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.forms.regimen import times
from trainer.questions.holding import general, rulebook
from trainer.questions.question import Question
from trainer.questions.scenarios.computed import clean, given, question, run
from trainer.questions.scenarios.patient import draw_patient, opening
from trainer.questions.wording import certain_group, drug, named

NAME = "starting"
ORDER, TOTAL, NEXT = "order-start", "daily-total", "next-step"
DAY_SLIPS = frozenset({"adds_every_day", "off_by_one_day", "off_by_one_step"})
RIGHT, TENFOLD, OFTEN, UNIT = "right", "tenfold", "often", "unit"


def cards(deck: Deck) -> Iterable[Card]:
    rules = rulebook(deck)
    for fact in general(deck).facts:
        scope = scope_of(fact)
        if fact.kind == "dose" and _starts(rules, fact):
            yield _card(deck, fact, ORDER, "is this starting order right", "judgement")
            if _ceiling(rules, scope):
                yield _card(deck, fact, TOTAL, "the total of a day", "calculation")
        elif fact.kind == "titration" and _steps(rules, scope):
            yield _card(deck, fact, NEXT, "the next step of the titration", "titration")


def _card(deck: Deck, fact: Fact, way: str, topic: str, kind: str) -> Card:
    return card_of(deck, NAME, kind, [fact], card_id=f"{fact.id}/{way}", topic=topic, fresh=True)


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    way = card.id.rsplit("/", 1)[1]
    if way == ORDER:
        return _order(deck, card, chance, fact)
    for attempt in range(200):
        stream = chance.split("draw", attempt)
        drawn = (_total if way == TOTAL else _next)(deck, card, stream, fact)
        if drawn is not None:
            return drawn
    raise NoDraw(f"no clean draw for {card.id}")


def _number(rules: Rulebook, name: str, scope: str, unit: str) -> Fraction | None:
    found = rules.find(name, scope)
    if found is None or not isinstance(found.value, Quantity) or found.value.is_range:
        return None
    return found.value.to(unit).value if found.value.converts_to(unit) else None


def _starts(rules: Rulebook, fact: Fact) -> bool:
    """Whether the fact is the starting regimen: one single dose in mg, some times a day."""
    scope = scope_of(fact)
    start = rules.find("start_per_dose", scope)
    often = _number(rules, "doses_per_day", scope, "1/day")
    single = _number(rules, "start_per_dose", scope, "mg/dose")
    mine = start is not None and set(start.origin.lines) <= set(fact.lines)
    return mine and single is not None and often is not None and often.denominator == 1


def _ceiling(rules: Rulebook, scope: str) -> Fraction | None:
    return _number(rules, "usual_max", scope, "mg/day")


def _steps(rules: Rulebook, scope: str) -> bool:
    return (
        _number(rules, "increment", scope, "mg/day") is not None
        and _ceiling(rules, scope) is not None
    )


def _order(deck: Deck, card: Card, chance: Chance, fact: Fact) -> Question:
    rules, scope = rulebook(deck), scope_of(fact)
    single = _number(rules, "start_per_dose", scope, "mg/dose")
    often = _number(rules, "doses_per_day", scope, "1/day")
    assert single is not None and often is not None
    wrongs = (TENFOLD, OFTEN, UNIT) if often > 1 else (TENFOLD, UNIT)
    what = chance.split("what").choice((RIGHT, *wrongs))
    stated = f"{write_number(single)} mg {times(often)}"
    ordered = {
        RIGHT: stated,
        TENFOLD: f"{write_number(single * 10)} mg {times(often)}",
        OFTEN: f"{write_number(single)} mg {times(Fraction(1))}",
        UNIT: f"{write_number(single)} mcg {times(often)}",
    }[what]
    patient = draw_patient(deck, chance)
    route = f"{said} " if (said := certain_group(fact)) else ""
    text = (
        f"{opening(patient, chance)} Treatment is to begin today. The order reads: {route}"
        f"{drug(deck)} {ordered}. Is that the monograph's {_plain(fact)}? Say yes or no; if not,"
        " say what it should be."
    )
    if what == RIGHT:
        key = YesNoKey(f"yes: {stated}", True)
    else:
        errors = {
            TENFOLD: ("it is ten times too much", "tenfold overdose"),
            OFTEN: (f"{times(often)}, not once", f"it should be given {times(often)}"),
            UNIT: ("it should be mg", "mg, not mcg", "a thousand times too little"),
        }[what]
        point = Point(f"it should be {stated}", (stated, *errors))
        key = YesNoKey(f"no: it should be {stated}", False, (point,), approves_harm=what == TENFOLD)
    return draft(deck, card, text, key, given={"order": ordered}, because=fact.statement)


def _plain(fact: Fact) -> str:
    return named(fact).removeprefix(f"{certain_group(fact)} ")


def _total(deck: Deck, card: Card, chance: Chance, fact: Fact) -> Question | None:
    rules, scope = rulebook(deck), scope_of(fact)
    single = _number(rules, "start_per_dose", scope, "mg/dose")
    ceiling = _ceiling(rules, scope)
    assert single is not None and ceiling is not None
    each = single * chance.split("each").between(1, 6)
    often = chance.split("often").between(2, 4)
    if each * often > ceiling:
        return None
    patient = draw_patient(deck, chance)
    route = f"{said} " if (said := certain_group(fact)) else ""
    text = (
        f"{opening(patient, chance)} {patient.pronoun.capitalize()} takes {route}{drug(deck)}"
        f" {write_number(each)} mg {times(Fraction(often))}. What is the total daily dose? Give"
        " the unit."
    )
    inputs = {
        "per_dose": given(Quantity.of(each, "mg/dose")),
        "doses_per_day": given(Quantity.of(often, "1/day")),
    }
    outcome = run("per_day", inputs, Rulebook(()), scope)
    if not clean(outcome):
        return None
    limit = rules.find("usual_max", scope)
    bounds = (limit.origin,) if limit else ()
    return question(deck, card, text, outcome, role="the daily total", drawn_by=bounds)


def _next(deck: Deck, card: Card, chance: Chance, fact: Fact) -> Question | None:
    rules, scope = rulebook(deck), scope_of(fact)
    step, ceiling = _number(rules, "increment", scope, "mg/day"), _ceiling(rules, scope)
    assert step is not None and ceiling is not None
    single = _number(rules, "start_per_dose", scope, "mg/dose")
    often = _number(rules, "doses_per_day", scope, "1/day")
    start = single * often if single is not None and often is not None else step
    present = start + step * chance.split("present").between(0, 6)
    days = _number(rules, "interval", scope, "day")
    if present + step > ceiling or days is None:
        return None
    patient = draw_patient(deck, chance)
    route = f"{said} " if (said := certain_group(fact)) else ""
    now = Quantity.of(present, "mg/day")
    text = (
        f"{opening(patient, chance)} {patient.pronoun.capitalize()} has taken {write(now)} of"
        f" {route}{drug(deck)} long enough for the next increase and tolerates it. Now the daily"
        " dose is raised by one step, as large as the monograph states. What is the new total"
        " daily dose? Give the unit."
    )
    inputs = {
        "start": given(now),
        "day": given(Quantity.of(1 + days, "day")),
    }
    outcome = run("titration_dose", inputs, rules, scope)
    if outcome.result is None:
        return None
    # No days are counted here: errors in counting them explain nothing, nor do steps that do.
    kept = tuple(slip for slip in outcome.slips if slip.name not in DAY_SLIPS)
    added = Quantity.of(step, "mg/day")
    total = write(Quantity.of(present + step, "mg/day"))
    steps = (
        f"one step: {write(added)}",
        f"{write_number(present)} + {write_number(step)} = {total}",
    )
    outcome = replace(outcome, slips=kept, result=replace(outcome.result, steps=steps))
    if outcome.quantity is None or outcome.quantity.ends != (present + step,) or not clean(outcome):
        return None
    return question(deck, card, text, outcome, role="the next daily dose", because=fact.statement)
