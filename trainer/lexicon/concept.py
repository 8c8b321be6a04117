"""A clinical term with all the names people use for it, and a mention of it in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Concept:
    """One term: its preferred name, every other name, and what it must not be taken for.

    `opposes` are ids or names of its contraries (hypotension, hypertension); `confusable` those of
    terms that look or sound alike and mean something else (prednisone, prednisolone).
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    category: str = ""
    opposes: tuple[str, ...] = ()
    confusable: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept found in a text, from `start` to `end`.

    `how` says what it took: its exact name, another form of the same words ("stem"), or a typing
    error put right ("typo"). `others` are further concepts with the same name (MS). `inner` marks
    a mention within a longer one ("spinal cord" in "spinal cord injury"). `words` are the indexes
    of its words, first and one past the last.
    """

    concept: Concept
    start: int
    end: int
    typed: str
    how: Literal["exact", "stem", "typo"] = "exact"
    others: tuple[Concept, ...] = ()
    inner: bool = False
    words: tuple[int, int] = (0, 0)

    @property
    def concepts(self) -> tuple[Concept, ...]:
        return (self.concept, *self.others)
