"""What the monograph says in words: warnings, cautions, pregnancy, mechanism, patient advice.

Where a subject makes a natural question, it is asked; else the monograph's sentence is given with
the part that carries the information as a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import ExplanationKey, Key, Point, TermKey
from trainer.monograph.fact import Fact
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.forms.adjustment import rule_of
from trainer.questions.forms.items import items_of
from trainer.questions.gap import GAP
from trainer.questions.question import Question
from trainer.questions.wording import certain_group, drug, small, word

NAME = "say"

# Kinds that are asked by their subject, and kinds that are asked as a gap in their sentence.
BY_SUBJECT = {
    "warning": "say.warning",
    "caution": "say.caution",
    "condition": "say.condition",
    "requirement": "say.requirement",
    "pregnancy": "say.pregnancy",
    "lactation": "say.lactation",
    "dose_adjustment": "say.adjustment",
    "not_recommended": "say.caution",
}
BY_GAP = {
    "education": "say.education",
    "mechanism": "say.gap",
    "classification": "say.gap",
    "indication_summary": "say.gap",
    "property": "say.gap",
    "administration": "say.gap",
}
_MARKS = (r"; ", r": ", r" - ", r" because ", r" to prevent ", r" if ", r" until ", r" unless ")
_LATER = (r" for ", r" at ", r" by ", r" is an? ", r" is ", r" as an? ", r" with ", r" from ", r" of ",
          r"^(?:It|The drug) \w+(?:ly)? ", r" through ", r" and other ", r" and ")  # fmt: skip
_MAX_TAIL = 14


def cards(deck: Deck) -> Iterable[Card]:
    for fact in deck.facts:
        if fact.kind == "date" and _date(fact):
            yield card_of(deck, NAME, "fact", [fact])
        elif fact.kind in BY_SUBJECT:
            # A line that another form asks by its numbers or its entries is not asked again here.
            if not (items_of(fact) or rule_of(fact)):
                yield card_of(deck, NAME, "statement", [fact])
        elif fact.kind in BY_GAP and not items_of(fact) and split_gap(fact.statement):
            yield card_of(deck, NAME, "gap", [fact])


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    if fact.kind == "date":
        text = word("say.date", chance, drug=drug(deck))
        when = _date(fact)
        return draft(deck, card, text, TermKey(when, Point(when)))
    if fact.kind in BY_GAP:
        parts = split_gap(fact.statement)
        assert parts is not None
        head, tail = parts
        text = word(BY_GAP[fact.kind], chance, sentence=f"{head}{GAP}", drug=drug(deck))
        return draft(deck, card, text, ExplanationKey(tail, (Point(tail),)))
    return draft(deck, card, _stem(deck, fact, chance), _said_key(fact))


def _stem(deck: Deck, fact: Fact, chance: Chance) -> str:
    name = BY_SUBJECT[fact.kind]
    if fact.kind == "pregnancy" and not any(value.unit == "category" for value in fact.values):
        name = "say.pregnancy_plain"
    group = certain_group(fact)
    where = f" ({group})" if group else ""
    subject = fact.subject[:1].upper() + fact.subject[1:]
    if fact.kind == "warning":
        subject = small(fact.subject)
    return word(name, chance, drug=drug(deck), subject=subject, where=where)


def _said_key(fact: Fact) -> Key:
    """The statement's parts as points: what stands between semicolons and dashes."""
    parts = [part.strip(" .") for part in re.split(r";| - ", fact.statement)]
    points = tuple(Point(part) for part in parts if part)
    return ExplanationKey("; ".join(point.text for point in points), points)


def _date(fact: Fact) -> str:
    low = fact.values[0].low if fact.values else None
    return low if isinstance(low, str) else ""


def split_gap(statement: str) -> tuple[str, str] | None:
    """Cut a sentence before the part that carries its information: (head, what is asked)."""
    text = statement.strip().rstrip(".")
    for marks in (_MARKS, _LATER):
        cuts = sorted(
            (match.end() for mark in marks for match in re.finditer(mark, text)),
            reverse=marks is _LATER,
        )
        for cut in cuts:
            head, tail = text[:cut], text[cut:]
            if len(head.split()) >= 2 and 1 <= len(tail.split()) <= _MAX_TAIL and len(tail) > 3:
                return head, tail
    return None
