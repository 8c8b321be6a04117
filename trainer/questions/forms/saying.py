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
from trainer.lexicon.words import words_of
from trainer.monograph.fact import Fact
from trainer.questions.about import SPEAKS_OF_MORE, called, is_of_the_drug, names_of
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.classes import class_names, is_broad
from trainer.questions.draft import draft
from trainer.questions.forms.adjustment import rule_of
from trainer.questions.forms.items import items_of
from trainer.questions.forms.reason import reasons_of
from trainer.questions.gap import Gapped, object_gap, tail_gap, whole_gap
from trainer.questions.question import Question
from trainer.questions.wording import drug, small, subject_stem, unlabelled, with_route, word

NAME = "say"
CLASS = "drug class"

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
_SHARED = re.compile(r"^(?:reserved for|requires?|required)\s+", re.IGNORECASE)
_REASON = re.compile(r"\s*\b(?:because(?: of)?|due to|owing to|as a result of)\b\s*", re.IGNORECASE)
_PARTS = re.compile(r";| - | that (?:is|has|are|have) | which (?:is|has) ")


def cards(deck: Deck) -> Iterable[Card]:
    for fact in deck.facts:
        if fact.kind == "date" and _date(fact):
            yield card_of(deck, NAME, "fact", [fact])
        elif fact.kind in BY_SUBJECT:
            # A line that another form asks by its numbers or its entries is not asked again here.
            if not (items_of(fact) or rule_of(fact)):
                yield card_of(deck, NAME, "statement", [fact])
        elif fact.kind == "property" and _leaks(deck, fact):
            yield card_of(deck, NAME, "statement", [fact])
        elif (
            fact.kind in BY_GAP
            and not fact.negated
            and not items_of(fact)
            and (fact.section not in SPEAKS_OF_MORE or is_of_the_drug(deck, fact))
            and _gap(deck, fact) is not None
        ):
            yield card_of(deck, NAME, "gap", [fact], topic=_topic(fact))


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    if fact.kind == "date":
        text = word("say.date", chance, drug=drug(deck))
        when = _date(fact)
        return draft(deck, card, text, TermKey(when, Point(when)))
    if fact.kind == "property" and _leaks(deck, fact):
        name = "say.property" if re.search(r"\d", fact.statement) else "say.property_plain"
        text = word(name, chance, drug=drug(deck), subject=small(fact.subject))
        return draft(deck, card, text, said_key(fact), because=fact.statement)
    if fact.kind in BY_GAP:
        gap = _gap(deck, fact)
        assert gap is not None
        stem = _class_asked(deck, fact, chance) if fact.kind == "classification" else None
        text = stem or word(
            BY_GAP[fact.kind], chance, sentence=gap.shown, drug=called(deck, gap.shown)
        )
        key: Key = ExplanationKey(gap.taken, (Point(gap.taken),))
        if fact.kind == "classification":
            key = _class_key(deck, fact, gap.taken)
        return draft(deck, card, text, key)
    return draft(deck, card, _stem(deck, fact, chance), said_key(fact), because=fact.statement)


def _class_key(deck: Deck, fact: Fact, taken: str) -> TermKey:
    """What is accepted as the class: a broad name ("lipid-lowering agent") is not the best one."""
    others = _without_manner(taken)
    if fact.subject == CLASS and is_broad(taken) and (names := class_names(deck)):
        shorter = taken.partition(" ")[2]
        broad = (taken, shorter) if len(shorter.split()) > 1 else (taken,)
        return TermKey(names[0], Point(names[0], (*names[1:], *broad, *others)))
    return TermKey(taken, Point(taken, others))


