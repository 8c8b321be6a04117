"""A card in a list, and one asking of it: in columns, so that the eye can run down them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from trainer.schedule.study_day import date_of
from trainer.text import one_line
from trainer.tui.grasps import sign
from trainer.tui.study.turns.words import Item, literal
from trainer.tutor.knowledge import CardStanding
from trainer.tutor.past import PastAsking

_LEAST = 12  # cells of a card's name
_GAP = 2  # cells between two columns
_FULL = 64  # cells from which the kind has room too


@dataclass(frozen=True, slots=True)
class Columns:
    """The cells of the columns of a list: the name gives way, the others fit what they hold.

    A column of 0 cells is not shown: the kind where the list is narrow, how often it was wrong
    where no card was.
    """

    name: int
    wrong: int
    kind: int
    due: int

    @classmethod
    def of(cls, cards: Iterable[CardStanding], width: int) -> Columns:
        """The columns for these cards in `width` cells, the sign not counted."""
        listed = list(cards)
        wrong = _fitting((_of(card) for card in listed), _WRONG) if any(map(_of, listed)) else 0
        kind = _fitting((one_line(card.kind) for card in listed), _KIND) if width >= _FULL else 0
        due = _fitting((card.due for card in listed), _DUE)
        taken = sum(column + _GAP for column in (wrong, kind) if column) + due
        return cls(max(_LEAST, width - taken - _GAP - 2), wrong, kind, due)


_NAME, _WRONG, _KIND, _DUE = "card", "wrong", "kind", "due"


def heading(columns: Columns) -> Content:
    """What stands in which column."""
    return (
        Content("   ")
        + _cell(_NAME, columns.name, "$text-muted")
        + _cell(_WRONG, columns.wrong, "$text-muted")
        + _cell(_KIND, columns.kind, "$text-muted")
        + literal(f"{_DUE:>{columns.due}}", "$text-muted")
    )


def row(card: CardStanding, columns: Columns) -> Content:
    """The sign, the name, how often it was wrong, what kind it is, and when it comes back."""
    return (
        sign(card.grasp)
        + Content(" ")
        + _cell(called(card), columns.name, "")
        + _cell(_of(card), columns.wrong, "$text-error")
        + _cell(one_line(card.kind), columns.kind, "$text-muted")
        + literal(f"{card.due:>{columns.due}}", "$text-muted")
    )


def called(card: CardStanding) -> str:
    """What a card is called: what its fact states, or the skill."""
    return one_line(card.name) or one_line(card.topic) or card.card


def _of(card: CardStanding) -> str:
    return f"{card.failed} of {card.answered}" if card.failed else ""


def _fitting(texts: Iterable[str], title: str) -> int:
    """The cells that the longest of these texts takes, or the column's title."""
    return max(cell_len(title), max(map(cell_len, texts), default=0))


def _cell(text: str, cells: int, style: str) -> Content:
    """Text in its column and the gap after it, with an ellipsis where it is longer."""
    if not cells:
        return Content("")
    shown = literal(text, style)
    if shown.cell_length > cells:
        shown = shown.truncate(cells, ellipsis=True)
    return shown + Content(" " * (cells + _GAP - shown.cell_length))


def asking(past: PastAsking) -> Item:
    """The day, what it was worth and what was said, and the days since the asking before."""
    hints = f", {past.hints} hint{'s' if past.hints > 1 else ''}" if past.hints else ""
    worth = f"{past.worth}{hints}{' (taken back)' if past.undone else ''}"
    said = f": {one_line(past.answer)}" if past.answer else ""
    return Item(
        literal(f"{past.day.isoformat()}  ", "$text-muted"),
        literal(f"{worth}{said}") + literal(f" ({past.since})", "$text-muted"),
    )


def standing(card: CardStanding, *, right_since: bool = False) -> Content:
    """How well a card is known, in a sentence behind its sign.

    `right_since` tells that its newest asking was right, which a miss on that day outweighs.
    """
    said = [str(card.grasp)]
    if card.answered:
        said.append(f"wrong {card.failed} of {card.answered}")
    if card.asked_today:
        said.append("asked today")
    if card.missed and (right_since or not card.missed_last):
        said.append("missed at first, right since")
    elif card.missed:
        said.append("missed last")
    elif card.recall is not None:
        said.append(f"expected tomorrow {card.recall:.0%}")
    if card.due:
        said.append(f"due {card.due}{_date(card)}")
    elif card.due_day is not None:
        said.append(f"not asked; its day stays {date_of(card.due_day):%-d %b %Y}")
    return sign(card.grasp) + literal(f" {' · '.join(said)}")


def _date(card: CardStanding) -> str:
    """The calendar's date of a day that lies further ahead than tomorrow."""
    far = card.due_day is not None and card.due.startswith("in ")
    return f" ({date_of(card.due_day):%-d %b})" if far and card.due_day is not None else ""
