"""One line that says something small and goes away by itself."""

from __future__ import annotations

from textual.timer import Timer
from textual.widgets import Static

from trainer.tui.study.turns.words import literal

_SECONDS = 4.0


class Flash(Static):
    """Hidden until there is something to say; it neither moves nor blinks."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.display = False
        self._timer: Timer | None = None

    def say(self, sentence: str) -> None:
        """Show `sentence` for a few seconds."""
        self.update(literal(sentence))
        self.display = True
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_SECONDS, self.hide)

    def hide(self) -> None:
        """Take the line away."""
        self.display = False
