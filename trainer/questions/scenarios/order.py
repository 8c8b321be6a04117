"""Orders to judge: is this order in keeping with the monograph, and if not, why?"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

from trainer.calculator.catalogue import calculate
from trainer.calculator.order import ABOVE, WITHIN
from trainer.calculator.quantity import Quantity
from trainer.calculator.rules import Rulebook
from trainer.calculator.writer import write
from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import Point, YesNoKey
from trainer.deck.rules import scope_of
from trainer.monograph.fact import Fact
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.forms.reason import reasons_of
from trainer.questions.holding import general, rulebook
from trainer.questions.question import Question
from trainer.questions.scenarios.computed import given
from trainer.questions.scenarios.patient import draw_patient, opening
from trainer.questions.wording import certain_group, drug, with_route

NAME = "order"
MAXIMUM, ROUTE, UNIT, AGE, STOP = (
    "order-dose",
    "order-route",
    "order-unit",
    "order-age",
    "order-stop",
)
DOSES = (5, 10, 15, 20, 25, 30, 35, 40, 45, 50)


def cards(deck: Deck) -> Iterable[Card]:
    rules = rulebook(deck)
    for fact in general(deck).facts:
        for way, topic, fits in (
            (MAXIMUM, "is this daily dose safe", _limits_a_dose),
            (ROUTE, "is this route safe", _bars_a_route),
            (UNIT, "is this test dose safe", _tests_in_micrograms),
            (AGE, "is this age covered", _limits_an_age),
            (STOP, "may it be stopped at once", _warns_of_stopping),
        ):
            if fits(rules, fact):
                yield _card(deck, fact, way, topic)


def _limits_a_dose(rules: Rulebook, fact: Fact) -> bool:
    usual = fact.kind == "max_dose" and not fact.details.get("alternative")
    return (
        usual and rules.find("usual_max", scope_of(fact)) is not None and bool(_doses(rules, fact))
    )


def _bars_a_route(rules: Rulebook, fact: Fact) -> bool:
    barred = fact.kind == "contraindication" and bool(fact.details.get("route"))
    known = rules.find("contraindicated_route")
    return barred and bool(reasons_of(fact)) and known is not None


def _tests_in_micrograms(rules: Rulebook, fact: Fact) -> bool:
    return fact.kind == "dose_range" and "test" in fact.subject and _micrograms(fact)


def _limits_an_age(rules: Rulebook, fact: Fact) -> bool:
    return fact.kind == "age_limit" and rules.find("minimum_age") is not None


def _warns_of_stopping(rules: Rulebook, fact: Fact) -> bool:
    warns = fact.kind == "warning" and "discontinuation" in fact.subject.casefold()
    return warns and bool(fact.details.get("items"))


def _card(deck: Deck, fact: Fact, way: str, topic: str) -> Card:
    return card_of(
        deck, NAME, "judgement", [fact], card_id=f"{fact.id}/{way}", topic=topic, fresh=True
    )


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    way = card.id.rsplit("/", 1)[1]
    makers = {MAXIMUM: _dose, ROUTE: _route, UNIT: _unit, AGE: _age, STOP: _stop}
    return makers[way](deck, card, chance, fact)


def _doses(rules: Rulebook, fact: Fact) -> dict[bool, list[tuple[int, int]]]:
    """Single doses and times a day: within the usual maximum, and above every stated one.

    What lies between the usual maximum and what some sources allow is not asked: the monograph
    gives two answers.
    """
    scope = scope_of(fact)
    found: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
    for dose in DOSES:
        for times in (3, 4):
            daily = given(Quantity.of(dose * times, "mg/day"))
            outcome = calculate("order_check", {"daily": daily}, _limits(rules, scope), scope)
            label = outcome.result.label if outcome.result else None
            low = rules.find("maintenance", scope)
            floor = low.value.ends[0] if low and isinstance(low.value, Quantity) else Fraction(0)
            if label == WITHIN and dose * times >= floor:
                found[True].append((dose, times))
            elif label == ABOVE:
                found[False].append((dose, times))
    return found if found[True] and found[False] else {}


def _limits(rules: Rulebook, scope: str) -> Rulebook:
    names = ("usual_max", "alternative_max", "maintenance")
    return Rulebook(tuple(r for r in rules.rules if r.name in names and r.scope in (scope, "")))


def _dose(deck: Deck, card: Card, chance: Chance, fact: Fact) -> Question:
    rules, scope = rulebook(deck), scope_of(fact)
    safe = chance.split("safe").below(3) == 0
    dose, times = chance.split("dose").choice(_doses(rules, fact)[safe])
    daily = Quantity.of(dose * times, "mg/day")
    outcome = calculate("order_check", {"daily": given(daily)}, _limits(rules, scope), scope)
    patient = draw_patient(deck, chance)
    often = {3: "three times daily", 4: "four times daily"}[times]
    route = f"{said} " if (said := certain_group(fact)) else ""
    text = (
        f"{opening(patient, chance)} The order reads: {route}{drug(deck)} {dose} mg {often}."
        " Is the daily dose within the monograph's maximum? Say yes or no, and why."
    )
    usual = rules.find("usual_max", scope)
    assert usual is not None
    total = f"{dose} x {times} = {write(daily)}"
    if safe:
        reason = Point(f"{write(daily)} is not above the usual maximum of {usual}", _same(daily))
        key = YesNoKey(f"yes: {total}, not above {usual}", True, (reason,))
    else:
        reason = Point(f"{write(daily)} is above the usual maximum of {usual}", _above(daily))
        key = YesNoKey(f"no: {total}, above {usual}", False, (reason,), approves_harm=True)
    return draft(
        deck, card, text, key,
        given={"dose": f"{dose} mg", "doses_per_day": str(times)},
        steps=(total, *outcome.steps), because=fact.statement,
    )  # fmt: skip


def _same(daily: Quantity) -> tuple[str, ...]:
    return (
        f"{write(daily)} in all",
        "within the maximum",
        "below the maximum",
        "not above the maximum",
    )


def _above(daily: Quantity) -> tuple[str, ...]:
    return (
        f"{write(daily)} in all",
        "above the maximum",
        "exceeds the maximum",
        "too high",
        "more than the maximum",
    )


def _route(deck: Deck, card: Card, chance: Chance, fact: Fact) -> Question:
    patient = draw_patient(deck, chance)
    route = str(fact.details["route"])
    dose = chance.split("dose").choice((5, 10, 15, 20))
    reasons = reasons_of(fact)
    how = {1: "Say yes or no, and name the harm.", 2: "Say yes or no, and name the two harms."}
    ask = how.get(len(reasons), "Say yes or no, and name the harms.")
    text = (
        f"{opening(patient, chance)} The order reads: {drug(deck)} {dose} mg by {route} injection,"
        f" now. Is it acceptable? {ask}"
    )
    key = YesNoKey(
        f"no: {' and '.join(reasons)}", False, tuple(Point(reason) for reason in reasons),
        approves_harm=True,
    )  # fmt: skip
    return draft(
        deck, card, text, key, given={"dose": f"{dose} mg", "route": route}, because=fact.statement
    )


def _micrograms(fact: Fact) -> bool:
    values = [value for value in fact.values if not value.derived]
    return len(values) == 1 and values[0].unit == "mcg"


def _unit(deck: Deck, card: Card, chance: Chance, fact: Fact) -> Question:
    patient = draw_patient(deck, chance, route=scope_of(fact))
    value = fact.values[0]
    assert isinstance(value.low, Fraction) and isinstance(value.high, Fraction)
    dose = chance.split("dose").between(int(value.low), int(value.high), 5)
    safe = chance.split("safe").below(3) == 0
    unit = "mcg" if safe else "mg"
    named = with_route(deck, fact)
    text = (
        f"{opening(patient, chance)} The order reads: {named} {dose} {unit} as a test"
        " dose. Is it within the monograph's range? Say yes or no, and why."
    )
    stated = write(Quantity.between(value.low, value.high, "mcg"))
    if safe:
        why = f"the range is {stated}"
        key = YesNoKey(f"yes: {why}", True, (Point(why, (stated, "within the range")),))
    else:
        why = f"the range is {stated}: mg for mcg is a thousandfold overdose"
        others = (stated, "it should be mcg", "1000 times too much", "thousandfold overdose")
        key = YesNoKey(f"no: {why}", False, (Point(why, others),), approves_harm=True)
    return draft(deck, card, text, key, given={"dose": f"{dose} {unit}"}, because=fact.statement)


def _age(deck: Deck, card: Card, chance: Chance, fact: Fact) -> Question:
    rule = rulebook(deck).find("minimum_age")
    assert rule is not None and isinstance(rule.value, Quantity)
    limit = int(rule.value.value)
    below = chance.split("below").below(3) > 0
    ages = range(max(1, limit - 8), limit) if below else range(limit, min(limit + 6, 18))
    age = chance.split("age").choice(tuple(ages))
    child = chance.split("sex").choice(("girl", "boy"))
    article = "an" if age in (8, 11, 18) else "a"
    text = (
        f"A colleague asks about {article} {age}-year-old {child}. Does the monograph's statement"
        f" that safety and effectiveness of {drug(deck)} are not established apply at this age?"
        " Yes or no."
    )
    word = "yes" if below else "no"
    why = f"{age} is {'' if below else 'not '}under {limit} years"
    key = YesNoKey(f"{word}: {why}", below, approves_harm=below)
    return draft(deck, card, text, key, given={"age": str(age)}, because=fact.statement)


def _stop(deck: Deck, card: Card, chance: Chance, fact: Fact) -> Question:
    patient = draw_patient(deck, chance)
    items = tuple(str(item) for item in fact.details["items"])
    text = (
        f"{opening(patient, chance)} {patient.pronoun.capitalize()} has taken {drug(deck)} for"
        " months and wants to stop from one day to the next. Is that acceptable? Say yes or no, and"
        " what may follow."
    )
    accepted = (
        *items,
        *(f"{one} and {other}" for one, other in pairwise(items)),
    )
    key = YesNoKey(
        f"no: withdrawal symptoms ({', '.join(items)})",
        False,
        (Point("withdrawal symptoms", ("withdrawal", *accepted)),),
        approves_harm=True,
    )
    return draft(deck, card, text, key, because=fact.statement)
