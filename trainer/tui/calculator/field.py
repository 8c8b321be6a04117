"""One input of a calculation: its name, a field to type in, its unit, and what is wrong with it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
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


class Field(Vertical):
    """What a deck states stands in the empty field, with its origin: it need not be typed."""

    DEFAULT_CSS = """
    Field {
        height: auto;
        margin: 0 0 1 0;
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
            width: 30;
            background: $surface;
        }
        Line:focus {
            background: $panel;
        }
        .unit {
            width: 12;
            padding: 0 0 0 1;
            color: $text-muted;
        }
        .complaint {
            height: auto;
            color: $text-error;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "pageup", "screen.page(-1)", "Page up", show=False, id="calculator.page-up",
            tooltip="The fields above",
        ),
        Binding(
            "pagedown", "screen.page(1)", "Page down", show=False, id="calculator.page-down",
            tooltip="The steps and the lines below",
        ),
    ]  # fmt: skip

    def __init__(self, spec: InputSpec, rule: Given | None = None, *, asked: bool = False) -> None:
        super().__init__()
        self._asked = asked
        self.spec = spec
        self._rule = rule

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(literal(self._title()), classes="name", markup=False)
            yield Line(self._placeholder())
            yield Static(literal(unit_words(self.spec.unit)), classes="unit", markup=False)
        complaint = Static("", classes="complaint", markup=False)
        complaint.display = False
        yield complaint

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
            said.append(f"Left empty, it is what the deck states: {self._placeholder()}.")
        elif not spec.required:
            said.append("It may be left empty.")
        return " ".join(said)

    def knows(self, rule: Given | None) -> None:
        """Show what the deck states for this input, on the route that is chosen now."""
        self._rule = rule
        self.query_one(Line).placeholder = visible(self._placeholder())

    def complain(self, sentence: str) -> None:
        """Say what is wrong with this input, or nothing."""
        complaint = self.query_one(".complaint", Static)
        complaint.update(literal(f"! {sentence}" if sentence else ""))
        complaint.display = bool(sentence)

    def _title(self) -> str:
        name = self.spec.meaning or self.spec.name
        return f"{name[:1].upper()}{name[1:]}"

    def _placeholder(self) -> str:
        if self._rule is not None:
            lines = ", ".join(str(line) for line in self._rule.origin.lines)
            return f"{self._rule} · {f'line {lines}' if lines else self._rule.origin.kind}"
        if self._asked:
            return "being asked: type it"
        if self.spec.choices:
            return " or ".join(self.spec.choices)
        return "" if self.spec.required else "may be left empty"
