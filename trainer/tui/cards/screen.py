"""The cards of a deck: type to find one, look at its past, set it aside or take it up again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from time import monotonic
from typing import ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.errors import TrainerError
from trainer.text import one_line
from trainer.tui.cards.other_words import other_words
from trainer.tui.cards.page import CardScreen
from trainer.tui.cards.row import Columns, asking, heading, row, standing
from trainer.tui.desk import Desk
from trainer.tui.flash import Flash
from trainer.tui.grasps import legend
from trainer.tui.heading import Heading
from trainer.tui.keybar import KeyBar
from trainer.tui.line import Line
from trainer.tui.rows import Rows
from trainer.tui.sizes import NORMAL
from trainer.tui.study.turns.words import Items, literal
from trainer.tui.wishes import OpenCards, StudyDecks
from trainer.tutor.knowledge import CardStanding, Grasp, Knowledge, need

_PAST = 12  # askings shown beside the list, the newest ones; a card's own page has all
_ROWS = 500  # cards listed at once; more words find the others
_SLICE = 0.015  # seconds at a time in which wordings are drawn, so that typing does not wait


class Finder(Line):
    """The search line. Enter is its own key, so that the footer says what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.open", "Open card", id="cards.open", key_display="enter",
                tooltip="The card with its lines and every asking"),
    ]  # fmt: skip


