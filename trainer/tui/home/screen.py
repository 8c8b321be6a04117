"""The home screen: choose a deck, press Enter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trainer.errors import TrainerError
from trainer.tui.desk import Desk
from trainer.tui.flash import Flash
from trainer.tui.home.detail import Detail
from trainer.tui.home.row import DeckRow
from trainer.tui.keybar import KeyBar, fitting, shown
from trainer.tui.study.turns.words import Words, literal
from trainer.tui.wishes import (
    OpenCalculator,
    OpenCards,
    OpenDeck,
    OpenExam,
    OpenFigures,
    OpenMonograph,
    OpenPlan,
    OpenSettings,
    StudyDecks,
)
from trainer.tutor.home import DeckStanding, HomeView

WELCOME = (
    "Press Enter to begin: the tutor asks, you answer in your own words, "
    "and what you forget comes back in time."
)
NO_DECK = "There is no deck to study yet. `trainer where` prints the folder that decks belong in."


class DeckRows(VerticalScroll, inherit_bindings=False):
    """The rows; up and down choose a deck, also where the rows do not fit and could be scrolled."""


class HomeScreen(Screen[None]):
    """Decks with what is due, new and met. It asks nothing, and one key starts."""

    CSS_PATH = "home.tcss"
    AUTO_FOCUS = "DeckRow"
    INTRODUCTION = (
        "Choose a deck with the arrows and press Enter: the tutor asks, you answer in your own "
        'words. "due" cards come back today, "new" ones were never asked; "met" counts those '
        "that were. p is for the date of your exam and what you can reach by it. Every answer is "
        "kept at once."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Every key of this screen"),
        Binding("p", "plan", "Exam date", id="exam.plan",
                tooltip="When the exam is, and what you can reach by it"),
        Binding("m", "monograph", "Monograph", id="home.monograph",
                tooltip="The deck's text, each line with how well you know it"),
        Binding("f", "figures", "Figures", id="home.figures",
                tooltip="What you did and remember, what you keep failing, how ready you are"),
        Binding("e", "exam", "Mock exam", id="home.exam",
                tooltip="Sit a mock exam on the chosen deck, or go on with one"),
        Binding("c", "cards", "Cards", id="home.cards",
                tooltip="Every card of the deck: find one, look at its past, set it aside"),
        Binding("s", "settings", "Settings", id="home.settings",
                tooltip="Theme, new cards a day, exam date, where a day ends, and more"),
        Binding("f7", "calculator", "Calculator", id="home.calculator",
                tooltip="The calculator with the chosen deck's rules"),
        Binding("d", "deck", "For authors", id="home.deck",
                tooltip="For authors: what is wrong with the deck, and every card in it"),
        Binding("q", "app.quit", "Quit", id="home.quit", tooltip="Leave the trainer"),
        Binding("escape", "stay", "Stay", show=False, id="home.stay"),
        Binding("f2,ctrl+t", "app.toggle_theme", "Theme", show=False, id="app.theme",
                tooltip="Change between the dark and the light theme"),
        Binding("up,k", "choose(-1)", "Up", show=False, id="home.up", tooltip="One deck up"),
        Binding("down,j", "choose(1)", "Down", show=False, id="home.down", tooltip="One deck down"),
    ]  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._chosen = 0
        self._stale = False

    def compose(self) -> ComposeResult:
        with Horizontal(id="hall"):
            with Vertical(id="decks"):
                yield Static("", id="title", markup=False)
                yield Static("", id="welcome", markup=False)
                yield DeckRows(*self._read(), id="rows", can_focus=False)
            yield Detail()
        yield Flash()
        yield Static("", id="more", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self.bindings_updated_signal.subscribe(self, self._tell_more)

    async def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._tell_more, self)

    def _tell_more(self, screen: Screen[object]) -> None:
        """The keys that the footer has no room for; a wide screen has them in its panel."""
        entries = [
            (each.key, self.app.get_key_display(each), each.description) for each in shown(self)
        ]
        fit = fitting(entries, self.query_one(KeyBar).content_size.width)
        palette = ("ctrl+p", "ctrl+p", "Every action")
        words = [
            literal(key, "bold $footer-key-foreground") + literal(f" {what}", "$text-muted")
            for _, key, what in (*(each for each in entries if each not in fit), palette)
        ]
        self.query_one("#more", Static).update(Content("  ").join(words))

    def _read(self) -> Iterator[DeckRow | Words]:
        """The rows as they stand now; what cannot be read is said in their place."""
        try:
            view = self._desk.home()
        except TrainerError as error:
            yield Words(str(error), classes="problem")
            return
        self.call_later(self._show_heading, view)
        yield from (Words(notice, classes="notice") for notice in view.notices)
        if not view.decks:
            yield Words(NO_DECK, classes="notice")
        if sum(1 for deck in view.decks if deck.due) > 1:
            yield DeckRow(_together(view), every=True)
        yield from (DeckRow(deck) for deck in view.decks)

    def _show_heading(self, view: HomeView) -> None:
        said = f"{view.answered_today} answered today" if view.answered_today else ""
        if view.minutes_today:
            said += f" in {view.minutes_today} min"
        self.query_one("#title", Static).update(
            literal("trainer", "bold $text-primary") + literal(f"   {said}", "$text-muted")
        )
        welcome = self.query_one("#welcome", Static)
        welcome.update(WELCOME if view.first_run else "What would you like to study?")

    async def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Read anew after a study session; the same deck stays chosen."""
        if not self._stale:
            self._stale = True
            return
        rows = self.query_one("#rows")
        await rows.remove_children()
        await rows.mount(*self._read())
        self._focus(self._chosen)

    def action_choose(self, step: int) -> None:
        """Go to the deck above (-1) or below (1)."""
        self._focus(self._chosen + step)

    def action_calculator(self) -> None:
        """Open the calculator with the rules of the chosen deck."""
        row = self.focused
        if isinstance(row, DeckRow) and row.decks and not row.standing.problem:
            self.post_message(OpenCalculator(row.standing.id, row.standing.title))

    def action_monograph(self) -> None:
        """Open the monograph of the chosen deck as the map of what one knows."""
        if deck := self._studied():
            self.post_message(OpenMonograph(deck))

    def action_cards(self) -> None:
        """Open the cards of the chosen deck."""
        if deck := self._studied():
            self.post_message(OpenCards(deck))

    def action_deck(self) -> None:
        """Open the chosen deck as its author sees it, also one that cannot be studied."""
        row = self.focused
        if isinstance(row, DeckRow) and row.decks:
            self.post_message(OpenDeck(row.standing.id))
        else:
            self.query_one(Flash).say("Choose a deck first.")

    def action_exam(self) -> None:
        """Set an exam on the chosen deck."""
        row = self.focused
        if (deck := self._studied()) and isinstance(row, DeckRow):
            self.post_message(OpenExam(deck, row.standing.title))

    def action_figures(self) -> None:
        """Open the figures of the chosen deck."""
        row = self.focused
        if (deck := self._studied()) and isinstance(row, DeckRow):
            self.post_message(OpenFigures(deck, row.standing.title))

    def action_plan(self) -> None:
        """Open the exam's date, and what can be reached by it."""
        row = self.focused
        if (deck := self._studied()) and isinstance(row, DeckRow):
            self.post_message(OpenPlan(deck, row.standing.title))

    def action_stay(self) -> None:
        """Escape goes back, and there is nothing behind this screen."""
        self.query_one(Flash).say("This is the first screen. q leaves; every answer is kept.")

    def action_settings(self) -> None:
        """Open what the learner can choose."""
        self.post_message(OpenSettings())

    def _studied(self) -> str:
        """The chosen deck, if it is one that can be read."""
        row = self.focused
        if isinstance(row, DeckRow) and row.decks and not row.standing.problem:
            return row.standing.id
        self.query_one(Flash).say("Choose a deck first.")
        return ""

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        rows = list(self.query(DeckRow))
        if isinstance(event.widget, DeckRow) and event.widget in rows:
            self._chosen = rows.index(event.widget)
            detail = self.query_one(Detail)
            self.call_after_refresh(detail.show, event.widget.standing, self._desk)

    def on_deck_row_chosen(self, event: DeckRow.Chosen) -> None:
        if event.row.standing.problem:
            self.query_one(Flash).say(event.row.standing.problem)
        else:
            self.post_message(StudyDecks(event.row.decks))

    def _focus(self, place: int) -> None:
        rows = list(self.query(DeckRow))
        if rows:
            rows[max(0, min(len(rows) - 1, place))].focus()


def _together(view: HomeView) -> DeckStanding:
    """All decks as one row."""
    decks = [deck for deck in view.decks if deck.seen and not deck.problem]
    return DeckStanding(
        id="",
        title="Everything that is due",
        due=sum(deck.due for deck in decks),
        new=sum(deck.new for deck in decks),
        seen=sum(deck.seen for deck in decks),
        cards=sum(deck.cards for deck in decks),
    )
