"""A dose by another route than the one that was asked about is another, often unsafe, dose."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from trainer.grading.reading import Reading
from trainer.grading.rows import listed, rows
from trainer.lexicon.table import slug
from trainer.monograph.fact import Fact

# Names of one route, as they stand in the lexicon's rows.
_ALIKE = {"tablet-form": "oral", "by-mouth": "oral"}
_DENIED = re.compile(r"\b(?:not|never|no|n['’]t|avoid|without)\b[^.;]{0,20}$", re.IGNORECASE)


def routes_of(text: Reading) -> frozenset[str]:
    """The routes that a text names, without those it denies."""
    found = set()
    for atom in text.atoms:
        if atom.denied or atom.category != "route":
            continue
        start = text.words[atom.first].start
        if not _DENIED.search(text.text[max(0, start - 24) : start]):
            found |= {_ALIKE.get(one, one) for one in atom.ids}
    return frozenset(found)


INJECTED = frozenset(
    (
        "intravenous",
        "intrathecal",
        "intramuscular",
        "subcutaneous",
        "epidural",
        "intradermal",
        "intra-arterial",
    )
)


_SWALLOWED = frozenset(("oral",))


@lru_cache(maxsize=1)
def never_swallowed() -> frozenset[str]:
    """The drugs that do nothing, or harm, when they are swallowed, from `tables/injected.txt`."""
    return frozenset(slug(name) for (names,) in rows("injected") for name in listed(names))


_INJECT = re.compile(
    r"\binject(?:ed|ing)\b|\binto\s+(?:an?|the)\s+(?:vein|arm|muscle|artery|drip)\b", re.I
)


def unasked_route(answer: Reading, question: Reading, key: Reading) -> bool:
    """Whether a dose is said to be injected, also besides, by a route that nobody asked about."""
    injected = bool(_INJECT.search(answer.text))
    spoken = {one for text in (question, key) for atom in text.atoms for one in atom.ids}
    asked = routes_of(question) | routes_of(key)
    if injected and not spoken & {"inject", "injection-site"} and not asked & INJECTED:
        return True
    named = routes_of(answer)
    return bool(named & INJECTED - asked)


def other_route(answer: Reading, question: Reading, key: Reading, facts: Iterable[Fact]) -> str:
    """Why a number's route would harm, as a sentence; empty if none is named, or the asked one.

    A route is wrong if the question names another, or if a fact of the deck bars it.
    """
    named = routes_of(answer)
    asked = routes_of(question) | routes_of(key)
    if named & _SWALLOWED and not asked & _SWALLOWED and question.ids & never_swallowed():
        return "That drug is not given by mouth, so that would harm."
    if not named or named & asked:
        return ""
    if asked:
        said, meant = (", ".join(sorted(routes)) for routes in (named, asked))
        return f"That dose is {meant}; by the {said} route it would harm."
    barred = {
        str(fact.details["route"])
        for fact in facts
        if fact.kind == "contraindication" and fact.details.get("route") and not fact.negated
        and len(fact.subject.split()) <= 2
    }  # fmt: skip
    if wrong := named & barred:
        return f"The {', '.join(sorted(wrong))} route is contraindicated, so that would harm."
    return ""
