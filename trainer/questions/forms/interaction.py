"""Interactions, both ways: the effect from the agent, and the agent from the effect."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import ExplanationKey, Key, ListKey, Point, TermKey
from trainer.monograph.fact import Fact
from trainer.questions.about import names_of
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.naming import is_agent
from trainer.questions.question import Question
from trainer.questions.wording import count, drug, shown_words, small, word

EFFECT, AGENT, AGENTS = "effect", "agent", "agents"
NAME = "interaction"


def cards(deck: Deck) -> Iterable[Card]:
    facts = [fact for fact in deck.facts if fact.kind == "interaction" and not fact.negated]
    effects = [effect_of(fact).casefold() for fact in facts]
    names = names_of(deck)
    for fact in facts:
        effect = effect_of(fact)
        if not effect or not is_agent(fact.subject, names):
            continue
        yield card_of(deck, NAME, "interaction", [fact], card_id=f"{fact.id}/{EFFECT}")
        if effects.count(effect.casefold()) == 1 and not _names_itself(fact):
            yield card_of(deck, NAME, "interaction", [fact], card_id=f"{fact.id}/{AGENT}")
        if len(agents_of(fact)) > 1 and not any(
            agent.casefold() in fact.subject.casefold() for agent in agents_of(fact)
        ):
            yield card_of(deck, NAME, "list", [fact], card_id=f"{fact.id}/{AGENTS}")


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    way = card.id.rsplit("/", 1)[1]
    effect, agent = effect_of(fact), fact.subject
    if way == EFFECT:
        text = word("interaction.effect", chance, drug=drug(deck), agent=_inside(agent))
        said = effect.removeprefix("may ")
        key: Key = ExplanationKey(effect, (Point(said),))
    elif way == AGENT:
        name = "interaction.agent_may" if effect.startswith("may ") else "interaction.agent"
        text = word(name, chance, drug=drug(deck), effect=small(effect))
        key = TermKey(agent, Point(agent))
    else:
        agents = agents_of(fact)
        text = word(
            "interaction.agents",
            chance,
            n=count(len(agents)),
            drug=drug(deck),
            subject=_inside(agent),
        )
        key = ListKey(shown_words(agents), tuple(Point(name) for name in agents))
    return draft(deck, card, text, key, because=fact.statement)


def effect_of(fact: Fact) -> str:
    """The effect in words, such as "additive hypotensive effects"."""
    effect = fact.details.get("effect")
    return str(effect) if effect else ""


def agents_of(fact: Fact) -> tuple[str, ...]:
    agents = fact.details.get("agents", ())
    return tuple(str(agent) for agent in agents) if isinstance(agents, list | tuple) else ()


def _names_itself(fact: Fact) -> bool:
    """Whether the effect gives its agent away ("CNS depressants": "CNS depressant effects")."""
    stems = {word[:6].casefold() for word in fact.subject.split() if len(word) > 3}
    return any(part[:6].casefold() in stems for part in effect_of(fact).split() if len(part) > 3)


def _inside(agent: str) -> str:
    return small(agent)
