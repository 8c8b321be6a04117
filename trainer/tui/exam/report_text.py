"""What stands on the page of an exam's report: the result, bars, each question again."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from trainer.figures.plot import Bar, bars
from trainer.text import one_line
from trainer.tui.figures.drawing import drawn
from trainer.tui.study.turns.words import Item, hung, literal
from trainer.tutor.exam.marking import BLANK
from trainer.tutor.exam.report import Part, Report, Row
from trainer.tutor.exam.report_lines import (
    about,
    option_lines,
    percent,
    points,
    reached,
    row_parts,
)

NARROWEST = 30  # cells of a row
_LABEL = 14  # cells of "Model answer" and what follows it


class Page(VerticalScroll):
    """A long page that is at its end at once: nothing is read while it slides."""

    class AtTop(Message):
        """The reader went back to where the page begins."""

    def action_scroll_home(self) -> None:
        self.scroll_home(animate=False)
        self.post_message(self.AtTop())

    def action_scroll_end(self) -> None:
        self.scroll_end(animate=False)

    def action_page_down(self) -> None:
        self.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        self.scroll_page_up(animate=False)


class RowText(Static):
    """One question again: what was answered, what it is worth, what would have been right."""

    class Chosen(Message):
        """The question was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, row: Row) -> None:
        super().__init__("", id=f"row-{row.number}", classes="row", markup=False)
        self._row = row

    @property
    def number(self) -> int:
        return self._row.number

    def tell(self, row: Row) -> None:
        """Show it as it stands now."""
        self._row = row
        self.on_resize()

    def on_resize(self) -> None:
        """Labels stand in one column, texts in another."""
        self.update(_row(self._row, max(NARROWEST, self.content_size.width)))

    def on_click(self) -> None:
        self.post_message(self.Chosen(self.number))


def result(report: Report, width: int) -> Content:
    signs: dict[str, int] = {}
    for row in report.rows:
        sign, _ = _sign(row)
        signs[sign] = signs.get(sign, 0) + 1
    named = (("✓", "right"), ("◐", "partly right"), ("✗", "wrong"), ("?", "in doubt"),
             ("!", "unsafe"), ("–", "not answered"))  # fmt: skip
    counted = "   ".join(f"{sign} {signs[sign]} {word}" for sign, word in named if sign in signs)
    lines = [
        literal(reached(report).capitalize(), "bold $text-primary"),
        drawn(bars([Bar("", float(report.share), "")], width)),
        literal(counted, "bold"),
        *(literal(line, "$text-muted") for line in about(report)),
    ]
    return Content("\n").join(lines)


def following(report: Report) -> list[Item]:
    """What can be done next, each behind its key."""
    found = []
    if missed := len(report.missed_cards):
        cards = "the card" if missed == 1 else f"the {missed} cards"
        doubted = any(row.mark.provisional for row in report.missed)
        which = "missed, and those in doubt" if doubted else "missed"
        found.append(("s", f"study {cards} that you {which}, until each is right"))
    for place, part in enumerate(report.next_sections, 1):
        found.append((str(place), f"study {one_line(part.name)}"))
    if report.provisional:
        numbers = ", ".join(str(row.number) for row in report.provisional)
        found.append(("m", f"give the points yourself of question {numbers}: marked with doubt"))
    elif any(row.can_be_marked for row in report.rows):
        found.append(("m", "give the points yourself where you were in the right"))
    return [Item(literal(f"{key}  ", "bold $text-primary"), literal(words)) for key, words in found]


def parts_drawn(title: str, parts: tuple[Part, ...], width: int) -> Content:
    """A bar a part, with its points; all of one width."""
    said = [f"{points(part.points)} of {part.questions}" for part in parts]
    longest = max(map(len, said), default=0)
    rows = [
        Bar(one_line(part.name), float(part.share), f"{percent(part.share):>4}  {words:>{longest}}")
        for part, words in zip(parts, said, strict=True)
    ]
    return literal(title, "bold $text-primary") + literal("\n") + drawn(bars(rows, width))


def _row(row: Row, width: int) -> Content:
    sign, style = _sign(row)
    mark = literal(f"{sign} ", style)
    text = literal(f"Question {row.number}: {row.question.text}", "bold")
    lines = [hung(Item(mark, text), width)]
    lines += [hung(Item(literal("  "), literal(line)), width) for line in option_lines(row)]
    for label, said in row_parts(row):
        column = literal(f"  {label:<{_LABEL}}", "$text-muted")
        lines.append(hung(Item(column, literal(said)), width))
    return Content("\n").join(lines)


def _sign(row: Row) -> tuple[str, str]:
    mark = row.mark
    if mark.unsafe:
        return "!", "bold $text-error"
    if mark.outcome == BLANK:
        return "–", "$text-muted"
    if mark.provisional:
        return "?", "bold $text-warning"
    if mark.score == 1:
        return "✓", "bold $text-success"
    return ("◐", "bold $text-warning") if mark.score else ("✗", "bold $text-error")
