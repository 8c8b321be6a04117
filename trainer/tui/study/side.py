"""The panel of wide screens: the monograph around what was just answered, steps, progress."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trainer.tui.study.status import progress_bar
from trainer.tui.study.turns.evidence import numbered, unmarked
from trainer.tui.study.turns.words import Item, Items, literal
from trainer.tutor.counts import answers_in_words
from trainer.tutor.turn import Standing

_AROUND = 2  # lines of context before and after the lines of a fact
_NOTHING_YET = (
    Item(
        literal(""),
        literal("The monograph's lines appear here once you have answered.", "$text-muted"),
    ),
)


class SidePanel(VerticalScroll, can_focus=False):
    """Never tells what is being asked: lines of the open question are covered."""

    def compose(self) -> ComposeResult:
        yield Static("In the monograph", classes="heading", markup=False)
        yield Items(_NOTHING_YET, id="passage")
        yield Static("Worked steps", classes="heading", id="steps-heading", markup=False)
        yield Items((), id="steps")
        yield Static("This session", classes="heading", markup=False)
        yield Static("", id="progress", markup=False)

    def on_mount(self) -> None:
        self.show_steps(())

    def show_passage(
        self, monograph: Sequence[str], lines: Iterable[int], asked: Iterable[int]
    ) -> None:
        """Show the fact's `lines` with their neighbours; those of the open question are covered."""
        shown = passage(monograph, frozenset(lines), frozenset(asked))
        self.query_one("#passage", Items).show(shown or _NOTHING_YET)
        self.scroll_home(animate=False)

    def show_steps(self, steps: Sequence[str]) -> None:
        """Show a worked calculation, or nothing at all."""
        self.query_one("#steps", Items).show(numbered(steps))
        self.query_one("#steps-heading").display = bool(steps)

    def show_standing(self, standing: Standing) -> None:
        """Show how the session goes."""
        lines = [
            progress_bar(standing.done, standing.cards, 24),
            Content(f"{standing.done} of {standing.cards} cards done"),
            Content(f"{standing.left} to go, {standing.new_left} of them new"),
        ]
        if standing.again:
            lines.append(Content(f"{standing.again} missed, to repeat today"))
        if standing.answered:
            answers = answers_in_words(standing.answered)
            lines.append(Content(f"{standing.right} of {answers} right"))
        if standing.minutes:
            lines.append(Content(f"{standing.minutes} min"))
        self.query_one("#progress", Static).update(Content("\n").join(lines))


def passage(monograph: Sequence[str], lines: frozenset[int], asked: frozenset[int]) -> list[Item]:
    """The `lines` (counted from 1) with `_AROUND` neighbours; a gap is shown as three dots.

    Lines of `asked` keep their number and lose their text, whether or not they are among `lines`.
    """
    near = {
        number
        for line in lines
        for number in range(line - _AROUND, line + _AROUND + 1)
        if 1 <= number <= len(monograph) and monograph[number - 1].strip()
    }
    shown: list[Item] = []
    before = 0
    for number in sorted(near):
        if shown and any(monograph[between - 1].strip() for between in range(before + 1, number)):
            shown.append(Item(literal("      "), literal("···", "$text-muted")))
        shown.append(_line(number, monograph[number - 1], number in lines, number in asked))
        before = number
    return shown


def _line(number: int, text: str, stated: bool, covered: bool) -> Item:
    if covered:
        return Item(
            literal(f"  {number:>3}  ", "$text-muted"),
            literal("(hidden until you answer)", "$text-muted"),
        )
    if stated:
        return Item(literal(f"▸ {number:>3}  ", "bold $text-accent"), literal(unmarked(text)))
    return Item(literal(f"  {number:>3}  ", "$text-muted"), literal(unmarked(text), "$text-muted"))
