"""The tutor's question, and its options where it has some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widget import Widget

from trainer.tui.study.turns.words import Item, Items, Words, literal
from trainer.tutor.turn import Turn


class Asked(Words):
    """What is asked, set apart so that the eye finds it first."""

    DEFAULT_CSS = """
    Asked {
        margin: 1 0 0 0;
        padding: 0 1;
        border-left: outer $primary;
        text-style: bold;
    }
    """


class Choice(Items):
    """One option; a click puts it into the prompt, and Enter sends it."""

    DEFAULT_CSS = """
    Choice {
        padding: 0 1 0 3;
        &:hover {
            background: $surface;
        }
    }
    """

    @dataclass
    class Picked(Message):
        """The learner pointed at an option."""

        text: str

    def __init__(self, label: str, text: str) -> None:
        self.text = text
        super().__init__([Item(literal(f"{label}  ", "bold $text-primary"), literal(text))])

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Picked(self.text))


def widgets(turn: Turn) -> Iterator[Widget]:
    """The question, then one line an option, labelled a, b, c."""
    yield Asked(*turn.lines)
    for place, option in enumerate(turn.options):
        yield Choice(label(place), option)


def label(place: int) -> str:
    """The letter of the option at `place`, counted from 0; a number beyond the alphabet."""
    return chr(ord("a") + place) if place < 26 else str(place + 1)
