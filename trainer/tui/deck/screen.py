"""A deck for its author: what is wrong, each card as the learner sees it, read again on save."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.errors import TrainerError
from trainer.questions.card import Card
from trainer.questions.question import Question
from trainer.text import one_line
from trainer.tui.desk import Desk
from trainer.tui.flash import Flash
from trainer.tui.heading import Heading
from trainer.tui.keybar import KeyBar
from trainer.tui.rows import Rows
from trainer.tui.study.turns.words import literal
from trainer.tutor.proof import Finding, Proof

_LEAST = 20  # cells of a row
LOOK_EVERY = 1.0  # seconds between looks at the files
SIGNS = {"error": ("✗", "$text-error"), "warning": ("!", "$text-warning"), "note": ("·", "")}


class DeckScreen(Screen[None]):
    """Problems first, then the cards; what is chosen is shown whole beside the list."""

    CSS_PATH = "deck.tcss"
    AUTO_FOCUS = "#entries"
    INTRODUCTION = (
        "✗ keeps the deck from being studied, ! should be mended. Below them every card as the "
        "learner sees it. Save the file in your editor, and it is read again."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys, and what the signs mean"),
        Binding("n", "draw(1)", "Next draw", id="deck.draw",
                tooltip="The card with other numbers, or worded otherwise"),
        Binding("p", "draw(-1)", "Draw before", show=False, id="deck.draw-before",
                tooltip="The draw before"),
        Binding("r", "read", "Read again", id="deck.read", tooltip="Read the files now"),
        Binding("escape,q", "app.pop_screen", "Back", id="deck.leave", tooltip="Go back"),
    ]  # fmt: skip

    entries = getters.query_one("#entries", Rows)

    def __init__(self, desk: Desk, deck: str) -> None:
        super().__init__()
        self._desk = desk
        self._deck = deck
        self._proof: Proof | None = None
        self._good: Proof | None = None  # the newest reading that gave cards
        self._seed = 0
        self._reading = False

    def compose(self) -> ComposeResult:
        yield Heading()
        with Horizontal(id="page"):
            yield Rows(id="entries")
            with VerticalScroll(id="about", can_focus=False):
                yield Static("", id="shown", markup=False)
        yield Flash()
        yield KeyBar()

    def on_mount(self) -> None:
        self._head("reading …")
        self.action_read()
        self.set_interval(LOOK_EVERY, self._look)

    def _look(self) -> None:
        """Read again if a file was saved since."""
        if self._reading or self._proof is None:
            return
        if self._desk.proof_stamp(self._deck) != self._proof.stamp:
            self.action_read()

    def action_read(self) -> None:
        """Read the deck; a large one takes its time, and the screen does not wait for it."""
        if not self._reading:
            self._reading = True
            self._read_apart()

    @work(thread=True, exit_on_error=False)
    def _read_apart(self) -> None:
        try:
            proof = self._desk.proof(self._deck)
        except TrainerError as error:
            self.app.call_from_thread(self._failed, str(error))
        else:
            self.app.call_from_thread(self._take, proof)

    def _failed(self, sentence: str) -> None:
        self._reading = False
        self.query_one(Flash).say(sentence)

    def _take(self, proof: Proof) -> None:
        """Show a reading; what was chosen stays chosen if it is still there."""
        again, self._proof, self._reading = self._proof is not None, proof, False
        if proof.deck is not None or self._good is None:
            self._good = proof
        wrong = len(proof.findings)
        count = "no problems" if not wrong else f"{wrong} problem{'s' if wrong > 1 else ''}"
        cards = len(self._good.cards)
        as_before = " as before the error" if self._stands_still else ""
        self._head(f"{count} · {cards} cards{as_before}")
        self._list(proof)
        if self._stands_still:
            self.query_one(Flash).say("Read again: an error. The cards stand as before it.")
        elif again:
            self.query_one(Flash).say("Read again.")

    @property
    def _stands_still(self) -> bool:
        """Whether the file has an error now, and the cards shown are those from before it."""
        return self._good is not None and self._good is not self._proof

    def _head(self, said: str) -> None:
        title = (self._good or self._proof).title if self._proof else self._deck
        self.query_one(Heading).tell(title, "For its author", said)

    def _options(self, proof: Proof) -> Iterator[Option]:
        for number, finding in enumerate(proof.findings):
            yield Option(_row(finding), id=f"problem-{number}")
        width = max(_LEAST, self.entries.scrollable_content_region.width - 2)
        cards = self._good.cards if self._good is not None else ()
        kinds = max((cell_len(one_line(card.kind)) for card in cards), default=0)
        for number, card in enumerate(cards):
            yield Option(_card_row(card, kinds, width), id=f"card-{number}")

    def on_resize(self, event: events.Resize) -> None:
        """The columns have other places at every width."""
        if self._proof is not None:
            self.call_after_refresh(self._list, self._proof)

    def _list(self, proof: Proof) -> None:
        """Show the entries; what was chosen stays chosen if it is still there."""
        chosen = self._chosen_id()
        entries = self.entries
        entries.clear_options()
        entries.add_options(self._options(proof))
        ids = [option.id for option in entries.options]
        if ids:
            entries.highlighted = ids.index(chosen) if chosen in ids else 0
        else:
            self.query_one("#shown", Static).update(literal("The deck has no cards yet."))

    def _chosen_id(self) -> str:
        place = self.entries.highlighted
        return "" if place is None else self.entries.get_option_at_index(place).id or ""

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._seed = 0
        self._show()

    def action_draw(self, step: int) -> None:
        """Draw the chosen card anew."""
        if self._chosen_id().startswith("card-"):
            self._seed = max(0, self._seed + step)
            self._show()

    def _show(self) -> None:
        kind, _, number = self._chosen_id().partition("-")
        if self._proof is None or not number:
            return
        if kind == "problem":
            shown = _problem(self._proof.findings[int(number)])
        else:
            assert self._good is not None
            card = self._good.cards[int(number)]
            shown = _card(card, self._good.question(card, self._seed), self._seed)
            if self._stands_still:  # the error stands beside the cards that it did not take away
                shown = Content("\n\n").join([_problem(_first_error(self._proof)), shown])
        self.query_one("#shown", Static).update(shown)


def _first_error(proof: Proof) -> Finding:
    """What keeps the deck from being read; there is one where there are no cards of it."""
    errors = (one for one in proof.findings if one.problem.severity == "error")
    return next(errors, proof.findings[0])


def _row(finding: Finding) -> Content:
    sign, style = SIGNS[finding.problem.severity]
    line = f"line {finding.problem.place.line}: " if finding.problem.place.line else ""
    return literal(f"{sign} ", style) + literal(one_line(f"{line}{finding.problem.message}"))


def _card_row(card: Card, kinds: int, width: int) -> Content:
    """A card's kind in its column, and its id behind it: what is cut is the end of the id."""
    kind = one_line(card.kind)
    row = literal(f"  {kind}{' ' * (kinds - cell_len(kind))}  ", "$text-muted")
    name = literal(one_line(card.id))
    return row + name.truncate(max(1, width - row.cell_length), ellipsis=True)


