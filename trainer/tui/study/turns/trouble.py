"""Something went wrong, in a sentence; what was typed is back in the prompt."""

from __future__ import annotations

from textual.content import Content

from trainer.errors import TrainerError
from trainer.tui.study.turns.block import THICK, Block, paragraphs
from trainer.tui.study.turns.words import literal


def trouble(error: TrainerError, *, typed: bool) -> Block:
    """The error's own sentence, and that nothing typed is lost."""
    sign = "! Not kept  " if typed else "! Trouble  "
    lines: list[str | Content] = [literal(sign, "bold $text-error") + literal(str(error))]
    if typed:
        lines.append("Your words are back in the prompt: press Enter to try again.")
    return Block(paragraphs(lines), bar=THICK, bar_style="$error", right=1)
