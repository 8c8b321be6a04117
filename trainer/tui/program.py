"""The program in Textual: which screen stands when, themes, and the commands of the palette."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.dom import DOMNode
from textual.screen import Screen

from trainer.errors import TrainerError
from trainer.tui.desk import Conversation, Desk
from trainer.tui.flash import Flash
from trainer.tui.keybar import spelled
from trainer.tui.sizes import NORMAL, TALL, WIDE
from trainer.tui.themes import DARK, other, own_themes
from trainer.tui.wishes import (
    OpenCalculator,
    OpenCards,
    OpenDeck,
    OpenExam,
    OpenFigures,
    OpenMonograph,
    OpenPlan,
    OpenSettings,
    StudyDecks,
)
from trainer.tutor.turn import Turn

if TYPE_CHECKING:
    from textual.command import Provider

    from trainer.tutor.exam.talk import ExamTalk

_HERE = Path(__file__).parent
_WIDTHS = [(0, "-narrow"), (NORMAL, "-normal"), (WIDE, "-wide")]  # from so many columns on
_HEIGHTS = [(0, "-short"), (TALL, "-medium"), (34, "-tall")]  # from so many lines on
_GROUND, _INK = "#121212", "#e0e0e0"  # of a theme of the library's that names none
_AGAIN = 3.0  # seconds in which a second Ctrl+C leaves


def _actions() -> type[Provider]:
    from trainer.tui.palette import Actions  # only an open palette needs it

    return Actions


class TrainerApp(App[int], inherit_bindings=False):
    """Home first, or straight into `conversation` if there is one, after its `opening` turns.

    Every screen adapts to three widths (-narrow, -normal, -wide) and heights (-short, -medium,
    -tall); 60x20, 80x24 and 120x40 are looked at.
    """

    TITLE = "trainer"
    CSS_PATH = None
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_actions}
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", id="app.help", tooltip="Keys, and words you can type"),
        Binding(
            "f2,ctrl+t", "toggle_theme", "Theme", show=False, id="app.theme",
            tooltip="Change between the dark and the light theme",
        ),
        Binding(
            "ctrl+q", "quit", "Quit", show=False, priority=True, id="app.quit",
            tooltip="Leave; every answer is already kept",
        ),
        Binding("ctrl+c", "interrupt", "Quit", show=False, system=True, id="app.interrupt"),
    ]  # fmt: skip

    def __init__(
        self,
        desk: Desk,
        conversation: Conversation | None = None,
        opening: tuple[Turn, ...] | None = None,
        *,
        exam: ExamTalk | None = None,
    ) -> None:
        first = "study" if conversation else "exam" if exam else "home"
        super().__init__(css_path=[_HERE / "app.tcss", _HERE / first / f"{first}.tcss"])
        self.desk = desk
        self._first = (
            self._study_screen(conversation, opening, alone=True) if conversation else None
        )
        if exam is not None:
            from trainer.tui.exam.screen import ExamScreen  # only an exam needs it

            self._first = ExamScreen(desk, exam, alone=True)
        self._interrupted = False
        for theme in own_themes():
            self.register_theme(theme)
        wanted = desk.preferences.theme
        if desk.preferences.keymap != "default" or desk.own_keys.exists():
            from trainer.tui.keys import keymap  # most learners keep the usual keys

            self.set_keymap(keymap(desk.preferences.keymap, desk.own_keys))
        self._begin_in(wanted if wanted in self.available_themes else DARK)

    def _begin_in(self, theme: str) -> None:
        """Take the theme before anything is drawn; changed later, all styles are parsed twice."""
        if self.available_themes[theme].ansi:
            self.theme = theme  # needs what Textual does at a change of theme
            return
        self.set_reactive(TrainerApp.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What the project's own themes add, for the library's themes: told by their own colours.

        "chosen" is the ground of a chosen row, "line" the colour of rules and empty tracks.
        """
        own = self.current_theme
        ground, ink = Color.parse(own.background or _GROUND), Color.parse(own.foreground or _INK)
        if own.ansi:
            return {"chosen": "ansi_default", "line": "ansi_default"}
        return {"chosen": ground.blend(ink, 0.16).hex, "line": ground.blend(ink, 0.3).hex}

    def get_key_display(self, binding: Binding) -> str:
        """A key is written the same way in footers, help and palette."""
        return binding.key_display or spelled(binding.key)

    def handle_bindings_clash(self, clashed_bindings: set[Binding], node: DOMNode) -> None:
        """Say so, where keys of the learner's own choosing do two things."""
        for binding in clashed_bindings:
            if binding.id is None:
                continue  # a key of the library's, which the chosen one takes the place of
            self.flash(f"{binding.id} has a key that does something else too: see `trainer keys`.")

    def get_default_screen(self) -> Screen[None]:
        """The first screen itself, so that nothing is drawn twice at the start."""
        if self._first is not None:
            return self._first
        from trainer.tui.home.screen import HomeScreen

        return HomeScreen(self.desk)

    def on_ready(self) -> None:
        """Once the first picture stands: what was made until now need never be searched again."""
        self.call_after_refresh(_rest)

    def on_study_decks(self, wish: StudyDecks) -> None:
        """Study, and come home afterwards."""
        try:
            conversation = self.desk.begin(
                wish.decks, section=wish.section, cards=wish.cards, about=wish.about
            )
            screen = self._study_screen(conversation, None, alone=False)
        except TrainerError as error:
            self.flash(str(error))
        else:
            self.push_screen(screen)

    def _study_screen(
        self, conversation: Conversation, opening: tuple[Turn, ...] | None, *, alone: bool
    ) -> Screen[None]:
        from trainer.tui.study.screen import StudyScreen  # not needed to show the home screen

        return StudyScreen(self.desk, conversation, opening, alone=alone)

    def on_open_calculator(self, wish: OpenCalculator) -> None:
        """Open the calculator; whatever stands below waits."""
        from trainer.tui.calculator.screen import CalculatorScreen

        try:
            rules, monograph = self.desk.rules(wish.deck), self.desk.source(wish.deck)
        except TrainerError as error:
            self.flash(str(error))
        else:
            self.push_screen(CalculatorScreen(rules, wish.title, monograph, wish.asked))

    def on_open_monograph(self, wish: OpenMonograph) -> None:
        """Open the map of what one knows."""
        from trainer.tui.monograph.screen import MonographScreen

        self._open(lambda: MonographScreen(self.desk, wish.deck, wish.line))

    def on_open_cards(self, wish: OpenCards) -> None:
        """Open a deck's cards."""
        from trainer.tui.cards.screen import CardsScreen

        self._open(lambda: CardsScreen(self.desk, wish))

    def on_open_deck(self, wish: OpenDeck) -> None:
        """Open a deck as its author sees it."""
        from trainer.tui.deck.screen import DeckScreen

        self._open(lambda: DeckScreen(self.desk, wish.deck))

    def on_open_exam(self, wish: OpenExam) -> None:
        """Set an exam."""
        from trainer.tui.exam.setting import ExamSettingScreen

        self._open(lambda: ExamSettingScreen(self.desk, wish.deck, wish.title))

    def on_open_plan(self, wish: OpenPlan) -> None:
        """Open the exam's date and what can be reached by it."""
        from trainer.tui.plan.screen import PlanScreen

        self._open(lambda: PlanScreen(self.desk, wish.deck, wish.title))

    def on_open_figures(self, wish: OpenFigures) -> None:
        """Open what the log says about learning."""
        from trainer.tui.figures.screen import FiguresScreen

        self._open(lambda: FiguresScreen(self.desk, wish.deck, wish.title))

    def on_open_settings(self, wish: OpenSettings) -> None:
        """Open what the learner can choose."""
        from trainer.tui.preferences.screen import SettingsScreen

        self._open(lambda: SettingsScreen(self.desk))

    def _open(self, screen: Callable[[], Screen[None]]) -> None:
        try:
            self.push_screen(screen())
        except TrainerError as error:
            self.flash(str(error))

    def flash(self, sentence: str) -> None:
        """Say something small on the top screen that has a line for it."""
        for screen in reversed(self.screen_stack):
            if flash := screen.query(Flash):
                flash.first().say(sentence)
                return

    def action_command_palette(self) -> None:
        """Show every action by name."""
        from trainer.tui.command_window import CommandWindow

        if not isinstance(self.screen, CommandWindow):
            self.push_screen(CommandWindow(id="--command-palette"))

    def action_help(self) -> None:
        """Show the keys of this screen and the words that can be typed."""
        from trainer.tui.help.screen import HelpScreen

        self.push_screen(HelpScreen(self.screen))

    def action_toggle_theme(self) -> None:
        """Change between dark and light."""
        self.theme = other(self.theme, self.current_theme.dark)

    def watch_theme(self, theme: str) -> None:
        """Keep the choice for the next time."""
        if not self.is_running or theme == self.desk.preferences.theme:
            return
        try:
            self.desk.save_preferences(replace(self.desk.preferences, theme=theme))
        except TrainerError as error:
            self.flash(str(error))

    def watch_app_focus(self, focus: bool) -> None:
        """Focus what the screen wants focused, once the page in a browser has the focus itself.

        There the app begins without it, and the library focuses nothing later on its own.
        """
        screen = self.screen
        if focus and screen.focused is None and screen.AUTO_FOCUS:
            for widget in screen.query(screen.AUTO_FOCUS):
                if widget.focusable:
                    screen.set_focus(widget)
                    break

    def action_interrupt(self) -> None:
        """Leave at the second Ctrl+C; the first may have been meant to copy."""
        if self._interrupted:
            self.exit(0)
            return
        self._interrupted = True
        self.set_timer(_AGAIN, self._not_interrupted)
        self.flash("Press Ctrl+C again to leave. Every answer is kept.")

    def _not_interrupted(self) -> None:
        self._interrupted = False

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: each key's action as "group: verb", and the themes."""
        from trainer.tui.palette import commands

        yield from commands(self, screen)


def _rest() -> None:
    """Let the collector of garbage work again, on what is new; an answer waits less for it."""
    gc.freeze()
    gc.enable()
