"""The cards of a deck: type to find one, look at its past, set it aside or take it up again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.errors import TrainerError
from trainer.text import one_line
from trainer.tui.desk import Desk
from trainer.tui.flash import Flash
from trainer.tui.grasps import legend, sign
from trainer.tui.keybar import KeyBar
from trainer.tui.line import Line
from trainer.tui.study.turns.words import Item, Items, literal
from trainer.tui.wishes import OpenCards
from trainer.tutor.knowledge import CardStanding, Grasp, Knowledge
from trainer.tutor.past import PastAsking

_PAST = 12  # askings shown, the newest ones


class CardsScreen(Screen[None]):
    """The line at the top always has the focus: its words choose among the cards."""

    CSS_PATH = "cards.tcss"
    AUTO_FOCUS = "#find"
    INTRODUCTION = (
        "Type words: only cards that have them all are shown. ✗ keeps failing, ◐ "
        "learning, ○ not met yet, ● well known, – set aside."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys, and what the signs mean"),
        Binding("down", "list('cursor_down')", "Down", show=False, id="cards.down"),
        Binding("up", "list('cursor_up')", "Up", show=False, id="cards.up"),
        Binding("pagedown", "list('page_down')", "Page down", show=False, id="cards.page-down"),
        Binding("pageup", "list('page_up')", "Page up", show=False, id="cards.page-up"),
        Binding("f6", "aside", "Set aside / ask again", id="cards.aside",
                tooltip="Never ask this card, or ask it again; its history stays"),
        Binding("escape", "leave", "Back", id="cards.leave",
                tooltip="Clear the line; when it is empty, go back"),
    ]  # fmt: skip

    cards = getters.query_one("#cards", OptionList)
    find = getters.query_one("#find", Line)

    def __init__(self, desk: Desk, wish: OpenCards) -> None:
        super().__init__()
        self._desk = desk
        self._deck = wish.deck
        self._only = frozenset(wish.cards)
        self._about = wish.about
        self._knowledge: Knowledge = desk.knowledge(wish.deck)
        self._wordings: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        yield Static("", id="heading", markup=False)
        with Horizontal(id="search"):
            yield Static("❯", id="find-mark", markup=False)
            yield Line(
                placeholder="Type words to find cards: half-life, failing, due now", id="find"
            )
        with Horizontal(id="page"):
            yield OptionList(id="cards", markup=False)
            with VerticalScroll(id="about", can_focus=False):
                yield Static("", id="wording", markup=False)
                yield Items((), id="past")
        yield Static("", id="legend", markup=False)
        yield Flash()
        yield KeyBar()

    def on_mount(self) -> None:
        self.cards.can_focus = False
        self._show()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._show()

    def _show(self, chosen: str = "") -> None:
        found = list(self._found())
        name = one_line(self._knowledge.title)
        about = f"cards of {self._about}" if self._about else "cards"
        self.query_one("#heading", Static).update(
            literal(name, "bold $text-primary") + literal(f"   {len(found)} {about}", "$text-muted")
        )
        cards = self.cards
        cards.clear_options()
        cards.add_options(Option(_row(card), id=card.card) for card in found)
        counts = dict.fromkeys(Grasp, 0)
        for card in found:
            counts[card.grasp] += 1
        self.query_one("#legend", Static).update(legend(counts))
        if not found:
            self._tell(None)
            return
        places = [place for place, card in enumerate(found) if card.card == chosen]
        cards.highlighted = places[0] if places else 0

    def _found(self) -> Iterator[CardStanding]:
        words = self.find.value.casefold().split()
        for card in self._knowledge.cards.values():
            if self._only and card.card not in self._only:
                continue
            due = f"due {card.due}" if card.due else ""
            text = (
                f"{card.card} {card.kind} {card.section} {card.topic} {card.grasp} {due}".casefold()
            )
            if all(word in text or word in self._wording(card.card).casefold() for word in words):
                yield card

    def _wording(self, card: str) -> str:
        if card not in self._wordings:
            self._wordings[card] = self._desk.wording(self._deck, card)
        return self._wordings[card]

    def _chosen(self) -> CardStanding | None:
        place = self.cards.highlighted
        if place is None:
            return None
        card = self.cards.get_option_at_index(place).id
        return self._knowledge.cards[card] if card else None

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._tell(self._chosen())

    def _tell(self, card: CardStanding | None) -> None:
        wording = self.query_one("#wording", Static)
        past = self.query_one("#past", Items)
        if card is None:
            wording.update(literal("No card has all these words.", "$text-muted"))
            past.show(())
            return
        wording.update(literal(self._wording(card.card)))
        askings = self._desk.past(self._deck, card.card)
        items = [_asking(asking) for asking in reversed(askings[-_PAST:])]
        past.show(items or [Item(Content(""), literal("Never asked yet.", "$text-muted"))])

    def action_aside(self) -> None:
        """Set the chosen card aside, or take it up again."""
        card = self._chosen()
        if card is None:
            return
        aside = card.grasp is not Grasp.ASIDE
        try:
            self._desk.set_aside(self._deck, card.card, aside)
        except TrainerError as error:
            self.query_one(Flash).say(str(error))
            return
        self._knowledge = self._desk.knowledge(self._deck)
        self._show(card.card)
        said = "Set aside: it is not asked any more." if aside else "It is asked again."
        self.query_one(Flash).say(said)

    def action_list(self, name: str) -> None:
        """Move in the list as its own keys do."""
        getattr(self.cards, f"action_{name}")()

    def action_leave(self) -> None:
        """Clear the line; or, if it is empty, go back."""
        if self.find.value:
            self.find.value = ""
        else:
            self.app.pop_screen()


def _row(card: CardStanding) -> Content:
    due = f"  {card.due}" if card.due else ""
    return (
        sign(card.grasp)
        + literal(f" {one_line(card.topic) or card.card}")
        + literal(f"  {card.kind}{due}", "$text-muted")
    )


def _asking(asking: PastAsking) -> Item:
    gap = "first" if asking.gap is None else f"+{asking.gap} d"
    worth = f"{asking.worth}{' (taken back)' if asking.undone else ''}"
    said = f": {one_line(asking.answer)}" if asking.answer else ""
    return Item(
        literal(f"{asking.day.isoformat()} {gap:>6}  ", "$text-muted"), literal(f"{worth}{said}")
    )
