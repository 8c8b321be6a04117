"""A schedule or a curve as bars of text: it can be copied, and needs no colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from trainer.tui.study.turns.words import literal

_EIGHTHS = " ▏▎▍▌▋▊▉"
_LEAST = 8  # cells of a bar, however narrow the screen


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, its length (`high`, solid as far as `low`), and it in words."""

    label: str
    low: Fraction
    high: Fraction
    words: str


class Chart(Widget):
    """Bars below each other on one scale, from nothing to the highest of them."""

    DEFAULT_CSS = """
    Chart {
        height: auto;
    }
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._bars: tuple[Bar, ...] = ()

    def show(self, bars: Sequence[Bar]) -> None:
        """Draw these instead."""
        self._bars = tuple(bars)
        self.display = bool(bars)
        self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._bars)

    def render(self) -> Content:
        return drawn(self._bars, self.content_size.width)


def drawn(bars: Sequence[Bar], width: int) -> Content:
    """The bars in `width` cells: label, bar, words."""
    top = max((bar.high for bar in bars), default=Fraction(0))
    labels = max((len(bar.label) for bar in bars), default=0)
    words = max((len(bar.words) for bar in bars), default=0)
    room = max(_LEAST, width - labels - words - 4)
    return Content("\n").join(
        Content.assemble(
            literal(f"{bar.label:>{labels}}  ", "$text-muted"),
            _bar(bar, top, room),
            literal(f"  {bar.words:>{words}}"),
        )
        for bar in bars
    )


def _bar(bar: Bar, top: Fraction, room: int) -> Content:
    solid, whole = (round(end * room * 8 / top) if top else 0 for end in (bar.low, bar.high))
    if solid == whole:
        full, rest = divmod(solid, 8)
        shape = "█" * full + (_EIGHTHS[rest] if rest else "")
        return literal(shape, "$primary") + literal(" " * (room - len(shape)))
    full, end = round(solid / 8), round(whole / 8)
    return Content.assemble(
        literal("█" * full, "$primary"),
        literal("░" * (end - full), "$primary"),
        literal(" " * (room - end)),
    )
