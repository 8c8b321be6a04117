"""What a learner may say in an exam besides an answer, in words."""

from __future__ import annotations

import re
from enum import StrEnum


class Order(StrEnum):
    """Everything one can do in an exam. Front ends bind keys to these."""

    ANSWER = "answer"
    SHOW = "show"
    NEXT = "next"
    BACK = "back"
    OPEN = "open"
    GO = "go"
    FLAG = "flag"
    STRIKE = "strike"
    NOTE = "note"
    CLEAR = "clear"
    LIST = "list"
    TIME = "time"
    WORK_OUT = "work out"
    PAUSE = "pause"
    GO_ON = "go on"
    HAND_IN = "hand in"
    HELP = "help"
    LEAVE = "leave"


_WORDS = {
    Order.NEXT: ("next", "skip", "later"),
    Order.BACK: ("back", "previous", "go back"),
    Order.OPEN: ("open", "next open", "unanswered"),
    Order.FLAG: ("flag", "unflag", "mark"),
    Order.CLEAR: ("clear", "clear answer", "take it away"),
    Order.LIST: ("list", "overview", "questions", "where am i"),
    Order.TIME: (
        "time",
        "time left",
        "how long",
        "how much time is left",
        "how much time do i have",
        "how much time do i have left",
        "how long have i got",
        "how long have i got left",
    ),
    Order.PAUSE: ("pause", "break"),
    Order.GO_ON: ("go on", "continue", "resume"),
    Order.HAND_IN: ("hand in", "submit", "finish", "done"),
    Order.HELP: ("help", "commands", "?"),
    Order.LEAVE: ("leave", "stop", "quit", "exit"),
}
_BY_WORD = {word: order for order, words in _WORDS.items() for word in words}
_GO = re.compile(r"(?:go|go to|question|q)\s*(\d{1,3})", re.IGNORECASE)
_STRIKE = re.compile(r"(?:strike|strike out|cross out)\s+([a-j])", re.IGNORECASE)
_NOTE = re.compile(r"note\s*:(.*)", re.IGNORECASE | re.DOTALL)


def read_order(typed: str, accepted: frozenset[str] = frozenset()) -> tuple[Order, str]:
    """Say what was meant, with its words: a number for GO, a letter for STRIKE, a sum for WORK_OUT.

    A command is the bare words, or a slash and a word. Bare words that are an accepted answer
    (`accepted`, in lower case) are an answer.
    """
    bare = " ".join(typed.split())
    lowered = bare.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").rstrip(".!?") or bare
    if not bare:
        return Order.SHOW, ""
    if lowered in accepted:
        return Order.ANSWER, bare
    slash = lowered.startswith("/")
    words = lowered.removeprefix("/").strip()
    if words in _BY_WORD:
        return _BY_WORD[words], ""
    if bare.startswith("="):
        return Order.WORK_OUT, bare[1:].strip()
    for pattern, order in ((_GO, Order.GO), (_STRIKE, Order.STRIKE)):
        if match := pattern.fullmatch(words):
            return order, match.group(1)
    if match := _NOTE.fullmatch(bare.removeprefix("/")):
        return Order.NOTE, match.group(1).strip()
    return (Order.HELP, "") if slash else (Order.ANSWER, typed.strip())
