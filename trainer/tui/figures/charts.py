"""Each figure of a deck: its title, the sentence that it says, and its picture."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from trainer.figures import courses
from trainer.figures.calibration import as_expected, judged
from trainer.figures.mastery import FEWEST
from trainer.figures.plot import Bar, Column, bars, columns
from trainer.text import one_line
from trainer.tui.figures.drawing import drawn, year
from trainer.tui.figures.figure import Figure
from trainer.tui.figures.troubles import troubles
from trainer.tui.study.turns.words import Item, hung, literal
from trainer.tutor.record import Record

LEGEND = "In bars, [ ] bound what is likely (95%), ◆ is what was expected."
_SHOWN = 6  # rows of a list at most
_LOAD = 5  # lines of the chart of what comes
_FULL_NAMES = 70  # cells from which a section says how many of its cards were met


def figures(record: Record, width: int) -> Iterator[Figure]:
    """Every figure that has something to say, in `width` cells."""
    if not record.days:
        yield Figure(
            "Nothing yet",
            "Nothing has been answered yet. From your answers grow: what you remember and what was "
            "expected, what you keep failing, what comes due, how ready you are for an exam, and "
            "the drug's curves.",
        )
        return  # a titration on show would give doses away before they are asked
    yield from _learning(record, width)
    for chart in courses.charts(record.curves, width):
        yield Figure(chart.title, chart.sentence, drawn(chart.lines))


def _learning(record: Record, width: int) -> Iterator[Figure]:
    answered = sum(day.answered for day in record.days)
    minutes = sum(day.minutes for day in record.days)
    yield Figure(
        "The year",
        f"{_counted(answered, 'answer')} on {_counted(len(record.days), 'day')}, "
        f"{_counted(round(minutes), 'minute')}.",
        year(record.heatmap, width),
    )
    yield _coming(record, width)
    yield from troubles(record, width)
    yield _remembered(record, width)
    yield from _calibration(record, width)
    yield from _readiness(record, width)
    yield from _sections(record, width)
    yield from _facts(record, width)


def _coming(record: Record, width: int) -> Figure:
    """Cards that fall due, day by day."""
    days = record.coming[1 : max(8, min(len(record.coming), (width - 8) // 2))]
    top = max(days, default=0)
    labels = {day - 1: "tomorrow" if day == 1 else f"in {day} days" for day in (1, 7, 14, 21, 28)}
    lines = columns(
        [Column(count, count) for count in days],
        _LOAD,
        levels={0: "0", top: str(top)} if top else {0: "0"},
        labels={place: said for place, said in labels.items() if place < len(days)},
        gap=1,
    )
    return Figure(
        "What comes",
        f"{_today(record)}. {_counted(sum(record.coming[1:]), 'card')} come due in the "
        f"{len(record.coming) - 1} days after.",
        drawn(lines),
    )


def _remembered(record: Record, width: int) -> Figure:
    kept = record.retention
    if kept is None:
        return Figure("Remembered", "Not known yet: no card has come again on another day.")
    row = Bar("", kept.share, "", kept.low, kept.high, kept.predicted)
    return Figure(
        "Remembered",
        f"{kept.share:.0%} of {_counted(kept.reviews, 'review')} in "
        f"{_counted(record.back, 'day')}; {kept.predicted:.0%} was expected: "
        f"{as_expected(kept.predicted, kept.low, kept.high)}. {LEGEND}",
        drawn(bars([row], width, ticks=True)),
    )


def _calibration(record: Record, width: int) -> Iterator[Figure]:
    """Where each forecast came out: the bar is what was remembered, the mark what was expected."""
    if record.bands:
        rows = [
            Bar(
                f"expected {band.predicted:.0%}",
                band.share,
                f"{band.share:.0%} of {band.reviews}",
                band.low,
                band.high,
                band.predicted,
            )
            for band in record.bands
        ]
        yield Figure(
            "Expected and remembered",
            f"{judged(record.bands)} Each bar is what was remembered of the cards that were "
            "expected so surely.",
            drawn(bars(rows, width, ticks=True)),
        )


def _readiness(record: Record, width: int) -> Iterator[Figure]:
    if ready := record.readiness:
        met = (
            f"{_counted(ready.unmet, 'card')} that it may ask {_were(ready.unmet)} never met."
            if ready.unmet
            else "Every card that it may ask was met."
        )
        yield Figure(
            "Readiness",
            f"An exam of {ready.questions} questions tomorrow: {ready.expected:.0%} expected, "
            f"likely {ready.low:.0%} to {ready.high:.0%}. {met} An expectation, no promise.",
            drawn(bars([Bar("", ready.expected, "", ready.low, ready.high)], width, ticks=True)),
        )
    elif record.sections:
        answered = sum(day.answered for day in record.days)
        yield Figure(
            "Readiness",
            f"Not known yet: {_counted(max(1, FEWEST - answered), 'more answer')} "
            "and it says what an exam tomorrow would bring.",
        )


def _sections(record: Record, width: int) -> Iterator[Figure]:
    if record.sections:
        rows = [
            Bar(
                one_line(record.titles.get(one.section, "instructor's cards")),
                one.expected,
                f"{one.expected:>4.0%}"
                + (f"  {one.met} of {one.cards} met" if width >= _FULL_NAMES else ""),
            )
            for one in record.sections
        ]
        yield Figure(
            "Sections",
            "Expected recall tomorrow; what was never met, or missed last, counts nothing."
            + _weakest(record),
            drawn(bars(rows, width, ticks=True)),
        )


def _facts(record: Record, width: int) -> Iterator[Figure]:
    """The facts that were met and are known least, in their own words."""
    least = [fact for fact in record.facts if fact.met][:_SHOWN]
    if least:
        rows = (
            hung(
                Item(literal(f"{fact.expected:>4.0%}  ", "$text-accent"),
                     literal(record.stated(fact.fact))),
                width,
            )
            for fact in least
        )  # fmt: skip
        yield Figure(
            "Facts known least",
            "Expected recall tomorrow, the mean of the cards that ask each; what was missed last "
            "counts nothing until it is right on another day. "
            "(What you keep failing counts the past.)",
            Content("\n").join(rows),
        )


def _weakest(record: Record) -> str:
    weakest = record.weakest
    if weakest is None:
        return ""
    return f" {record.section_in_words(weakest)}: w studies it."


def _today(record: Record) -> str:
    """What is asked today as the home screen counts it, and why the schedule says otherwise."""
    if record.planned is None:
        return f"{_counted(record.coming[0], 'card')} due today"
    return record.planned.in_words(record.coming[0])


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
