"""Sitting an exam: going to and fro, answering, flagging, until it is handed in. No feedback.

A state machine without screen or clock: the time since it was opened is handed in with each step,
and each step is written down by `keep` before it holds. `replayed` brings a sitting back from what
was written down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from trainer.errors import UsageError
from trainer.tutor.exam.paper import Paper

LONGEST = 20_000  # characters of an answer or a note
_IN_A_PAUSE = ("pause", "go_on", "leave")  # the steps that a pause allows


class State(StrEnum):
    """Where one question of the paper stands."""

    UNSEEN = "unseen"
    SEEN = "seen, not answered"
    ANSWERED = "answered"


@dataclass(slots=True)
class Place:
    """What the learner did with one question; `spent_ms` is the time it was on the screen.

    `draft` is what stands in the line and was not entered: no answer, but nothing to be lost.
    """

    answer: str = ""
    draft: str = ""
    seen: bool = False
    flagged: bool = False
    struck: frozenset[int] = frozenset()
    note: str = ""
    changes: int = 0
    first_answer: str = ""
    spent_ms: int = 0

    @property
    def state(self) -> State:
        if self.answer:
            return State.ANSWERED
        return State.SEEN if self.seen else State.UNSEEN


@dataclass(slots=True)
class Sitting:
    """An exam that is being sat.

    `stopwatch` gives milliseconds that only run forward; `keep` writes a step to the disk and
    returns when it is there. Time runs from `begin` on, and stands still in a pause and while the
    exam is closed, if its rules allow a pause. In a pause nothing can be done but to go on.
    """

    paper: Paper
    stopwatch: Callable[[], int]
    keep: Callable[[Mapping[str, Any]], None]
    places: list[Place] = field(default_factory=list)
    at: int = 0
    handed_in: bool = False
    paused: bool = False
    _before_ms: int = 0  # time used before this opening
    _opened: int = 0
    _shown: int = 0

    def __post_init__(self) -> None:
        self.places = self.places or [Place() for _ in self.paper.items]
        self._opened = self._shown = self.stopwatch()
        if not self.handed_in:
            self.places[self.at].seen = True

    # Time

    @property
    def used_ms(self) -> int:
        """Time used so far."""
        if self.handed_in or self.paused:
            return self._before_ms
        return self._before_ms + self.stopwatch() - self._opened

    @property
    def left_ms(self) -> int | None:
        """Time left, 0 at least; None without a limit."""
        limit = self.paper.rules.limit_ms
        return None if limit is None else max(0, limit - self.used_ms)

    @property
    def out_of_time(self) -> bool:
        return self.left_ms == 0

    # What the learner does

    def answer(self, text: str) -> None:
        """Give an answer to the question on the screen, or another one in its place."""
        said = text.strip()
        self._refuse_late()
        self._refuse_long(said, "answer")
        self._step("answer", text=said)

    def clear(self) -> None:
        """Take the answer to the question on the screen away."""
        self._refuse_late()
        self._step("answer", text="")

    def go(self, number: int) -> None:
        """Go to question `number`, counted from 1. UsageError if there is none."""
        if not 1 <= number <= len(self.places):
            raise UsageError(f"there are questions 1 to {len(self.places)}")
        self._step("go", to=number - 1)

    def next(self) -> bool:
        """Go to the next question; False if this is the last."""
        if self.at + 1 == len(self.places):
            return False
        self.go(self.at + 2)
        return True

    def back(self) -> bool:
        """Go to the question before; False if this is the first."""
        if not self.at:
            return False
        self.go(self.at)
        return True

    def next_open(self) -> bool:
        """Go to the next question without an answer, past the end to the first; False if none."""
        count = len(self.places)
        for step in range(1, count + 1):
            place = (self.at + step) % count
            if self.places[place].state is not State.ANSWERED:
                self.go(place + 1)
                return True
        return False

    def flag(self) -> bool:
        """Flag the question to come back to it, or take the flag away; what holds now."""
        self._step("flag", on=not self.places[self.at].flagged)
        return self.places[self.at].flagged

    def strike(self, option: int) -> bool:
        """Strike out an option (from 0), or bring it back; whether it is struck out now."""
        options = self.paper.items[self.at].options
        if not options:
            raise UsageError("this question has no options to strike out")
        if not 0 <= option < len(options):
            raise UsageError(f"the options are a to {chr(ord('a') + len(options) - 1)}")
        self._step("strike", option=option, on=option not in self.places[self.at].struck)
        return option in self.places[self.at].struck

    def note(self, text: str) -> None:
        """Keep a note on the question; an empty one takes it away."""
        self._refuse_long(text, "note")
        self._step("note", text=text.strip())

    def draft(self, text: str) -> None:
        """Keep what was typed to the question on the screen and not entered."""
        said = text[:LONGEST]
        if said != self.places[self.at].draft:
            self._step("draft", text=said)

    def pause(self) -> None:
        """Stop the clock until `go_on`."""
        if not self.paper.rules.pause:
            raise UsageError("this exam is sat without a pause")
        self._step("pause")

    def go_on(self) -> None:
        """Let the clock run again after a pause."""
        self._step("go_on")

    def mark_time(self) -> None:
        """Write down how much time is used, so that a crash gives none of it back."""
        if not self.paused:
            self._step("time")

    def leave(self) -> None:
        """Write down that the exam is closed now; the time until now is used."""
        self._step("leave")

    def hand_in(self) -> None:
        """End the exam: nothing can be changed any more."""
        self._step("hand_in")

    # The log

    def _step(self, what: str, **more: object) -> None:
        if self.handed_in:
            raise UsageError("the exam is handed in")
        if self.paused and what not in _IN_A_PAUSE:
            raise UsageError("the exam is paused", hint="Press Enter to go on")
        step = {
            "do": what,
            "item": self.at,
            "used_ms": self.used_ms,
            "spent_ms": 0 if self.paused else self.stopwatch() - self._shown,
            **more,
        }
        self.keep(step)
        self._take(step)
        self._shown = self.stopwatch()

    def _take(self, step: Mapping[str, Any]) -> None:
        place = self.places[step["item"]]
        place.spent_ms += step["spent_ms"]
        match step["do"]:
            case "answer":
                if place.answer and step["text"] != place.answer:
                    place.changes += 1
                place.first_answer = place.first_answer or step["text"]
                place.answer = step["text"]
                place.draft = ""
            case "draft":
                place.draft = step["text"]
            case "go":
                self.at = step["to"]
                self.places[self.at].seen = True
            case "flag":
                place.flagged = step["on"]
            case "strike":
                place.struck = (
                    place.struck | {step["option"]}
                    if step["on"]
                    else place.struck - {step["option"]}
                )
            case "note":
                place.note = step["text"]
            case "pause":
                self._before_ms = step["used_ms"]
                self.paused = True
            case "go_on":
                self._opened = self.stopwatch()
                self.paused = False
            case "hand_in":
                self._before_ms = step["used_ms"]
                self.handed_in = True

    def _refuse_late(self) -> None:
        if self.out_of_time:
            raise UsageError("the time is over", hint="Hand the exam in")

    def _refuse_long(self, text: str, what: str) -> None:
        if len(text) > LONGEST:
            raise UsageError(f"the {what} has {len(text):,} characters; at most {LONGEST:,} fit")


def replayed(
    paper: Paper,
    steps: Iterable[Mapping[str, Any]],
    stopwatch: Callable[[], int],
    keep: Callable[[Mapping[str, Any]], None],
    *,
    away_ms: int = 0,
) -> Sitting:
    """Bring a sitting back from its steps.

    `away_ms` is the time since the last step on the clock on the wall: it counts where the rules
    allow no pause.
    """
    sitting = Sitting(paper, stopwatch, keep)
    used = 0
    for step in steps:
        used = max(used, step["used_ms"])
        sitting._take(step)
    if not sitting.handed_in:
        sitting._before_ms = used if paper.rules.pause else used + max(0, away_ms)
        sitting.paused = False
    return sitting
