"""One exchange of the conversation, as plain data that every front end can draw or print.

A turn never holds markup, colour or layout. `lines` are whole statements, one each, so that a
screen reader and a pipe get well-formed text; a front end adds only who is speaking.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from trainer.grading.verdict import Verdict
from trainer.questions.question import Question
from trainer.text import visible


class Role(StrEnum):
    """Who speaks."""

    TUTOR = "tutor"
    LEARNER = "learner"


class TurnKind(StrEnum):
    """What a turn is for; front ends choose a look by it."""

    GREETING = "greeting"
    QUESTION = "question"
    ANSWER = "answer"
    VERDICT = "verdict"
    FOLLOW_UP = "follow_up"
    HINT = "hint"
    REVEAL = "reveal"
    WHY = "why"
    NOTICE = "notice"
    SUMMARY = "summary"


class Mood(StrEnum):
    """How a verdict turned out. It is also always said in words, never by colour alone."""

    PLAIN = "plain"
    RIGHT = "right"
    PARTIAL = "partial"
    WRONG = "wrong"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the monograph, quoted as it stands there. `number` counts from 1."""

    number: int
    text: str

    def to_json(self) -> dict[str, Any]:
        return {"line": self.number, "text": self.text}


_WORDS = {
    Mood.RIGHT: "Right",
    Mood.PARTIAL: "Partly",
    Mood.WRONG: "Not right",
    Mood.UNSAFE: "Unsafe",
}
_OUTCOMES = {"unsure": "Not certain", "no_attempt": "Not known"}


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says at once.

    `lines` is the text; `source` the monograph lines it rests on; `steps` a worked calculation;
    `options` are choices in the order shown. `question` and `verdict` are there where a front end
    or a script wants the whole of them.
    """

    role: Role
    kind: TurnKind
    lines: tuple[str, ...]
    mood: Mood = Mood.PLAIN
    source: tuple[SourceLine, ...] = ()
    steps: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    question: Question | None = None
    verdict: Verdict | None = None

    @property
    def word(self) -> str:
        """The one word for what an answer was worth; empty for what judges none."""
        if (
            self.verdict is not None
            and self.verdict.outcome in _OUTCOMES
            and self.mood is not Mood.UNSAFE
        ):
            return _OUTCOMES[self.verdict.outcome]
        return _WORDS.get(self.mood, "")

    def to_json(self) -> dict[str, Any]:
        """The form of `trainer study --plain --json`: one object a turn."""
        return {
            "role": self.role.value,
            "kind": self.kind.value,
            "mood": self.mood.value,
            "lines": list(self.lines),
            "source": [line.to_json() for line in self.source],
            "steps": list(self.steps),
            "options": list(self.options),
            "card": self.question.card if self.question else None,
            "variant": self.question.variant if self.question else None,
            "verdict": dict(self.verdict.to_json()) if self.verdict else None,
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a study session stands: counts for a status line.

    `answered` and `right` count askings. Cards are counted by `done`, `left` (not asked yet) and
    `again` (missed, they come back): their sum stays the same while the session goes on. `missed`
    cards were not right since, whether or not they come back.
    """

    answered: int
    right: int
    left: int
    new_left: int
    minutes: int
    deck: str
    section: str = ""
    done: int = 0
    again: int = 0
    missed: int = 0

    @property
    def cards(self) -> int:
        """All cards of the session."""
        return self.done + self.left + self.again


def tutor_turn(kind: TurnKind, *lines: str) -> Turn:
    """A turn of the tutor's; empty lines are left out."""
    return Turn(Role.TUTOR, kind, tuple(line for line in lines if line))


def notice(*lines: str) -> Turn:
    """Something small that the tutor says beside the questions."""
    return tutor_turn(TurnKind.NOTICE, *lines)


def learner_turn(typed: str) -> Turn:
    """What the learner typed, on one line and fit to be shown."""
    return Turn(Role.LEARNER, TurnKind.ANSWER, (visible(" ".join(typed.split())),))


SPEAKER = {Role.TUTOR: "Tutor", Role.LEARNER: "You"}
"""How a line says who speaks."""


def turn_lines(turn: Turn) -> tuple[str, ...]:
    """A turn as lines of text, each a whole statement, without the speaker.

    What an answer was worth is said first, always in the same word.
    """
    lines = [visible(line).replace("\n", " ") for line in turn.lines]
    word = turn.word
    if word and not (lines and lines[0].casefold().startswith(word.casefold())):
        lines[:1] = [f"{word}. {lines[0]}" if lines else f"{word}."]
    for number, option in enumerate(turn.options):
        lines.append(f"{chr(ord('a') + number)}) {visible(option)}")
    if turn.steps:
        lines += [f"Step {number}: {visible(step)}" for number, step in enumerate(turn.steps, 1)]
    for source in turn.source:
        lines.append(f'Monograph, line {source.number}: "{visible(source.text)}"')
    return tuple(lines)
