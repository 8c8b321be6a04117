"""Error-prone ways of writing doses, from the Joint Commission "Do Not Use" list and ISMP's list.

They cost a learner nothing; the safe form is shown beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Notation:
    """One error-prone form as typed, with the safe form and the reason."""

    code: str
    typed: str
    write: str
    why: str
    start: int
    end: int


def find_notation(text: str) -> tuple[Notation, ...]:
    """Every error-prone form in a text, each kind once, in order of place."""
    found: dict[str, Notation] = {}
    for code, pattern, write, why in _rows():
        match = pattern.search(text)
        if match:
            typed = match.group().strip()
            found[code] = Notation(code, typed, write, why, match.start(), match.end())
    return tuple(sorted(found.values(), key=lambda one: one.start))


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, re.Pattern[str], str, str], ...]:
    rows = []
    path = Path(__file__).parent / "notation.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            code, pattern, write, why = (field.strip() for field in line.split(" | "))
            flags = 0 if pattern.startswith("(?-i)") else re.IGNORECASE
            rows.append((code, re.compile(pattern.removeprefix("(?-i)"), flags), write, why))
    return tuple(rows)
