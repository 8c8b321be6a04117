"""The class that a drug belongs to, by every name that its monograph gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.deck.deck import Deck
from trainer.monograph import wordlists
from trainer.monograph.fact import Fact
from trainer.questions.about import is_of_the_drug

_ACTS = re.compile(
    r"\b(?:is|are|as)\s+(?:an?\s+|the\s+)?(?:[\w-]+(?:,\s*|\s+(?:and\s+)?)){0,4}?"
    r"(?P<noun>inhibitor|antagonist|agonist|blocker|activator)s?\s+(?:of|at)\s+(?:the\s+)?(?P<of>.+)$",
    re.IGNORECASE,
)
_END = re.compile(r"[;.]|,\s|\s(?:that|which|with|and|in|by|used|for)\s", re.IGNORECASE)
_SHORT = re.compile(r"^[^()]*\(([^()]{2,24})\)\s*(.*)$")
_LONGEST = 6  # words of a class's name


def is_broad(name: str) -> bool:
    """Whether the name says only what the drug is for: "a synthetic lipid-lowering agent"."""
    words = name.casefold().split()
    broad = next(row[1] for row in wordlists.rows("drug_classes") if row[0] == "broad")
    return bool(words) and words[-1] in wordlists.words(broad)


def class_names(deck: Deck) -> tuple[str, ...]:
    """Names of the drug's class by what it acts on: "HMG-CoA reductase inhibitor", "statin"."""
    found: dict[str, None] = {}
    for fact in deck.facts:
        if fact.section in ("introduction", "mechanism") and is_of_the_drug(deck, fact):
            for name in _by_target(fact):
                found[name] = None
    for name in tuple(found):
        for other in _called(deck, name):
            found[other] = None
    return tuple(found)


def _by_target(fact: Fact) -> Iterator[str]:
    acts = None if fact.negated else _ACTS.search(fact.statement)
    if acts is None:
        return
    noun = acts["noun"].lower()
    short = _SHORT.match(acts["of"])
    targets = [_END.split(acts["of"])[0]]
    if short:
        targets = [f"{short[1]} {_END.split(short[2])[0]}", *targets]
    for target in targets:
        name = f"{' '.join(target.split())} {noun}".strip()
        if "(" not in name and 1 < len(name.split()) <= _LONGEST:
            yield name


def _called(deck: Deck, name: str) -> Iterator[str]:
    """What stands in brackets behind the class's name: "HMG-CoA reductase inhibitors (statins)"."""
    pattern = re.compile(rf"\b{re.escape(name)}s?\s*\(([A-Za-z][\w -]{{1,30}})\)", re.IGNORECASE)
    for match in pattern.finditer(" ".join(deck.text)):
        if len(match[1].split()) <= 3:
            yield match[1].removesuffix("s")
