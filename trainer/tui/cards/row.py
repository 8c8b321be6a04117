"""A card in a list, and one asking of it: in columns, so that the eye can run down them."""

from __future__ import annotations

from textual.content import Content

from trainer.text import one_line
from trainer.tui.grasps import sign
from trainer.tui.study.turns.words import Item, literal
from trainer.tutor.knowledge import CardStanding
from trainer.tutor.past import PastAsking

_KIND = 14  # cells of what kind a card is
_DUE = 11  # cells of when it comes back
_LEAST = 12  # cells of its name


def row(card: CardStanding, width: int) -> Content:
    """The sign, the name, what kind it is, and when it comes back; the name gives way."""
    room = max(_LEAST, width - _KIND - _DUE - 6)
    name = literal(one_line(card.topic) or card.card)
    name = name.truncate(room, ellipsis=True) if name.cell_length > room else name
    return (
        sign(card.grasp)
        + Content(" ")
        + name
        + Content(" " * (room - name.cell_length + 2))
        + literal(f"{one_line(card.kind):<{_KIND}}  {card.due:>{_DUE}}", "$text-muted")
    )


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
    if card.due:
        said.append(f"due {card.due}")
    if card.recall is not None:
        said.append(f"recall {card.recall:.0%}")
    if card.lapses:
        said.append(f"forgotten {_times(card.lapses)}")
    return sign(card.grasp) + literal(f" {' · '.join(said)}")


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
