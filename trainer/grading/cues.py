"""The small words that steer how a sentence is read, from `tables/cues.txt`."""

from __future__ import annotations

from functools import lru_cache

from trainer.grading.rows import listed, rows
from trainer.lexicon.table import slug
from trainer.lexicon.words import plain_form


def cue(kind: str) -> frozenset[str]:
    """The cue words of one kind."""
    return _cues().get(kind, frozenset())


@lru_cache(maxsize=1)
def implied() -> dict[str, frozenset[str]]:
    """By concept id, the ids that it says besides, from `tables/implied.txt`."""
    found: dict[str, set[str]] = {}
    for said, also in rows("implied"):
        found.setdefault(slug(said), set()).add(slug(also))
    return {said: frozenset(also) for said, also in found.items()}


@lru_cache(maxsize=1)
def _cues() -> dict[str, frozenset[str]]:
    """The cue words of `tables/cues.txt`, by kind."""
    cues: dict[str, set[str]] = {}
    for kind, words in rows("cues"):
        cues.setdefault(kind, set()).update(
            word if " " in word else plain_form(word) for word in listed(words)
        )
    return {kind: frozenset(words) for kind, words in cues.items()}
