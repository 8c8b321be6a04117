"""Everyday words for what stands in a list of cards: "kidney" finds "renal"."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

_LEAST = 4  # letters of a word that is still being typed


def other_words(typed: str) -> Collection[str]:
    """What cards may say in the place of an everyday word, or of one that begins so."""
    if len(typed) < _LEAST:
        return ()
    return {
        said
        for everyday, others in _table()
        if any(word.startswith(typed) for word in everyday)
        for said in others
    }


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    text = Path(__file__).with_name("other_words.txt").read_text(encoding="utf-8")
    rows = [line.partition(":") for line in text.splitlines() if line.strip() and line[0] != "#"]
    return tuple((_words(everyday), _words(others)) for everyday, _, others in rows)


def _words(listed: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in listed.split("|"))
