"""One deck in the list: what is due, what is new, how much of it has been met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from trainer.text import one_line
from trainer.tui.chosen import is_swapped, swapped
from trainer.tui.study.status import progress_bar
from trainer.tui.study.turns.words import literal
from trainer.tutor.home import DeckStanding

_BAR = 24  # cells of a full bar where there is room
_ROOMY = 62  # cells from which there is


class DeckRow(Widget, can_focus=True):
    """Two lines a deck, more where an exam is ahead or begun: name and today, how far, the exam.

    `decks` is what Enter studies: this deck, or none for all that is due.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "choose", "Study", id="home.study", key_display="enter",
            tooltip="Study the chosen deck",
        ),
    ]  # fmt: skip

    @dataclass
    class Chosen(Message):
        """The learner wants to study this row."""

        row: DeckRow

    def __init__(self, standing: DeckStanding, *, every: bool = False) -> None:
        super().__init__()
        self.standing = standing
        self.decks: tuple[str, ...] = () if every else (standing.id,)

    def action_choose(self) -> None:
        self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.focus()
        if event.chain == 2:
            self.action_choose()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return sum(1 for _ in self._lines(width))

    def render(self) -> Content:
        width = self.content_size.width
        mark = literal("❯ " if self.has_focus else "  ", "bold $text-primary")
        return Content("\n").join(
            mark + line if place == 0 else Content("  ") + line
            for place, line in enumerate(self._lines(width - 2))
        )

    def render_lines(self, crop: Region) -> list[Strip]:
        strips = super().render_lines(crop)
        if not (self.has_focus and is_swapped(self.app)):
            return strips
        return [swapped(strip, self.visual_style.rich_style) for strip in strips]

    def _lines(self, width: int) -> Iterator[Content]:
        standing = self.standing
        yield _apart(literal(one_line(standing.title), "bold"), today(standing), width)
        if standing.problem:
            yield literal(one_line(standing.problem), "$text-error").truncate(width, ellipsis=True)
            return
        bar = progress_bar(standing.seen, standing.cards, _BAR if width > _ROOMY else _BAR // 2)
        met = literal(f"  {met_in_words(standing, short=width <= _ROOMY)}", "$text-muted")
        coming = f"next {one_line(standing.next_due)}" if standing.next_due else ""
        yield _apart(bar + met, literal(coming, "$text-muted"), width)
        if exam := exam_ahead(standing):
            if len(exam) > width:
                exam = exam.replace(" expected", "")
            yield literal(exam, "$text-muted").truncate(width, ellipsis=True)
        if begun := exam_begun(standing):
            yield literal(begun, "$text-warning").truncate(width, ellipsis=True)


def today(standing: DeckStanding) -> Content:
    """What a deck asks for today, in words."""
    if standing.problem:
        return literal("cannot be studied", "$text-error")
    parts = []
    if standing.due:
        parts.append(literal(f"{standing.due} due", "bold $text-accent"))
    if standing.new:
        parts.append(literal(f"{standing.new} new", "$text-success"))
    if not parts:
        return literal("nothing due", "$text-muted")
    if standing.minutes:
        parts.append(literal(f"{standing.minutes} min", "$text-muted"))
    return literal(" · ", "$text-muted").join(parts)


def met_in_words(standing: DeckStanding, *, short: bool) -> str:
    """ "146 of 152 cards met, 7 not in the exam": those that no day before the exam asks."""
    cards = " " if short and standing.left_out else " cards "
    said = f"{standing.seen} of {standing.cards}{cards}met"
    return f"{said}, {standing.left_out} not in the exam" if standing.left_out else said


def exam_ahead(standing: DeckStanding) -> str:
    """ "Exam in 12 days · if tomorrow: 60% expected (48–71%)", or nothing."""
    if standing.exam_in is None:
        return ""
    days = "tomorrow" if standing.exam_in == 1 else f"in {standing.exam_in} days"
    if standing.ready is None:
        return f"Exam {days} · too little answered to say more"
    return f"Exam {days} · {score_tomorrow(standing)}"


def score_tomorrow(standing: DeckStanding) -> str:
    """ "if tomorrow: 60% expected (48–71%)": the score, and what it likely lies in."""
    assert standing.ready is not None
    low, high = (round(100 * end) for end in standing.ready)
    expected = "" if standing.expected is None else f"{standing.expected:.0%} expected "
    return f"if tomorrow: {expected}({low}–{high}%)"


def exam_begun(standing: DeckStanding) -> str:
    """Says that a mock exam waits to be gone on with, or nothing."""
    if not standing.exams_begun:
        return ""
    count = standing.exams_begun
    return "Mock exam in progress" if count == 1 else f"{count} mock exams in progress"


def _apart(left: Content, right: Content, width: int) -> Content:
    room = max(0, width - right.cell_length - (2 if right else 0))
    left = left.truncate(room, ellipsis=True)
    gap = " " * max(0, width - left.cell_length - right.cell_length)
    return left + Content(gap) + right
