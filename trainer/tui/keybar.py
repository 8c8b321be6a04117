"""The footer: what the keys do here, as many as fit, the most useful first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.keys import format_key
from textual.screen import Screen
from textual.widget import Widget

Entry = tuple[str, str, str]
"""A key, the key as it is shown, and what it does."""

LEAVING = ("leave", "quit", "stop")  # what the id of an action that leaves ends with
_GAP = 2


class KeyBar(Widget):
    """One line of keys: the help first, the way back last, between them what fits in its order.

    The rest is left to the help. A click on an entry does what its key does.
    """

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[Entry] = []
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
        for key, display, words in fitting(self._keys, self.size.width):
            entry = Content.assemble((display, "bold $footer-key-foreground"), (f" {words}", ""))
            gap = _GAP if at else 0
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


def fitting(keys: Sequence[Entry], width: int) -> list[Entry]:
    """The entries that have room in `width` cells: the first, the last, and those after the first.

    An entry is left out whole, never cut, and a shorter one after it may take its place; where the
    last one has no room either, it is the first.
    """
    if not keys:
        return []
    first, *between = keys
    last = between[-1:]
    shown, room = [first], width - _cells(first) - sum(_cells(each) + _GAP for each in last)
    for each in between[:-1]:
        cells = _cells(each) + _GAP
        if cells <= room:
            room -= cells
            shown.append(each)
    if _cells(first) + sum(_cells(each) + _GAP for each in last) <= width:
        shown += last
    return shown


def _cells(entry: Entry) -> int:
    _, display, words = entry
    return cell_len(display) + 1 + cell_len(words)


def spelled(key: str) -> str:
    """A key as it is written everywhere: "f1", "ctrl+z", "pgdn", "esc"; G is not g."""
    if len(key) == 1:
        return key
    *held, last = key.split("+")
    return "+".join((*held, _SPELLED.get(last) or format_key(last)))


_SPELLED = {"escape": "esc", "pageup": "pgup", "pagedown": "pgdn", "delete": "del"}


def shown(screen: Screen[Any]) -> list[Binding]:
    """The bindings that a footer shows on `screen`: help, the screen's own, the way back."""
    active = [each for each in screen.active_bindings.values() if each.enabled]
    active.sort(key=lambda each: _rank(each.binding, own=each.node is not screen.app))
    seen: set[str] = set()
    bindings = []
    for each in active:
        if each.binding.show and each.binding.action not in seen:
            seen.add(each.binding.action)
            bindings.append(each.binding)
    return bindings


def _rank(binding: Binding, *, own: bool) -> int:
    """Where a binding stands: the help, keys of the screen, keys of the app, what leaves."""
    if binding.action == "app.help":
        return 0
    if (binding.id or "").rpartition(".")[2] in LEAVING:
        return 3
    return 1 if own else 2
