"""One card whole: how it stands, how it may be worded, its lines, and every asking."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trainer.errors import TrainerError
from trainer.tui.cards.row import asking, called, standing
from trainer.tui.desk import Desk
from trainer.tui.flash import Flash
from trainer.tui.heading import Heading
from trainer.tui.keybar import KeyBar
from trainer.tui.study.turns.evidence import unmarked
from trainer.tui.study.turns.words import Item, Items, literal
from trainer.tui.wishes import StudyDecks
from trainer.tutor.knowledge import Grasp, Knowledge
from trainer.tutor.past import PastAsking


class CardScreen(Screen[None]):
    """One page that scrolls; its keys act on the card."""

    CSS_PATH = "cards.tcss"
    AUTO_FOCUS = "#card"
    INTRODUCTION = (
        "One card: how well you know it, how it may be worded, the lines it rests on, and every "
        "asking with the days since the one before, and the question as it was then if that was "
        'another. "Wrong 6 of 9": of nine answers six had nothing right or were unsafe.'
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys of this screen"),
        Binding("s", "study", "Study this card", id="card.study",
                tooltip="Be asked just this card now, due or not, until it is right"),
        Binding("t", "section", "Study section", id="card.section",
                tooltip="Be asked about the card's section now"),
        Binding("f6,a", "aside", "Set aside", id="card.aside",
                tooltip="Never ask this card, or ask it again; its history stays"),
        Binding("j", "scroll(1)", "Down", show=False, id="card.down"),
        Binding("k", "scroll(-1)", "Up", show=False, id="card.up"),
        Binding("escape,q", "app.pop_screen", "Back", id="card.leave", tooltip="Go back"),
    ]  # fmt: skip

    def __init__(self, desk: Desk, deck: str, card: str) -> None:
        super().__init__()
        self._desk = desk
        self._deck = deck
        self._card = card
        self._knowledge: Knowledge = desk.knowledge(deck)
        self._past: tuple[PastAsking, ...] = ()

    def compose(self) -> ComposeResult:
        yield Heading()
        with VerticalScroll(id="card"):
            yield Static("", id="standing", markup=False)
            yield Static(literal("It may be asked so", "bold $text-primary"), markup=False)
            yield Static(literal(self._desk.wording(self._deck, self._card)), id="wording")
            yield Static(literal("In the monograph", "bold $text-primary"), id="source-title")
            yield Items((), id="source")
            yield Static(literal("Asked so far", "bold $text-primary"), markup=False)
            yield Items((), id="past")
        yield Flash()
        yield KeyBar()

    def on_mount(self) -> None:
        self._tell()

    def _tell(self) -> None:
        card = self._knowledge.cards[self._card]
        about = f"{called(card)} · {card.kind}"
        self.query_one(Heading).tell(self._knowledge.title, "Card", about)
        lines = [
            Item(literal(f"Line {line}  ", "$text-accent"), literal(unmarked(said.text)))
            for line in card.lines
            if 1 <= line <= len(self._knowledge.lines)
            for said in (self._knowledge.lines[line - 1],)
        ]
        self.query_one("#source", Items).show(lines)
        self.query_one("#source-title").display = bool(lines)
        past = self._past = self._desk.past(self._deck, self._card)
        never = Item(Content(""), literal("Never asked yet.", "$text-muted"))
        wording = self._desk.wording(self._deck, self._card)
        askings: list[Item] = []
        for one in reversed(past):
            askings.append(asking(one))
            if one.question and one.question != wording:
                askings.append(Item(Content(" " * 12), literal(one.question, "$text-muted")))
        self.query_one("#past", Items).show(askings or [never])
        self._stand()

    def _stand(self) -> None:
        card = self._knowledge.cards[self._card]
        asked = [one for one in self._past if not one.undone and one.worth != "skipped"]
        right = bool(asked) and asked[-1].score >= 1
        self.query_one("#standing", Static).update(standing(card, right_since=right))

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """What was answered meanwhile stands here too."""
        fresh = self._desk.knowledge(self._deck)
        if fresh != self._knowledge:
            self._knowledge = fresh
            self._tell()

    def action_study(self) -> None:
        """Study this card, and nothing else."""
        if self._knowledge.cards[self._card].grasp is Grasp.ASIDE:
            self.query_one(Flash).say("It is set aside: F6 has it asked again.")
            return
        wish = StudyDecks((self._deck,), cards=(self._card,), about="that you chose")
        self.post_message(wish)

    def action_section(self) -> None:
        """Study the section that the card belongs to."""
        section = self._knowledge.cards[self._card].section
        self.post_message(StudyDecks((self._deck,), section=section))

    def action_aside(self) -> None:
        """Set the card aside, or take it up again."""
        aside = self._knowledge.cards[self._card].grasp is not Grasp.ASIDE
        try:
            self._desk.set_aside(self._deck, self._card, aside)
        except TrainerError as error:
            self.query_one(Flash).say(str(error))
            return
        self._knowledge = self._desk.knowledge(self._deck)
        self._stand()
        said = "Set aside: it is not asked any more." if aside else "It is asked again."
        self.query_one(Flash).say(said)

    def action_scroll(self, step: int) -> None:
        """Scroll by a line."""
        self.query_one("#card").scroll_relative(y=step, animate=False)
