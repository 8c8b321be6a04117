"""Something went wrong, in a sentence; what was typed is back in the prompt."""

from __future__ import annotations

from trainer.errors import TrainerError
from trainer.tui.study.turns.words import Words, literal


class Trouble(Words):
    """The error's own sentence, and that nothing typed is lost."""

    DEFAULT_CSS = """
    Trouble {
        margin: 1 0 0 0;
        padding: 0 1;
        border-left: outer $error;
    }
    """

    def __init__(self, error: TrainerError, *, typed: bool) -> None:
        sign = "! Not kept  " if typed else "! Trouble  "
        lines = [literal(sign, "bold $text-error") + literal(str(error))]
        if typed:
            lines.append(literal("Your words are back in the prompt: press Enter to try again."))
        super().__init__(*lines)
