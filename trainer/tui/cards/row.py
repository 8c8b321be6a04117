"""A card in a list, and one asking of it: in columns, so that the eye can run down them."""

from __future__ import annotations

from textual.content import Content

from trainer.schedule.study_day import date_of
from trainer.text import one_line
from trainer.tui.grasps import sign
from trainer.tui.study.turns.words import Item, literal
from trainer.tutor.knowledge import CardStanding
from trainer.tutor.past import PastAsking

_KIND = 14  # cells of what kind a card is
_DUE = 11  # cells of when it comes back
_WRONG = 9  # cells of how often it was wrong: "  6 of 9"
_LEAST = 12  # cells of its name
_FULL = 64  # cells from which the kind has room too


def row(card: CardStanding, width: int) -> Content:
    """The sign, the name, how often it was wrong, what kind it is, and when it comes back.

    The name gives way; on narrow screens the kind does.
    """
    kind = f"{one_line(card.kind):<{_KIND}}  " if width >= _FULL else ""
    room = max(_LEAST, width - len(kind) - _DUE - _WRONG - 4)
    name = literal(called(card))
    name = name.truncate(room, ellipsis=True) if name.cell_length > room else name
    return (
        sign(card.grasp)
        + Content(" ")
        + name
        + Content(" " * (room - name.cell_length + 2))
        + literal(f"{_of(card):<{_WRONG}}", "$text-error")
        + literal(f"{kind}{card.due:>{_DUE}}", "$text-muted")
    )


def called(card: CardStanding) -> str:
    """What a card is called: what its fact states, or the skill."""
    return one_line(card.name) or one_line(card.topic) or card.card


def _of(card: CardStanding) -> str:
    return f"{card.failed} of {card.answered}" if card.failed else ""


def asking(past: PastAsking) -> Item:
    """The day, the interval, and what was said and is worth."""
    hints = f", {past.hints} hint{'s' if past.hints > 1 else ''}" if past.hints else ""
    worth = f"{past.worth}{hints}{' (taken back)' if past.undone else ''}"
    said = f": {one_line(past.answer)}" if past.answer else ""
    return Item(
        literal(f"{past.day.isoformat()}  {past.since:>13}  ", "$text-muted"),
        literal(f"{worth}{said}"),
    )


def standing(card: CardStanding) -> Content:
    """How well a card is known, in a sentence behind its sign."""
    said = [str(card.grasp)]
    if card.answered:
        said.append(f"wrong {card.failed} of {card.answered}")
    if card.missed:
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
