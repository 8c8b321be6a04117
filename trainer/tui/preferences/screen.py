"""The settings: choose one with the arrows, type what it shall be."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.errors import TrainerError
from trainer.text import one_line
from trainer.tui.desk import Desk
from trainer.tui.flash import Flash
from trainer.tui.heading import Heading
from trainer.tui.keybar import KeyBar
from trainer.tui.line import Line
from trainer.tui.study.turns.words import literal
from trainer.tutor.choices import Choice, choices, choose

_EXAM = "exam:"  # what the name of an exam's choice begins with
_NOTHING = ("nothing", "none", "empty")  # said where a setting shall be empty


class SettingsScreen(Screen[None]):
    """The line at the bottom always has the focus; Enter keeps what it says."""

    CSS_PATH = "preferences.tcss"
    AUTO_FOCUS = "#value"
    INTRODUCTION = (
        "Choose a setting with the arrow keys, type what it shall be, and press Enter. "
        "An empty Enter changes nothing."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys of this screen"),
        Binding("down", "move(1)", "Down", show=False, id="settings.down", tooltip="Next setting"),
        Binding("up", "move(-1)", "Up", show=False, id="settings.up", tooltip="Setting before"),
        Binding("enter", "keep", "Keep", id="settings.keep", key_display="enter",
                tooltip="Set the chosen one to what was typed"),
        Binding("f2", "app.toggle_theme", "Theme", id="app.theme",
                tooltip="Change between the dark and the light theme"),
        Binding("escape", "leave", "Back", id="settings.leave",
                tooltip="Clear the line; when it is empty, go back"),
    ]  # fmt: skip

    settings = getters.query_one("#settings", OptionList)
    value = getters.query_one("#value", Line)

    def __init__(self, desk: Desk) -> None:
        super().__init__(classes="settings")
        self._desk = desk
        self._choices: tuple[Choice, ...] = ()

    def compose(self) -> ComposeResult:
        yield Heading("", "Settings")
        yield OptionList(id="settings", markup=False)
        yield Static("", id="meaning", markup=False)
        yield Flash()
        with Horizontal(id="setting-line"):
            yield Static("❯", id="setting-mark", markup=False)
            yield Line(id="value")
        yield KeyBar()

    def on_mount(self) -> None:
        self.settings.can_focus = False
        self._show(0)

    def _show(self, place: int) -> None:
        self._choices = (*choices(self._desk.preferences), *self._desk.exam_choices())
        settings = self.settings
        settings.clear_options()
        width = max(cell_len(one_line(choice.title)) for choice in self._choices)
        settings.add_options(Option(_row(choice, width)) for choice in self._choices)
        settings.highlighted = place

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        choice = self._choices[event.option_index]
        self.query_one("#meaning", Static).update(
            literal(choice.meaning) + literal(f"\nSay {choice.allowed}.", "$text-muted")
        )
        self.value.placeholder = f"New value for: {choice.title}"

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Set the chosen setting to what stands in the line."""
        place = self.settings.highlighted
        said = self.value.value.strip()
        if place is None or not said:
            return
        choice = self._choices[place]
        if choice.name == "theme" and said not in self.app.available_themes:
            names = ", ".join(sorted(self.app.available_themes))
            self.query_one(Flash).say(f"There is no theme {said!r}. There are: {names}.")
            return
        try:
            self._set(choice, said)
        except TrainerError as error:
            self.query_one(Flash).say(str(error))
            return
        self.value.value = ""
        if choice.name == "theme":
            self.app.theme = said
        self._show(place)
        self.query_one(Flash).say(f"{one_line(choice.title)}: {self._choices[place].shown}. Kept.")

    def _set(self, choice: Choice, said: str) -> None:
        if choice.name.startswith(_EXAM):
            self._desk.choose_exam(choice.name.removeprefix(_EXAM), said)
        else:
            wanted = "" if said.casefold() in _NOTHING else said
            self._desk.save_preferences(choose(self._desk.preferences, choice.name, wanted))

    def action_move(self, step: int) -> None:
        """Go to the setting below (1) or above (-1)."""
        at = self.settings.highlighted or 0
        self.settings.highlighted = max(0, min(len(self._choices) - 1, at + step))

    def action_leave(self) -> None:
        """Clear the line; or, if it is empty, go back."""
        if self.value.value:
            self.value.value = ""
        else:
            self.app.pop_screen()


def _row(choice: Choice, width: int) -> Content:
    title = one_line(choice.title)
    return literal(f"{title}{' ' * (width - cell_len(title) + 2)}") + literal(
        choice.shown, "bold $text-accent"
    )
