"""Where every question of the paper stands: a sign and a number each; a click goes there."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from trainer.tui.study.turns.words import literal
from trainer.tutor.exam.sitting import Place, Sitting, State

SIGNS = {State.ANSWERED: "✓", State.SEEN: "○", State.UNSEEN: "·"}
_STYLES = {
    State.ANSWERED: "$text-success",
    State.SEEN: "$text-warning",
    State.UNSEEN: "$text-muted",
}
_CELL = 6  # columns of one question: sign, flag, number


class Navigator(Widget):
    """As many questions in a row as fit."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """A question was clicked; `number` counts from 1."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting

    def show(self) -> None:
        """Show how things stand now."""
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return -(-len(self._sitting.places) // self._across(width))

    def render(self) -> Content:
        across = self._across(self.content_size.width)
        lines: list[Content] = []
        for number, place in enumerate(self._sitting.places, 1):
            if (number - 1) % across == 0:
                lines.append(Content(""))
            lines[-1] += _cell(number, place, here=number - 1 == self._sitting.at)
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        across = self._across(self.content_size.width)
        column = offset.x // _CELL
        number = offset.y * across + column + 1
        if column < across and number <= len(self._sitting.places):
            self.post_message(self.Chosen(number))

    def _across(self, width: int) -> int:
        return max(1, width // _CELL)


def _cell(number: int, place: Place, *, here: bool) -> Content:
    style = "reverse bold" if here else _STYLES[place.state]
    flag = "⚑" if place.flagged else " "
    return literal(f"{SIGNS[place.state]}{flag}{number:<3}", style) + Content(" ")
