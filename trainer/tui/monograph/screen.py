"""The monograph, line by line, each marked and coloured by how well it is known."""

from __future__ import annotations

from typing import ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.tui.desk import Desk
from trainer.tui.flash import Flash
from trainer.tui.grasps import colour, legend, sign
from trainer.tui.heading import Heading
from trainer.tui.keybar import KeyBar
from trainer.tui.rows import Rows
from trainer.tui.sizes import NORMAL, TALL
from trainer.tui.study.turns.evidence import unmarked
from trainer.tui.study.turns.words import Item, Items, hung, literal
from trainer.tui.wishes import OpenCards, StudyDecks
from trainer.tutor.knowledge import CardStanding, Grasp, Knowledge, LineStanding, need

_NARROWEST = 20  # cells
_CARDS = 8  # shown beside a line; all of them are one key away


class Lines(Rows):
    """The lines. Enter is their own key, so that the footer says what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Cards", id="monograph.open", key_display="enter",
                tooltip="The cards that ask this line, with their past"),
    ]  # fmt: skip


class MonographScreen(Screen[None]):
    """One deck's map. Enter opens the cards of the line; a key studies its section."""

    CSS_PATH = "monograph.tcss"
    AUTO_FOCUS = "#lines"
    INTRODUCTION = (
        "The deck's own text. A sign before a line says how well you know it: ✗ keeps "
        "failing, ◐ learning, ○ not met yet, ● well known, – set aside. Lines without a "
        "sign are not asked. A line shows the card of it that is known least; beside it stands "
        "which. w goes to the line that you know least, t studies just that line, x all that you "
        "keep failing. A click chooses a line, a second one opens its cards."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys, and what the signs mean"),
        Binding("c", "cards", "Cards", show=False, id="monograph.cards",
                tooltip="The cards that ask this line, as Enter does"),
        Binding("s", "study", "Study here", id="monograph.study",
                tooltip="Be asked about this section now"),
        Binding("w", "weakest", "Least known", id="monograph.weakest",
                tooltip="Go to the line that you know least; again, to the one after it"),
        Binding("t", "study_line", "Study line", id="monograph.study-line",
                tooltip="Be asked just the cards of this line, due or not, until right"),
        Binding("x", "failing", "Study failing", id="monograph.failing",
                tooltip="Be asked just the cards that keep failing, due or not, until right"),
        Binding("n", "next(1)", "To learn", id="monograph.next",
                tooltip="Go to the next line in the text that keeps failing or is not well known"),
        Binding("a", "all_cards", "All cards", id="monograph.all", show=False,
                tooltip="All cards of the deck"),
        Binding("j", "list('cursor_down')", "Down", show=False, id="monograph.down",
                tooltip="One line down"),
        Binding("k", "list('cursor_up')", "Up", show=False, id="monograph.up",
                tooltip="One line up"),
        Binding("g", "list('first')", "First line", show=False, id="monograph.first",
                tooltip="The first line"),
        Binding("G", "list('last')", "Last line", show=False, id="monograph.last",
                tooltip="The last line"),
        Binding("pagedown", "list('page_down')", "Page down", show=False,
                id="monograph.page-down"),
        Binding("pageup", "list('page_up')", "Page up", show=False, id="monograph.page-up"),
        Binding("escape,q", "leave", "Back", id="monograph.leave", tooltip="Go back"),
    ]  # fmt: skip

    lines = getters.query_one("#lines", Lines)

    def __init__(self, desk: Desk, deck: str, line: int = 0) -> None:
        super().__init__()
        self._gone_to = 0  # lines that `w` went to, the least known first
        self._first = line  # where to begin, if it is a line of the text
        self._desk = desk
        self._deck = deck
        self._knowledge: Knowledge = desk.knowledge(deck)

    def compose(self) -> ComposeResult:
        yield Heading()
        with Horizontal(id="page"):
            yield Lines(id="lines")
            with VerticalScroll(id="about", can_focus=False):
                yield Static("", id="facts-title", classes="title", markup=False)
                yield Items((), id="facts")
                yield Static("", id="cards-title", classes="title", markup=False)
                yield Items((), id="cards")
        yield Static("", id="legend", markup=False)
        yield Flash()
        yield KeyBar()

    def on_resize(self, event: events.Resize) -> None:
        """Lines are wrapped to stand beside their number: anew at every width."""
        self.call_after_refresh(self._show)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """What was studied meanwhile is known better now."""
        fresh = self._desk.knowledge(self._deck)
        if fresh != self._knowledge:
            self._knowledge = fresh
            self._show()

    def _show(self) -> None:
        knowledge, lines = self._knowledge, self.lines
        at = self._line(lines.highlighted)
        chosen = str(at.number if at else self._first)
        lines_said = f"{len(knowledge.lines)} lines, numbered as in the deck's file"
        self.query_one(Heading).tell(knowledge.title, "Monograph", lines_said)
        lines.clear_options()
        width = max(_NARROWEST, lines.scrollable_content_region.width - 2)
        airy = self.size.height >= TALL
        rows: list[Option] = []
        for line in knowledge.lines:
            if line.text.strip():
                if airy and rows and _is_title(line):
                    rows.append(Option("", disabled=True))
                rows.append(Option(_row(line, width), id=str(line.number)))
        lines.add_options(rows)
        if not knowledge.lines:
            lines.add_option(
                Option("This deck has no monograph: see its cards with a.", disabled=True)
            )
        places = [place for place, row in enumerate(rows) if row.id == chosen]
        lines.highlighted = places[0] if places else self._first_fact()
        self.query_one("#legend", Static).update(
            legend(knowledge.counts(), short=self.size.width < NORMAL)
        )

    def _first_fact(self) -> int | None:
        for place in range(self.lines.option_count):
            line = self._line(place)
            if line is not None and line.grasp is not None:
                return place
        return None

    def _line(self, place: int | None) -> LineStanding | None:
        if place is None:
            return None
        number = self.lines.get_option_at_index(place).id
        return self._knowledge.lines[int(number) - 1] if number else None

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        line = self._line(event.option_index)
        if line is None:
            return
        facts = [Item(literal("· ", "$text-muted"), literal(said)) for said in line.facts]
        self.query_one("#facts", Items).show(facts or [_nothing(line)])
        self.query_one("#facts-title", Static).update(
            literal(f"Line {line.number} states", "bold $text-primary")
        )
        title = self.query_one("#cards-title", Static)
        title.display = bool(line.cards)
        title.update(
            literal("Cards that ask it", "bold $text-primary")
            + literal("   Enter opens them", "$text-muted")
        )
        cards = [self._knowledge.cards[card] for card in line.cards[:_CARDS]]
        width = max((len(card.kind) for card in cards), default=0)
        items = [
            Item(
                sign(card.grasp) + Content(" "),
                literal(f"{card.kind:<{width}}")
                + literal(
                    f"  {card.grasp}{_wrong(card)}{_due(card)}"
                    + ("  ← the line's sign" if self._gives_sign(line, card) else ""),
                    "$text-muted",
                ),
            )
            for card in cards
        ]
        if more := len(line.cards) - len(cards):
            items.append(Item(Content("  "), literal(f"and {more} more", "$text-muted")))
        self.query_one("#cards", Items).show(items)

    def _gives_sign(self, line: LineStanding, card: CardStanding) -> bool:
        """Whether the sign of a line with several cards is that of this one."""
        return len(line.cards) > 1 and line.worst == card.card and line.grasp is card.grasp

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.action_cards()

    def action_cards(self) -> None:
        """Open the cards of the chosen line."""
        line = self._line(self.lines.highlighted)
        if line is None or not line.cards:
            self.query_one(Flash).say("No card asks this line.")
            return
        self.post_message(OpenCards(self._deck, line.cards, f"of line {line.number}"))

    def action_all_cards(self) -> None:
        """Open every card of the deck."""
        self.post_message(OpenCards(self._deck))

    def action_study(self) -> None:
        """Study the section that the chosen line belongs to."""
        line = self._line(self.lines.highlighted)
        section = line.section if line else ""
        self.post_message(StudyDecks((self._deck,), section=section))

    def action_study_line(self) -> None:
        """Study the cards of the chosen line, and nothing else."""
        line = self._line(self.lines.highlighted)
        if line is None or not line.cards or line.grasp is Grasp.ASIDE:
            self.query_one(Flash).say("No card asks this line.")
            return
        about = f"of line {line.number}"
        self.post_message(StudyDecks((self._deck,), cards=line.cards, about=about))

    def action_failing(self) -> None:
        """Study what keeps failing in the whole deck, and nothing else."""
        cards = tuple(hard.name.card for hard in self._desk.failing((self._deck,)))
        if cards:
            self.post_message(StudyDecks((self._deck,), cards=cards, about="you keep failing"))
        else:
            self.query_one(Flash).say("Nothing keeps failing.")

    def action_weakest(self) -> None:
        """Go to the line that needs learning most; again, to the one that needs it next."""
        cards = self._knowledge.cards
        needy = [
            (need(cards[line.worst]), place)
            for place in range(self.lines.option_count)
            if (line := self._line(place)) is not None
            and line.worst
            and line.grasp is not None
            and line.grasp.needs_learning
        ]
        if not needy:
            self.query_one(Flash).say("Every line that is asked is well known.")
            return
        needy.sort()
        self.lines.highlighted = needy[self._gone_to % len(needy)][1]
        self._gone_to += 1

    def action_next(self, step: int) -> None:
        """Go to the next line that needs learning."""
        count = self.lines.option_count
        at = self.lines.highlighted or 0
        for ahead in range(1, count + 1):
            place = (at + step * ahead) % count
            line = self._line(place)
            if line is not None and line.grasp is not None and line.grasp.needs_learning:
                self.lines.highlighted = place
                return
        self.query_one(Flash).say("Every line that is asked is well known.")

    def action_list(self, name: str) -> None:
        """Move in the list as its own keys do."""
        getattr(self.lines, f"action_{name}")()

    def action_leave(self) -> None:
        self.app.pop_screen()


def _row(line: LineStanding, width: int) -> Content:
    """The sign, the number, and the text wrapped beside them."""
    number = literal(f"{line.number:>4} ", colour(line.grasp).removeprefix("bold "))
    text = unmarked(line.text.removesuffix("<!-- editor -->").rstrip())
    style = "$text-muted" if line.grasp is None else ""
    if line.heading:
        style = "bold $text-primary"
    elif _is_title(line):
        style = "bold $foreground"
    mark = sign(line.grasp) + Content(" ") + number
    return hung(Item(mark, literal(text, style)), width)


def _is_title(line: LineStanding) -> bool:
    return bool(line.heading) or line.text.lstrip().startswith("#")


def _wrong(card: CardStanding) -> str:
    return f", wrong {card.failed} of {card.answered}" if card.failed else ""


def _due(card: CardStanding) -> str:
    return f", due {card.due}" if card.due else ""


def _nothing(line: LineStanding) -> Item:
    said = "A heading." if line.heading or not line.text.strip() else "No fact is read from it."
    return Item(Content(""), literal(said, "$text-muted"))
