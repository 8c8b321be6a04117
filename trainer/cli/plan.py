"""`trainer plan`: study for an exam on a date, with so many minutes a day."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from trainer.cli.output import print_json, print_line
from trainer.cli.wiring import open_desk
from trainer.cli.world import add_world
from trainer.errors import UsageError
from trainer.progress.exam_dates import ExamDate
from trainer.schedule.simulation.forecast import Forecast
from trainer.schedule.study_day import date_of, day_on
from trainer.tutor.agenda import days_to_clear, queue_of
from trainer.tutor.desk import Desk
from trainer.tutor.exam_choices import FURTHEST_DAYS
from trainer.tutor.loaded import Loaded
from trainer.tutor.prospect import Prospect, prospect_of
from trainer.tutor.said_dates import day_said

NAME = "plan"
HELP = "Study for an exam on a date: say what can be reached, and let the questions follow it."
EPILOG = """\
examples:
  trainer plan --exam 2026-12-18 --minutes-per-day 12 baclofen
  trainer plan --exam 2026-12-18 --minutes-per-day 12 --try      only look, keep nothing
  trainer plan                      the plan as it stands, and what is due without one
  trainer plan --clear              back to long-term spacing

The plan is made anew each day from what you then remember. After the exam the deck returns to
long-term spacing by itself. An expectation is no promise."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("decks", metavar="DECK", nargs="*", help="every deck, if none is named")
    parser.add_argument("--exam", metavar="DATE", help="the exam's date, such as 2026-12-18")
    parser.add_argument("--minutes-per-day", type=float, metavar="N", help="minutes of study a day")
    parser.add_argument("--try", dest="only_look", action="store_true", help="keep nothing")
    parser.add_argument("--clear", action="store_true", help="forget the exam dates")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_world(parser)


def run(args: argparse.Namespace) -> int:
    if args.clear and (args.exam or args.minutes_per_day):
        raise UsageError("--clear goes without --exam and --minutes-per-day")
    if bool(args.exam) != (args.minutes_per_day is not None):
        raise UsageError("--exam and --minutes-per-day go together")
    desk = open_desk(args)
    try:
        decks = desk.decks([desk.name_of(deck) for deck in args.decks])
        if args.clear:
            return _clear(args, desk, decks)
        if args.exam:
            exams = _wanted(args, desk, decks)
            prospects = [_prospect(desk, loaded, exams[loaded.deck.id]) for loaded in decks]
            if not args.only_look:
                desk.set_exams({**desk.exams, **exams})
        else:
            today = desk.store.today()
            prospects = [
                _prospect(desk, loaded, exam)
                for loaded in decks
                if (exam := desk.exams.get(loaded.deck.id)) and exam.ahead(today)
            ]
        _show(args, desk, decks, prospects)
    finally:
        desk.close()
    return 0


def _wanted(args: argparse.Namespace, desk: Desk, decks: Sequence[Loaded]) -> dict[str, ExamDate]:
    """Read the options. Over several decks, the minutes are divided by their cards."""
    today = desk.store.today()
    try:
        said = day_said(args.exam, date_of(today))
        if said is None or said[1]:
            raise ValueError(args.exam)
        day = day_on(said[0])
    except ValueError as error:
        raise UsageError(
            f"--exam {args.exam!r} is not a date", hint="Write it as 2026-12-18, or 18 Dec"
        ) from error
    if not today < day <= today + FURTHEST_DAYS:
        raise UsageError(
            f"--exam {args.exam} is not a day between tomorrow and two years from now",
            hint=f"Today is {date_of(today).isoformat()}",
        )
    total = sum(len(loaded.cards) for loaded in decks)
    exams = {}
    for loaded in decks:
        if not loaded.cards:
            continue
        minutes = args.minutes_per_day * len(loaded.cards) / total
        try:
            exams[loaded.deck.id] = ExamDate(day, minutes)
        except ValueError as error:
            raise UsageError(f"--minutes-per-day gives {loaded.deck.id} {error}") from error
    return exams


def _clear(args: argparse.Namespace, desk: Desk, decks: Sequence[Loaded]) -> int:
    named = {loaded.deck.id for loaded in decks} if args.decks else set(desk.exams)
    cleared = sorted(named & set(desk.exams))
    desk.set_exams({deck: exam for deck, exam in desk.exams.items() if deck not in named})
    if args.json:
        print_json({"cleared": cleared})
    else:
        print_line(
            f"No exam any more: {', '.join(cleared)}. What is due decides again."
            if cleared
            else "There is no exam date to forget."
        )
    return 0


def _prospect(desk: Desk, loaded: Loaded, exam: ExamDate) -> Prospect:
    return prospect_of(desk.store, loaded, desk.habits, exam)


def _show(
    args: argparse.Namespace, desk: Desk, decks: Sequence[Loaded], prospects: Sequence[Prospect]
) -> None:
    kept = not args.only_look
    planned = {prospect.deck for prospect in prospects}
    rest = [loaded for loaded in decks if loaded.deck.id not in planned]
    if args.json:
        print_json(
            {
                "kept": kept and bool(prospects),
                "plans": [_json(prospect) for prospect in prospects],
                "without_exam": [_load(desk, loaded) for loaded in rest],
            }
        )
        return
    for prospect in prospects:
        first, *rest_of_it = prospect.lines()
        print_line(f"{prospect.deck}: {first[:1].lower()}{first[1:]}")
        for line in rest_of_it:
            print_line(f"  {line}")
    for loaded in rest:
        print_line(_load_line(_load(desk, loaded)))
    if args.exam:
        print_line(
            "The questions follow this plan from now on: trainer study"
            if kept
            else "Nothing was kept. Say it again without --try to study by it."
        )


def _json(prospect: Prospect) -> dict[str, Any]:
    return {
        "deck": prospect.deck,
        "exam": date_of(prospect.exam.day).isoformat(),
        "days": prospect.days,
        "minutes_per_day": prospect.exam.minutes,
        "cards": prospect.cards,
        "seen": prospect.seen,
        "left_out": prospect.left_out,
        "outside": [{"section": title, "cards": count} for title, count in prospect.outside],
        "set_aside": prospect.aside,
        "reach": _rounded(prospect.reach),
        "more": _rounded(prospect.more),
        "today": {"due": prospect.today_due, "new": prospect.today_new},
    }


def _rounded(one: Forecast) -> dict[str, Any]:
    return {
        name: round(value, 4) if isinstance(value, float) else value
        for name, value in asdict(one).items()
    }


def _load(desk: Desk, loaded: Loaded) -> dict[str, Any]:
    queue = queue_of(desk.store, loaded, desk.habits)
    return {
        "deck": loaded.deck.id,
        "due": len(queue.due) + len(queue.again),
        "waiting": len(queue.waiting) + len(queue.held_back),
        "new": len(queue.new),
        "days_to_clear": days_to_clear(desk.store, [loaded], desk.habits),
    }


def _load_line(load: dict[str, Any]) -> str:
    text = f"{load['deck']}: no exam; {load['due']} due, {load['waiting']} wait, {load['new']} new"
    days = load["days_to_clear"]
    if days is None:
        return f"{text}; your daily minutes will not clear what is due"
    if days > 1:
        return f"{text}; cleared in {days} days"
    return text
