"""`trainer stats`: figures about one's learning, from the log."""

from __future__ import annotations

import argparse

from trainer.calculator.curve import said
from trainer.cli.output import print_json, print_line
from trainer.cli.wiring import open_desk
from trainer.cli.world import add_world, deck_id
from trainer.errors import UsageError
from trainer.figures import courses
from trainer.figures.calibration import judged
from trainer.figures.days import Day, streak
from trainer.figures.plot import Column, columns, joined
from trainer.schedule.study_day import date_of
from trainer.text import one_line
from trainer.tutor.record import AHEAD, SHOWN, Record

NAME = "stats"
HELP = "Print figures about your learning: what is remembered, how much was done, what is hard."
EPILOG = """\
examples:
  trainer stats
  trainer stats baclofen --days 90 --json
  trainer stats baclofen --chart        with the year, what comes, and the drug's own courses

"Remembered" counts the first answer of a day to a card that was known, not its very first one.
"Failing" was wrong three times (half right is not wrong) or never right in four tries, and is not
well known since.
"Expected" is what will be remembered tomorrow; what was missed last counts nothing until it is
right on another day."""

SAID = 7
SHADES = "·░▒▓█"
_WIDTH = 76  # cells of a chart


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deck", metavar="DECK", nargs="?", help="only this deck (name or path)")
    parser.add_argument(
        "--days", type=int, default=30, metavar="N", help="days that `remembered` looks back (30)"
    )
    parser.add_argument(
        "--chart",
        action="store_true",
        help="with pictures: the year, what comes, the drug's own courses",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_world(parser)


def run(args: argparse.Namespace) -> int:
    if args.days < 1:
        raise UsageError("--days must be at least 1")
    desk = open_desk(args, read_only=True)
    try:
        record = desk.record(deck_id(args.deck, desk.store), args.days)
    finally:
        desk.close()
    if args.json:
        print_json(record.to_json())
        return 0
    for line in lines_of(record):
        print_line(line)
    if args.chart:
        for line in chart(record):
            print_line(line)
    return 0


def chart(record: Record) -> list[str]:
    """The pictures, each under its sentence, and the courses of the drug in words as well."""
    rows = []
    for weekday, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")):
        squares = [week[weekday] if weekday < len(week) else None for week in record.heatmap]
        rows.append(f"{name} " + "".join(SHADES[one.level] if one else " " for one in squares))
    lines = ["", "The year, a column a week (· none, ░ ▒ ▓ █ more and more):", *rows]
    coming = [Column(count, count) for count in record.coming]
    top = max(record.coming, default=0)
    if top:
        lines += ["", "What comes, a column a day:"]
        labels = {day: "today" if not day else f"in {day} days" for day in (0, 7, 14, 21)}
        levels = {0.0: "0", float(top): str(top)}
        lines += map(joined, columns(coming, 5, levels=levels, labels=labels, gap=1))
    for one in courses.charts(record.curves, _WIDTH):
        lines += ["", f"{one.title}. {one.sentence}", *map(joined, one.lines)]
    for curve in record.curves:
        lines += ["", f"{curve.name.capitalize()} in words:", *said(curve)]
    return lines


def lines_of(record: Record) -> list[str]:
    """The figures as lines, each a statement."""
    if not record.days:
        return ["Nothing has been answered yet. Begin with: trainer study baclofen"]
    now = next((day for day in record.days if day.day == record.today), Day(record.today))
    answered, right = sum(d.answered for d in record.days), sum(d.right for d in record.days)
    minutes = sum(day.minutes for day in record.days)
    lines = [
        f"Today       {now.answered} answered, {now.right} right, {now.new} new cards, "
        f"{now.minutes:.0f} min",
        f"In all      {answered} answered, {right} right, {minutes:.0f} min "
        f"on {_days(len(record.days))}, {streak(record.days, record.today)} in a row",
        f"Cards       {record.standing.seen} seen, {record.standing.well_known} well known, "
        f"{record.standing.due} due",
    ]
    if kept := record.retention:
        lines.append(
            f"Remembered  {kept.share:.0%} of {kept.reviews} reviews in {_days(record.back)} "
            f"(likely {kept.low:.0%} to {kept.high:.0%}; {kept.predicted:.0%} was expected)"
        )
    else:
        lines.append("Remembered  not known yet: no card has come again on another day")
    if record.bands:
        lines.append(f"Expected    {judged(record.bands)}")
    for band in record.bands:
        lines.append(
            f"Expected    {band.predicted:.0%}, remembered {band.share:.0%} of {band.reviews} "
            f"(likely {band.low:.0%} to {band.high:.0%})"
        )
    if record.planned is not None:
        lines.append(f"To do       {record.planned.in_words(record.coming[0])}")
    soon = ", ".join(_ahead(n, c) for n, c in enumerate(record.coming[:SAID]))
    lines.append(f"Coming      {soon}; {sum(record.coming)} in {_days(AHEAD)}")
    for card in record.failing[:SHOWN]:
        lines.append(
            f"Failing     {card.name.deck}: {record.named(card.name)}, {card.name.card} "
            f"(wrong {card.failed} of {card.answered})"
        )
    if record.failing:
        lines.append(
            f"            {len(record.failing)} keep failing; study just these: "
            f"trainer study {record.failing[0].name.deck} --failing"
        )
    for name, count in list(record.slips.items())[:SHOWN]:
        lines.append(f"Slip        {record.slip(name)} ({count}x)")
        for made in record.slipped_in(name)[:SHOWN]:
            day = date_of(made.last_day).isoformat()
            lines.append(
                f"            {made.count}x, last on {day}: {record.named(made.name)}, "
                f"{made.name.card}"
            )
    for card_name, _, what, count in record.confusions[:SHOWN]:
        lines.append(f"Confused    {record.named(card_name)} with {one_line(what)} ({count}x)")
    if record.readiness is not None:
        ready = record.readiness
        lines.append(
            f"Readiness   an exam of {ready.questions} questions tomorrow: {ready.expected:.0%} "
            f"expected (likely {ready.low:.0%} to {ready.high:.0%}); an expectation, no promise"
        )
    for one in record.sections:
        name = record.titles.get(one.section, "cards of the instructor")
        lines.append(
            f"Section     {name}: {one.met} of {one.cards} cards met, {one.expected:.0%} expected "
            "tomorrow"
        )
    if record.weakest is not None:
        lines.append(f"Weakest     {record.section_in_words(record.weakest)}")
    for fact in [fact for fact in record.facts if fact.met][:SHOWN]:
        lines.append(
            f"Fact        {record.stated(fact.fact)}: {fact.met} of {fact.cards} cards met, "
            f"{fact.expected:.0%} expected"
        )
    return lines


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _ahead(days: int, count: int) -> str:
    return f"{count} {('today', 'tomorrow')[days]}" if days < 2 else f"{count} in {days} days"
