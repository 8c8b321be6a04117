"""Text on the screen, shown as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from trainer.text import visible


def literal(text: str, style: str = "") -> Content:
    """`text` as content: never parsed as markup, characters that may not be shown made visible."""
    return Content.styled(visible(text), style) if style else Content(visible(text))


class Words(Static):
    """Paragraphs of anybody's text."""

    def __init__(self, *paragraphs: str | Content, classes: str = "") -> None:
        lines = [literal(each) if isinstance(each, str) else each for each in paragraphs]
        super().__init__(Content("\n").join(lines), markup=False, classes=classes)


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph behind its mark: a number, a letter, a sign."""

    mark: Content
    body: Content


class Items(Widget):
    """Paragraphs behind marks, each wrapped to stand beside its mark and not below it."""

    def __init__(self, items: Sequence[Item], classes: str = "", id: str | None = None) -> None:
        super().__init__(classes=classes, id=id)
        self._items = tuple(items)
        self._wrapped: tuple[int, Content] = (0, Content(""))

    def show(self, items: Sequence[Item]) -> None:
        """Replace what is shown; nothing at all takes no room."""
        self._items = tuple(items)
        self.display = bool(items)
        self._wrapped = (0, Content(""))
        self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._at(width).plain.count("\n") + 1 if self._items else 0

    def render(self) -> Content:
        return self._at(self.content_size.width)

    def _at(self, width: int) -> Content:
        known, content = self._wrapped
        if known != width:
            content = Content("\n").join([hung(item, width) for item in self._items])
            self._wrapped = (width, content)
        return content


def hung(item: Item, width: int) -> Content:
    """One item in `width` cells: the mark, and the body at its right, wrapped beside it."""
    return Content("\n").join(hung_lines(item, width))


def hung_lines(item: Item, width: int) -> list[Content]:
    """The same, line by line."""
    indent = item.mark.cell_length
    lines = item.body.wrap(max(8, width - indent)) or [Content("")]
    return [
        (item.mark if place == 0 else Content(" " * indent)) + line
        for place, line in enumerate(lines)
    ]
