"""A list seen from its entries: which one is missing, which one does not belong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import ChoiceKey, Option, Point, TermKey
from trainer.monograph.fact import Fact
from trainer.questions.card import Card, card_of
from trainer.questions.draft import draft
from trainer.questions.forms.listing import other_names
from trainer.questions.lists import Listed, alike, item_of, lists_of
from trainer.questions.question import Question
from trainer.questions.wording import drug, shown_words, small, word

NAME = "entries"
MISSING, ODD = "missing", "odd"
LONGEST = 7  # a longer list is not read out
KIN = (frozenset({"indication", "off_label"}), frozenset({"withdrawal_sign", "adverse_effect"}))
MUCH_LONGER = 1.5
SHORT = 12  # words; a longer entry is no option


def cards(deck: Deck) -> Iterable[Card]:
    lists = list(lists_of(deck))
    for one in lists:
        if one.kind == "monitoring":
            continue
        some = any(_is_named(fact) for fact in one.facts)
        if 3 <= len(one.facts) <= LONGEST and _are_apart(one) and some:
            yield _card(deck, one, MISSING, "the missing one")
        if len(_options(one)) >= 3 and _fitting(one, _options(one), lists):
            yield _card(deck, one, ODD, "odd one out")


def _card(deck: Deck, one: Listed, way: str, kind: str) -> Card:
    return card_of(
        deck, NAME, kind, one.facts, card_id=f"{one.name}/{way}", topic=one.topic, fresh=True
    )


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    name, way = card.id.rsplit("/", 1)
    lists = list(lists_of(deck))
    one = next(each for each in lists if each.name == name)
    if way == MISSING:
        return _missing(deck, card, chance, one)
    return _odd(deck, card, chance, one, lists)


def _missing(deck: Deck, card: Card, chance: Chance, one: Listed) -> Question:
    facts = list(one.facts)
    gone = chance.split("gone").choice(tuple(fact for fact in facts if _is_named(fact)))
    rest = chance.split("rest").shuffled([item_of(fact) for fact in facts if fact is not gone])
    text = word(
        "entries.missing",
        chance,
        topic=one.topic,
        drug=drug(deck),
        shown=shown_words(tuple(small(item) for item in rest)),
    )
    item = item_of(gone)
    key = TermKey(small(item), Point(item, other_names(gone)))
    return draft(deck, card, text, key, lines=gone.lines, given={"missing": item})


def _odd(deck: Deck, card: Card, chance: Chance, one: Listed, lists: Iterable[Listed]) -> Question:
    members = chance.split("members").shuffled(list(_options(one)))[:3]
    stranger, other = chance.split("stranger").choice(tuple(_fitting(one, members, lists)))
    options = [
        Option(small(item_of(fact)), False, f"It is one of the {one.topic}.") for fact in members
    ]
    odd = small(item_of(stranger))
    options.append(Option(odd, True, f"It stands under {other.topic}."))
    text = word("entries.odd", chance, topic=one.topic, drug=drug(deck))
    key = ChoiceKey(odd, tuple(chance.split("order").shuffled(options)))
    lines = sorted({line for fact in (*members, stranger) for line in fact.lines})
    return draft(deck, card, text, key, lines=lines, because=f"{odd} stands under {other.topic}")


def _kin_of(kind: str) -> frozenset[str]:
    """The kinds whose entries could stand in a list of this kind."""
    return next((kin for kin in KIN if kind in kin), frozenset())


def _fitting(
    one: Listed, members: Sequence[Fact], lists: Iterable[Listed]
) -> list[tuple[Fact, Listed]]:
    """The strangers that are not so long among three of these members that it tells them."""
    third = sorted(len(item_of(fact)) for fact in members)[2]
    return [pair for pair in _strangers(one, lists) if len(item_of(pair[0])) <= MUCH_LONGER * third]


def _options(one: Listed) -> tuple[Fact, ...]:
    return tuple(
        fact for fact in one.facts if len(item_of(fact).split()) <= SHORT and _is_named(fact)
    )


def _is_named(fact: Fact) -> bool:
    """Whether the entry names something, unlike "other spinal cord diseases"."""
    return not re.search(r"\bother\b", item_of(fact), re.IGNORECASE)


def _are_apart(one: Listed) -> bool:
    """Whether no entry is named by another: "seizures" beside "withdrawal seizures"."""
    items = [item_of(fact).casefold() for fact in one.facts]
    return not any(a != b and a in b for a in items for b in items) and len(set(items)) == len(
        items
    )


def _strangers(one: Listed, lists: Iterable[Listed]) -> list[tuple[Fact, Listed]]:
    """Entries of another list that no reading makes an entry of this one."""
    mine = [item_of(fact) for fact in one.facts]
    found = []
    for other in lists:
        if other.name == one.name or not {one.kind, other.kind} <= _kin_of(one.kind):
            continue  # a symptom among indications is told by its nature alone
        if one.kind == other.kind and not (one.group and other.group):
            continue  # without their headings, all are adverse effects
        for fact in _options(other):
            if not any(alike(item_of(fact), item) for item in mine):
                found.append((fact, other))
    return found
