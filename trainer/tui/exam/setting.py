"""Before an exam: how many questions, how many minutes; Enter begins."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from trainer.errors import TrainerError
from trainer.tui.desk import Desk
from trainer.tui.exam.screen import ExamScreen
from trainer.tui.flash import Flash
from trainer.tui.keybar import KeyBar
from trainer.tui.line import Line
from trainer.tui.study.turns.words import literal


class ExamSettingScreen(Screen[None]):
    """Two lines and one key; an exam that was begun is offered first."""

    CSS_PATH = "exam.tcss"
    AUTO_FOCUS = "#questions"
    INTRODUCTION = "There is no feedback until you hand in; every answer is saved as you give it."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys, and what an exam is like"),
        Binding("f9", "resume", "Go on with the one begun", id="setting.resume",
                tooltip="Go on with the exam that was begun and not handed in"),
        Binding("escape", "leave", "Back", id="setting.leave", tooltip="Go back"),
    ]  # fmt: skip

    def __init__(self, desk: Desk, deck: str, title: str) -> None:
        super().__init__()
        self._desk = desk
        self._deck = deck
        self._title = title

    def compose(self) -> ComposeResult:
        yield Static(literal(f"Exam: {self._title}", "bold $text-primary"), id="heading")
        with Vertical(id="setting"):
            yield Static(
                "No feedback until you hand in. Every answer is saved as you give it.",
                markup=False,
            )
            with Horizontal(classes="field"):
                yield Static("Questions ", markup=False)
                yield Line(placeholder="20", id="questions")
            with Horizontal(classes="field"):
                yield Static("Minutes   ", markup=False)
                yield Line(placeholder="no limit", id="minutes")
            yield Static("Enter begins. Tab goes from line to line.", id="how", markup=False)
            yield Static("", id="begun", markup=False)
        yield Flash()
        yield KeyBar()

    def on_mount(self) -> None:
        if self._desk.exam_begun(self._deck):
            self.query_one("#begun", Static).update(
                literal("An exam was begun and not handed in: F9 goes on with it.", "$text-warning")
            )

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
