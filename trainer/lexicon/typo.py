"""Typing errors put right, with guards: never into another term, never by guess.

A word of 5 to 8 letters may differ by one edit (a letter more, less, changed, or two swapped), a
longer one by two if it sounds the same. A word that exists is not a typing error (`known`), and
some differences are never typing errors: hypo/hyper, intra/inter, agonist/antagonist, un-, a-.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

SHORTEST = 5
LONG = 9
VERY_LONG = 12

_FAMILIES = (
    ("hypo", "hyper"),
    ("intra", "inter", "infra"),
    ("pre", "post", "per", "pro"),
    ("tachy", "brady"),
    ("agonist", "antagonist"),
    ("poly", "oligo"),
    ("micro", "macro"),
    ("endo", "exo", "ecto"),
    ("ante", "anti"),
    ("sub", "super", "supra"),
    ("increas", "decreas"),
    ("mono", "poly"),
    ("ab", "ad"),
    ("af", "ef"),
    ("anter", "retr"),
    ("ex", "in"),
    ("de", "re"),
    ("im", "in", "un", "dis", "non", "mis", "a", "an", "ir", "il"),
)
_SOUNDS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"ph", "f"), (r"rrh|rh", "r"), (r"th", "t"), (r"sch|ch|ck|qu", "k"), (r"c(?=[eiy])", "s"),
        (r"c", "k"), (r"x", "ks"), (r"z", "s"), (r"ps(?=[a-z])", "s"), (r"y", "i"),
        (r"tion|sion", "shn"), (r"(.)\1", r"\1"), (r"(?<=[a-z])h", ""), (r"[aeiou]+", "a"),
    )
)  # fmt: skip


_NUMERAL = re.compile(r"[ivx]{2,5}[ab]?")
_TWICE = re.compile(r"([a-z]{2,3})\1")


class Corrector:
    """Puts typing errors right towards one vocabulary; answers are remembered."""

    def __init__(
        self, vocabulary: Iterable[str], known: Callable[[str], bool], shortest: int = SHORTEST
    ) -> None:
        self._shortest = shortest
        self._by_length: dict[int, list[str]] = {}
        for word in vocabulary:
            if len(word) >= SHORTEST - 1 and word.isalpha():
                self._by_length.setdefault(len(word), []).append(word)
        self._known = known
        self._remembered: dict[str, tuple[int, str] | None] = {}

    def correct(self, word: str) -> str | None:
        """The one word of the vocabulary that `word` is a typing error of, or None."""
        found = self.nearest(word)
        return found[1] if found else None

    def nearest(self, word: str) -> tuple[int, str] | None:
        """The word that `correct` gives, with how many edits away it is."""
        if len(word) < self._shortest or len(word) > 40 or not word.isalpha() or self._known(word):
            return None
        if _NUMERAL.fullmatch(word):  # VIIIa is another factor than VIIa, and no slip
            return None
        if word not in self._remembered:
            if len(self._remembered) > 10_000:
                self._remembered.clear()
            self._remembered[word] = self._search(word)
        return self._remembered[word]

    def _search(self, word: str) -> tuple[int, str] | None:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        allowed = 1 if len(word) < LONG else 2
        found: list[tuple[int, str]] = []
        changed_only = len(word) < SHORTEST  # of so short a word one letter is changed or missing
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            near = extract(
                word,
                self._by_length.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=allowed,
                limit=6,
            )
            found += [(int(distance), other) for other, distance, _ in near]
        found = [
            (distance, other) for distance, other in found if likely_slip(word, other, distance)
        ]
        if changed_only:
            found = [
                (distance, other)
                for distance, other in found
                if len(other) == len(word) or len(other) == SHORTEST
            ]
        if not found:
            return None
        found.sort()
        best = [other for distance, other in found if distance == found[0][0]]
        if len({_root(other) for other in best}) > 1:
            return None
        return found[0][0], best[0]


def sounding_like(word: str, others: Iterable[str]) -> str | None:
    """The one word that is said like this one, so that it may be what was meant: "dubble"."""
    if len(word) < SHORTEST or not word.isalpha() or _NUMERAL.fullmatch(word):
        return None
    mine = _sound(word)
    found = {
        other
        for other in others
        if abs(len(other) - len(word)) <= 2
        and other[:1] == word[:1]
        and _sound(other) == mine
        and not _contrasted(word, other)
    }
    return found.pop() if len(found) == 1 else None


def likely_slip(typed: str, word: str, distance: int) -> bool:
    """Whether `typed` may be a typing error of `word`, `distance` edits away."""
    if distance == 0:
        return True
    if distance > 1 and min(len(typed), len(word)) < LONG - 1:
        return False
    if _contrasted(typed, word):
        return False
    if distance > 1 and not _sounds_close(typed, word):
        return False
    # a first letter that differs makes another word more often than a slip
    return (
        typed[0] == word[0]
        or sorted(typed[:2]) == sorted(word[:2])
        or typed[1:] == word[1:]
        or (typed == word[1:] or word == typed[1:])
    )


def _contrasted(typed: str, word: str) -> bool:
    for family in _FAMILIES:
        one = max((part for part in family if typed.startswith(part)), key=len, default="")
        other = max((part for part in family if word.startswith(part)), key=len, default="")
        if one != other and (not one or not other):
            # un-, a-: the rest is the same word with and without its negation
            if len(family) > 4 and (typed == one + other + word or word == other + one + typed):
                return True
        elif one != other and typed[len(one) :][:3] == word[len(other) :][:3]:
            return True
    longer, shorter = (typed, word) if len(typed) > len(word) else (word, typed)
    return longer.endswith(shorter) and longer[: -len(shorter)] in (
        "a", "an", "un", "in", "im", "ir", "il", "non", "dis", "ab", "de", "re", "s", "b", "t", "e",
        "o",
    )  # fmt: skip


def _sounds_close(typed: str, word: str) -> bool:
    from rapidfuzz.distance import OSA

    if _once(typed) == _once(word):  # a syllable said once for twice: "otoxicity"
        return True
    mine, theirs = _sound(typed).replace("a", ""), _sound(word).replace("a", "")
    far = OSA.distance(mine, theirs)
    return far == 0 or (far == 1 and min(len(typed), len(word)) >= VERY_LONG)


def _once(word: str) -> str:
    return _TWICE.sub(r"\1", word)


@lru_cache(maxsize=4096)
def _sound(word: str) -> str:
    for pattern, put in _SOUNDS:
        word = pattern.sub(put, word)
    return word


def _root(word: str) -> str:
    from trainer.lexicon.words import stem

    return stem(word)
