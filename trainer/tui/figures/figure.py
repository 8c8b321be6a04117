"""One figure: its title, what it says, and its picture."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from trainer.tui.study.turns.words import literal


@dataclass(frozen=True, slots=True)
class Figure:
    """What a figure says, above its picture if it has one."""

    title: str
    sentence: str = ""
    picture: Content | None = None

    def content(self) -> Content:
        """The figure as text to show."""
        parts = [literal(self.title, "bold $text-primary")]
        if self.sentence:
            parts.append(literal(self.sentence))
        if self.picture is not None:
            parts.append(self.picture)
        return Content("\n").join(parts)
