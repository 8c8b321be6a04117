"""The small words that steer how a sentence is read, from `tables/cues.txt`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from trainer.lexicon.table import slug
from trainer.lexicon.words import plain_form


def cue(kind: str) -> frozenset[str]:
    """The cue words of one kind."""
    return _cues().get(kind, frozenset())


@lru_cache(maxsize=1)
def implied() -> dict[str, frozenset[str]]:
    """By concept id, the ids that it says besides, from `tables/implied.txt`."""
    found: dict[str, set[str]] = {}
    path = Path(__file__).parent / "tables" / "implied.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            said, also = line.split("|")
            found.setdefault(slug(said), set()).add(slug(also))
    return {said: frozenset(also) for said, also in found.items()}


@lru_cache(maxsize=1)
def _cues() -> dict[str, frozenset[str]]:
    """The cue words of `tables/cues.txt`, by kind."""
    cues: dict[str, set[str]] = {}
    path = Path(__file__).parent / "tables" / "cues.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            kind, words = line.split("|")
            cues.setdefault(kind.strip(), set()).update(
                word.strip() if " " in word.strip() else plain_form(word.strip())
                for word in words.split(",")
                if word.strip()
            )
    return {kind: frozenset(words) for kind, words in cues.items()}
