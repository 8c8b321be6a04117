"""The tutor's wording: one table of sentences, varied without repeating itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from trainer.chance import Chance

MEMORY = 20  # sentences that a varied wording stays away from


@lru_cache(maxsize=1)
def table() -> Mapping[str, tuple[str, ...]]:
    """All wordings by name."""
    found: dict[str, list[str]] = {}
    path = Path(__file__).with_name("phrases.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, wording = line.partition("|")
            found.setdefault(name.strip(), []).append(wording.strip())
    return {name: tuple(wordings) for name, wordings in found.items()}


class Phrases:
    """Says things by name. Of several wordings it takes one that was not said of late."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._said: deque[str] = deque(maxlen=MEMORY)

    def say(self, name: str, **words: object) -> str:
        """Return a wording of `name` filled in; KeyError if there is no such name."""
        wordings = table()[name]
        fresh = [wording for wording in wordings if wording not in self._said]
        if fresh:
            wording = self._chance.choice(fresh)
        else:  # all were said of late: the one longest ago
            wording = min(wordings, key=lambda one: list(self._said).index(one))
        if len(wordings) > 1:
            if wording in self._said:
                self._said.remove(wording)
            self._said.append(wording)
        return wording.format(**words)
