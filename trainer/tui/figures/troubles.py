"""What goes wrong: the cards that keep failing, calculation errors, what is taken for what."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from trainer.progress.summary import FAILING_TIMES, FAILING_TRIES, WELL_KNOWN_DAYS, HardCard
from trainer.schedule.study_day import date_of
from trainer.text import one_line
from trainer.tui.figures.figure import Figure
from trainer.tui.study.turns.words import Item, hung, literal
from trainer.tutor.record import Record

_SHOWN = 6  # rows of a list at most
_NAMES = 3  # cards of an error that are named
_LEAST = 12  # cells of a name


def troubles(record: Record, width: int) -> Iterator[Figure]:
    """The lists of what goes wrong that have something to say, in `width` cells."""
    yield _failing(record, width)
    if record.slips:
        yield _errors(record, width)
    if record.confusions:
        yield _mixed_up(record, width)


def _failing(record: Record, width: int) -> Figure:
    title = "What you keep failing"
    rule = f"wrong {FAILING_TIMES} times or never right in {FAILING_TRIES} tries"
    if not record.failing:
        return Figure(title, f"Nothing: no card was {rule}, unless it is well known since.")
    marks = [_how_often(one) for one in record.failing[:_SHOWN]]
    left = max(map(len, marks)) + 2
    rows = []
    for mark, one in zip(marks, record.failing, strict=False):
        name, kind = record.called(one.name)
        room = max(_LEAST, width - left - len(kind) - 2)
        said = literal(name)
        if said.cell_length > room:
            said = said.truncate(room, ellipsis=True)
        rows.append(literal(f"{mark:<{left}}", "$text-error") + said + _muted(f"  {kind}"))
    if more := len(record.failing) - len(rows):
        rows.append(_muted(f"and {more} more"))
    count = len(record.failing)
    return Figure(
        title,
        f"{count} card{'' if count == 1 else 's'}, {rule}. Half right is not wrong; "
        f"a card leaves the list when it comes back after {WELL_KNOWN_DAYS} days or more. "
        "s studies just these, c lists them.",
        Content("\n").join(rows),
    )


def _how_often(one: HardCard) -> str:
    if one.failed < FAILING_TIMES:
        return f"tried {one.answered} times"
    return f"wrong {one.failed} of {one.answered}"


def _errors(record: Record, width: int) -> Figure:
    """Each error with how often, when last, and the cards it was made in."""
    rows = []
    for name, count in list(record.slips.items())[:_SHOWN]:
        cards = record.slipped_in(name)
        last = date_of(max(one.last_day for one in cards))
        named = [record.called(one.name)[0] for one in cards[:_NAMES]]
        more = f" and {len(cards) - _NAMES} more" if len(cards) > _NAMES else ""
        rows.append(
            _row(
                literal(f"{_times(count)}, last on {last:%-d %b}: {record.slip(name)}. ")
                + _muted(f"In: {'; '.join(named)}{more}"),
                width,
            )
        )
    return Figure(
        "Calculation errors",
        "r lists the cards they were made in, to look at them and to study just these.",
        Content("\n").join(rows),
    )


def _mixed_up(record: Record, width: int) -> Figure:
    rows = [
        _row(
            literal(f"{_times(count)}: {record.called(name)[0]}")
            + _muted(f", taken for {one_line(what)}"),
            width,
        )
        for name, _, what, count in record.confusions[:_SHOWN]
    ]
    return Figure(
        "Mixed up",
        "Wrong answers that are right for something else. x lists these cards.",
        Content("\n").join(rows),
    )


def _row(said: Content, width: int) -> Content:
    return hung(Item(_muted("· "), said), width)


def _muted(text: str) -> Content:
    return literal(text, "$text-muted")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
