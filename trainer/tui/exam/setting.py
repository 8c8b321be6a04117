"""Before an exam: one that was begun can be gone on with, or another is set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.errors import TrainerError
from trainer.figures.plot import Bar, bars
from trainer.text import one_line
from trainer.tui.desk import Desk
from trainer.tui.exam.report import ReportScreen
from trainer.tui.exam.screen import ExamScreen
from trainer.tui.figures.drawing import drawn
from trainer.tui.flash import Flash
from trainer.tui.heading import Heading
from trainer.tui.keybar import KeyBar
from trainer.tui.line import Line
from trainer.tui.rows import Rows
from trainer.tui.sizes import WIDE
from trainer.tui.study.turns.words import literal
from trainer.tutor.exam.outlook import Begun, Outlook
from trainer.tutor.exam.report_lines import reached
from trainer.tutor.exam.spoken import ago_in_words, minutes_in_words

RULES = (
    "You see no marks until you hand in; then a report shows every question with its answer and "
    "the monograph's line. Until then you can go back, flag questions and change answers. Each "
    "answer is saved as you give it, and you can leave and come back."
)
QUESTIONS, MOST_QUESTIONS, MOST_MINUTES = 20, 500, 1_440
_ASIDE = "Press F6 again to put exam {name} aside: it is not gone on with, and its file stays."


class SettingLine(Line):
    """One number of the setting; Enter begins the exam."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Begin", id="setting.begin", key_display="enter",
                tooltip="Set the paper and begin"),
    ]  # fmt: skip


