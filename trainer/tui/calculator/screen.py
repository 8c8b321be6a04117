"""The calculator: choose a calculation, type its inputs, watch the steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.calculator.calculation import Calculation, InputSpec
from trainer.calculator.catalogue import CALCULATIONS, GROUPS, Outcome
from trainer.calculator.rules import Rulebook
from trainer.tui.calculator.bars import bars_of, caption
from trainer.tui.calculator.chart import Chart
from trainer.tui.calculator.field import Field
from trainer.tui.calculator.said import origins, result
from trainer.tui.calculator.sheet import fill
from trainer.tui.heading import Heading
from trainer.tui.keybar import KeyBar
from trainer.tui.palette_words import fit, said_of
from trainer.tui.rows import Rows
from trainer.tui.study.turns.evidence import numbered
from trainer.tui.study.turns.words import Item, Items, hung, literal

CARE = "for learning, not for care"
_NAME = 24  # cells of a calculation's name in the list
ROUTE = "route"  # the field that chooses among a deck's rules


class Names(Rows):
    """The calculations. Enter is its own key, so that the footer says what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open", id="calculator.open", key_display="enter",
                tooltip="Type the inputs of the chosen calculation"),
    ]  # fmt: skip

    def __init__(self, *options: Option, id: str, compact: bool = False) -> None:
        super().__init__(*options, id=id, compact=compact)
        self._sought = ""  # what was typed to find a calculation

    def on_key(self, event: events.Key) -> None:
        """What is typed goes to the calculation that it fits best; an arrow begins anew."""
        if event.key == "backspace":
            self._sought = self._sought[:-1]
        elif event.is_printable and event.character:
            self._sought += event.character
        else:
            self._sought = ""
            return
        event.stop()
        event.prevent_default()
        fits = [(fit(self._sought, each.title, said_of(each)), each) for each in CALCULATIONS]
        score, best = max(fits, key=lambda one: one[0])
        if score:
            self.highlighted = self.get_option_index(best.name)


