"""A deck file with something in it that is no YAML: the rest of it is read all the same.

The entry that cannot be read (a card, a case, a field) is left out and the reading begins again,
so that its author sees every other problem at once. What was left out keeps its lines, as empty
ones: every place that is named stays true. Such a reading is for showing problems; a deck with an
error is never studied.
"""

from __future__ import annotations

import re
from pathlib import Path

from trainer.deck.comments import cut_short
from trainer.deck.problem import DeckError, Problem
from trainer.deck.yaml_tree import Node, decode, read_bytes, tree_of

MOST = 20
"""Entries that are left out before the reading gives up."""
LARGEST = 2_000_000
"""Characters of a file that is read again and again; of a larger one the first fault is named."""
_HOPELESS = ("documents", "empty", "too-deep", "key")
_TOP = re.compile(r"[^\s#-][^:]*:")


def read_as_far(path: Path) -> tuple[Node, list[Problem]]:
    """The tree of a file without the entries that cannot be read, and what is wrong with them.

    DeckError with all that was found where nothing can be read.
    """
    name = str(path)
    text = decode(read_bytes(path), name)
    found: list[Problem] = []
    skipped = (-1, -1)
    while True:
        try:
            root, problems = tree_of(text, name)
        except DeckError as error:
            (problem,) = error.problems
            line = problem.place.line
            if found and (line == skipped[1] or problem.code == "empty"):
                raise DeckError(tuple(found)) from error  # what was left out brought this about
            found.append(problem)
            shorter = _without(text, line) if problem.code not in _HOPELESS else None
            if shorter is None or len(found) >= MOST or len(text) > LARGEST:
                raise DeckError(tuple(found)) from error
            text, skipped = shorter
        else:
            return root, [*found, *problems, *cut_short(text, name)]


def _without(text: str, line: int) -> tuple[str, tuple[int, int]] | None:
    """The text with the entry around a line emptied, and its lines (first, first after it).

    None where there is no such entry.
    """
    lines = text.split("\n")
    if not 0 < line <= len(lines):
        return None
    place = line - 1
    top = next((n for n in range(place, -1, -1) if _TOP.match(lines[n])), None)
    if top is None:
        return None
    after = next((n for n in range(top + 1, len(lines)) if _TOP.match(lines[n])), len(lines))
    items = [n for n in range(top + 1, after) if re.match(r" *- ", lines[n])]
    depth = min((_depth(lines[n]) for n in items), default=0)
    items = [n for n in items if _depth(lines[n]) == depth]
    first = next((n for n in reversed(items) if n <= place), None)
    if first is None:
        return _emptied(lines, top, after)
    last = next((n for n in items if n > first), after)
    if len(items) == 1:
        first = top  # nothing is left under the name
    return _emptied(lines, first, last)


def _emptied(lines: list[str], first: int, after: int) -> tuple[str, tuple[int, int]]:
    name = lines[first].partition(":")[0]
    kept = [f"{name}: x"] if name in ("id", "title") else [""]
    emptied = [*lines[:first], *kept, *[""] * (after - first - 1), *lines[after:]]
    return "\n".join(emptied), (first + 1, after + 1)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
