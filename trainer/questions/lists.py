"""The lists that a monograph makes: which facts are entries of one enumeration, and its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trainer.deck.deck import Deck
from trainer.deck.deck_file import slug
from trainer.monograph.fact import Fact

KINDS = {
    "contraindication": "contraindications",
    "withdrawal_sign": "withdrawal symptoms",
    "indication": "indications",
    "off_label": "off-label uses",
    "monitoring": "monitoring",
}
WORDS = 10  # a longer statement is listed by its subject
_TREATING = re.compile(r"^(?:the )?(?:management|treatment|relief) of ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """Two or more facts that answer one "name the ..."; `name` is its id, `topic` its words.

    `group` is the heading that all of them certainly stand under ("common"), or empty.
    """

    name: str
    kind: str
    topic: str
    facts: tuple[Fact, ...]
    group: str = ""


def lists_of(deck: Deck) -> Iterator[Listed]:
    """Every list of the deck; adverse effects by the group they certainly stand in."""
    for kind, topic in KINDS.items():
        facts = tuple(
            _each_once(fact for fact in deck.facts if fact.kind == kind and not fact.negated)
        )
        if len(facts) > 1:
            yield Listed(slug(kind), kind, topic, facts)
    groups: dict[str, list[Fact]] = {}
    for fact in deck.facts:
        if fact.kind == "adverse_effect" and not fact.negated:
            groups.setdefault(certain_frequency(fact), []).append(fact)
    # An effect alone under its heading is listed with those whose heading is lost.
    for group in [name for name, effects in groups.items() if name and len(effects) == 1]:
        groups[""] = groups.pop(group) + groups.get("", [])
    for group, named in groups.items():
        effects = _each_once(named)
        if len(effects) > 1:
            topic = f"{group} adverse effects".strip()
            yield Listed(
                f"adverse-effect-{slug(group)}", "adverse_effect", topic, tuple(effects), group
            )


def _each_once(facts: Iterable[Fact]) -> list[Fact]:
    """An effect that several lines name is one entry."""
    met: dict[str, Fact] = {}
    for fact in facts:
        met.setdefault(item_of(fact).casefold(), fact)
    return list(met.values())


def certain_frequency(fact: Fact) -> str:
    """The frequency heading of an adverse effect, where it is certain."""
    certain = fact.group is not None and not fact.group.inferred and fact.frequency != "unstated"
    return fact.group.name if certain and fact.group else ""


def item_of(fact: Fact) -> str:
    """What is listed: the effect's or condition's name, without what every item shares."""
    if fact.kind in ("withdrawal_sign", "adverse_effect", "off_label"):
        return fact.subject
    if fact.kind == "monitoring":
        return fact.statement if len(fact.statement.split()) <= WORDS else fact.subject
    return _TREATING.sub("", fact.statement)


def alike(one: str, other: str) -> bool:
    """Whether two items share a word of meaning, so that one could be taken for the other."""
    return bool(_stems(one) & _stems(other))


def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[a-z]{4,}", text.casefold())
    return frozenset(word[:5] for word in words if word not in _EMPTY)


_EMPTY = frozenset(("with", "from", "other", "severe", "patients", "resulting", "administration",
                    "effects", "reactions", "that", "this", "common", "mild"))  # fmt: skip
