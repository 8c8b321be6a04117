"""A list of rows for keys and mouse: a click chooses a row, a click on the chosen one opens it."""

from __future__ import annotations

from textual import events
from textual.widgets import OptionList


class Rows(OptionList):
    """The library's list opens a row at the first click; here one can look before one leaps."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, markup=False)

    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()
        clicked = event.style.meta.get("option")
        if clicked is None or self.get_option_at_index(clicked).disabled:
            return
        if clicked == self.highlighted:
            self.action_select()
        else:
            self.highlighted = clicked
