"""Which widgets draw which kind of turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.widget import Widget

from trainer.tui.study.turns import answer, hint, notice, question, reveal, summary, verdict
from trainer.tutor.turn import Turn, TurnKind

_DRAWN_BY: dict[TurnKind, Callable[[Turn], Iterable[Widget]]] = {
    TurnKind.GREETING: notice.widgets,
    TurnKind.QUESTION: question.widgets,
    TurnKind.ANSWER: answer.widgets,
    TurnKind.VERDICT: verdict.widgets,
    TurnKind.FOLLOW_UP: verdict.widgets,
    TurnKind.HINT: hint.widgets,
    TurnKind.REVEAL: reveal.widgets,
    TurnKind.WHY: reveal.widgets,
    TurnKind.NOTICE: notice.widgets,
    TurnKind.SUMMARY: summary.widgets,
}


def widgets(turn: Turn) -> list[Widget]:
    """The widgets of one turn, from top to bottom."""
    return list(_DRAWN_BY[turn.kind](turn))
