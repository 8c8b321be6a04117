"""The figures of a deck: what was done, what is remembered, what comes, what is hard."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from trainer.tui.figures.charts import LEGEND, figures
from trainer.tui.flash import Flash
from trainer.tui.heading import Heading
from trainer.tui.keybar import KeyBar
from trainer.tui.wishes import OpenCards, OpenPlan, StudyDecks
from trainer.tutor.record import Record

_WIDEST = 100  # cells of a chart
_NARROWEST = 40


class Charts(VerticalScroll):
    """The page of figures; it is paged from figure to figure, so that no chart is cut in two."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown,space", "screen.page(1)", "Page", show=False, id="figures.page-down",
                tooltip="On to the first figure that is not whole yet"),
        Binding("pageup", "screen.page(-1)", "Page up", show=False, id="figures.page-up",
                tooltip="Back by a page, to where a figure begins"),
    ]  # fmt: skip


class FiguresScreen(Screen[None]):
    """One long page of figures; each says in a sentence what it shows."""

    CSS_PATH = "figures.tcss"
    AUTO_FOCUS = "#charts"
    INTRODUCTION = (
        "One long page: the arrows scroll it, n goes to the next figure, page down to the first "
        f"that is not whole yet. {LEGEND} `trainer stats --chart` prints the same."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys, and what the signs mean"),
        Binding("n", "go(1)", "Next figure", id="figures.next", tooltip="The next figure"),
        Binding("p", "go(-1)", "Figure before", show=False, id="figures.back",
                tooltip="The figure before"),
        Binding("c", "failing", "Failing cards", id="figures.failing",
                tooltip="The cards that failed most, with their past"),
        Binding("w", "study_failing", "Study failing", id="figures.study-failing",
                tooltip="Study just the cards that failed most"),
        Binding("s", "study", "Study the weakest", id="figures.study",
                tooltip="Study the section with the lowest expected recall"),
        Binding("e", "plan", "Exam date", id="figures.plan",
                tooltip="When the exam is, and what you can reach by it"),
        Binding("j", "scroll(1)", "Down", show=False, id="figures.down"),
        Binding("k", "scroll(-1)", "Up", show=False, id="figures.up"),
        Binding("escape,q", "leave", "Back", id="figures.leave", tooltip="Go back"),
    ]  # fmt: skip

    def __init__(self, record: Record, deck: str, title: str) -> None:
        super().__init__()
        self._record = record
        self._deck = deck
        self._title = title
        self._at = 0

    def compose(self) -> ComposeResult:
        yield Heading(self._title, "Figures")
        yield Charts(id="charts")
        yield Flash()
        yield KeyBar()

    async def on_resize(self, event: events.Resize) -> None:
        """Draw in the room there is; the first time, make the places to draw in."""
        width = max(_NARROWEST, min(_WIDEST, self.size.width - 6))
        contents = [figure.content() for figure in figures(self._record, width)]
        charts = self.query_one("#charts")
        places = list(charts.query(Static))
        if not places:
            places = [Static("", classes="figure", markup=False) for _ in contents]
            await charts.mount(*places)
        for place, content in zip(places, contents, strict=True):
            place.update(content)

    def action_go(self, step: int) -> None:
        """Go to the next figure (1) or to the one before (-1)."""
        places = list(self.query(".figure"))
        self._at = max(0, min(len(places) - 1, self._at + step))
        places[self._at].scroll_visible(top=True, animate=False)

    def action_failing(self) -> None:
        """Open the cards that failed most."""
        cards = tuple(one.name.card for one in self._record.hardest)
        if cards:
            self.post_message(OpenCards(self._deck, cards, "those that failed most"))
        else:
            self.query_one(Flash).say("No card was failed yet.")

    def action_study_failing(self) -> None:
        """Study just the cards that failed most."""
        cards = tuple(one.name.card for one in self._record.hardest)
        if cards:
            self.post_message(StudyDecks((self._deck,), cards=cards, about="what failed most"))
        else:
            self.query_one(Flash).say("No card was failed yet.")

    def action_page(self, step: int) -> None:
        """Go on to the first figure that is not whole yet (1), or back by as much (-1)."""
        charts = self.query_one("#charts")
        height, top = charts.size.height, round(charts.scroll_y)
        places = list(self.query(".figure"))
        if step > 0:
            cut = [at for at in places if at.virtual_region.bottom > top + height]
            begins = cut[0].virtual_region.y if cut else top
            to = begins if begins > top else top + height - 1
        else:
            back = [at.virtual_region.y for at in places if at.virtual_region.y >= top - height]
            to = min([y for y in back if y < top], default=top - height + 1)
        charts.scroll_to(y=to, animate=False)

    def action_study(self) -> None:
        """Study the section that is known least."""
        sections = [one for one in self._record.sections if one.section]
        if not sections:
            self.query_one(Flash).say("There are no sections to choose from.")
            return
        weakest = min(sections, key=lambda one: one.expected)
        self.post_message(StudyDecks((self._deck,), weakest.section))

    def action_plan(self) -> None:
        """Open the exam's date, and what can be reached by it."""
        self.post_message(OpenPlan(self._deck, self._title))

    def action_scroll(self, step: int) -> None:
        """Scroll by a line."""
        self.query_one("#charts").scroll_relative(y=step, animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.app.pop_screen()
