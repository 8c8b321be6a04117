"""What is typed in an exam and is plainly said to the tutor, not an answer to the open question."""

from __future__ import annotations

import re

from trainer.deck.key import YesNoKey
from trainer.questions.question import Question
from trainer.tutor.exam.orders import Order
from trainer.tutor.move import Move, read_move

_YES = (
    "yes", "y", "ok", "okay", "yes please", "yep", "yeah", "yup", "sure", "do it", "go ahead",
    "end it", "end", "confirm", "i am sure", "im sure", "yes hand in", "yes hand it in",
    "hand it in", "yes end it", "submit it",
)  # fmt: skip
_NO = (
    "no", "n", "nope", "not yet", "no not yet", "wait", "cancel", "no thanks", "no thank you",
    "dont", "do not", "not now",
)  # fmt: skip
_ASKED = re.compile(
    r"\b(?:yes or no|true or false)\b"
    r"|(?:^|[.:;,]\s+)(?:is|are|was|were|may|might|can|could|does|do|did|should|would|will|must|has|have)"
    r"\b[^.?]*\?",
    re.IGNORECASE,
)
_ORDERS = {
    Move.REPEAT: Order.SHOW,
    Move.SKIP: Order.NEXT,
    Move.HELP: Order.HELP,
    Move.PROGRESS: Order.LIST,
}
_ANSWERS = (Move.ANSWER, Move.CORRECT, Move.NOTE)


def reply(typed: str) -> bool | None:
    """What is said to "are you sure?": yes, no, or (None) neither."""
    words = " ".join(re.sub(r"['\u2019]", "", re.sub(r"[.,!]", " ", typed.casefold())).split())
    return True if words in _YES else False if words in _NO else None


def is_judged(question: Question) -> bool:
    """Whether a yes or a no may answer the question."""
    return isinstance(question.key, YesNoKey) or bool(_ASKED.search(question.text))


def meant(typed: str, question: Question) -> Order | None:
    """The order that is meant in a tutor's words; ANSWER for an answer.

    None for what an exam does not have, such as a hint, and for a yes or a no to what is not asked.
    Nothing is asked of the grader: what earns a mark is not to be told from what happens.
    """
    if reply(typed) is not None and not is_judged(question):
        return None
    move = read_move(typed, _Question(is_judged(question))).move
    if move is Move.UNKNOWN:
        return Order.OPEN
    return Order.ANSWER if move in _ANSWERS else _ORDERS.get(move)


class _Question:
    """The open question as `read_move` sees it, without what would earn a mark."""

    accepted: frozenset[str] = frozenset()

    def __init__(self, judged: bool) -> None:
        self.judged = judged

    def earns(self, typed: str) -> bool:
        return False
