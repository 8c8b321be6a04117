"""The figures of a deck: what was done, what is remembered, what comes, what is hard."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from trainer.progress.queries import CardName
from trainer.tui.desk import Desk
from trainer.tui.figures.charts import LEGEND, figures
from trainer.tui.flash import Flash
from trainer.tui.heading import Heading
from trainer.tui.keybar import KeyBar
from trainer.tui.wishes import OpenCards, OpenPlan, StudyDecks

_WIDEST = 100  # cells of a chart
_NARROWEST = 40
NONE_FAILS = "Nothing keeps failing: that takes three wrong answers, or four tries never right."


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
        "s studies what you keep failing, and nothing else. One long page: the arrows scroll it, "
        "n goes to the next figure, page down to the first that is not whole yet. "
        f"{LEGEND} `trainer stats --chart` prints the same."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys, and what the signs mean"),
        Binding("s", "study", "Study failing", id="figures.study",
                tooltip="Study just the cards that keep failing, due or not, until right"),
        Binding("c", "failing", "Failing cards", id="figures.failing",
                tooltip="The cards that keep failing, with their past"),
        Binding("n", "go(1)", "Next figure", id="figures.next", tooltip="The next figure"),
        Binding("p", "go(-1)", "Figure before", show=False, id="figures.back",
                tooltip="The figure before"),
        Binding("w", "weakest", "Weakest section", show=False, id="figures.weakest",
                tooltip="Study the section of which you know least of what you met: w again"),
        Binding("r", "errors", "Errors", id="figures.errors",
                tooltip="The cards with calculation errors such as mg for mcg, to practise them"),
        Binding("x", "mixed", "Mixed up", show=False, id="figures.mixed",
                tooltip="The cards that you took for something else"),
        Binding("e", "plan", "Exam date", id="figures.plan",
                tooltip="When the exam is, and what you can reach by it"),
        Binding("j", "scroll(1)", "Down", show=False, id="figures.down"),
        Binding("k", "scroll(-1)", "Up", show=False, id="figures.up"),
        Binding("escape,q", "leave", "Back", id="figures.leave", tooltip="Go back"),
    ]  # fmt: skip

    def __init__(self, desk: Desk, deck: str, title: str) -> None:
        super().__init__()
        self._desk = desk
        self._record = desk.record(deck)
        self._deck = deck
        self._title = title
        self._named = ""  # the weakest section, once it was named
        self._left = False

    def compose(self) -> ComposeResult:
        yield Heading(self._title, "Figures")
        yield Charts(id="charts")
        yield Flash()
        yield KeyBar()

    async def on_resize(self, event: events.Resize) -> None:
        """Draw in the room there is."""
        await self._draw()

    def on_screen_suspend(self, event: events.ScreenSuspend) -> None:
        self._left = True

    async def on_screen_resume(self, event: events.ScreenResume) -> None:
        """What was studied meanwhile is in the figures."""
        if self._left:
            self._left = False
            self._record = self._desk.record(self._deck)
            await self._draw()

    async def _draw(self) -> None:
        """Draw every figure anew; the first time, make the places to draw in.

        Below the last one is so much room that it too can stand at the top.
        """
        width = max(_NARROWEST, min(_WIDEST, self.size.width - 6))
        contents = [figure.content() for figure in figures(self._record, width)]
        charts = self.query_one("#charts")
        places = list(charts.query(".figure").results(Static))
        if len(places) != len(contents):
            await charts.remove_children()
            places = [Static("", classes="figure", markup=False) for _ in contents]
            await charts.mount(*places, Static("", id="below"))
        for place, content in zip(places, contents, strict=True):
            place.update(content)
        self.call_after_refresh(self._leave_room)

    def _leave_room(self) -> None:
        places = self.query(".figure")
        if places:
            last, charts = places.last(), self.query_one("#charts")
            room = charts.scrollable_content_region.height - last.outer_size.height - 1
            self.query_one("#below").styles.height = max(0, room)

    def action_go(self, step: int) -> None:
        """Go to the next figure (1) or to the one before (-1), from the one at the top."""
        places = list(self.query(".figure"))
        charts = self.query_one("#charts")
        tops = [place.virtual_region.y for place in places]
        at = round(charts.scroll_y) + tops[0]
        if step > 0:
            following = next((n for n, top in enumerate(tops) if top > at), None)
        else:
            following = next((n for n in reversed(range(len(tops))) if tops[n] < at), None)
        if following is None:
            self._say("That was the last figure." if step > 0 else "This is the first figure.")
        else:
            charts.scroll_to(y=tops[following] - tops[0], animate=False, immediate=True)

    def action_page(self, step: int) -> None:
        """Go on to the first figure that is not whole yet (1), or back by as much (-1)."""
        charts = self.query_one("#charts")
        height, top = charts.size.height, round(charts.scroll_y)
        places = list(self.query(".figure"))
        above = places[0].virtual_region.y  # the room that is kept above the one at the top
        if step > 0:
            cut = [at for at in places if at.virtual_region.bottom > top + height]
            begins = cut[0].virtual_region.y - above if cut else top
            to = begins if begins > top else top + height - 1
        else:
            begun = [at.virtual_region.y - above for at in places]
            to = min([y for y in begun if top - height <= y < top], default=top - height + 1)
        charts.scroll_to(y=to, animate=False, immediate=True)

    def action_study(self) -> None:
        """Study what keeps failing, and nothing else."""
        cards = self._record.here(one.name for one in self._record.failing)
        if cards:
            self.post_message(StudyDecks((self._deck,), cards=cards, about="you keep failing"))
        else:
            self._say(NONE_FAILS)

    def action_failing(self) -> None:
        """Open the cards that keep failing."""
        self._open((one.name for one in self._record.failing), "you keep failing", NONE_FAILS)

    def action_errors(self) -> None:
        """Open the cards in which calculation errors were made, the most frequent error first."""
        names = (one.name for slip in self._record.slips for one in self._record.slipped_in(slip))
        self._open(names, "with calculation errors", "No calculation error was made yet.")

    def action_mixed(self) -> None:
        """Open the cards that were taken for something else."""
        names = (row[0] for row in self._record.confusions)
        self._open(names, "that you mixed up", "Nothing was taken for something else yet.")

    def _open(self, names: Iterable[CardName], about: str, nothing: str) -> None:
        if cards := self._record.here(names):
            self.post_message(OpenCards(self._deck, cards, about))
        else:
            self._say(nothing)

    def action_weakest(self) -> None:
        """Name the section that is known least of what was met; at the second time, study it."""
        weakest = self._record.weakest
        if weakest is None:
            self._say("There are no sections to choose from: nothing of them was met.")
        elif self._named == weakest.section:
            self._named = ""
            self.post_message(StudyDecks((self._deck,), weakest.section))
        else:
            self._named = weakest.section
            self._say(f"{self._record.section_in_words(weakest)}. Press w again to study it.")

    def _say(self, sentence: str) -> None:
        self.query_one(Flash).say(sentence)

    def action_plan(self) -> None:
        """Open the exam's date, and what can be reached by it."""
        self.post_message(OpenPlan(self._deck, self._title))

    def action_scroll(self, step: int) -> None:
        """Scroll by a line."""
        self.query_one("#charts").scroll_relative(y=step, animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.app.pop_screen()
