"""Which kind of turn is drawn by which file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from trainer.tui.study.turns import answer, hint, notice, question, reveal, summary, verdict
from trainer.tui.study.turns.block import Block
from trainer.tutor.turn import Turn, TurnKind

_DRAWN_BY: dict[TurnKind, Callable[[Turn], Iterable[Block]]] = {
    TurnKind.GREETING: notice.blocks,
    TurnKind.QUESTION: question.blocks,
    TurnKind.ANSWER: answer.blocks,
    TurnKind.VERDICT: verdict.blocks,
    TurnKind.FOLLOW_UP: verdict.blocks,
    TurnKind.HINT: hint.blocks,
    TurnKind.REVEAL: reveal.blocks,
    TurnKind.WHY: reveal.blocks,
    TurnKind.NOTICE: notice.blocks,
    TurnKind.SUMMARY: summary.blocks,
}


def blocks(turn: Turn) -> Iterable[Block]:
    """The blocks of one turn, from top to bottom."""
    return _DRAWN_BY[turn.kind](turn)
