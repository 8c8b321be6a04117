"""The line on top of the conversation: the deck, where it stands, how far the session is."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from trainer.text import one_line
from trainer.tui.study.turns.words import literal
from trainer.tutor.turn import Standing

_BAR_FROM = 68  # cells from which there is room for a bar


class Status(Widget):
    """Deck and section on the left; done of the whole and a bar on the right, as there is room."""

    ALLOW_SELECT = False

    standing: reactive[Standing | None] = reactive(None)

    def render(self) -> Content:
        standing = self.standing
        if standing is None:
            return Content("")
        width = self.size.width
        right = told_progress(standing, width)
        left = _place(standing, width - right.cell_length - 2)
        return left + Content(" " * (width - left.cell_length - right.cell_length)) + right


def progress_bar(done: int, whole: int, cells: int) -> Content:
    """A bar of `cells` cells, heavy in the share `done` of `whole`, in half cells."""
    halves = max(round(2 * cells * done / whole), bool(done)) if whole else 0
    full, half = divmod(halves, 2)
    filled = "━" * full + "╸" * half
    rest = "─" * (cells - len(filled))
    return Content.assemble((filled, "$primary"), (rest, "$line"))


def told_progress(standing: Standing, width: int) -> Content:
    """How many cards of the whole are done, and how many come again, in `width` cells."""
    whole = standing.cards
    again = f" · {standing.again} to repeat" if standing.again else ""
    if width < _BAR_FROM:
        return Content(f"{standing.done} of {whole}{again}") if whole else Content("")
    counts = Content(f"{standing.done} of {whole} done{again}  ")
    return counts + progress_bar(standing.done, whole, 10 if width < 104 else 20)


def _place(standing: Standing, room: int) -> Content:
    deck = literal(one_line(standing.deck), "bold $foreground")
    section = one_line(standing.section)
    place = deck + literal(f" · {section}") if section else deck
    return place.truncate(max(0, room), ellipsis=True)
