"""The room's tables, read once: lines of cells between strokes, lists between commas.

A row is one line of `tables/NAME.txt`. `phrases` makes of a table the question "which of these
words does this text hold?", with whole words only and the longest phrase first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

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
    """Phrases with the row that each belongs to, found in lower-case text as whole words."""

    rows: tuple[tuple[str, ...], ...]
    row_of: dict[str, int]
    pattern: re.Pattern[str]

    def first(self, text: str) -> tuple[str, ...] | None:
        """Return the row whose phrase stands first in `text` (lower case); of two, the longest."""
        found = self.pattern.search(text)
        return self.rows[self.row_of[found.group()]] if found else None

    def best(self, text: str) -> tuple[str, ...] | None:
        """Return the row that stands highest in the table of those with a phrase in `text`."""
        hits = [self.row_of[found] for found in self.pattern.findall(text)]
        return self.rows[min(hits)] if hits else None

    def longest(self, text: str) -> tuple[str, ...] | None:
        """Return the row of the longest phrase in `text`."""
        hits = self.pattern.findall(text)
        return self.rows[self.row_of[max(hits, key=len)]] if hits else None

    def all(self, text: str) -> tuple[tuple[str, ...], ...]:
        """Return the rows with a phrase in `text`, in order of the text, each once."""
        found = dict.fromkeys(self.row_of[hit] for hit in self.pattern.findall(text))
        return tuple(self.rows[index] for index in found)


@lru_cache(maxsize=32)
def phrases(name: str, cell: int = -1) -> Phrases:
    """Return the phrases that stand in cell number `cell` of each row of a table."""
    table = rows(name)
    row_of: dict[str, int] = {}
    for index, row in enumerate(table):
        for word in words(row[cell]):
            row_of.setdefault(word.lower(), index)
    ordered = sorted(row_of, key=len, reverse=True)
    joined = "|".join(map(re.escape, ordered))
    return Phrases(table, row_of, re.compile(rf"(?<![a-z0-9])(?:{joined})(?![a-z0-9])"))
