"""What the monograph's warnings look like at the bedside: recognise, foresee, advise."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import ExplanationKey, Key, Point, TermKey
from trainer.monograph.fact import Fact
from trainer.questions.about import names_of
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.forms.adjustment import rule_of
from trainer.questions.forms.interaction import agents_of, effect_of
from trainer.questions.forms.saying import is_category_alone, said_key
from trainer.questions.lists import alike
from trainer.questions.naming import is_agent
from trainer.questions.question import Question
from trainer.questions.scenarios.patient import draw_patient, opening
from trainer.questions.wording import drug, enumerate_words, small, word

NAME = "bedside"
POPULATIONS = ("caution", "dose_adjustment", "not_recommended", "warning")
PATIENT = "population"
WITHDRAWAL, COMPANY, WARNED, MOTHER = "recognise", "added", "which-warning", "patient"


def cards(deck: Deck) -> Iterable[Card]:
    signs = tuple(fact for fact in deck.facts if fact.kind == "withdrawal_sign")
    if len(signs) > 1:
        yield card_of(
            deck, NAME, "recognition", signs, card_id=f"withdrawal-sign/{WITHDRAWAL}",
            topic="recognising withdrawal", fresh=True,
        )  # fmt: skip
    for fact in deck.facts:
        if fact.review or fact.negated:
            continue
        if fact.kind == "interaction" and effect_of(fact) and _named_agents(deck, fact):
            yield _card(deck, fact, COMPANY, f"{small(fact.subject)} added")
        elif fact.kind == "warning" and _text_of(fact):
            yield _card(deck, fact, WARNED, f"which warning: {small(fact.subject)}")
        elif fact.kind in POPULATIONS and state_of(fact) and _alone(deck, fact):
            yield _card(deck, fact, PATIENT, f"a patient with {small(fact.subject)}")
        elif fact.kind in ("pregnancy", "lactation") and not is_category_alone(fact):
            yield _card(deck, fact, MOTHER, f"a patient and {fact.kind}")


def _card(deck: Deck, fact: Fact, way: str, topic: str) -> Card:
    return card_of(
        deck, NAME, "vignette", [fact], card_id=f"{fact.id}/{way}", topic=topic, fresh=True
    )


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    way = card.id.rsplit("/", 1)[1]
    facts = facts_of(deck, card)
    if way == WITHDRAWAL:
        return _withdrawal(deck, card, chance, facts)
    makers = {COMPANY: _company, WARNED: _warned, MOTHER: _mother, PATIENT: _population}
    return makers[way](deck, card, chance, facts[0])


def _withdrawal(deck: Deck, card: Card, chance: Chance, facts: tuple[Fact, ...]) -> Question:
    patient = draw_patient(deck, chance)
    shown = chance.split("signs").shuffled([fact.subject for fact in facts])[:2]
    text = word(
        "bedside.withdrawal", chance, opening=opening(patient, chance), drug=drug(deck),
        She=patient.pronoun.capitalize(), her=patient.possessive,
        signs=enumerate_words(tuple(small(sign) for sign in shown)),
    )  # fmt: skip
    name = f"{drug(deck)} withdrawal"
    others = ("withdrawal", "withdrawal symptoms", "withdrawal syndrome", "abrupt discontinuation",
              f"{drug(deck)} was stopped abruptly", "sudden stopping of the drug")  # fmt: skip
    return draft(
        deck, card, text, TermKey(name, Point(name, others)), given={"signs": ", ".join(shown)}
    )


def _company(deck: Deck, card: Card, chance: Chance, fact: Fact) -> Question:
    patient = draw_patient(deck, chance)
    agent = chance.split("agent").choice(_named_agents(deck, fact))
    text = word(
        "bedside.company", chance, opening=opening(patient, chance), drug=drug(deck),
        She=patient.pronoun.capitalize(), agent=small(agent),
    )  # fmt: skip
    effect = effect_of(fact)
    key = ExplanationKey(effect, (Point(effect.removeprefix("may ")),))
    return draft(deck, card, text, key, given={"agent": agent}, because=fact.statement)


def _warned(deck: Deck, card: Card, chance: Chance, fact: Fact) -> Question:
    text = word("bedside.warned", chance, drug=drug(deck), text=_text_of(fact))
    key: Key = TermKey(small(fact.subject), Point(fact.subject))
    return draft(deck, card, text, key, because=fact.statement)


def _mother(deck: Deck, card: Card, chance: Chance, fact: Fact) -> Question:
    age = chance.split("age").between(21, 39)
    name = f"bedside.{fact.kind}"
    text = word(name, chance, drug=drug(deck), patient=f"A {age}-year-old woman")
    return draft(deck, card, text, said_key(fact), given={"age": str(age)}, because=fact.statement)


def _population(deck: Deck, card: Card, chance: Chance, fact: Fact) -> Question:
    state = state_of(fact)
    old = state == OLD
    age = chance.split("age").between(*((71, 88) if old else (34, 64)))
    noun = chance.split("sex").choice(("woman", "man"))
    name = "bedside.elderly" if old else "bedside.population"
    text = word(name, chance, drug=drug(deck), age=age, noun=noun, state=state)
    text = text.replace("A 8", "An 8") if 80 <= age <= 89 else text
    return draft(deck, card, text, said_key(fact), given={"age": str(age)}, because=fact.statement)


OLD = "old age"
_STATES = re.compile(
    r"\b(?:impairment|insufficiency|disease|failure|disorders?|epilepsy|glaucoma|asthma|diabetes"
    r"|hypertrophy|retention|obstruction)$",
    re.IGNORECASE,
)


def state_of(fact: Fact) -> str:
    """The patient's state that the fact is about: "hepatic impairment", `OLD`, or nothing."""
    subject = fact.subject.strip()
    if re.fullmatch(r"(?:the )?(?:elderly|older (?:adults|patients)|geriatric\w*)(?: patients)?",
                    subject, re.IGNORECASE):  # fmt: skip
        return OLD
    return small(subject) if _STATES.search(subject) and len(subject.split()) <= 5 else ""


def _alone(deck: Deck, fact: Fact) -> bool:
    """Whether nothing else is said of that state: two facts would answer the question."""
    subject = fact.subject.casefold()
    return not rule_of(fact) and sum(one.subject.casefold() == subject for one in deck.facts) == 1


def _named_agents(deck: Deck, fact: Fact) -> tuple[str, ...]:
    """The agents by their own names; "other sedating medications" is nobody's prescription."""
    agents = agents_of(fact) or (fact.subject,)
    names = names_of(deck)
    return tuple(
        agent
        for agent in agents
        if not agent.casefold().startswith("other") and is_agent(agent, names)
    )


def _text_of(fact: Fact) -> str:
    """What the warning says under its heading; empty where that would tell the heading."""
    label, colon, rest = fact.statement.partition(": ")
    if not colon or len(rest.split()) < 3 or alike(label, rest) or alike(fact.subject, rest):
        return ""
    return rest
