"""Beside the list on a wide screen: the chosen deck, a number a line."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Static

from trainer.text import one_line
from trainer.tui.home.row import exam_begun
from trainer.tui.study.status import progress_bar
from trainer.tui.study.turns.words import literal
from trainer.tutor.home import DeckStanding

_BAR = 30  # cells
OFFERED = {
    "home.study": "study it",
    "home.monograph": "the text, as you know it",
    "home.figures": "figures",
    "home.cards": "its cards and their past",
    "home.exam": "sit a mock exam",
    "home.calculator": "the calculator",
    "home.deck": "problems and preview",
    "home.settings": "settings",
}
"""What can be done with a deck, by the id of its key."""


class Detail(Static):
    """What studying the chosen deck means today, and what else can be done with it."""

    def show(self, standing: DeckStanding) -> None:
        """Tell of the deck of `standing`."""
        lines = [literal(one_line(standing.title), "bold $text-primary"), Content("")]
        if standing.problem:
            lines.append(literal(standing.problem, "$text-error"))
        else:
            lines += [
                _number(standing.due, "due now", "bold $text-accent"),
                _number(standing.new, "new today", "bold $text-success"),
                _number(standing.seen, f"of {standing.cards} met", "bold"),
                Content(""),
                progress_bar(standing.seen, standing.cards, _BAR),
            ]
            if standing.minutes:
                lines.append(_number(standing.minutes, "minutes today", "bold"))
            if standing.exam_in is not None:
                lines += [Content(""), _number(standing.exam_in, "days to the exam", "bold")]
                lines.append(literal(_ready(standing), "$text-muted"))
            if begun := exam_begun(standing):
                lines += [Content(""), literal(begun, "$text-warning")]
            if standing.next_due:
                next_due = f"Next: {one_line(standing.next_due)}"
                lines += [Content(""), literal(next_due, "$text-muted")]
        lines += [Content(""), *self._keys()]
        self.update(Content("\n").join(lines))

    def _keys(self) -> Iterator[Content]:
        """Each key as the learner has it, with what it does here."""
        keys = {
            active.binding.id: self.app.get_key_display(active.binding)
            for active in reversed(list(self.screen.active_bindings.values()))
        }
        for name, words in OFFERED.items():
            if name in keys:
                yield literal(f"{keys[name]:>5}", "bold $footer-key-foreground") + literal(
                    f"  {words}", "$text-muted"
                )


def _ready(standing: DeckStanding) -> str:
    """What an exam today would bring, with its bounds: an expectation, no promise."""
    if standing.ready is None:
        return "Too little is answered yet to say more."
    low, high = (round(100 * end) for end in standing.ready)
    return f"Today it would be {low}–{high}%."


def _number(count: int, words: str, style: str) -> Content:
    return literal(f"{count:>5}", style) + literal(f"  {words}")
