"""Before an exam: how many questions, how many minutes; Enter begins."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from trainer.errors import TrainerError
from trainer.text import one_line
from trainer.tui.desk import Desk
from trainer.tui.exam.screen import ExamScreen
from trainer.tui.flash import Flash
from trainer.tui.keybar import KeyBar
from trainer.tui.line import Line
from trainer.tui.study.turns.words import literal

RULES = (
    "Nothing is told about your answers until you hand in; then comes a report with every "
    "question, its answer and its line. Until then you may go back, flag questions and change "
    "answers. Every answer is saved as you give it: an exam that is left can be gone on with."
)


class ExamSettingScreen(Screen[None]):
    """Two lines and one key; an exam that was begun is offered first."""

    CSS_PATH = "exam.tcss"
    AUTO_FOCUS = "#questions"
    INTRODUCTION = (
        "Say how many questions and how many minutes, and press Enter. An exam that was left can "
        "be gone on with, on this screen or with `trainer exam DECK --resume`."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys, and what an exam is like"),
        Binding("tab", "app.focus_next", "Next line", id="setting.next", tooltip="The next line"),
        Binding("f9", "resume", "Go on with the one begun", id="setting.resume",
                tooltip="Go on with the exam that was begun and not handed in"),
        Binding("escape", "leave", "Back", id="setting.leave", tooltip="Go back"),
    ]  # fmt: skip

    def __init__(self, desk: Desk, deck: str, title: str) -> None:
        super().__init__()
        self._desk = desk
        self._deck = deck
        self._title = title
        self._begun = False

    def compose(self) -> ComposeResult:
        yield Static(
            literal(one_line(self._title), "bold $text-primary")
            + literal("   mock exam", "$text-muted"),
            id="heading",
            markup=False,
        )
        with Vertical(id="setting"):
            yield Static("A mock exam: how long shall it be?", markup=False)
            with Horizontal(classes="field"):
                yield Static("Questions", markup=False)
                yield Line(placeholder="20", id="questions")
            with Horizontal(classes="field"):
                yield Static("Minutes", markup=False)
                yield Line(placeholder="no limit", id="minutes")
            yield Static("Press Enter to begin.", id="how", markup=False)
            yield Static("", id="begun", markup=False)
            yield Static(RULES, id="rules", markup=False)
        yield Flash()
        yield KeyBar()

    def on_mount(self) -> None:
        begun = self._desk.exam_begun(self._deck)
        if begun:
            said = "An exam was begun and not handed in: F9 goes on with it."
            self.query_one("#begun", Static).update(said)
        self.query_one("#begun").display = begun
        self._begun = begun
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Going on is offered only where something was begun."""
        return self._begun or action != "resume"

    def on_input_submitted(self, event: Input.Submitted) -> None:
        try:
            questions = int(self.query_one("#questions", Line).value.strip() or 20)
            minutes = float(self.query_one("#minutes", Line).value.strip() or 0)
        except ValueError:
            self.query_one(Flash).say("Both lines take a number.")
            return
        if not 1 <= questions <= 500 or not 0 <= minutes <= 1_440:
            self.query_one(Flash).say("1 to 500 questions, and at most 1,440 minutes.")
            return
        try:
            talk = self._desk.begin_exam(self._deck, questions, minutes)
        except TrainerError as error:
            self.query_one(Flash).say(str(error))
            return
        self.app.switch_screen(ExamScreen(talk, alone=False))

    def action_resume(self) -> None:
        """Go on with what was begun."""
        try:
            talk = self._desk.resume_exam(self._deck)
        except TrainerError as error:
            self.query_one(Flash).say(str(error))
            return
        self.app.switch_screen(ExamScreen(talk, alone=False))

    def action_leave(self) -> None:
        """Go back."""
        self.app.pop_screen()
