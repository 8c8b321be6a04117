"""What an action is looked for under: its own words, and those of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from trainer.calculator.calculation import Calculation
from trainer.calculator.catalogue import GROUPS

FILLING = "(no matter)"
"""The row of the table with words that say nothing of what is looked for."""
_TITLE, _WORD, _BEGINNING = 3, 2, 1
_CUT = 4  # letters, from which on a longer word may begin with what was typed, or it with that


@dataclass(frozen=True, slots=True)
class Told:
    """A command of the terminal: what to type there, and what it does."""

    command: str
    does: str


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], dict[Told, str]]:
    keys: dict[str, str] = {}
    told: dict[Told, str] = {}
    path = Path(__file__).with_name("palette.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            first, *rest = (part.strip() for part in line.split("|"))
            if len(rest) == 1:
                keys[first] = rest[0]
            else:
                told[Told(first, rest[0])] = rest[1]
    return keys, told


def words_for(key: str) -> str:
    """The other words of an action, by the id of its key; empty if it has none."""
    return _table()[0].get(key, "")


def terminal() -> dict[Told, str]:
    """The commands of the terminal with the words that they are looked for under."""
    return _table()[1]


def said_of(calculation: Calculation) -> str:
    """What a calculation is looked for under, besides its title."""
    names = [calculation.name, *calculation.aliases, calculation.family]
    words = [each.replace("_", " ") for each in names]
    words += [spec.meaning for spec in calculation.inputs]
    heading = next(title for title, group in GROUPS if calculation in group)
    return ", ".join((*words, heading, calculation.summary))


def fit(query: str, title: str, words: str) -> float:
    """How well an action fits what was typed, 0 to 1: every word that says something must be found.

    A word counts most in the title; "remind" finds "reminder", and "exams" finds "exam".
    """
    typed = _words(query)
    filling = _words(words_for(FILLING))
    wanted = [word for word in typed if word not in filling] or typed
    if not wanted:
        return 0.0
    own, other = _words(title), _words(words)
    found = [max(_found(word, own, _TITLE), _found(word, other, _WORD)) for word in wanted]
    if not all(found):
        return 0.0
    whole = " ".join(typed) in " ".join((*own, *other))
    return (sum(found) / len(found) / _TITLE * 9 + whole) / 10


def _found(word: str, among: Iterable[str], worth: int) -> float:
    best = 0.0
    for one in among:
        if one == word:
            return worth
        if one.startswith(word):
            best = max(best, worth - _BEGINNING / 2)
        elif len(one) >= _CUT and word.startswith(one):
            best = max(best, worth - _BEGINNING)
    return best


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold().replace("'", "").replace("’", ""))
