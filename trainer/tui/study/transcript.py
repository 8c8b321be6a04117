"""The conversation so far: it keeps to its end, and mounts no more than it needs."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import VerticalScroll
from textual.widget import Widget

from trainer.tui.study.turns.kinds import widgets
from trainer.tutor.turn import Turn

MOUNTED = 60  # more cost time at every answer; the whole history is in the log
_KEPT = 40


class Transcript(VerticalScroll, can_focus=False):
    """Turns from top to bottom. The prompt has the focus, so keys scroll it from the screen."""

    def __init__(self, turns: Iterable[Turn]) -> None:
        super().__init__(*(widget for turn in turns for widget in widgets(turn)))

    def on_mount(self) -> None:
        self.anchor()

    def say(self, *turns: Turn) -> None:
        """Add turns at the end and go there."""
        self.add(*(widget for turn in turns for widget in widgets(turn)))

    def add(self, *new: Widget) -> None:
        """Add widgets at the end and go there; the oldest go when there are too many."""
        if not new:
            return
        self.mount(*new)
        self.anchor()
        if len(self.children) > MOUNTED:
            self.call_after_refresh(self._prune)

    async def _prune(self) -> None:
        surplus = len(self.children) - _KEPT
        if surplus > 0:
            await self.remove_children(self.children[:surplus])
