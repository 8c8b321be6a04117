"""A card in a list, and one asking of it: in columns, so that the eye can run down them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from trainer.text import one_line
from trainer.tui.grasps import sign
from trainer.tui.study.turns.words import Item, literal
from trainer.tutor.knowledge import CardStanding
from trainer.tutor.past import PastAsking

_LEAST = 12  # cells of a card's name
_GAP = 2  # cells between two columns


@dataclass(frozen=True, slots=True)
class Columns:
    """The cells of the columns of a list: the name gives way, the others fit what they hold."""

    name: int
    kind: int
    due: int

    @classmethod
    def of(cls, cards: Iterable[CardStanding], width: int) -> Columns:
        """The columns for these cards in `width` cells, the sign not counted."""
        listed = list(cards)
        kind = max((cell_len(one_line(card.kind)) for card in listed), default=0)
        due = max((cell_len(card.due) for card in listed), default=0)
        kind, due = max(kind, len(_KIND)), max(due, len(_DUE))
        return cls(max(_LEAST, width - kind - due - 2 * _GAP - 2), kind, due)


_NAME, _KIND, _DUE = "card", "kind", "due"


def heading(columns: Columns) -> Content:
    """What stands in which column."""
    return literal(
        f"   {_NAME:<{columns.name + _GAP}}{_KIND:<{columns.kind + _GAP}}{_DUE:>{columns.due}}",
        "$text-muted",
    )


def row(card: CardStanding, columns: Columns) -> Content:
    """The sign, the name, what kind it is, and when it comes back."""
    name = _cell(one_line(card.topic) or card.card, columns.name + _GAP, "")
    kind = _cell(one_line(card.kind), columns.kind + _GAP, "$text-muted")
    return (
        sign(card.grasp)
        + Content(" ")
        + name
        + kind
        + literal(f"{card.due:>{columns.due}}", "$text-muted")
    )


def _cell(text: str, cells: int, style: str) -> Content:
    """Text in its column, with an ellipsis where it is longer."""
    shown = literal(text, style)
    if shown.cell_length > cells - _GAP:
        shown = shown.truncate(cells - _GAP, ellipsis=True)
    return shown + Content(" " * (cells - shown.cell_length))


def asking(past: PastAsking) -> Item:
    """The day, what it was worth and what was said, and the days since the asking before."""
    hints = f", {past.hints} hint{'s' if past.hints > 1 else ''}" if past.hints else ""
    worth = f"{past.worth}{hints}{' (taken back)' if past.undone else ''}"
    said = f": {one_line(past.answer)}" if past.answer else ""
    return Item(
        literal(f"{past.day.isoformat()}  ", "$text-muted"),
        literal(f"{worth}{said}") + literal(f" ({past.since})", "$text-muted"),
    )


def standing(card: CardStanding) -> Content:
    """How well a card is known, in a sentence behind its sign."""
    said = [str(card.grasp)]
    if card.lapses:
        said[0] += f" (forgotten {_times(card.lapses)})"
    if card.due:
        said.append(f"due {card.due}")
    if card.asked_today:
        said.append("asked today")
    elif card.recall is not None:
        said.append(f"recall today {card.recall:.0%}")
    return sign(card.grasp) + literal(f" {' · '.join(said)}")


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
