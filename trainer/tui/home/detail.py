"""Beside the list on a wide screen: the chosen deck, a number a line."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Static

from trainer.errors import TrainerError
from trainer.text import one_line
from trainer.tui.desk import Desk
from trainer.tui.home.row import exam_begun, score_tomorrow
from trainer.tui.study.turns.words import literal
from trainer.tutor.counts import cards_in_words
from trainer.tutor.home import DeckStanding

OFFERED = {
    "home.study": "study it",
    "exam.plan": "exam date and forecast",
    "home.monograph": "the text, line by line",
    "home.figures": "what you remember",
    "home.exam": "a mock exam",
    "home.cards": "cards and their past",
    "home.settings": "settings",
    "home.calculator": "calculator",
    "home.deck": "problems, for authors",
}
"""What can be done with a deck, by the id of its key."""


class Detail(Static):
    """What studying the chosen deck means today, and what else can be done with it."""

    def show(self, standing: DeckStanding, desk: Desk) -> None:
        """Tell of the deck of `standing` what its row has no room for."""
        lines = [literal(one_line(standing.title), "bold $text-primary"), Content("")]
        if standing.problem:
            lines.append(literal(standing.problem, "$text-error"))
        else:
            if self.display and standing.id and standing.seen:
                lines += [*_glance(desk, standing.id), Content("")]
            if standing.exam_in is not None:
                days = "tomorrow" if standing.exam_in == 1 else f"in {standing.exam_in} days"
                lines += [literal(f"Exam {days}", "bold"), _ready(standing), Content("")]
            if standing.left_out:
                one = standing.left_out == 1
                left_out = f"{cards_in_words(standing.left_out)} {'is' if one else 'are'} not in "
                left_out += f"the exam and {'comes' if one else 'come'} after it."
                lines += [literal(left_out, "$text-muted"), Content("")]
            if begun := exam_begun(standing):
                lines += [literal(begun, "$text-warning"), Content("")]
            if standing.next_due:
                next_due = f"Next: {one_line(standing.next_due)}"
                lines += [literal(next_due, "$text-muted"), Content("")]
        self.update(Content("\n").join([*lines, *self._keys()]))

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


def _glance(desk: Desk, deck: str) -> Iterator[Content]:
    """The last day of study, the weakest section, and how many cards keep failing."""
    try:
        seen = desk.glance(deck)
    except TrainerError:
        return
    if seen.last_day is not None:
        yield literal("Last studied ", "$text-muted") + literal(seen.last_day)
        yield literal(f"{seen.answered} answered, {seen.right} of them right", "$text-muted")
    if seen.weakest:
        yield literal("Weakest section: ", "$text-muted") + literal(one_line(seen.weakest))
        yield literal(f"{seen.expected:.0%} of its met cards known tomorrow", "$text-muted")
    if seen.failing:
        cards = "1 card keeps" if seen.failing == 1 else f"{seen.failing} cards keep"
        yield literal(f"{cards} failing", "$text-error")


def _ready(standing: DeckStanding) -> Content:
    """What an exam tomorrow would bring, with its bounds: an expectation, no promise."""
    if standing.ready is None:
        said = "Too little is answered yet to say more."
    else:
        said = score_tomorrow(standing)
        said = f"{said[0].upper()}{said[1:]}"
    return literal(said, "$text-muted")
