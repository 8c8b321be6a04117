"""A line to type in: it never blinks, and what is pasted into it can be shown."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Input

from trainer.text import one_line, visible

_LONGEST = 5_000  # characters that a paste may fill a line to


class Line(Input):
    """The library's field without its blinking, and with pasted text made fit for one line."""

    # The length of what is typed moves nothing else: the library lays out the screen for it.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(
            placeholder=visible(placeholder), compact=True, select_on_focus=False, id=id
        )
        self.cursor_blink = False
        self._empty: tuple[object, Strip] | None = None

    def render_line(self, y: int) -> Strip:
        """The library's line; an empty one, which follows every answer, is drawn once."""
        if y or self.value:
            return super().render_line(y)
        now = (self.placeholder, self.has_focus, self.size)
        if self._empty is None or self._empty[0] != now:
            self._empty = (now, super().render_line(y))
        return self._empty[1]

    def notify_style_update(self) -> None:
        """The theme has changed, or something else about the look."""
        super().notify_style_update()
        self._empty = None

    def put(self, text: str) -> None:
        """Show `text` with the cursor at its end."""
        self.value = one_line(text)
        self.cursor_position = len(self.value)

    def _on_paste(self, event: events.Paste) -> None:
        """Several lines become one: the library's own field would keep only the first."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        room = _LONGEST - len(self.value) + end - start
        self.replace(one_line(event.text)[: max(0, room)], start, end)
