"""Sitting an exam: the question, the line to answer in, and where every question stands."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from trainer.errors import TrainerError
from trainer.text import one_line
from trainer.tui.exam.navigator import Navigator
from trainer.tui.exam.report import ReportScreen
from trainer.tui.flash import Flash
from trainer.tui.keybar import KeyBar
from trainer.tui.line import Line
from trainer.tui.study.turns.words import Item, Items, literal
from trainer.tutor.exam.orders import Order
from trainer.tutor.exam.sitting import State
from trainer.tutor.exam.talk import ExamTalk
from trainer.tutor.turn import Turn, TurnKind

SIGNS_SAID = "✓ answered  ○ seen  · unseen  ⚑ flagged"
_TICK = 1.0  # seconds between two looks at the clock
_LATE = 300_000  # milliseconds left from which the clock stands out


class ExamScreen(Screen[None]):
    """The line at the foot always has the focus; its words may be an answer or an order."""

    CSS_PATH = "exam.tcss"
    AUTO_FOCUS = "#answer"
    INTRODUCTION = (
        "Type an answer and press Enter: it is saved, and the next open question comes. "
        "Type = 450/2000 to calculate, note: words to keep a note, strike b to strike out an "
        "option. In the list ✓ is answered, ○ seen, · unseen, and ⚑ flagged."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys, and words you can type"),
        Binding("pagedown,ctrl+n", "obey('next')", "Next", id="exam.next", key_display="pgdn",
                tooltip="Next question"),
        Binding("pageup,ctrl+b", "obey('back')", "Back", id="exam.back", key_display="pgup",
                tooltip="The question before"),
        Binding("f10", "obey('hand in')", "Hand in", id="exam.hand-in",
                tooltip="End the exam and read the report"),
        Binding("f4", "obey('flag')", "Flag", id="exam.flag",
                tooltip="Flag the question to come back to it, or take the flag away"),
        Binding("f5", "obey('open')", "Next open", id="exam.open",
                tooltip="The next question without an answer"),
        Binding("f6", "obey('clear')", "Clear answer", show=False, id="exam.clear",
                tooltip="Take the answer to this question away"),
        Binding("f8", "obey('pause')", "Pause", show=False, id="exam.pause",
                tooltip="Stop the clock until you do the next thing"),
        Binding("escape", "leave", "Leave", id="exam.leave",
                tooltip="Clear the line; when it is empty, leave without handing in"),
    ]  # fmt: skip

    line = getters.query_one("#answer", Line)
    navigator = getters.query_one(Navigator)

    def __init__(self, talk: ExamTalk, *, alone: bool) -> None:
        super().__init__()
        self._talk = talk
        self._alone = alone
        self._leaving = False

    def compose(self) -> ComposeResult:
        yield Static("", id="heading", markup=False)
        with Horizontal(id="page"):
            with VerticalScroll(id="asked", can_focus=False):
                yield Static("", id="wording", markup=False)
                yield Items((), id="options")
                yield Static("", id="kept", markup=False)
            with Vertical(id="where"):
                yield Navigator(self._talk.sitting)
                yield Static(SIGNS_SAID, id="signs", markup=False)
        yield Flash()
        with Horizontal(id="foot"):
            yield Static("❯", id="mark", markup=False)
            yield Line(placeholder="Your answer; or = 450/2000 to calculate", id="answer")
        yield KeyBar()

    def on_mount(self) -> None:
        greeting, _ = self._talk.open()
        self.query_one(Flash).say(" ".join(greeting.lines[:2]))
        self._show()
        self.set_interval(_TICK, self._tick)

    def _show(self) -> None:
        """Show the question that is open, with what was done with it."""
        sitting = self._talk.sitting
        place, item = sitting.places[sitting.at], sitting.paper.items[sitting.at]
        self.query_one("#wording", Static).update(literal(item.text))
        options = [
            Item(
                literal(f"{chr(ord('a') + number)}) ", "bold $text-primary"),
                literal(f"{text} (struck out)", "$text-muted strike")
                if number in place.struck
                else literal(text),
            )
            for number, text in enumerate(item.options)
        ]
        self.query_one("#options", Items).show(options)
        kept = Content("")
        if place.answer:
            kept += literal("Your answer: ", "$text-muted") + literal(place.answer)
            kept += literal("  (a new one takes its place)", "$text-muted")
        if place.flagged:
            kept += literal(("\n" if kept else "") + "⚑ flagged", "$text-warning")
        if place.note:
            kept += literal(("\n" if kept else "") + f"Note: {place.note}", "$text-muted")
        self.query_one("#kept", Static).update(kept)
        self.query_one("#asked").scroll_home(animate=False)
        self.query_one("#kept").display = bool(kept)
        self.navigator.show()
        self._tick()

    def _tick(self) -> None:
        """Show the time; when it is over, hand in."""
        sitting = self._talk.sitting
        if self._talk.finished:
            return
        if sitting.out_of_time and not sitting.paused:
            self._take(self._talk.hear(""))
            return
        answered = sum(place.state is State.ANSWERED for place in sitting.places)
        head = literal(f"Question {sitting.at + 1} of {len(sitting.places)}", "bold $text-primary")
        head += literal(f"   {answered} answered", "$text-muted")
        left = sitting.left_ms
        if sitting.paused:
            head += literal("   the clock stands still", "$text-warning")
        elif left is not None:
            style = "bold $text-warning" if left < _LATE else "$text-muted"
            head += literal(f"   {_clock(left)} left", style)
        else:
            head += literal(f"   {_clock(sitting.used_ms)}", "$text-muted")
        title = one_line(sitting.paper.title)
        if self.size.width >= 72:
            head += literal(f"   {title}", "$text-muted")
        self.query_one("#heading", Static).update(head)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        typed = event.value
        self.line.value = ""
        self._leaving = False
        self._try(lambda: self._talk.hear(typed))

    def action_obey(self, order: str) -> None:
        """Carry out an order that a key stands for."""
        self._try(lambda: self._talk.obey(Order(order)))

    def on_navigator_chosen(self, event: Navigator.Chosen) -> None:
        self._try(lambda: self._talk.obey(Order.GO, str(event.number)))

    def action_leave(self) -> None:
        """Clear the line; or leave, at the second time."""
        if self.line.value:
            self.line.value = ""
            return
        if not self._leaving:
            self._leaving = True
            self.query_one(Flash).say("Press Esc again to leave. Every answer is saved.")
            return
        self._talk.leave()
        self._close()

    def _try(self, do: object) -> None:
        assert callable(do)
        try:
            turns: tuple[Turn, ...] = do()
        except TrainerError as error:
            self.query_one(Flash).say(str(error))
            return
        self._take(turns)

    def _take(self, turns: tuple[Turn, ...]) -> None:
        """Show what was said; at the end, the report takes the exam's place."""
        if self._talk.report is not None:
            self.app.switch_screen(ReportScreen(self._talk.report, alone=self._alone))
            return
        if self._talk.finished:
            self._close()
            return
        said = [line for turn in turns if turn.kind is TurnKind.NOTICE for line in turn.lines]
        if said:
            self.query_one(Flash).say("\n".join(said[:8]))
        self._show()

    def _close(self) -> None:
        if self._alone:
            self.app.exit(0)
        else:
            self.app.pop_screen()


def _clock(milliseconds: int) -> str:
    """Minutes and seconds as 12:05; an hour and more as 1:02:05."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
