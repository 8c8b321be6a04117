"""Facts that belong together, recalled as a list: contraindications, effects, uses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.deck_file import slug
from trainer.deck.key import ListKey, Point
from trainer.monograph.fact import Fact
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.question import Question
from trainer.questions.wording import count, drug, enumerate_words, small, unlabelled, word

NAME = "list"
_TREATING = re.compile(r"^(?:the )?(?:management|treatment|relief) of ", re.IGNORECASE)
_CAUSE = re.compile(
    r"\b(?:resulting from|associated with|due to|caused by|in) (.+)$", re.IGNORECASE
)
WHOLE = 5  # up to so many are asked all at once; of a longer list, some
SOME = 4
WORDS = 10  # a longer statement is listed by its subject
KINDS = ("contraindication", "withdrawal_sign", "indication", "off_label", "monitoring")


def cards(deck: Deck) -> Iterable[Card]:
    for kind in KINDS:
        facts = [fact for fact in deck.facts if fact.kind == kind and not fact.negated]
        if len(facts) > 1:
            yield card_of(
                deck, NAME, "list", facts, card_id=f"{slug(kind)}/list", topic=_topic(kind)
            )
    for group, facts in _effects(deck).items():
        if len(facts) > 1:
            yield card_of(
                deck,
                NAME,
                "list",
                facts,
                card_id=f"adverse-effect-{slug(group)}/list",
                topic=f"{group} adverse effects".strip(),
            )


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    facts = facts_of(deck, card)
    kind = facts[0].kind
    ask_for = None if len(facts) <= WHOLE else SOME
    name = f"list.{kind}" if ask_for is None else f"list.{kind}_some"
    group = _group(facts[0]) if kind == "adverse_effect" else ""
    text = word(
        name,
        chance,
        n=count(ask_for or len(facts)),
        drug=drug(deck),
        group=group or "listed",
        heading=_heading(facts[0]),
    )
    points = tuple(Point(_item(fact), _other_names(fact)) for fact in facts)
    model = enumerate_words(tuple(small(point.text) for point in points))
    return draft(deck, card, text, ListKey(model, points, ask_for))


def _effects(deck: Deck) -> dict[str, list[Fact]]:
    """Adverse effects by the group they certainly stand in; those in doubt stay together."""
    groups: dict[str, list[Fact]] = {}
    for fact in deck.facts:
        if fact.kind == "adverse_effect":
            groups.setdefault(_group(fact), []).append(fact)
    return groups


def _group(fact: Fact) -> str:
    certain = fact.group is not None and not fact.group.inferred and fact.frequency != "unstated"
    return fact.group.name if certain and fact.group else ""


def _heading(fact: Fact) -> str:
    """ " (at least 10%)" where the heading gives a limit."""
    if fact.kind != "adverse_effect" or not _group(fact):
        return ""
    for value in fact.values:
        if value.unit == "%" and value.comparator == ">=" and value.low is not None:
            return f" (in at least {value.low}% of patients)"
    return ""


def _topic(kind: str) -> str:
    return {
        "contraindication": "contraindications",
        "withdrawal_sign": "withdrawal symptoms",
        "indication": "indications",
        "off_label": "off-label uses",
        "monitoring": "monitoring",
    }[kind]


def _item(fact: Fact) -> str:
    """What is listed: the effect's or condition's name, without what every item shares."""
    if fact.kind in ("withdrawal_sign", "adverse_effect", "off_label"):
        return fact.subject
    if fact.kind == "monitoring":
        return fact.statement if len(fact.statement.split()) <= WORDS else fact.subject
    return _TREATING.sub("", fact.statement)


def _other_names(fact: Fact) -> tuple[str, ...]:
    names = [fact.subject, unlabelled(fact)]
    if fact.kind == "indication":
        # "spasticity resulting from multiple sclerosis" is often given as its cause alone
        names += [match.group(1) for match in _CAUSE.finditer(fact.statement)]
    return tuple(dict.fromkeys(name for name in names if name != _item(fact)))