class BegunRows(Rows):
    """The exams that were begun; Enter goes on with the chosen one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Go on", id="setting.resume", key_display="enter",
                tooltip="Go on with the exam that is chosen"),
    ]  # fmt: skip


class ExamSettingScreen(Screen[None]):
    """Exams in progress first, if there are any; then two lines for a new one."""

    CSS_PATH = "exam.tcss"
    INTRODUCTION = (
        "An exam that was begun is gone on with by Enter. For a new one say how many questions "
        "and how many minutes, and press Enter there."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys, and what an exam is like"),
        Binding("tab", "app.focus_next", "Next", id="setting.next", tooltip="The next line"),
        Binding("f5", "new", "New exam", id="setting.new",
                tooltip="Say how long a new exam shall be"),
        Binding("f3", "report", "Last report", id="setting.report",
                tooltip="The report of the exam that was handed in last"),
        Binding("f6", "aside", "Put aside", id="setting.aside",
                tooltip="Put the chosen exam aside; its file stays"),
        Binding("escape", "leave", "Back", id="setting.leave", tooltip="Go back"),
    ]  # fmt: skip

    def __init__(self, desk: Desk, deck: str, title: str) -> None:
        super().__init__()
        self._desk = desk
        self._deck = deck
        self._title = title
        self._outlook: Outlook = desk.exam_outlook(deck)
        self._aside = ""  # the exam that F6 was pressed for once

    def compose(self) -> ComposeResult:
        yield Heading(self._title, "Mock exam")
        with Horizontal(id="exam-page"):
            with VerticalScroll(id="setting", can_focus=False):
                with Vertical(id="begun"):
                    yield Static("In progress", classes="exam-title", markup=False)
                    yield BegunRows(id="begun-rows")
                yield Static("A new exam", classes="exam-title", markup=False)
                yield from self._field("Questions", str(self._usual()), "questions")
                yield from self._field("Minutes", "no limit", "minutes")
                yield Static("", id="last", markup=False)
                yield Static(RULES, id="rules", markup=False)
            with VerticalScroll(id="outlook", can_focus=False):
                yield Static("", id="mix", markup=False)
        yield Flash()
        yield KeyBar()

    def _field(self, label: str, usual: str, name: str) -> Iterator[Horizontal | Static]:
        field = Horizontal(
            Static(label, classes="label", markup=False),
            SettingLine(placeholder=usual, id=name),
            classes="field",
        )
        yield field
        yield Static("", id=f"{name}-wrong", classes="wrong", markup=False)

    def on_mount(self) -> None:
        self._show()
        self._focus_first()

    def on_resize(self, event: events.Resize) -> None:
        self.query_one("#outlook").display = event.size.width >= WIDE

    def _show(self) -> None:
        outlook = self._outlook
        rows = self.query_one(BegunRows)
        rows.clear_options()
        rows.add_options([Option(_begun(one), id=one.name) for one in outlook.begun])
        self.query_one("#begun").display = bool(outlook.begun)
        if outlook.begun:
            rows.highlighted = 0
        last = self.query_one("#last", Static)
        last.display = outlook.last is not None
        if outlook.last is not None:
            ago = ago_in_words(outlook.last.ago_ms)
            last.update(
                f"Last exam, begun {ago}: {reached(outlook.last.report)}. F3 opens its report."
            )
        self.query_one("#mix", Static).update(self._mix())
        self.refresh_bindings()

    def _focus_first(self) -> None:
        first = BegunRows if self._outlook.begun else "#questions"
        self.query_one(first).focus()

    def _usual(self) -> int:
        return min(QUESTIONS, self._outlook.questions)

    def _mix(self) -> Content:
        """What the paper is made of."""
        head = f"{self._outlook.questions} questions can come"
        shares = [
            Bar(one_line(title), share, f"{share:>4.0%}") for title, share in self._outlook.mix
        ]
        return (
            literal(head, "bold $text-primary")
            + literal("\nHow a paper is divided up:\n\n", "$text-muted")
            + drawn(bars(shares, 52))
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What there is nothing for is not offered."""
        if action in ("new", "aside"):
            return bool(self._outlook.begun)
        return action != "report" or self._outlook.last is not None

    # What the learner does

    def on_input_submitted(self, event: Input.Submitted) -> None:
        questions = self._number("questions", self._usual(), 1, MOST_QUESTIONS)
        minutes = self._number("minutes", 0, 0, MOST_MINUTES)
        if questions is None or minutes is None:
            return
        try:
            talk = self._desk.begin_exam(self._deck, int(questions), minutes)
        except TrainerError as error:
            self.query_one(Flash).say(str(error))
            return
        self.app.switch_screen(ExamScreen(self._desk, talk, alone=False))

    def _number(self, name: str, usual: int, low: int, high: int) -> float | None:
        """The number of a line; None where it is none, which is said below the line."""
        line, wrong = self.query_one(f"#{name}", Line), self.query_one(f"#{name}-wrong", Static)
        typed = line.value.strip()
        try:
            number = float(typed or usual)
            fits = low <= number <= high and (name == "minutes" or number.is_integer())
        except ValueError:
            fits = False
        wrong.update("" if fits else f"A number from {low:,} to {high:,}.")
        wrong.display = not fits
        if not fits:
            line.focus()
            return None
        return number

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was wrong with a line goes away when it is mended."""
        self.query_one(f"#{event.input.id}-wrong").display = False

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on with the chosen exam."""
        try:
            talk = self._desk.resume_exam(str(event.option.id))
        except TrainerError as error:
            self.query_one(Flash).say(str(error))
            return
        self.app.switch_screen(ExamScreen(self._desk, talk, alone=False))

    def action_new(self) -> None:
        """Go to the lines of a new exam."""
        self.query_one("#questions").focus()

    def action_report(self) -> None:
        """Read the last report; leaving it comes back here."""
        if self._outlook.last is not None:
            report = self._outlook.last.report
            self.app.push_screen(ReportScreen(self._desk, report, alone=False))

    def action_aside(self) -> None:
        """Put the chosen exam aside, at the second time."""
        rows = self.query_one(BegunRows)
        if rows.highlighted is None:
            return
        name = str(rows.get_option_at_index(rows.highlighted).id)
        if self._aside != name:
            self._aside = name
            self.query_one(Flash).say(_ASIDE.format(name=name))
            return
        try:
            self._desk.discard_exam(name)
            self._outlook = self._desk.exam_outlook(self._deck)
        except TrainerError as error:
            self.query_one(Flash).say(str(error))
            return
        self.query_one(Flash).say(f"Exam {name} is put aside. Its file stays.")
        self._show()
        self._focus_first()

    def action_leave(self) -> None:
        """Go back."""
        self.app.pop_screen()


def _begun(one: Begun) -> Content:
    left = "" if one.left_ms is None else f", {minutes_in_words(one.left_ms)} left"
    said = f" Exam {one.name}: {one.answered} of {one.questions} answered{left}"
    return literal(said) + literal(f", left {ago_in_words(one.ago_ms)}", "$text-muted")
