"""The footer: what the keys do here, as many as fit, the most useful first."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

_GAP = 2


class KeyBar(Widget):
    """One line of keys in their order of importance; what does not fit is left to the help.

    A click on an entry does what its key does.
    """

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[tuple[str, str, str]] = []  # key, as shown, what it does
        self._places: list[tuple[int, int, str]] = []  # from cell, to cell, key

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._read)
        self.call_after_refresh(self._read, self.screen)

    def _read(self, screen: Screen[object]) -> None:
        keys = [(b.key, self.app.get_key_display(b), b.description) for b in shown(screen)]
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def render(self) -> Content:
        line = Content("")
        self._places = []
        at = 0
        for key, display, words in self._keys:
            entry = Content.assemble((display, "bold $footer-key-foreground"), (f" {words}", ""))
            gap = _GAP if at else 0
            if at + gap + entry.cell_length > self.size.width:
                break
            line += Content(" " * gap) + entry
            self._places.append((at + gap, at + gap + entry.cell_length, key))
            at += gap + entry.cell_length
        return line

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        for start, end, key in self._places:
            if offset is not None and start <= offset.x < end:
                self.app.simulate_key(key)
                return


def shown(screen: Screen[object]) -> list[Binding]:
    """The bindings that a footer shows on `screen`, those of the screen itself before the app's."""
    active = [each for each in screen.active_bindings.values() if each.enabled]
    active.sort(key=lambda each: each.node is screen.app)
    seen: set[str] = set()
    bindings = []
    for each in active:
        if each.binding.show and each.binding.action not in seen:
            seen.add(each.binding.action)
            bindings.append(each.binding)
    return bindings
