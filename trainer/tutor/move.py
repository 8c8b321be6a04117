"""What the learner may do in a turn: answer, or one of a few moves, by word or by key."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from trainer.tutor.requests import Request, requests


class Move(StrEnum):
    """Everything a learner can do. Front ends bind keys to these; words are read by `read_move`."""

    ANSWER = "answer"
    REPEAT = "repeat"
    HINT = "hint"
    UNKNOWN = "unknown"
    WHY = "why"
    SKIP = "skip"
    UNDO = "undo"
    REDO = "redo"
    DISPUTE = "dispute"
    EASY = "easy"
    PROGRESS = "progress"
    HELP = "help"
    COMPARE = "compare"
    TEACH = "teach"
    REPORT = "report"
    NOTE = "note"
    KNOWN = "known"
    HARDER = "harder"
    SLOWER = "slower"
    OTHER = "another topic"
    TOPIC = "topic"
    FAILING = "failing"
    MISSED = "missed"
    WHO = "who"
    CLARIFY = "clarify"
    STOP = "stop"
    MEANING = "meaning"
    CORRECT = "correct"
    QUESTION = "question"
    REMARK = "remark"


TAKES_WORDS = {"note": Move.NOTE, "report": Move.REPORT, "topic": Move.TOPIC, "teach": Move.TEACH}
"""Moves that may be followed by a colon and words: "note: mind the unit"."""


COMMANDS: dict[Move, str] = {
    Move.HINT: "hint",
    Move.UNKNOWN: "I don't know",
    Move.WHY: "why",
    Move.SKIP: "skip",
    Move.UNDO: "undo",
    Move.REDO: "redo",
    Move.DISPUTE: "I was right",
    Move.EASY: "that was easy",
    Move.PROGRESS: "how am I doing",
    Move.HELP: "help",
    Move.COMPARE: "compare",
    Move.TEACH: "teach",
    Move.REPORT: "report",
    Move.NOTE: "note: ...",
    Move.KNOWN: "I know this",
    Move.HARDER: "harder",
    Move.SLOWER: "slower",
    Move.OTHER: "another topic",
    Move.TOPIC: "topic: ...",
    Move.FAILING: "study failing",
    Move.MISSED: "study missed",
    Move.MEANING: "what is ...?",
    Move.STOP: "stop",
}
"""The words by which help names a move. `requests.txt` has all the ways of asking for it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was meant, and the words that belong to it: a topic, a note, a word to be explained."""

    move: Move
    words: str = ""


class Open(Protocol):
    """The open question, as far as it decides whether words are a request or an answer."""

    @property
    def accepted(self) -> frozenset[str]:
        """Accepted answers in lower case: these very words are an answer."""
        ...

    @property
    def judged(self) -> bool:
        """Whether it is answered by yes, no or a choice."""
        ...

    def earns(self, typed: str) -> bool:
        """Whether these words earn anything as an answer."""
        ...


class Nothing:
    """No question is open: whatever can be a request is one."""

    accepted: frozenset[str] = frozenset()
    judged = False

    def earns(self, typed: str) -> bool:
        return False


def read_move(typed: str, question: Open = Nothing()) -> Heard:  # noqa: B008 - it holds nothing
    """Say what was meant by `typed`.

    A request is a whole sentence of `requests.txt`, or a slash and words ("/hint"). Words that the
    open question takes for an answer are an answer.
    """
    bare = " ".join(typed.split()).casefold()
    if not bare:
        return Heard(Move.REPEAT)
    if bare.startswith("/"):
        return _after_slash(" ".join(typed.split())[1:].strip())
    if not any(map(str.isalnum, bare)):
        return Heard(Move.CLARIFY if "?" in bare else Move.REPEAT)
    if bare.rstrip(".!") in question.accepted:
        return Heard(Move.ANSWER)
    if with_words := _with_words(typed):
        return with_words
    for request in requests(typed):
        if "unjudged" in request.flags and question.judged:
            continue
        if "unearned" in request.flags and question.earns(typed):
            continue
        return _meant(request)
    return Heard(Move.ANSWER)


def _meant(request: Request) -> Heard:
    """What a request asks for; "sorry, can I have a hint" asks for the hint."""
    heard = Heard(Move(request.move), request.words)
    if heard.move is Move.CORRECT and heard.words:
        inner = read_move(heard.words)
        return heard if inner.move is Move.ANSWER else inner
    return heard


def _after_slash(typed: str) -> Heard:
    request = next(iter(requests(typed)), None)
    if request is None:
        return _with_words(typed) or Heard(Move.HELP)
    return _meant(request)


def _with_words(typed: str) -> Heard | None:
    """A move with the words behind its colon: "note: mind the unit"."""
    head, colon, rest = " ".join(typed.split()).partition(":")
    move = TAKES_WORDS.get(head.casefold().strip()) if colon else None
    return Heard(move, rest.strip()) if move is not None and rest.strip() else None
