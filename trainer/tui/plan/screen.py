"""The exam of a deck: its date is typed here, and what can be reached by it stands above."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from trainer.errors import TrainerError
from trainer.tui.desk import Desk
from trainer.tui.flash import Flash
from trainer.tui.heading import Heading
from trainer.tui.keybar import KeyBar
from trainer.tui.line import Line
from trainer.tui.study.status import progress_bar
from trainer.tui.study.turns.words import Item, Items, literal
from trainer.tutor.prospect import Horizon, Prospect

ASK = "The exam's date and minutes a day: 2026-12-18 12"
NONE = (
    "No exam is planned. Type its date and how many minutes a day you can study, such as "
    "2026-12-18 12: then it is told here what that can reach, and the questions follow the plan."
)
FOOT = "An expectation from what you remember today, made anew each day; no promise."
_BAR = 30  # cells


class _Left(Exception):
    """The screen was left while it looked ahead."""


class PlanLine(Line):
    """The line for the date. Enter is its own key, so that the footer says what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.keep", "Keep the date", id="plan.keep", key_display="enter",
                tooltip="Keep the date that was typed, and look what can be reached"),
        Binding("pageup", "screen.page(-1)", "Page up", show=False, id="plan.page-up",
                tooltip="What stands above"),
        Binding("pagedown", "screen.page(1)", "Page down", show=False, id="plan.page-down",
                tooltip="What stands below"),
    ]  # fmt: skip


class PlanScreen(Screen[None]):
    """The line at the bottom has the focus; looking ahead takes seconds, beside the keys."""

    CSS_PATH = "plan.tcss"
    AUTO_FOCUS = "#date"
    INTRODUCTION = (
        "When the exam is, and what you can reach by it. Type a date and minutes a day "
        "(2026-12-18 12) and press Enter; `none` takes the date away. The questions follow the "
        "plan until then: what counts in the exam and gains most comes first."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys of this screen"),
        Binding("escape", "leave", "Back", id="plan.leave",
                tooltip="Clear the line; when it is empty, go back"),
    ]  # fmt: skip

    date = getters.query_one("#date", PlanLine)

    def __init__(self, desk: Desk, deck: str, title: str) -> None:
        super().__init__()
        self._desk = desk
        self._deck = deck
        self._title = title

    def compose(self) -> ComposeResult:
        yield Heading(self._title, "Exam date")
        with VerticalScroll(id="prospect", can_focus=False):
            yield Static("", id="looking", markup=False)
            yield Items((), id="reach")
        yield Flash()
        with Horizontal(id="date-line"):
            yield Static("❯", id="date-mark", markup=False)
            yield PlanLine(ASK, id="date")
        yield KeyBar()

    def on_mount(self) -> None:
        self._look()

    def on_unmount(self) -> None:
        self.workers.cancel_node(self)

    def _look(self) -> None:
        """Read what the plan rests on, and run it ahead beside the screen."""
        try:
            horizon = self._desk.horizon(self._deck)
        except TrainerError as error:
            self._say(literal(str(error), "$text-error"))
            return
        self.query_one("#reach", Items).show(())
        if horizon is None:
            self.workers.cancel_node(self)
            self._say(literal(NONE))
        else:
            self._show_progress(0, 1)
            self._look_apart(horizon)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _look_apart(self, horizon: Horizon) -> None:
        worker = get_current_worker()

        def tell(done: int, of: int) -> None:
            if worker.is_cancelled:
                raise _Left
            self.app.call_from_thread(self._show_progress, done, of)

        try:
            prospect = horizon.look(tell)
        except _Left:
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, prospect)

    def _show_progress(self, done: int, of: int) -> None:
        if self.is_mounted:
            self._say(literal("Looking ahead to the exam  ") + progress_bar(done, of, _BAR))

    def _show(self, prospect: Prospect) -> None:
        if not self.is_mounted:
            return
        first, *rest = prospect.lines()
        self._say(literal(first, "bold"))
        dot = literal("· ", "$text-muted")
        items = [Item(dot, literal(line)) for line in rest]
        self.query_one("#reach", Items).show([*items, Item(dot, literal(FOOT, "$text-muted"))])

    def _say(self, words: Content) -> None:
        self.query_one("#looking", Static).update(words)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was refused is not said of something else."""
        event.stop()
        self.query_one(Flash).hide()

    def action_keep(self) -> None:
        """Keep the date that was typed; what cannot be one stays, chosen, to be typed over."""
        said = self.date.value.strip()
        if not said:
            return
        try:
            kept = self._desk.choose_exam(self._deck, said)
        except TrainerError as error:
            self.date.select_all()
            self.query_one(Flash).say(str(error))
            return
        self.date.value = ""
        self._look()
        self.call_after_refresh(self.query_one(Flash).say, kept)

    def action_page(self, direction: int) -> None:
        """Scroll what is told by a page, up (-1) or down (1)."""
        told = self.query_one("#prospect", VerticalScroll)
        told.scroll_relative(y=direction * max(1, told.size.height - 1), animate=False)

    def action_leave(self) -> None:
        """Clear the line; or, if it is empty, go back."""
        if self.date.value:
            self.date.value = ""
        else:
            self.app.pop_screen()
