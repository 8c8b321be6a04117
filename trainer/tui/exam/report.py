"""The report of an exam: what was reached, every question again, and what to study next."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trainer.figures.plot import Bar, bars
from trainer.text import one_line
from trainer.tui.figures.drawing import drawn
from trainer.tui.flash import Flash
from trainer.tui.keybar import KeyBar
from trainer.tui.study.turns.words import literal
from trainer.tui.wishes import StudyDecks
from trainer.tutor.exam.marking import BLANK
from trainer.tutor.exam.report import Part, Report, Row
from trainer.tutor.exam.report_lines import percent, points, report_lines, row_lines

_WIDEST = 76  # cells of a row with its bar
_NARROWEST = 30


class ReportScreen(Screen[None]):
    """One long page; the keys scroll it."""

    CSS_PATH = "exam.tcss"
    AUTO_FOCUS = "#report"
    INTRODUCTION = (
        "✓ right, ◐ partly right, ✗ wrong, – not answered, ! unsafe. `trainer exam report` prints "
        "the same, and writes it as Markdown or HTML with --write."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys and signs"),
        Binding("n", "go(1)", "Next miss", id="report.next", tooltip="The next question missed"),
        Binding("p", "go(-1)", "Miss before", id="report.back", show=False,
                tooltip="The one missed before"),
        Binding("s", "study", "Study what was missed", id="report.study",
                tooltip="Study the section that lost most points"),
        Binding("escape,q", "leave", "Leave", id="report.leave", tooltip="Close the report"),
    ]  # fmt: skip

    def __init__(self, report: Report, *, alone: bool) -> None:
        super().__init__()
        self._report = report
        self._alone = alone
        self._at = -1
        self._missed = [row for row in report.rows if row.mark.score < 1]

    def compose(self) -> ComposeResult:
        report = self._report
        with VerticalScroll(id="report"):
            yield Static(_reached(report), id="reached", markup=False)
            yield Static("", id="sections", classes="parts", markup=False)
            yield Static("", id="kinds", classes="parts", markup=False)
            for row in report.rows:
                yield Static(_row(row), id=f"row-{row.number}", classes="row", markup=False)
        yield Flash()
        yield KeyBar()

    def on_resize(self, event: events.Resize) -> None:
        """The bars have as much room as there is."""
        width = max(_NARROWEST, min(_WIDEST, self.size.width - 6))
        report = self._report
        self.query_one("#sections", Static).update(_parts("By section", report.sections, width))
        self.query_one("#kinds", Static).update(_parts("By kind", report.kinds, width))

    def action_study(self) -> None:
        """Study the section that lost most, coming back here afterwards."""
        following = self._report.next_sections
        if self._report.points == len(self._report.rows):
            self.query_one(Flash).say("Nothing was missed.")
            return
        section = following[0].id if following else ""
        self.post_message(StudyDecks((self._report.paper.deck,), section))

    def action_go(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) question that was missed."""
        if not self._missed:
            self.query_one(Flash).say("Nothing was missed.")
            return
        self._at = max(0, min(len(self._missed) - 1, self._at + step))
        number = self._missed[self._at].number
        self.query_one(f"#row-{number}").scroll_visible(top=True, animate=False)

    def action_leave(self) -> None:
        """Go back home, or leave the program if it was begun with the exam."""
        if self._alone:
            self.app.exit(0)
        else:
            self.app.pop_screen()


def _reached(report: Report) -> Content:
    first, *rest = [line for line in report_lines(report) if not line.startswith("By ")]
    lines = [literal(first, "bold $text-primary")]
    lines += [literal(line.partition(" Command:")[0]) for line in rest]
    return Content("\n").join(lines)


def _parts(title: str, parts: tuple[Part, ...], width: int) -> Content:
    """A bar a part, with its points; all of one width."""
    said = [f"{points(part.points)} of {part.questions}" for part in parts]
    longest = max(map(len, said))
    rows = [
        Bar(one_line(part.name), float(part.share), f"{percent(part.share):>4}  {words:>{longest}}")
        for part, words in zip(parts, said, strict=True)
    ]
    return literal(title, "bold $text-primary") + literal("\n") + drawn(bars(rows, width))


def _row(row: Row) -> Content:
    sign, style = _sign(row)
    first, *rest = row_lines(row)
    lines = [literal(f"{sign} ", style) + literal(first, "bold")]
    lines += [literal(line) for line in rest]
    return Content("\n").join(lines)


def _sign(row: Row) -> tuple[str, str]:
    mark = row.mark
    if mark.unsafe:
        return "!", "bold $text-error"
    if mark.outcome == BLANK:
        return "–", "$text-muted"
    if mark.score == 1:
        return "✓", "bold $text-success"
    return ("◐", "bold $text-warning") if mark.score else ("✗", "bold $text-error")
