"""The conversation on standard input and output, line by line.

Fit for a screen reader, a braille line and a pipe: one statement a line, the speaker first, no
escapes, no columns, no cursor movement. With `as_json`, one object a turn instead.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Protocol, TextIO

from trainer.tutor.turn import SPEAKER, Turn, TurnKind, turn_lines

PROMPT = "You: "
LONGEST = 200_000  # characters of one line that are read; the grader refuses long before


class Talk(Protocol):
    """What is held line by line: a study session, an exam."""

    @property
    def finished(self) -> bool: ...

    def open(self) -> tuple[Turn, ...]: ...

    def hear(self, typed: str) -> tuple[Turn, ...]: ...

    def end_of_input(self) -> tuple[Turn, ...]: ...


def converse(
    conversation: Talk,
    heard: TextIO,
    said: TextIO,
    *,
    as_json: bool = False,
    interactive: bool = False,
) -> None:
    """Hold the whole conversation; ends with the summary, or when the input ends.

    An answer is committed before its verdict is written to `said`. `interactive` says that a person
    types at a terminal, who sees a prompt and their own line already.
    """
    show = _Shown(said, as_json=as_json, interactive=interactive)
    show.turns(conversation.open())
    while not conversation.finished:
        show.prompt()
        line = heard.readline(LONGEST)
        if not line:
            show.end_of_input()
            show.turns(conversation.end_of_input())
            break
        show.turns(conversation.hear(line.rstrip("\r\n")))


class _Shown:
    """The output side: speaker first, flushed after every turn."""

    def __init__(self, out: TextIO, *, as_json: bool, interactive: bool) -> None:
        self._out = out
        self._json = as_json
        self._interactive = interactive

    def turns(self, turns: Iterable[Turn]) -> None:
        for turn in turns:
            if self._json:
                self._out.write(json.dumps(turn.to_json(), ensure_ascii=False) + "\n")
                continue
            if turn.kind is TurnKind.ANSWER and self._interactive:
                continue  # the person has just typed it
            speaker = SPEAKER[turn.role]
            for line in turn_lines(turn):
                self._out.write(f"{speaker}: {line}\n")
        self._out.flush()

    def prompt(self) -> None:
        if self._interactive and not self._json:
            self._out.write(PROMPT)
            self._out.flush()

    def end_of_input(self) -> None:
        if self._interactive and not self._json:
            self._out.write("\n")
