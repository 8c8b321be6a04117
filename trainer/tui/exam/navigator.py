"""Where every question of the paper stands: a sign and a number each; a click goes there."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from trainer.tui.sizes import TALL, WIDE
from trainer.tui.study.turns.words import literal
from trainer.tutor.exam.sitting import Place, Sitting, State

SIGNS = {State.ANSWERED: "■", State.SEEN: "□", State.UNSEEN: "·"}
"""Nothing in them says right or wrong."""
SIGNS_SAID = "■ answered  □ seen  · unseen  ⚑ flagged"
_STYLES = {
    State.ANSWERED: "$text-primary",
    State.SEEN: "$text-warning",
    State.UNSEEN: "$text-muted",
}
_FEW, _SOME = 3, 4  # rows of questions on a short screen and on one of middle size
_BESIDE = 10  # lines of a wide screen that are not the map's


class Navigator(Widget):
    """As many questions in a row as fit, and below them what the signs mean.

    Where there are more rows than there is room, those around the question on the screen stand
    there, and the last line says which.
    """

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
        first, end, _ = self._rows(width)
        return end - first + len(self._legend(first, end, width))

    def render(self) -> Content:
        width = self.content_size.width
        first, end, across = self._rows(width)
        lines: list[Content] = []
        for row in range(first, end):
            line = Content("")
            for at in range(row * across, min((row + 1) * across, self._count)):
                line += self._cell(at)
            lines.append(line)
        return Content("\n").join([*lines, *self._legend(first, end, width)])

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        first, end, across = self._rows(self.content_size.width)
        column, row = offset.x // self._cell_width, first + offset.y
        number = row * across + column + 1
        if column < across and row < end and number <= self._count:
            self.post_message(self.Chosen(number))

    @property
    def _count(self) -> int:
        return len(self._sitting.places)

    @property
    def _digits(self) -> int:
        return len(str(self._count))

    @property
    def _cell_width(self) -> int:
        return self._digits + 4  # sign, blank, number, flag, blank

    def _rows(self, width: int) -> tuple[int, int, int]:
        """The first row that is shown, the row after the last, and how many questions a row has."""
        across = max(1, width // self._cell_width)
        rows = -(-self._count // across)
        screen = self.screen.size
        room = _FEW if screen.height < TALL else _SOME
        if screen.width >= WIDE:
            room = max(_SOME, screen.height - _BESIDE)
        if rows <= room:
            return 0, rows, across
        here = self._sitting.at // across
        first = max(0, min(rows - room, here - room // 2))
        return first, first + room, across

    def _legend(self, first: int, end: int, width: int) -> list[Content]:
        across = max(1, width // self._cell_width)
        said = SIGNS_SAID
        if end - first < -(-self._count // across):
            last = min(end * across, self._count)
            said += f"  ({first * across + 1}–{last} of {self._count})"
        return literal(said, "$text-muted").wrap(max(1, width))

    def _cell(self, at: int) -> Content:
        place: Place = self._sitting.places[at]
        style = "reverse bold" if at == self._sitting.at else _STYLES[place.state]
        number = f"{at + 1}{'⚑' if place.flagged else ''}"
        return literal(f"{SIGNS[place.state]} {number:<{self._digits + 1}}", style) + Content(" ")