class CardsScreen(Screen[None]):
    """The line at the top always has the focus: its words choose among the cards."""

    CSS_PATH = "cards.tcss"
    AUTO_FOCUS = "#find"
    INTRODUCTION = (
        'Type words: only cards that have them all are shown; "failing", "missed last", "due now" '
        'and kinds are words too. F5 studies just the cards in the list. "6 of 9" were wrong: half '
        "right is not wrong. Enter opens a card with its whole past. ✗ keeps failing, ◐ learning, "
        "○ not met, ● well known, – set aside."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys, and what the signs mean"),
        Binding("down", "list('cursor_down')", "Down", show=False, id="cards.down",
                tooltip="The card below"),
        Binding("up", "list('cursor_up')", "Up", show=False, id="cards.up",
                tooltip="The card above"),
        Binding("pagedown", "list('page_down')", "Page down", show=False, id="cards.page-down"),
        Binding("pageup", "list('page_up')", "Page up", show=False, id="cards.page-up"),
        Binding("f5", "study", "Study", id="cards.study",
                tooltip="Be asked just the cards that are listed, due or not, until right"),
        Binding("f6", "aside", "Set aside", id="cards.aside",
                tooltip="Never ask this card, or ask it again; its history stays"),
        Binding("escape", "leave", "Back", id="cards.leave",
                tooltip="Clear the line; when it is empty, go back"),
    ]  # fmt: skip

    cards = getters.query_one("#cards", Rows)
    find = getters.query_one("#find", Line)

    def __init__(self, desk: Desk, wish: OpenCards) -> None:
        super().__init__()
        self._desk = desk
        self._deck = wish.deck
        self._only = wish.cards
        self._about = wish.about
        self._knowledge: Knowledge = desk.knowledge(wish.deck)
        self._wordings: dict[str, str] = {}
        self._listed: list[str] = []
        self._synonyms: dict[str, Collection[str]] = {}

    def compose(self) -> ComposeResult:
        yield Heading()
        with Horizontal(id="search"):
            yield Static("❯", id="find-mark", markup=False)
            yield Finder(
                placeholder="Type words to find cards: half-life, failing, due now", id="find"
            )
        with Horizontal(id="page"):
            with Vertical(id="listed"):
                yield Static("", id="columns", markup=False)
                yield Rows(id="cards")
            with VerticalScroll(id="about", can_focus=False):
                yield Static("", id="standing", markup=False)
                yield Static("", id="wording", markup=False)
                yield Items((), id="past")
        yield Static("", id="legend", markup=False)
        yield Flash()
        yield KeyBar()

    def on_mount(self) -> None:
        self.cards.can_focus = False
        self._drawing = self.set_interval(4 * _SLICE, self._draw_some)
        self._draw_some()

    def on_resize(self, event: events.Resize) -> None:
        """The columns have other places at every width."""
        card = self._chosen()
        self.call_after_refresh(self._show, card.card if card else "")

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """What was studied or set aside meanwhile stands differently now."""
        if self.is_mounted:
            self._knowledge = self._desk.knowledge(self._deck)
            card = self._chosen()
            # The screen may have another size than when it was left: the rows are laid out anew.
            self.call_after_refresh(self._show, card.card if card else "")

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    def _draw_some(self) -> None:
        """Draw the wordings of some more cards; the search has them from then on."""
        began = monotonic()
        for name in self._knowledge.cards:
            if self._only and name not in self._only:
                continue
            self._wording(name)
            if monotonic() - began > _SLICE:
                break
        else:
            self._drawing.stop()
        if self.find.value.strip() and self._listed != [card.card for card in self._found()]:
            chosen = self._chosen()
            self._show(chosen.card if chosen else "")

    def _show(self, chosen: str = "") -> None:
        found = list(self._found())
        self._listed = [card.card for card in found]
        about = f" {self._about}" if self._about else ""
        counted = f"{len(found)} card{'' if len(found) == 1 else 's'}{about}"
        if self.find.value.strip():
            counted = f"{len(found)} of {len(self._only or self._knowledge.cards)} cards{about}"
        if len(found) > _ROWS:
            counted += f", the first {_ROWS} are listed"
        self.query_one(Heading).tell(self._knowledge.title, "Cards", counted)
        cards = self.cards
        cards.clear_options()
        columns = Columns.of(found[:_ROWS], cards.scrollable_content_region.width - 2)
        self.query_one("#columns", Static).update(heading(columns))
        cards.add_options(Option(row(card, columns), id=card.card) for card in found[:_ROWS])
        counts = dict.fromkeys(Grasp, 0)
        for card in found:
            counts[card.grasp] += 1
        self.query_one("#legend", Static).update(legend(counts, short=self.size.width < NORMAL))
        if not found:
            self._tell(None)
            return
        places = [place for place, card in enumerate(found[:_ROWS]) if card.card == chosen]
        cards.highlighted = places[0] if places else 0

    def _found(self) -> Iterator[CardStanding]:
        words = [self._same(word) for word in self.find.value.casefold().split()]
        cards = self._knowledge.cards
        listed = [cards[name] for name in self._only if name in cards] or cards.values()
        found = [card for card in listed if self._has(card, words)]
        if str(Grasp.FAILING).split()[-1] in self.find.value.casefold():
            found.sort(key=need)
        return iter(found)

    def _has(self, card: CardStanding, words: Sequence[Collection[str]]) -> bool:
        """Whether a card has each of the words, or another word for it."""
        due = f"due {card.due}{' now' if card.today else ''}" if card.due else ""
        missed = "missed last" if card.missed_last else ""
        text = (
            f"{card.card} {card.kind} {card.section} {card.topic} {card.name} {card.grasp} {due} "
            f"{missed} {self._wordings.get(card.card, '')}"
        ).casefold()
        return all(any(one in text for one in same) for same in words)

    def _same(self, word: str) -> Collection[str]:
        """A word, and what else says the same."""
        if word not in self._synonyms:
            self._synonyms[word] = {word, *other_words(word)}
        return self._synonyms[word]

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

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the chosen card's own page."""
        if card := self._chosen():
            self.app.push_screen(CardScreen(self._desk, self._deck, card.card))

    def _tell(self, card: CardStanding | None) -> None:
        wording = self.query_one("#wording", Static)
        past = self.query_one("#past", Items)
        state = self.query_one("#standing", Static)
        state.display = card is not None
        if card is None:
            said = "No card has all these words. Esc clears the line."
            wording.update(literal(said, "$text-muted"))
            past.show(())
            return
        state.update(standing(card))
        wording.update(literal(self._wording(card.card)))
        askings = self._desk.past(self._deck, card.card)
        past.show([asking(one) for one in reversed(askings[-_PAST:])])

    def action_study(self) -> None:
        """Study the cards that are listed, and nothing else; none that is set aside."""
        cards = tuple(card.card for card in self._found() if card.grasp is not Grasp.ASIDE)
        if not cards:
            self.query_one(Flash).say("There is nothing to study in this list.")
            return
        typed = one_line(self.find.value.strip())
        about = f'with "{typed}"' if typed else self._about or "of the whole deck"
        self.post_message(StudyDecks((self._deck,), cards=cards, about=about))

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