def _class_asked(deck: Deck, fact: Fact, chance: Chance) -> str | None:
    """The question for a drug's class, told apart from what else would classify it.

    What derives from GABA and acts on a receptor belongs to a class by either; a class that is
    named by what it acts on is not told apart from that.
    """
    stem = subject_stem(fact, deck)
    if stem is None:
        return None
    said = {word.stem for word in words_of(fact.statement)} - {
        word.stem for word in words_of(deck.drug or deck.title)
    }
    apart = dict.fromkeys(
        word(f"say.apart.{other.subject}", chance)
        for other in deck.facts
        if other.kind == "classification"
        and other.subject in ("chemical relation", "action")
        and is_of_the_drug(deck, other)
        and not (other.subject == "action" and class_names(deck) and _is_broadly(deck, fact))
        and not _names(said) & _names({one.stem for one in words_of(other.statement)})
    )
    if not apart:
        return stem
    name = "say.apart_two" if len(apart) > 1 else "say.apart_one"
    first, *_, last = *apart, *apart
    return word(name, chance, stem=stem, first=first, second=last)


def _is_broadly(deck: Deck, fact: Fact) -> bool:
    gap = _gap(deck, fact)
    return gap is not None and is_broad(gap.taken)


def _names(stems: Iterable[str]) -> set[str]:
    """The words that carry something: not "acting", "agent" or "the"."""
    return {one for one in stems if len(one) > 3 and not one.startswith(("act", "agent", "drug"))}


def _leaks(deck: Deck, fact: Fact) -> bool:
    """Whether what is left of the sentence gives the gap away: "Absorption: rapidly ____"."""
    gap = _gap(deck, fact)
    if gap is None or fact.negated or items_of(fact):
        return False
    taken, shown = (
        {word.stem[:5] for word in words_of(text) if len(word.stem) >= 5}
        for text in (gap.taken, gap.shown)
    )
    return bool(taken & shown)


def _without_manner(name: str) -> tuple[str, ...]:
    """A class's name is as good without how it acts: "centrally-acting skeletal ..."."""
    first, _, rest = name.partition(" ")
    return (rest,) if first.endswith("-acting") and rest else ()


def _topic(fact: Fact) -> str:
    """What a summary calls the card: a sentence has no subject worth naming."""
    if fact.kind in ("mechanism", "education", "indication_summary"):
        return fact.section.replace("_", " ")
    return fact.subject


def _stem(deck: Deck, fact: Fact, chance: Chance) -> str:
    name = BY_SUBJECT[fact.kind]
    if fact.kind == "pregnancy" and not any(value.unit == "category" for value in fact.values):
        name = "say.pregnancy_plain"
    elif is_category_alone(fact):
        name = "say.pregnancy_category"
    if fact.kind == "caution" and reasons_of(fact):
        name = "say.caution_why"
    subject = fact.subject[:1].upper() + fact.subject[1:]
    if fact.kind == "warning":
        subject = small(fact.subject)
    by_route = fact.kind in ("condition", "requirement")
    named = with_route(deck, fact) if by_route else drug(deck)
    return word(name, chance, drug=named, subject=subject)


def is_category_alone(fact: Fact) -> bool:
    """ "Pregnancy Category X" says nothing of what to do: only the category is asked."""
    return (
        fact.kind == "pregnancy"
        and len(fact.statement.split()) <= 4
        and any(value.unit == "category" for value in fact.values)
    )


def said_key(fact: Fact) -> Key:
    """The statement's parts as points: what stands between semicolons, and the reason by itself."""
    said = _SHARED.sub("", unlabelled(fact)).strip(" .")
    parts = [part.strip(" .,") for part in _PARTS.split(said)]
    points: list[str] = []
    for part in parts:
        points += [piece.strip(" .,") for piece in _REASON.split(part, maxsplit=1)]
    kept = tuple(Point(point) for point in points if point)
    return ExplanationKey(said, kept)


def _date(fact: Fact) -> str:
    low = fact.values[0].low if fact.values else None
    return low if isinstance(low, str) else ""


def _gap(deck: Deck, fact: Fact) -> Gapped | None:
    if fact.kind == "education":
        return tail_gap(fact.statement, names_of(deck))
    return (
        object_gap(fact.statement, names_of(deck))
        or whole_gap(deck, fact)
        or tail_gap(fact.statement, names_of(deck))
    )
