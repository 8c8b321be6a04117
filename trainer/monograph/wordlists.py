"""The room's tables, read once: lines of cells between strokes, lists between commas.

A row is one line of `tables/NAME.txt`. `phrases` makes of a table the question "which of these
words does this text hold?", with whole words only and the longest phrase first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_WORDS = re.compile(r"[a-z0-9]+")
_FOLDER = Path(__file__).parent / "tables"


@lru_cache(maxsize=32)
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of tables/`name`.txt, each a tuple of stripped cells."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            found.append(tuple(cell.strip() for cell in line.split("|")))
    return tuple(found)


def words(cell: str) -> tuple[str, ...]:
    """Split one cell at its commas."""
    return tuple(word for part in cell.split(",") if (word := part.strip()))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases with the row that each belongs to, found in text as whole words.

    `by_word` holds, under each phrase's first word, its words and its row's index, longest first.
    Case and punctuation between words do not matter.
    """

    rows: tuple[tuple[str, ...], ...]
    by_word: dict[str, list[tuple[tuple[str, ...], int]]]

    def first(self, text: str) -> tuple[str, ...] | None:
        """Return the row whose phrase stands first in `text`; of two there, the longest."""
        for _, index in self._hits(text):
            return self.rows[index]
        return None

    def best(self, text: str) -> tuple[str, ...] | None:
        """Return the row that stands highest in the table of those with a phrase in `text`."""
        found = min((index for _, index in self._hits(text)), default=None)
        return None if found is None else self.rows[found]

    def longest(self, text: str) -> tuple[str, ...] | None:
        """Return the row of the phrase in `text` with the most letters; of two, the first."""
        found = max(self._hits(text), key=lambda hit: hit[0], default=None)
        return None if found is None else self.rows[found[1]]

    def all(self, text: str) -> tuple[tuple[str, ...], ...]:
        """Return the rows with a phrase in `text`, in order of the text, each once."""
        return tuple(
            self.rows[index] for index in dict.fromkeys(hit[1] for hit in self._hits(text))
        )

    def _hits(self, text: str) -> Iterator[tuple[int, int]]:
        """(letters, row) of each phrase, left to right, none overlapping another."""
        tokens = _tokens(text)
        if self.by_word.keys().isdisjoint(tokens):
            return
        after = 0
        for place, token in enumerate(tokens):
            known = self.by_word.get(token) if place >= after else None
            for phrase, index in known or ():
                size = len(phrase)
                if size == 1 or tuple(tokens[place : place + size]) == phrase:
                    after = place + size
                    yield sum(map(len, phrase)), index
                    break


@lru_cache(maxsize=256)
def _tokens(text: str) -> list[str]:
    # One line is asked of several tables.
    return _WORDS.findall(text.lower())


@lru_cache(maxsize=32)
def phrases(name: str) -> Phrases:
    """Return the phrases in the last cell of each row of a table."""
    table = rows(name)
    by_word: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for index, row in enumerate(table):
        for phrase in words(row[-1]):
            tokens = tuple(_WORDS.findall(phrase.lower()))
            by_word.setdefault(tokens[0], []).append((tokens, index))
    for known in by_word.values():
        known.sort(key=lambda entry: -len(entry[0]))
    return Phrases(table, by_word)
