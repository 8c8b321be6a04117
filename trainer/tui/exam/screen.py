"""Sitting an exam: the question, the line to answer in, and where every question stands."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from threading import Thread
from typing import ClassVar

from rich.cells import cell_len
from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from trainer.errors import TrainerError
from trainer.text import one_line
from trainer.tui.desk import Desk
from trainer.tui.exam.navigator import Navigator
from trainer.tui.exam.report import ReportScreen
from trainer.tui.flash import Flash
from trainer.tui.keybar import KeyBar
from trainer.tui.line import Line
from trainer.tui.sizes import NORMAL, WIDE
from trainer.tui.study.turns.words import Item, Items, literal
from trainer.tutor.exam.fitting import how_to_answer
from trainer.tutor.exam.orders import Order
from trainer.tutor.exam.sitting import State
from trainer.tutor.exam.talk import ExamTalk
from trainer.tutor.turn import Turn, TurnKind

_TICK = 1.0  # seconds between two looks at the clock
_MARKED = 30_000  # milliseconds of use after which the time is written down
_LATE = 300_000  # milliseconds left from which the clock stands out
PLACEHOLDER = "Your answer; = 450/2000 calculates; f1: notes, strike out"
WAITING = "Paused. What you type here is kept for the question"
PAUSED = (
    "The exam is paused: the clock stands still, and the question waits covered. "
    "Enter or F8 goes on, Esc leaves."
)
SUM = "Type a sum behind the = and press Enter, such as = 50 x 0.75. What you had typed comes back."


class ExamScreen(Screen[None]):
    """The line at the foot always has the focus; its words may be an answer or an order.

    What is typed and not entered stays with its question. What was said last stands above the line
    until the next thing is done.
    """

    CSS_PATH = "exam.tcss"
    AUTO_FOCUS = "#answer"
    INTRODUCTION = (
        "Type an answer and press Enter: it is saved, and the next open question comes; after a "
        "change the next one. Up brings your answer back into the empty line. You see "
        "no marks until you hand in. In the list ■ is answered, □ seen, · unseen, and ⚑ flagged."
    )
    WORDS = (
        ("go 7", "go to question 7; next and back too"),
        ("open", "the next question without an answer"),
        ("I don't know", "leaves the question open"),
        ("flag", "come back to it later; again takes the flag away"),
        ("clear", "take the answer away"),
        ("strike b", "strike out option b; again brings it back"),
        ("note: words", "keep a note on the question"),
        ("= 50 x 0.75", "calculate; ans is the result before"),
        ("list", "which questions are answered, seen, flagged"),
        ("time", "how much is left"),
        ("pause", "the clock stands still, and the question is covered"),
        ("leave", "come back later; every answer is saved"),
        ("hand in", "end the exam and read the report"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys, and words you can type"),
        Binding("enter", "go_on", "Go on", id="exam.go-on", key_display="enter",
                tooltip="Go on after the pause"),
        Binding("pageup,ctrl+b", "obey('back')", "Back", show=False, id="exam.back",
                tooltip="The question before"),
        Binding("f4", "obey('flag')", "Flag", id="exam.flag",
                tooltip="Flag the question to come back to it, or take the flag away"),
        Binding("f10", "obey('hand in')", "Hand in", id="exam.hand-in",
                tooltip="End the exam and read the report"),
        Binding("f5", "obey('open')", "Open", id="exam.open",
                tooltip="The next question without an answer"),
        Binding("pagedown,ctrl+n", "obey('next')", "Next", id="exam.next", key_display="pgdn",
                tooltip="Next question; pgup goes to the one before"),
        Binding("f6", "obey('clear')", "Clear answer", show=False, id="exam.clear",
                tooltip="Take the answer to this question away"),
        Binding("f7", "calculate", "Calculate", show=False, id="exam.calculate",
                tooltip="Calculate in the line: = 50*0.75"),
        Binding("f8", "obey('pause')", "Pause", show=False, id="exam.pause",
                tooltip="Stop the clock and cover the question, or go on"),
        Binding("up", "scroll(-1)", "Scroll up", show=False, id="exam.up",
                tooltip="Scroll a long question up; at its top, your answer comes into the line"),
        Binding("down", "scroll(1)", "Scroll down", show=False, id="exam.down",
                tooltip="Scroll a long question down"),
        Binding("escape", "leave", "Leave", id="exam.leave",
                tooltip="Clear the line; when it is empty, leave without handing in"),
    ]  # fmt: skip

    line = getters.query_one("#answer", Line)
    navigator = getters.query_one(Navigator)

    def __init__(self, desk: Desk, talk: ExamTalk, *, alone: bool) -> None:
        super().__init__()
        self._desk = desk
        self._talk = talk
        self._alone = alone
        self._leaving = False
        self._marked = talk.sitting.used_ms
        self._covered = False  # whether the question on the screen is covered by a pause
        self._typed = ""  # what stands in the line, for when there is no line any more

    def compose(self) -> ComposeResult:
        # The library tells the size of a new screen only after its first picture.
        self.set_class(self.app.size.width >= WIDE, "-wide")
        yield Static("", id="heading", markup=False)
        with Horizontal(id="exam-page"):
            with Vertical(id="where"):
                yield Navigator(self._talk.sitting)
            with VerticalScroll(id="exam-asked", can_focus=False):
                yield Static("", id="exam-wording", markup=False)
                yield Items((), id="options")
                yield Static("", id="how", markup=False)
                yield Static("", id="kept", markup=False)
        yield Static("", id="said", markup=False)
        yield Flash()
        yield Static("", id="whole", markup=False)
        with Horizontal(id="foot"):
            yield Static("❯", id="mark", markup=False)
            yield Line(placeholder=PLACEHOLDER, id="answer")
        yield KeyBar()

    def on_mount(self) -> None:
        greeting, _ = self._talk.open()
        self._show()
        resumed = any(place.answer for place in self._talk.sitting.places)
        self._say(" ".join(greeting.lines[: 1 if resumed else 2]))
        self.set_interval(_TICK, self._tick)
        self.call_after_refresh(self._prepare)

    def _prepare(self) -> None:
        """Load the grader while the first question is read."""
        Thread(target=_quietly, args=(self._talk.prepare,), daemon=True).start()

    def on_unmount(self) -> None:
        """However the screen goes, what stands in the line and the time until now are kept."""
        if self._talk.finished:
            return
        sitting = self._talk.sitting
        try:
            if not sitting.paused:
                sitting.draft(self._typed)
            self._talk.leave()
        except TrainerError:
            pass  # every answer was kept before; here nobody can be told

    # Showing

    def _show(self) -> None:
        """Show the question that is open, with what was done with it; in a pause, neither."""
        sitting = self._talk.sitting
        place, item = sitting.places[sitting.at], sitting.paper.items[sitting.at]
        paused = sitting.paused
        self.query_one("#exam-wording", Static).update(literal(PAUSED if paused else item.text))
        self.query_one("#options", Items).show([] if paused else self._options())
        how = "" if paused else how_to_answer(item)
        self.query_one("#how", Static).update(how)
        self.query_one("#how").display = bool(how)
        kept = Content("")
        if place.answer:
            kept += literal("Your answer: ", "$text-muted") + literal(place.answer)
            kept += literal("  (a new one takes its place)", "$text-muted")
        if place.flagged:
            kept += literal(("\n" if kept else "") + "⚑ flagged", "$text-warning")
        if place.note:
            kept += literal(("\n" if kept else "") + f"Note: {place.note}", "$text-muted")
        self.query_one("#kept", Static).update(kept)
        self.query_one("#kept").display = bool(kept) and not paused
        self.query_one("#exam-asked").scroll_home(animate=False)
        self.navigator.show()
        self._show_line(paused)
        self._tick()
        self.refresh_bindings()

    def _show_line(self, paused: bool) -> None:
        """What was typed to this question and not entered; after a pause, what was typed in it
        stands behind that.
        """
        sitting = self._talk.sitting
        in_pause = self.line.value if self._covered else ""
        if paused:
            self.line.put(in_pause)
        else:
            draft = sitting.places[sitting.at].draft
            self.line.put(" ".join(filter(None, (draft, in_pause.strip()))))
        self._covered = paused
        self.line.placeholder = WAITING if paused else PLACEHOLDER
        self.line.focus()

    def _options(self) -> list[Item]:
        sitting = self._talk.sitting
        place, item = sitting.places[sitting.at], sitting.paper.items[sitting.at]
        return [
            Item(
                literal(f"{chr(ord('a') + number)}) ", "bold $text-primary"),
                literal(f"{text} (struck out)", "$text-muted strike")
                if number in place.struck
                else literal(text),
            )
            for number, text in enumerate(item.options)
        ]

    def _say(self, *lines: str) -> None:
        """Say something above the line, until the next thing is done; nothing takes it away."""
        said = self.query_one("#said", Static)
        said.update(literal("\n".join(lines)))
        said.display = any(lines)

    def _tick(self) -> None:
        """Show the time and write it down now and then; when it is over, hand in."""
        sitting = self._talk.sitting
        if self._talk.finished:
            return
        if sitting.out_of_time and not sitting.paused:
            self._try(self._over)
            return
        if sitting.used_ms - self._marked >= _MARKED:
            self._marked = sitting.used_ms
            try:
                sitting.mark_time()
            except TrainerError as error:
                self._say(str(error))
        self.query_one("#heading", Static).update(self._heading())

    def _over(self) -> tuple[Turn, ...]:
        """Hand in what was answered; what stands in the line came too late, and is not lost."""
        self._keep_draft()
        return self._talk.hear("")

    def _heading(self) -> Content:
        sitting = self._talk.sitting
        answered = sum(place.state is State.ANSWERED for place in sitting.places)
        parts = []
        if self.size.width >= NORMAL:
            parts.append(literal(one_line(sitting.paper.title), "bold $text-primary"))
            parts.append(literal("Exam", "bold $foreground"))
        here = f"Question {sitting.at + 1} of {len(sitting.places)}"
        parts.append(literal(here, "" if parts else "bold $text-primary"))
        parts.append(literal(f"{answered} answered", "$text-muted"))
        left = sitting.left_ms
        late = left is not None and left < _LATE
        clock = _clock(sitting.used_ms) if left is None else f"{_clock(left)} left"
        if sitting.paused:
            clock, late = f"paused at {clock}", True
        parts.append(literal(clock, "bold $text-warning" if late else "$text-muted"))
        return literal(" · ", "$text-muted").join(parts)

    # What the learner does

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is longer than the line is shown whole above it."""
        self._typed = event.value
        whole = self.query_one("#whole", Static)
        long = cell_len(event.value) >= max(1, self.line.content_size.width)
        whole.display = long
        whole.update(literal(event.value) if long else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        typed, self._leaving = event.value, False
        if self._talk.sitting.paused:
            self.action_go_on()
            return
        if self._talk.sitting.out_of_time:
            self._try(self._over)
            return
        if self._talk.is_help(typed):
            self.line.value = ""
            self.app.action_help()  # type: ignore[attr-defined]
            return
        if not self._try(lambda: self._talk.hear(typed)) or self._talk.refused:
            self.line.put(typed)  # it was not taken: it can be mended, or typed over
            self.line.action_select_all()

    def action_obey(self, order: str) -> None:
        """Carry out an order that a key stands for."""
        self._leaving = False
        self._try(lambda: self._obey(Order(order)))

    def on_navigator_chosen(self, event: Navigator.Chosen) -> None:
        self._try(lambda: self._obey(Order.GO, str(event.number)))

    def _obey(self, order: Order, words: str = "") -> tuple[Turn, ...]:
        self._keep_draft()
        return self._talk.obey(order, words)

    def _keep_draft(self) -> None:
        sitting = self._talk.sitting
        if not (sitting.paused or self._talk.finished):
            sitting.draft(self.line.value)

    def action_go_on(self) -> None:
        """Go on after a pause."""
        self._try(lambda: self._talk.obey(Order.GO_ON))

    def action_calculate(self) -> None:
        """Begin a sum in the line; what stood there comes back after it."""
        if self._try(lambda: self._obey(Order.SHOW)) and not self._talk.sitting.paused:
            self.line.put("= ")
            self._say(SUM)

    def action_scroll(self, step: int) -> None:
        """Scroll a question that is longer than its place; up from its top brings the answer."""
        asked = self.query_one("#exam-asked")
        sitting = self._talk.sitting
        if step < 0 and not asked.scroll_offset.y and not self.line.value:
            self.line.put(sitting.places[sitting.at].answer)
            return
        asked.scroll_relative(y=step, animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a pause nothing is offered but to go on or to leave."""
        paused = self._talk.sitting.paused
        if action in ("obey", "calculate", "scroll"):
            return not paused or parameters == ("pause",)
        return paused or action != "go_on"

    def action_leave(self) -> None:
        """Clear the line; or leave, at the second time."""
        if self.line.value:
            self.line.value = ""
            return
        if not self._leaving:
            self._leaving = True
            stands = self._talk.sitting.paper.rules.pause
            clock = "the clock stands still until you come back" if stands else "the clock runs on"
            self._say(f"Press Esc again to leave. Every answer is saved, and {clock}.")
            return
        self._try(lambda: self._obey(Order.LEAVE))

    def _try(self, do: Callable[[], tuple[Turn, ...]]) -> bool:
        """Do it and show what came of it; False, and the reason said, if it could not be done."""
        try:
            turns = do()
        except TrainerError as error:
            self._say(str(error))
            return False
        self._take(turns)
        return True

    def _take(self, turns: tuple[Turn, ...]) -> None:
        """Show what was said; at the end, the report takes the exam's place."""
        said = [line for turn in turns if turn.kind is TurnKind.NOTICE for line in turn.lines]
        if self._talk.report is not None:
            report = ReportScreen(self._desk, self._talk.report, alone=self._alone, said=said)
            if self._alone:  # the app's first screen cannot be switched, only covered
                self.app.push_screen(report)
            else:
                self.app.switch_screen(report)
            return
        if self._talk.finished:
            self._close()
            return
        self._say(*([] if self._talk.sitting.paused else said))
        self._show()

    def _close(self) -> None:
        if self._alone:
            self.app.exit(0)
        else:
            self.app.pop_screen()


def _quietly(load: Callable[[], None]) -> None:
    """Load ahead; what goes wrong with it is told when it is needed."""
    with contextlib.suppress(Exception):
        load()


def _clock(milliseconds: int) -> str:
    """Minutes and seconds as 12:05; an hour and more as 1:02:05."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
