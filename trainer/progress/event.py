"""One row of the log. Events are appended, never changed and never deleted.

All events of one asking together are a review: the answer, what followed it, and whether it was
taken back. `trainer.progress.fold` says how they come together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Kind(IntEnum):
    """What happened. The numbers stand in learners' files: none is ever given a new meaning."""

    ANSWER = 1
    """An asking: a question was shown, and an answer typed."""
    FOLLOW_UP = 2
    """A further answer to the same asking, refers to the ANSWER."""
    MARK = 3
    """The learner marked the asking themselves, refers to the ANSWER."""
    DISPUTE = 4
    """The learner says that the verdict is wrong, refers to the ANSWER; moves no memory."""
    UNDO = 5
    """The asking, or the RESET, is taken back; refers to it."""
    REDO = 6
    """An UNDO is taken back, refers to that UNDO."""
    SKIP = 7
    """A question was shown and not answered; moves no memory."""
    SUSPEND = 8
    """The card is not asked any more."""
    RESUME = 9
    """The card is asked again."""
    RESET = 10
    """The card's memory begins anew; its history stays. `variant` names the reset: cards that began
    anew together share it, and none has one where what the card asserts had changed."""
    NOTE = 11
    """A remark of the learner on an asking or a card."""
    EASY = 12
    """The learner says that the asking was easy, refers to the ANSWER."""
    EXAM = 13
    """An answer in a mock exam; moves memory only if it says that it counts."""


class Outcome(IntEnum):
    """The verdict's word as a number; 0 where an event has none."""

    NONE = 0
    CORRECT = 1
    PARTIAL = 2
    INCORRECT = 3
    UNSURE = 4
    NO_ATTEMPT = 5

    @property
    def word(self) -> str:
        """The word that `trainer grade --json` uses; empty for NONE."""
        return "" if self is Outcome.NONE else self.name.lower()

    @classmethod
    def of(cls, word: str) -> Outcome:
        """Return the outcome of a verdict's word; raises ValueError for any other word."""
        try:
            return cls[word.upper()] if word else cls.NONE
        except KeyError:
            raise ValueError(f"{word!r} is no verdict") from None


ASKINGS = frozenset((Kind.ANSWER, Kind.SKIP, Kind.EXAM))
"""The kinds that begin an asking; all others refer to one, or to a card as a whole."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event, complete.

    `id` is 16 bytes, `device` the 16 bytes of the device that wrote it, `sequence` counts that
    device's events from 1. `refers` is the id of the asking's first event, or None. `at_ms` are UTC
    milliseconds since 1970, `offset_min` the minutes east of UTC, `day` the study day. `score` is 0
    to 1; `rating` 1 to 4, 0 for none; `taken_ms` has idle time cut off. `scheduler` and
    `scheduler_parameters` name the memory model of the day. `number` is the row in this file.
    """

    id: bytes
    device: bytes
    sequence: int
    kind: Kind
    deck: str
    card: str
    at_ms: int
    offset_min: int
    zone: str
    rollover_hour: int
    day: int
    refers: bytes | None = None
    revision: str = ""
    fingerprint: str = ""
    variant: str = ""
    drawn: Mapping[str, str] | None = None
    shown: Mapping[str, Any] | None = None
    answer: str = ""
    outcome: Outcome = Outcome.NONE
    score: float = 0.0
    unsafe: bool = False
    rating: int = 0
    counts: bool = True
    hints: int = 0
    taken_ms: int = 0
    verdict: Mapping[str, Any] | None = None
    grader_version: str = ""
    scheduler: str = ""
    scheduler_parameters: str = ""
    note: str = ""
    number: int = 0
