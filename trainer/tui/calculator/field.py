"""One input of a calculation: its name, a field to type in, its unit, and what is wrong with it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from trainer.calculator.calculation import InputSpec
from trainer.calculator.rules import Given
from trainer.text import visible
from trainer.tui.line import Line
from trainer.tui.study.turns.words import literal

_UNIT_WORDS = {"1/day": "times a day", "1": ""}


def unit_words(unit: str) -> str:
    """A unit as it stands beside a field: "1/day" is a count, and says so."""
    return _UNIT_WORDS.get(unit, unit)


class Entry(Line):
    """The line to type an input in; it pages the sheet that it stands on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "pageup", "screen.page(-1)", "Page up", show=False, id="calculator.page-up",
            tooltip="The fields above",
        ),
        Binding(
            "pagedown", "screen.page(1)", "Steps", id="calculator.page-down",
            tooltip="The steps and the lines below",
        ),
    ]  # fmt: skip


class Field(Vertical):
    """What a deck states stands in the empty field as the value it is, and its origin beside it.

    It need not be typed; what is typed goes before it, and the unit stands in the origin's place.
    """

    DEFAULT_CSS = """
    Field {
        height: auto;
        Horizontal {
            height: 1;
        }
        .name {
            width: 1fr;
            max-width: 36;
            padding: 0 1 0 0;
            text-wrap: nowrap;
            text-overflow: ellipsis;
        }
        Line {
            width: 25;
            background: $surface;
        }
        &.-stated .unit {
            color: $text-accent;
        }
        Line:focus {
            background: $panel;
        }
        .unit {
            width: 14;
            padding: 0 0 0 1;
            text-wrap: nowrap;
            text-overflow: ellipsis;
            color: $text-muted;
        }
        .complaint {
            height: auto;
            color: $text-error;
            &.-reading {
                color: $text-accent;
            }
        }
    }
    """

    def __init__(self, spec: InputSpec, rule: Given | None = None, *, asked: bool = False) -> None:
        super().__init__()
        self._asked = asked
        self.spec = spec
        self._rule = rule
        self._replaced = False

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(literal(f"  {self._title()}"), classes="name", markup=False)
            yield Entry(self._placeholder())
            yield Static(self._beside(""), classes="unit", markup=False)
        complaint = Static("", classes="complaint", markup=False)
        complaint.display = False
        yield complaint

    def on_mount(self) -> None:
        self.set_class(self._rule is not None, "-stated")

    def on_descendant_focus(self) -> None:
        self._mark("▌ ")

    def on_descendant_blur(self) -> None:
        self._mark("  ")

    def _mark(self, mark: str) -> None:
        """The name behind the bar that stands at the field in focus, or behind blanks."""
        name = literal(mark, "$text-primary") + literal(self._title())
        self.query_one(".name", Static).update(name)

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.query_one(Line).value

    @property
    def about(self) -> str:
        """What can be typed here, for the help."""
        spec = self.spec
        said = [f"{self._title()}."]
        if spec.choices:
            said.append(f"Type {' or '.join(spec.choices)}.")
        elif spec.unit:
            said.append(
                f"Type a number; without a unit it is taken as {unit_words(spec.unit)}."
                + (" A range such as 2.5-4 is understood." if spec.span else "")
            )
        if self._rule is not None:
            said.append(f"Left empty, it is what the deck states: {self._rule} ({self._origin()}).")
        elif not spec.required:
            said.append("It may be left empty.")
        return " ".join(said)

    def knows(self, rule: Given | None, *, replaced: bool = False) -> None:
        """Show what the deck states for this input, on the route that is chosen now.

        What is `replaced` by another field that was filled is not used, and says so.
        """
        self._rule = None if replaced else rule
        self._replaced = replaced
        rule = self._rule
        line = self.query_one(Line)
        line.placeholder = visible(self._placeholder())
        self.set_class(rule is not None and not line.value, "-stated")
        self.query_one(".unit", Static).update(self._beside(line.value))

    def complain(self, sentence: str, reading: str = "") -> None:
        """Say what is wrong with this input; otherwise how it was read, or nothing."""
        complaint = self.query_one(".complaint", Static)
        complaint.update(
            literal(f"! {sentence} {f'({reading})' if reading else ''}" if sentence else reading)
        )
        complaint.set_class(not sentence, "-reading")
        complaint.display = bool(sentence or reading)

    def _title(self) -> str:
        name = self.spec.meaning or self.spec.name
        return f"{name[:1].upper()}{name[1:]}"

    def _placeholder(self) -> str:
        if self._rule is not None:
            return str(self._rule)
        if self._replaced:
            return "not used now"
        if self._asked:
            return "being asked: type it"
        if self.spec.choices:
            return " or ".join(self.spec.choices)
        if self.spec.instead:
            return "in place of the above"
        return "" if self.spec.required else "may be left empty"

    def _beside(self, typed: str) -> Content:
        """What stands at the right: the origin of its value, or the unit to type in."""
        if self._rule is not None and not typed:
            return literal(self._origin())
        if any(sign.isalpha() or sign in "%µμ" for sign in typed):
            return literal("")  # it has a unit of its own
        return literal(unit_words(self.spec.unit))

    def _origin(self) -> str:
        """Where the deck's value is from: "line 30", "instructor"."""
        if self._rule is None:
            return ""
        lines = self._rule.origin.lines
        if not lines:
            return self._rule.origin.kind
        return f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))}"
