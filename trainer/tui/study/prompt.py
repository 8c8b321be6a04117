"""Where the learner types: one line that always has the focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from trainer.tui.line import Line


class Prompt(Line):
    """The answer being typed. Up and Down recall what was typed before in this session.

    Enter calls `send` at once: the library's message would wait its turn behind others.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "up", "recall(-1)", "Earlier", show=False, id="prompt.earlier",
            tooltip="What you typed before",
        ),
        Binding("down", "recall(1)", "Later", show=False, id="prompt.later"),
        Binding(
            "pageup,ctrl+up", "screen.page(-1)", "Page up", show=False, id="prompt.page-up",
            tooltip="Read what was said before",
        ),
        Binding(
            "pagedown,ctrl+down", "screen.page(1)", "Page down", show=False, id="prompt.page-down",
            tooltip="Back towards the question",
        ),
    ]  # fmt: skip

    def __init__(self, send: Callable[[], None]) -> None:
        super().__init__("Type your answer")
        self._send = send
        self._earlier: list[str] = []
        self._at = 0
        self._draft = ""

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self._send()

    def take(self) -> str:
        """Empty the prompt and return what was in it."""
        typed = self.value
        if typed.strip() and self._earlier[-1:] != [typed]:
            self._earlier.append(typed)
        self._at = len(self._earlier)
        self.value = ""
        return typed

    def action_recall(self, step: int) -> None:
        """Go `step` through the earlier inputs; the unsent line waits at their end."""
        if self._at == len(self._earlier):
            self._draft = self.value
        self._at = max(0, min(len(self._earlier), self._at + step))
        at_end = self._at == len(self._earlier)
        self.put(self._draft if at_end else self._earlier[self._at])
