"""The calculator's rules from a deck: what its facts state, by the name of the input they fill.

Only what a fact states for certain becomes a rule; a fact that waits for review gives none.
"""

from __future__ import annotations

from collections.abc import Iterator

from trainer.calculator.quantity import Quantity
from trainer.calculator.rules import Given, Origin, Rule, Rulebook, Stock
from trainer.calculator.units import unit
from trainer.deck.deck import Deck
from trainer.errors import DataError
from trainer.monograph.fact import Fact, Value

STARTING = ("initial", "start")
TESTING = ("test",)
MAINTAINING = ("maintenance",)


def rulebook(deck: Deck) -> Rulebook:
    """Every rule that the deck's facts give, with its monograph line; and its author's stock."""
    rules = tuple(rule for fact in deck.facts for rule in _rules_of(deck, fact))
    supplies = (one for one in deck.supplies if one.values)
    return Rulebook(
        rules, tuple(Stock(one.name, one.values, one.origin, one.route) for one in supplies)
    )


def scope_of(fact: Fact) -> str:
    """The route or form that a fact holds for; empty where the text names none."""
    if fact.group is None or fact.group.name == "special populations":
        return ""
    return fact.group.name


def _rules_of(deck: Deck, fact: Fact) -> Iterator[Rule]:
    if fact.negated or (fact.review and fact.group is None):
        return
    if fact.details.get("condition") or fact.details.get("carried"):
        return  # what holds for some patients only is no rule of the drug
    values = [value for value in fact.values if not value.derived]
    subject = fact.subject.casefold()
    if fact.kind == "dose" and _any(subject, STARTING):
        for value in values:
            if value.freq_per_day is not None and value.role in (None, "start"):
                yield from _rule(fact, "start_per_dose", value, per="dose")
                doses = Quantity.of(value.freq_per_day, "1/day")
                yield Rule("doses_per_day", _given(fact, doses), scope_of(fact))
    elif fact.kind == "titration":
        for value in values:
            if value.role == "increment":
                yield from _increment(deck, fact, value)
            elif value.role == "interval":
                yield from _rule(fact, value.role, value)
    elif fact.kind == "dose_range" and values:
        name = ""
        if _any(subject, TESTING):
            name = "test_dose"
        elif "infusion" in subject:
            name = "infusion"
        elif _any(subject, MAINTAINING):
            name = "maintenance"
        if name:
            yield from _rule(fact, name, values[0])
    elif fact.kind == "max_dose" and values:
        name = "alternative_max" if fact.details.get("alternative") else "usual_max"
        yield from _rule(fact, name, values[0])
    elif fact.kind == "dose_adjustment":
        for value in values:
            if value.role in ("threshold", "reduction"):
                yield from _rule(fact, value.role, value, limit=True)
    elif fact.kind == "caution" and "hepatic" in subject:
        advice = fact.statement.partition(": ")[2] or fact.statement
        yield Rule("hepatic_advice", Given(advice, _origin(fact)), "")
    elif fact.kind == "age_limit" and values:
        yield from _rule(fact, "minimum_age", values[0], limit=True)
    elif fact.section == "pharmacokinetics" and values:
        yield from _kinetic(fact, values)
    elif (
        fact.kind == "contraindication"
        and fact.details.get("route")
        and ("administration" in subject and len(subject.split()) <= 2)
    ):
        given = Given(str(fact.details["route"]), _origin(fact))
        yield Rule("contraindicated_route", given, "")


def _increment(deck: Deck, fact: Fact, value: Value) -> Iterator[Rule]:
    """The increase of the daily dose; one of each single dose counts as often as it is given.

    None if it is stated in another way (a percentage, an amount per kg), or per dose where the
    route's number of doses is not stated.
    """
    for rule in _rule(fact, "increment", value):
        amount = rule.given.value
        assert isinstance(amount, Quantity)
        if value.per == "dose" and amount.converts_to("mg"):
            often = _doses_a_day(deck, fact)
            if often is None or often.ends[0] <= 0:
                return
            total = amount.scaled(often.value)
            assert amount.unit is not None
            daily = Quantity(total.low, total.high, unit(f"{amount.unit.symbol}/day"))
            yield Rule(rule.name, Given(daily, rule.given.origin), rule.scope)
        elif amount.converts_to("mg/day"):
            yield rule


def _doses_a_day(deck: Deck, fact: Fact) -> Quantity | None:
    """How often the starting dose of the same route is given, where one fact says so."""
    found = {
        value.freq_per_day
        for other in deck.facts
        if other.kind == "dose" and scope_of(other) == scope_of(fact)
        for value in other.values
        if value.freq_per_day is not None and _any(other.subject.casefold(), STARTING)
    }
    return Quantity.of(found.pop(), "1/day") if len(found) == 1 else None


def _kinetic(fact: Fact, values: list[Value]) -> Iterator[Rule]:
    subject, said = fact.subject.casefold(), fact.statement.casefold()
    if len(values) != 1 or fact.details.get("form") or fact.details.get("population"):
        return
    if subject == "half-life":
        yield from _rule(fact, "half_life", values[0])
    elif "bioavailability" in subject:
        yield from _rule(fact, "bioavailability", values[0])
    elif "unchanged" in said and ("renal" in said or "urine" in said or "kidney" in said):
        yield from _rule(fact, "unchanged", values[0])


def _rule(
    fact: Fact, name: str, value: Value, *, per: str = "", limit: bool = False
) -> Iterator[Rule]:
    """The rule for one value; none if the value is a word or its unit unknown."""
    if isinstance(value.low, str) or isinstance(value.high, str) or not value.unit:
        return
    low = value.low if value.low is not None else value.high
    high = value.high if value.high is not None else value.low
    if low is None or high is None or (value.comparator and not limit):
        return
    unit_name = f"{value.unit}/{per}" if per and "/" not in value.unit else value.unit
    try:
        quantity = Quantity(low, high, unit(unit_name))
    except DataError:
        return
    yield Rule(name, _given(fact, quantity), scope_of(fact))


def _given(fact: Fact, quantity: Quantity) -> Given:
    return Given(quantity, _origin(fact))


def _origin(fact: Fact) -> Origin:
    return Origin("monograph", fact.statement, fact.lines)


def _any(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)
