"""The report of an exam: what was reached, every question again, and what to study next."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input, Static

from trainer.errors import TrainerError
from trainer.text import one_line
from trainer.tui.desk import Desk
from trainer.tui.exam.report_text import (
    NARROWEST,
    Page,
    RowText,
    following,
    parts_drawn,
    result,
)
from trainer.tui.flash import Flash
from trainer.tui.heading import Heading
from trainer.tui.keybar import KeyBar
from trainer.tui.line import Line
from trainer.tui.study.turns.words import Items, literal
from trainer.tui.wishes import OpenMonograph, StudyDecks
from trainer.tutor.exam.report import Report
from trainer.tutor.exam.report_lines import points

_WIDEST = 76  # cells of a row with its bar
MARKING = (
    "Question {number}, your answer: {answer}\n"
    "Type its points, from 0 to 1, and press Enter: 0, 0.5 or 1, for example. Esc gives none."
)
_SHOWN = 60  # characters of an answer that are told when its points are asked for


class ReportScreen(Screen[None]):
    """One long page; the keys scroll it, and go from miss to miss."""

    CSS_PATH = "exam.tcss"
    AUTO_FOCUS = "#report"
    INTRODUCTION = (
        "✓ right, ◐ partly right, ✗ wrong, – not answered, ! unsafe, ? marked with doubt: the "
        "grader was not sure. m gives the points of any answer that was not wholly right, and the "
        "report says that they were given by hand. `trainer exam report` prints "
        "the same, and writes it as Markdown or HTML with --write."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys and signs"),
        Binding("n", "go(1)", "Next miss", id="report.next", tooltip="The next question missed"),
        Binding("s", "study", "Study", id="report.study",
                tooltip="Be asked again what you missed, and nothing else, until it is right"),
        Binding("m", "mark", "Mark", id="report.mark",
                tooltip="Give the points yourself where you were in the right"),
        Binding("l", "monograph", "Line", id="report.monograph",
                tooltip="Open the monograph at the line of this question"),
        Binding("p", "go(-1)", "Miss before", id="report.back", show=False,
                tooltip="The one missed before"),
        Binding("1", "section(1)", "Section 1", id="report.first-section", show=False,
                tooltip="Study the section that lost most points"),
        Binding("2", "section(2)", "Section 2", id="report.second-section", show=False,
                tooltip="Study the second of these sections"),
        Binding("3", "section(3)", "Section 3", id="report.third-section", show=False,
                tooltip="Study the third of them"),
        Binding("escape,q", "leave", "Leave", id="report.leave", tooltip="Close the report"),
    ]  # fmt: skip

    def __init__(
        self, desk: Desk, report: Report, *, alone: bool, said: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._desk = desk
        self._report = report
        self._alone = alone
        self._said = said
        self._at = 0  # the number of the question that n and p went to
        self._marking = 0  # the number of the question whose points are asked for

    def compose(self) -> ComposeResult:
        report = self._report
        yield Heading(report.paper.title, "Exam report", f"exam {report.name}")
        with Page(id="report"):
            yield Static("", id="reached", markup=False)
            yield Items((), id="next")
            yield Static("", id="sections", classes="parts", markup=False)
            yield Static("", id="kinds", classes="parts", markup=False)
            for row in report.rows:
                yield RowText(row)
        yield Static("▼ more below", id="more", markup=False)
        yield Static("", id="said", markup=False)
        yield Flash()
        with Horizontal(id="foot"):
            yield Static("❯", id="mark", markup=False)
            yield Line(placeholder="0 to 1", id="points")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one("#foot").display = False
        self.query_one("#said").display = False
        self.watch(self.query_one("#report"), "scroll_y", self._show_more)
        if self._said:
            self.query_one(Flash).say("\n".join(self._said))

    def on_resize(self, event: events.Resize) -> None:
        """The bars have as much room as there is."""
        self._show()

    def _show(self) -> None:
        width = max(NARROWEST, min(_WIDEST, self.size.width - 6))
        report = self._report
        self.query_one("#reached", Static).update(result(report, width))
        self.query_one("#next", Items).show(following(report))
        self.query_one("#sections", Static).update(
            parts_drawn("By section", report.sections, width)
        )
        self.query_one("#kinds", Static).update(parts_drawn("By kind", report.kinds, width))
        self.call_after_refresh(self._show_more)

    def _show_more(self) -> None:
        page = self.query_one("#report")
        self.query_one("#more").visible = page.scroll_offset.y < page.max_scroll_y

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Points can be given to what was answered and not wholly right."""
        return action != "mark" or bool(self._markable())

    def _markable(self) -> list[int]:
        """The questions whose points a person may give: those that wait for it come first."""
        rows = [row for row in self._report.rows if row.can_be_marked]
        return [row.number for row in sorted(rows, key=lambda row: not row.mark.provisional)]

    # What the learner does

    def action_study(self) -> None:
        """Study just what was missed, coming back here afterwards."""
        cards = self._report.missed_cards
        if not cards:
            self.query_one(Flash).say("Nothing was missed.")
            return
        about = f"you missed in exam {self._report.name}"
        self.post_message(StudyDecks((self._report.paper.deck,), cards=cards, about=about))

    def action_section(self, place: int) -> None:
        """Study one of the sections that lost most points."""
        following = self._report.next_sections
        if place > len(following):
            self.query_one(Flash).say("There is no such section to study.")
            return
        self.post_message(StudyDecks((self._report.paper.deck,), following[place - 1].id))

    def action_go(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) question that was missed."""
        missed = [row.number for row in self._report.missed]
        ahead = [number for number in missed if (number - self._at) * step > 0]
        if not missed:
            self.query_one(Flash).say("Nothing was missed.")
        elif not ahead:
            self.query_one(Flash).say("That was the last one." if step > 0 else "The first one.")
        else:
            self._go_to(min(ahead) if step > 0 else max(ahead))

    def _go_to(self, number: int) -> None:
        self._at = number
        for row in self.query(RowText):
            row.set_class(row.number == number, "-here")
            if row.number == number:
                self.query_one("#report").scroll_to_widget(row, top=True, animate=False)

    def on_page_at_top(self) -> None:
        """From the top the first miss is the next one."""
        self._at = 0
        for row in self.query(RowText):
            row.set_class(False, "-here")

    def on_row_text_chosen(self, event: RowText.Chosen) -> None:
        self._at = event.number
        for row in self.query(RowText):
            row.set_class(row.number == event.number, "-here")

    def action_monograph(self) -> None:
        """Open the monograph at the line that the question rests on."""
        row = self._report.rows[self._here() - 1]
        if not row.question.lines:
            self.query_one(Flash).say("This question rests on no line of the monograph.")
            return
        self.post_message(OpenMonograph(self._report.paper.deck, row.question.lines[0]))

    def _here(self) -> int:
        """The question that was gone to; otherwise the first that stands on the screen."""
        if self._at:
            return self._at
        top = self.query_one("#report").scroll_offset.y
        rows = list(self.query(RowText))
        return next((row.number for row in rows if row.virtual_region.y >= top), rows[-1].number)

    def action_mark(self) -> None:
        """Ask for the points of the question that was gone to, or of the first in doubt."""
        markable = self._markable()
        if self._at and self._at not in markable:
            why = (
                "was not answered"
                if not self._report.rows[self._at - 1].place.answer
                else "is right"
            )
            self.query_one(Flash).say(f"Question {self._at} {why}: there are no points to give.")
            return
        self._ask_points(self._at or markable[0])

    def _ask_points(self, number: int) -> None:
        """Ask for the points of a question, which stands on the screen while they are typed."""
        self._marking = number
        answer = one_line(self._report.rows[number - 1].place.answer)
        answer = answer if len(answer) <= _SHOWN else f"{answer[: _SHOWN - 3]}..."
        said = self.query_one("#said", Static)
        said.update(literal(MARKING.format(number=number, answer=answer)))
        said.display = self.query_one("#foot").display = True
        self.query_one("#points", Line).focus()
        self.call_after_refresh(self._go_to, number)  # once the line has taken its room

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the points that were given."""
        flash = self.query_one(Flash)
        try:
            score = Fraction(event.value.strip().replace(",", "."))
            if not 0 <= score <= 1:
                raise ValueError
        except (ValueError, ZeroDivisionError):
            flash.say("Points lie between 0 and 1: 0, 0.5 or 1, for example.")
            return
        try:
            self._report = self._desk.mark_exam(self._report.name, self._marking, score)
        except TrainerError as error:
            flash.say(str(error))
            return
        self._show()
        for shown, row in zip(self.query(RowText), self._report.rows, strict=True):
            shown.tell(row)
        flash.say(f"Question {self._marking} has {points(score)} of 1 point now.")
        marked, open_ones = self._marking, [row.number for row in self._report.provisional]
        self._end_marking()
        if open_ones:
            later = [number for number in open_ones if number > marked]
            self._ask_points((later or open_ones)[0])

    def _end_marking(self) -> None:
        self._marking = 0
        self.query_one("#points", Line).value = ""
        self.query_one("#foot").display = self.query_one("#said").display = False
        self.query_one("#report").focus()

    def action_leave(self) -> None:
        """Go back home, or leave the program if it was begun with the exam."""
        if self._marking:
            self._end_marking()
        elif self._alone:
            self.app.exit(0)
        else:
            self.app.pop_screen()
