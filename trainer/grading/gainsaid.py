"""A point that an answer makes and gainsays: "do not swallow it whole", "taper it at once"."""

from __future__ import annotations

import re

from trainer.grading.cues import implied
from trainer.grading.needs import Wanted
from trainer.grading.opposition import taken_back
from trainer.grading.reading import Atom, Reading


def gainsaid(one: Wanted, answer: Reading) -> bool:
    """Whether the contrary of what was said is said of the same thing too."""
    return (
        _takes_back(one, answer)
        or _both_told(one, answer)
        or _otherwise_done(one, answer)
        or _level_goes_otherwise(one, answer)
    )


def _takes_back(one: Wanted, answer: Reading) -> bool:
    """Whether the contrary of what was said is said of the same thing again."""
    against = frozenset(i for need in one.needs if need.is_relation for i in need.opposes)
    return bool(against) and any(
        atom.ids & against and not atom.denied and taken_back(atom, answer) for atom in answer.top
    )


def _both_told(one: Wanted, answer: Reading) -> bool:
    """Whether what is to be done is forbidden in so many words: "do not swallow it whole"."""
    deeds = [need.atom for need in one.needs if need.atom.category == "deed" and not need.given]
    return any(
        atom.ids == deed.ids and atom.denied != deed.denied for deed in deeds for atom in answer.top
    )


def _otherwise_done(one: Wanted, answer: Reading) -> bool:
    """Whether what was told is to be done in the contrary manner: "taper it at once"."""
    for need in one.needs:
        if need.atom.category not in ("manner", "deed") or need.given:
            continue
        up = _UPWARD if _GOES_DOWN.search(one.text) else frozenset()
        for hit in answer.atoms:
            says = hit.ids.union(*(implied().get(i, frozenset()) for i in hit.ids))
            if says & need.atom.ids and hit.denied == need.atom.denied:
                near = (
                    atom for atom in answer.top_of_item.get(hit.item, ()) if _is_beside(atom, hit)
                )
                if any(atom.ids & (need.opposes | up) for atom in near):
                    return True
    return False


def _is_beside(atom: Atom, hit: Atom) -> bool:
    return atom.denied == hit.denied and abs(atom.first - hit.first) <= _NEXT_TO


_GOES_DOWN = re.compile(r"\b(?:taper|wean|reduc|lower|withdraw|tail|discontinu|stop)", re.I)
_UPWARD = frozenset(
    ("increase", "high-dose", "dose-titration", "titrate-slowly", "titrate-quickly")
)
_NEXT_TO = 4
"""Words between what is done and how."""


def _level_goes_otherwise(one: Wanted, answer: Reading) -> bool:
    """Whether the contrary is said of the level, and what was asked of it of something else.

    "The kidney takes back more lithium, so the serum level falls", of a level that rises.
    """
    if not any("level" in need.atom.ids for need in one.needs):
        return False
    levels = {atom.segment for atom in answer.top if "level" in atom.ids}
    for need in one.needs:
        if need.is_relation and need.opposes:
            own, against = (
                {a.segment for a in answer.top if a.ids & ids and a.denied == need.atom.denied}
                for ids in (need.atom.ids, need.opposes)
            )
            if levels & against and not levels & own:
                return True
    return False
