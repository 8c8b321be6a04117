"""Where something belongs: how common an effect is, by which route an amount is given, whether a
state forbids the drug or asks for caution."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.calculator.writer import write
from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import ChoiceKey, Option
from trainer.monograph.fact import Fact
from trainer.questions.amounts import quantity_of, written_values
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.holding import general
from trainer.questions.lists import certain_frequency, item_of
from trainer.questions.question import Question
from trainer.questions.wording import certain_group, drug, named, small, word

NAME = "grouping"
COMMON, ROUTE, STANDING = "how-common", "which-route", "standing"
FORBIDDEN, CAUTION = "contraindicated", "use with caution"


def cards(deck: Deck) -> Iterable[Card]:
    for way, facts, topic in (
        (COMMON, _effects(deck), "how common an adverse effect is"),
        (ROUTE, _routed(deck), "which route an amount is for"),
        (STANDING, _standing(deck), "contraindicated, or with caution"),
    ):
        if len(facts) > 2 and len({place_of(way, fact) for fact in facts}) > 1:
            yield card_of(
                deck, NAME, "sorting", facts, card_id=f"{way}/sort", topic=topic, fresh=True
            )


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    way = card.id.partition("/")[0]
    facts = facts_of(deck, card)
    # First the place, then a fact of it: else the larger group is nearly always right.
    places = tuple(dict.fromkeys(place_of(way, fact) for fact in facts))
    place = chance.split("place").choice(places)
    fact = chance.split("fact").choice(tuple(f for f in facts if place_of(way, f) == place))
    text = word(f"grouping.{way}", chance, drug=drug(deck), item=shown(way, fact))
    options = tuple(
        Option(said(way, one), one == place, "" if one == place else fact.statement)
        for one in places
    )
    key = ChoiceKey(said(way, place), options)
    return draft(
        deck, card, text, key, lines=fact.lines, given={"item": shown(way, fact)},
        because=fact.statement,
    )  # fmt: skip


def _effects(deck: Deck) -> tuple[Fact, ...]:
    found = [
        fact for fact in deck.facts
        if fact.kind == "adverse_effect" and not fact.negated and certain_frequency(fact)
    ]  # fmt: skip
    names = [item_of(fact).casefold() for fact in found]
    return tuple(fact for fact in found if names.count(item_of(fact).casefold()) == 1)


def _routed(deck: Deck) -> tuple[Fact, ...]:
    found = []
    for fact in general(deck).facts:
        values = written_values(fact)
        amounts = [quantity_of(value) for value in values]
        if (
            fact.kind in ("dose_range", "max_dose")
            and certain_group(fact)
            and not fact.review
            and not fact.details.get("alternative")
            and len(amounts) == 1
            and amounts[0] is not None
        ):
            found.append(fact)
    texts = [shown(ROUTE, fact) for fact in found]
    return tuple(fact for fact in found if texts.count(shown(ROUTE, fact)) == 1)


def _standing(deck: Deck) -> tuple[Fact, ...]:
    """Contraindications that name a state, and what the monograph wants caution with."""
    found = []
    for fact in deck.facts:
        if fact.review or fact.negated or _names_a_route(fact):
            continue
        if fact.kind == "contraindication" or (
            fact.kind in ("caution", "lactation", "warning")
            and CAUTION in fact.statement.casefold()
        ):
            found.append(fact)
    return tuple(found)


def _names_a_route(fact: Fact) -> bool:
    return bool(fact.details.get("route")) or fact.subject.casefold().endswith("administration")


def place_of(way: str, fact: Fact) -> str:
    """Where a fact belongs, as the monograph names it."""
    if way == COMMON:
        return certain_frequency(fact)
    if way == ROUTE:
        return certain_group(fact)
    return FORBIDDEN if fact.kind == "contraindication" else CAUTION


def said(way: str, place: str) -> str:
    """A place as an option says it."""
    return small(place)


def shown(way: str, fact: Fact) -> str:
    """What is to be sorted, in words."""
    if way == ROUTE:
        amount = quantity_of(written_values(fact)[0])
        assert amount is not None
        role = named(fact).removeprefix(f"{certain_group(fact)} ")
        return f"{write(amount)} as {role}"
    if way == STANDING:
        return small(fact.statement if fact.kind == "contraindication" else fact.subject)
    return small(item_of(fact))
