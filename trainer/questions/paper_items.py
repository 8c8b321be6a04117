"""Questions as a written exam asks them: a list as select-all, a sorting as a matrix."""

from __future__ import annotations

from dataclasses import replace

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import ChoiceKey, MatchKey, Option, Point
from trainer.monograph.fact import Fact
from trainer.questions.card import Card, facts_of
from trainer.questions.catalogue import draw
from trainer.questions.draft import draft
from trainer.questions.forms import grouping
from trainer.questions.forms.listing import NAME as LIST
from trainer.questions.lists import alike, item_of
from trainer.questions.question import Question
from trainer.questions.wording import drug, small, word

RIGHT, WRONG = 3, 3
"""How many options of a select-all are right and wrong, at most."""
ROWS = 5
_OTHERS = {
    "withdrawal_sign": ("adverse_effect",),
    "adverse_effect": ("withdrawal_sign", "adverse_effect"),
    "indication": ("off_label",),
    "off_label": ("indication",),
    "contraindication": ("caution", "warning"),
}
"""What a kind of fact is mixed with: things of its own sort that the question does not ask for."""


def paper_item(deck: Deck, card: Card, seed: str) -> Question:
    """Draw the card's question as an exam asks it; the same deck, card and seed give the same."""
    chance = Chance(deck.id, card.id, "paper", seed)
    made: Question | None = None
    if card.form == LIST and chance.split("form").below(2):
        made = select_all(deck, card, chance)
    elif card.form == grouping.NAME:
        made = matrix(deck, card, chance)
    return replace(made, variant=seed) if made else draw(deck, card, seed)


def select_all(deck: Deck, card: Card, chance: Chance) -> Question | None:
    """Which of these belong to the list; None where the monograph gives too little to mix in."""
    facts = facts_of(deck, card)
    own = [item_of(fact) for fact in facts]
    right = chance.split("right").sample(facts, min(RIGHT, len(facts)))
    others = [fact for fact in _others(deck, card, facts) if not _like_any(item_of(fact), own)]
    wrong = _unlike(chance.split("wrong").shuffled(others))[:WRONG]
    if len(right) < 2 or len(wrong) < 2:
        return None
    options = [Option(small(item_of(fact)), True) for fact in right]
    options += [Option(small(item_of(fact)), False, fact.statement) for fact in wrong]
    shown = tuple(chance.split("shown").shuffled(options))
    model = "; ".join(option.text for option in shown if option.right)
    text = word(f"select.{facts[0].kind}", chance, drug=drug(deck), topic=card.topic)
    lines = sorted({line for fact in right for line in fact.lines})
    return draft(deck, card, text, ChoiceKey(model, shown, several=True), lines=lines)


def matrix(deck: Deck, card: Card, chance: Chance) -> Question | None:
    """Rows to be sorted into columns; None if fewer than three rows would be left."""
    way = card.id.partition("/")[0]
    facts = facts_of(deck, card)
    places = tuple(dict.fromkeys(grouping.place_of(way, fact) for fact in facts))
    chosen = [
        chance.split("first", place).choice(
            [fact for fact in facts if grouping.place_of(way, fact) == place]
        )
        for place in places[:ROWS]
    ]
    rest = [fact for fact in chance.split("rest").shuffled(facts) if fact not in chosen]
    rows = chance.split("rows").shuffled((chosen + rest)[:ROWS])
    if len(rows) < 3:
        return None
    pairs = tuple(
        (grouping.shown(way, fact), Point(grouping.said(way, grouping.place_of(way, fact))))
        for fact in rows
    )
    columns = tuple(grouping.said(way, place) for place in places)
    told = "; ".join(f"{number}) {cue}" for number, (cue, _) in enumerate(pairs, 1))
    text = word(f"matrix.{way}", chance, drug=drug(deck), rows=told)
    model = "; ".join(f"{cue}: {point.text}" for cue, point in pairs)
    lines = sorted({line for fact in rows for line in fact.lines})
    return draft(deck, card, text, MatchKey(model, pairs, columns), lines=lines)


def _others(deck: Deck, card: Card, facts: tuple[Fact, ...]) -> list[Fact]:
    """Facts of the monograph that the list is mixed with."""
    kinds = _OTHERS.get(facts[0].kind, ())
    asked = set(card.facts)
    return [
        fact
        for fact in deck.facts
        if fact.kind in kinds
        and fact.id not in asked
        and not fact.negated
        and not fact.details.get("hold")
        and (fact.kind != "adverse_effect" or facts[0].kind != fact.kind or _certain(fact, facts))
        and (fact.kind not in ("caution", "warning") or grouping.CAUTION in fact.statement.lower())
    ]


def _certain(fact: Fact, facts: tuple[Fact, ...]) -> bool:
    """Whether both effects certainly stand under different headings."""
    mine, theirs = grouping.place_of("how-common", fact), grouping.place_of("how-common", facts[0])
    return bool(mine and theirs and mine != theirs)


def _like_any(text: str, others: list[str]) -> bool:
    return any(alike(text, other) for other in others)


def _unlike(facts: list[Fact]) -> list[Fact]:
    """The facts without those that are like an earlier one."""
    kept: list[Fact] = []
    for fact in facts:
        if not _like_any(item_of(fact), [item_of(one) for one in kept]):
            kept.append(fact)
    return kept