class CalculatorScreen(Screen[None]):
    """The one calculator of the trainer, with the rules of a deck. The question below waits.

    `asked` are the monograph lines of the open question: what they state is not given away, and is
    left to be typed.
    """

    CSS_PATH = "calculator.tcss"
    INTRODUCTION = (
        "Choose a calculation with the arrows, or by typing a word of it, and press Enter; type "
        "its inputs, and the result and its steps follow as you type. What the deck's monograph "
        "states stands in the empty fields, with its line, and need not be typed. For learning, "
        "not for patient care."
    )
    AUTO_FOCUS = "#names"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys, and what the field takes"),
        Binding(
            "tab", "app.focus_next", "Next field", id="calculator.next", tooltip="The next field"
        ),
        Binding(
            "escape,f7", "back", "Back", id="calculator.leave",
            tooltip="Back to where you were; the question waits",
        ),
    ]  # fmt: skip

    names = getters.query_one("#names", Rows)
    sheet = getters.query_one("#sheet", VerticalScroll)

    def __init__(
        self,
        rules: Rulebook,
        deck: str,
        monograph: tuple[str, ...],
        asked: frozenset[int] = frozenset(),
    ) -> None:
        super().__init__()
        told = tuple(rule for rule in rules.rules if not asked & set(rule.given.origin.lines))
        self._rules = Rulebook(told, rules.stock)
        self._kept_back = {rule.name for rule in rules.rules} - {rule.name for rule in told}
        self._deck = deck
        self._monograph = monograph
        self._open: Calculation | None = None
        self._listed_in = 0  # cells of a row of the list

    def compose(self) -> ComposeResult:
        yield Heading(self._deck, "Calculator", CARE)
        with Horizontal():
            yield Names(*_options(), id="names", compact=True)
            with VerticalScroll(id="sheet", can_focus=False):
                yield Static("", id="summary", markup=False)
                yield Vertical(id="fields")
                yield Static("", id="result", markup=False)
                yield Static("", id="caption", markup=False)
                yield Chart(id="chart")
                yield Items((), id="steps")
                yield Items((), id="origins")
        yield KeyBar()

    def on_mount(self) -> None:
        self.names.highlighted = self.names.get_option_index(CALCULATIONS[0].name)

    def on_resize(self, event: events.Resize) -> None:
        """What each calculation computes is wrapped beside its name: anew at every width."""
        self.call_after_refresh(self._list_names)

    def _list_names(self) -> None:
        width = self.names.scrollable_content_region.width - 2
        if self.names.display and width != self._listed_in:
            self._listed_in = width
            place = self.names.highlighted
            self.names.set_options(_options(width))
            self.names.highlighted = place

    # Choosing

    def choose(self, name: str) -> None:
        """Open the calculation of this name, as if it had been chosen from the list."""
        self.names.highlighted = self.names.get_option_index(name)
        self.call_after_refresh(self._begin)

    async def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        calculation = _BY_NAME[str(event.option.id)]
        if calculation is not self._open:  # what was typed stays, however the list is drawn anew
            await self._show(calculation)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._begin()

    def _begin(self) -> None:
        """Show the sheet of the calculation that is highlighted, ready to be typed in."""
        self.add_class("-chosen")
        for field in self.query("#fields Input").results(Input):
            field.focus()
            break

    def action_back(self) -> None:
        """Back to the list, where it has gone to make room; or to the screen below."""
        if self.has_class("-chosen") and not self.names.display:
            self.remove_class("-chosen")
            self.names.focus()
        else:
            self.dismiss()

    async def _show(self, calculation: Calculation) -> None:
        self._open = calculation
        self.query_one("#summary", Static).update(
            literal(f"{calculation.summary}\n", "bold")
            + literal(calculation.formula, "$text-muted")
        )
        fields = self.query_one("#fields")
        with self.app.batch_update():
            await fields.remove_children()
            await fields.mount(*self._fields(calculation))
        self.sheet.scroll_home(animate=False)
        self._work()

    def action_page(self, direction: int) -> None:
        """Scroll the sheet by a page, up (-1) or down (1)."""
        if direction < 0:
            self.sheet.scroll_page_up(animate=False)
        else:
            self.sheet.scroll_page_down(animate=False)

    def _fields(self, calculation: Calculation) -> Iterator[Field]:
        """A field an input; before them the route, where the deck has rules for several."""
        named = [rule.name for rule in self._rules.rules]
        if any(named.count(spec.name) > 1 for spec in calculation.inputs):
            yield Field(InputSpec(ROUTE, "route", choices=self._rules.scopes(), required=False))
        for spec in calculation.inputs:
            yield Field(spec, spec.rule(self._rules), asked=spec.name in self._kept_back)

    # Computing

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._work()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next("Input")

    def _work(self) -> None:
        calculation = self._open
        if calculation is None:
            return
        fields = list(self.query(Field))
        typed = {field.spec.name: field.typed for field in fields}
        scope = self._scope(typed.pop(ROUTE, ""))
        sheet = fill(calculation, typed, self._rules, scope)
        replaced = calculation.replaced([name for name, text in typed.items() if text.strip()])
        for field in fields:
            name = field.spec.name
            field.knows(field.spec.rule(self._rules, scope), replaced=name in replaced)
            field.complain(sheet.complaints.get(name, ""), sheet.readings.get(name, ""))
        self._tell(sheet.outcome)

    def _scope(self, typed: str) -> str:
        """The route whose name begins as typed, if it is one."""
        wanted = typed.strip().casefold()
        found = [scope for scope in self._rules.scopes() if wanted and scope.startswith(wanted)]
        return found[0] if len(found) == 1 else ""

    def _tell(self, outcome: Outcome | None) -> None:
        shown = result(outcome) if outcome else Content("")
        self.query_one("#result", Static).update(shown)
        self.query_one("#steps", Items).show(numbered(outcome.steps) if outcome else ())
        rests = origins(outcome, self._monograph) if outcome else ()
        self.query_one("#origins", Items).show(rests)
        bars = bars_of(outcome) if outcome else ()
        said = caption(outcome, bars) if outcome else ""
        above = self.query_one("#caption", Static)
        above.update(literal(said, "$text-muted"))
        above.display = bool(said)
        self.query_one(Chart).show(bars)


_BY_NAME = {calculation.name: calculation for calculation in CALCULATIONS}


def _options(width: int = 0) -> Iterator[Option]:
    """The calculations under their headings; what they compute, where `width` has room for it."""
    for number, (heading, group) in enumerate(GROUPS):
        if number:
            yield Option("", disabled=True)
        yield Option(literal(heading, "bold $text-primary"), disabled=True)
        for calculation in group:
            name = literal(f" {calculation.title:<{_NAME - 2}}")
            row = Item(name, literal(calculation.summary, "$text-muted"))
            yield Option(hung(row, width) if width > 2 * _NAME else name, id=calculation.name)
