"""The settings: choose one with the arrows, type what it shall be."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.errors import TrainerError
from trainer.settings import KEYMAPS
from trainer.text import one_line
from trainer.tui.desk import Desk
from trainer.tui.flash import Flash
from trainer.tui.heading import Heading
from trainer.tui.keybar import KeyBar
from trainer.tui.line import Line
from trainer.tui.rows import Rows
from trainer.tui.study.turns.words import literal
from trainer.tui.themes import own_themes
from trainer.tui.wishes import OpenPlan
from trainer.tutor.choices import Choice, choices, choose

_EXAM = "exam:"  # what the name of an exam's choice begins with
_EXAM_TITLE = "Exam: "  # what its title begins with
_NOTHING = ("nothing", "none", "empty")  # said where a setting shall be empty


class ValueLine(Line):
    """The line to type in. Enter and the arrows are its own, so that the footer names them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.keep", "Keep", id="settings.keep", key_display="enter",
                tooltip="Set the chosen one to what was typed; on an exam, look ahead to it"),
        Binding("up", "screen.move(-1)", "Up", show=False, id="settings.up",
                tooltip="Setting before"),
        Binding("down", "screen.move(1)", "Down", show=False, id="settings.down",
                tooltip="Next setting"),
        Binding("left", "screen.turn(-1)", "Left", show=False, id="settings.turn-back",
                tooltip="The value before, where there are some to choose from"),
        Binding("right", "screen.turn(1)", "Next value", show=False, id="settings.turn",
                tooltip="The next value, where there are some to choose from"),
    ]  # fmt: skip


class SettingsScreen(Screen[None]):
    """The line at the bottom always has the focus; Enter keeps what it says."""

    CSS_PATH = "preferences.tcss"
    AUTO_FOCUS = "#value"
    INTRODUCTION = (
        "Choose a setting with the arrow keys, type what it shall be, and press Enter. Left and "
        "right go through the values where there are some to choose from. An empty Enter changes "
        "nothing; on an exam it shows what can be reached. A · marks what you have changed."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys of this screen"),
        Binding("f2", "app.toggle_theme", "Theme", id="app.theme",
                tooltip="Change between the dark and the light theme"),
        Binding("escape", "leave", "Back", id="settings.leave",
                tooltip="Clear the line; when it is empty, go back"),
    ]  # fmt: skip

    settings = getters.query_one("#settings", Rows)
    value = getters.query_one("#value", ValueLine)

    def __init__(self, desk: Desk) -> None:
        super().__init__(classes="settings")
        self._desk = desk
        self._choices: tuple[Choice, ...] = ()
        self._at = ""  # the name of the chosen one

    def compose(self) -> ComposeResult:
        yield Heading("", "Settings")
        with Horizontal(id="choice"):
            yield Rows(id="settings")
            yield Static("", id="meaning", markup=False)
        yield Flash()
        with Horizontal(id="setting-line"):
            yield Static("❯", id="setting-mark", markup=False)
            yield ValueLine(id="value")
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
        if choice.name != self._at:  # a draft, and what was said of it, belong to one setting
            self._at = choice.name
            self.value.value = ""
            self.query_one(Flash).hide()
        turns = "left, right choose; or type" if self._values(choice) else "Type"
        self.value.placeholder = f"{turns} another value for: {one_line(choice.title)}"

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Set the chosen setting to what stands in the line."""
        place = self.settings.highlighted
        said = self.value.value.strip()
        if place is None:
            return
        choice = self._choices[place]
        if not said:
            if choice.name.startswith(_EXAM):
                self._open_plan(choice)
            return
        if choice.name == "theme" and said not in self.app.available_themes:
            names = ", ".join(sorted(self.app.available_themes))
            self.query_one(Flash).say(f"There is no theme {said!r}. There are: {names}.")
            return
        try:
            kept = self._set(choice, said)
        except TrainerError as error:
            self.value.select_all()
            self.query_one(Flash).say(str(error))
            return
        self.value.value = ""
        if choice.name == "theme":
            self.app.theme = said
        self._show(place)
        shown = self._choices[place].shown
        self.call_after_refresh(
            self.query_one(Flash).say, kept or f"{one_line(choice.title)}: {shown}. Kept."
        )
        if choice.name.startswith(_EXAM) and self._choices[place].value:
            self._open_plan(choice)

    def _set(self, choice: Choice, said: str) -> str:
        """Keep it; a sentence about what was kept, where there is more to say than the value."""
        if choice.name.startswith(_EXAM):
            return self._desk.choose_exam(choice.name.removeprefix(_EXAM), said)
        wanted = "" if said.casefold() in _NOTHING else said
        self._desk.save_preferences(choose(self._desk.preferences, choice.name, wanted))
        return ""

    def _open_plan(self, choice: Choice) -> None:
        """Show what can be reached by an exam."""
        title = choice.title.removeprefix(_EXAM_TITLE)
        self.post_message(OpenPlan(choice.name.removeprefix(_EXAM), title))

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """An exam's date may be another now."""
        if self._choices:
            self._show(self.settings.highlighted or 0)

    def _values(self, choice: Choice) -> tuple[str, ...]:
        """The values that there are to choose from; none where anything may be typed."""
        if choice.name == "theme":
            own = [theme.name for theme in own_themes()]
            return (*own, *sorted(set(self.app.available_themes) - set(own)))
        return KEYMAPS if choice.name == "keymap" else ()

    def action_turn(self, step: int) -> None:
        """Take the next of the values (1) or the one before (-1); in a text, move the cursor."""
        place = self.settings.highlighted
        choice = self._choices[place] if place is not None else None
        values = self._values(choice) if choice is not None else ()
        if self.value.value or not values or choice is None:
            move = self.value.action_cursor_right if step > 0 else self.value.action_cursor_left
            move()
            return
        at = values.index(choice.value) if choice.value in values else 0
        self.value.value = values[(at + step) % len(values)]
        self.action_keep()

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
    """The mark of a changed one, its title, and its value: bold where it was changed."""
    title = one_line(choice.title)
    mark = literal("  ") if choice.usual else literal("· ", "bold $text-accent")
    style = "$text-muted" if choice.usual else "bold $text-accent"
    return (
        mark
        + literal(f"{title}{' ' * (width - cell_len(title) + 2)}")
        + literal(choice.shown, style)
    )
