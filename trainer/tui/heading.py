"""The line at the top of a screen, which has one order everywhere: deck, screen, detail."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from trainer.text import one_line
from trainer.tui.study.turns.words import literal


def headed(deck: str, screen: str, detail: str = "") -> Content:
    """ "Baclofen · Cards · 9 cards": what is empty is left out with its dot."""
    parts = [
        literal(one_line(words), style)
        for words, style in (
            (deck, "bold $text-primary"),
            (screen, "bold $foreground"),
            (detail, "$text-muted"),
        )
        if words
    ]
    return literal(" · ", "$text-muted").join(parts)


class Heading(Static):
    """The line itself; a screen that learns its deck later shows it with `tell`."""

    def __init__(self, deck: str = "", screen: str = "", detail: str = "") -> None:
        super().__init__(headed(deck, screen, detail), id="heading", markup=False)

    def tell(self, deck: str, screen: str, detail: str = "") -> None:
        """Say this instead."""
        self.update(headed(deck, screen, detail))
