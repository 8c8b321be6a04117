"""Help for the screen below it: its keys, and the words that can be typed instead."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from trainer.tui.help.entries import about_focus, aligned, keys, moves, name_of
from trainer.tui.study.turns.words import Items, literal

INTRODUCTION = (
    "Type your answer and press Enter. A key, or the words beside it typed instead of an answer:"
)
FOOT = "up, down scroll · esc goes back"


class HelpScreen(ModalScreen[None]):
    """What has the focus, the screen, its keys and words, in one list that scrolls.

    Escape, F1 or Enter goes back.
    """

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "#help"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,enter,q", "dismiss", "Back", id="help.back", tooltip="Go back"),
    ]

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self._below = below

    def compose(self) -> ComposeResult:
        with Vertical(id="help-frame") as frame:
            frame.border_title = Content(f"Help: {name_of(self._below)}")
            with VerticalScroll(id="help"):
                yield Static(getattr(self._below, "INTRODUCTION", INTRODUCTION), markup=False)
                if focused := about_focus(self._below):
                    yield Static("Where you are", classes="heading", markup=False)
                    yield Static(literal(focused), markup=False)
                if hasattr(self._below, "INTRODUCTION"):
                    for heading, entries in keys(self._below):
                        yield Static(heading, classes="heading", markup=False)
                        yield Items(entries)
                    if own := getattr(self._below, "WORDS", ()):
                        yield Static("Words you can type instead", classes="heading", markup=False)
                        yield Items(aligned(own))
                else:
                    yield Items(moves(self._below), id="moves")
            yield Static(FOOT, id="help-foot", markup=False)