def _problem(finding: Finding) -> Content:
    problem = finding.problem
    rows = [
        literal(one_line(str(problem.place)), "$text-muted"),
        literal(one_line(problem.message), "bold"),
    ]
    if finding.line:
        rows += [Content(""), literal(one_line(finding.line))]
    if problem.hint:
        rows += [Content(""), literal(one_line(problem.hint), "$text-success")]
    return Content("\n").join(rows)


def _card(card: Card, question: Question | None, seed: int) -> Content:
    rows = [
        literal(
            f"{one_line(card.id)}, draw {seed + 1}"
            + (" (n: other numbers or words)" if seed == 0 else ""),
            "$text-muted",
        ),
        Content(""),
    ]
    if question is None:
        rows.append(literal("These numbers make no question; the program draws others."))
        return Content("\n").join(rows)
    rows.append(literal(one_line(question.text), "bold"))
    rows += [literal(f"  {one_line(option)}") for option in question.options]
    rows += [Content(""), literal(f"Answer: {one_line(question.key.model)}", "$text-success")]
    told = [f"Step: {step}" for step in question.steps]
    told += [f"Hint: {hint}" for hint in question.hints]
    if question.because:
        told.append(f"Why: {question.because}")
    if question.lines:
        told.append(f"Monograph, line {', '.join(map(str, question.lines))}")
    rows += [literal(one_line(line), "$text-muted") for line in told]
    return Content("\n").join(rows)
