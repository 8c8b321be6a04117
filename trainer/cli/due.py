"""`trainer due`: one line, quick enough for a shell prompt."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

from trainer.cli.kept_line import keep, stamps
from trainer.cli.output import json_text, line_text
from trainer.cli.world import add_now, deck_id, open_store, zone_of
from trainer.errors import DataError
from trainer.progress.parameters import FILE_NAME as WEIGHTS
from trainer.progress.store import Store
from trainer.schedule.study_day import date_of, study_day
from trainer.settings import Folders, Preferences, folders, load_preferences

NAME = "due"
HELP = "Say in one line how many cards you have learnt are due again. New cards are not counted."
EPILOG = """\
examples:
  trainer due
  trainer due baclofen --quiet      only the number, nothing if it is 0
  PS1='$(trainer due --quiet) $ '   in a shell's prompt

With an exam plan it also says how many of the plan's minutes are left today."""


HOLDS_HOURS = (12, 3, 1, 0.25)
"""For how long a line is kept, at most: it never outlasts the study day."""

EXAMS = "exams.toml"
ASIDE = ", new cards aside"
"""Decks are not opened for a shell's prompt, so how many new ones wait is not known here."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deck", metavar="DECK", nargs="?", help="only this deck (name or path)")
    parser.add_argument("--quiet", action="store_true", help="print the bare number, or nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    places = folders()
    preferences = load_preferences(places.preferences)
    now = time.time()
    rests_on = stamps(
        [str(file) for file in _files(places)], now
    )  # before reading: what changes later is noticed
    with open_store(args, places, preferences, read_only=True) as store:
        wanted = deck_id(args.deck, store)
        said = _said(args, store, wanted, _plans(places, preferences, store))
    sys.stdout.write(said)
    sys.stdout.flush()
    until = _same_day_until(preferences, now)
    if args.now is None and rests_on and until and args.deck == wanted:
        keep(str(places.cache), _words(args), said, now, until, rests_on)
    return 0


def _files(places: Folders) -> tuple[Path, ...]:
    """Every file that can change what is due today."""
    log = places.database
    return (
        log,
        log.with_name(log.name + "-wal"),
        places.preferences,
        places.data / EXAMS,
        places.data / WEIGHTS,
        Path("/etc/localtime"),
    )


def _words(args: argparse.Namespace) -> list[str]:
    """The words of the command, as they were typed but for their order."""
    flags = [f"--{name}" for name in ("quiet", "json") if getattr(args, name)]
    return flags if args.deck is None else [*flags, args.deck]


def _same_day_until(preferences: Preferences, now: float) -> float | None:
    """A moment of the same study day (seconds, UTC); None shortly before its end."""
    zone, hour = zone_of(preferences), preferences.rollover_hour

    def day(seconds: float) -> int:
        return study_day(datetime.fromtimestamp(seconds, UTC), zone, hour)

    later = (now + hours * 3600 for hours in HOLDS_HOURS)
    return next((until for until in later if day(until) == day(now)), None)


def _said(args: argparse.Namespace, store: Store, wanted: str | None, plans: list[_Plan]) -> str:
    plans = [plan for plan in plans if wanted in (None, plan.deck)]
    done = {plan.deck for plan in plans if not plan.minutes_left}
    known = [deck for deck in store.decks() if wanted in (None, deck)]
    counts = {
        deck: count
        for deck, count in store.due_counts().items()
        if wanted in (None, deck) and deck not in done
    }
    coming = [day for deck in known if (day := store.next_due(deck)) is not None]
    total = sum(counts.values())
    if args.json:
        following = date_of(min(coming)).isoformat() if coming else None
        return json_text(
            {
                "due": total,
                "decks": counts,
                "next": following,
                "plans": [
                    {
                        "deck": plan.deck,
                        "days": plan.days,
                        "minutes": plan.minutes,
                        "minutes_left": plan.minutes_left,
                    }
                    for plan in plans
                ],
            }
        )
    if args.quiet:
        return line_text(str(total)) if total else ""
    return line_text("; ".join([_sentence(store, counts, total, coming), *map(str, plans)]))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What an exam plan wants of its deck today, in minutes; the exam is in so many days."""

    deck: str
    days: int
    minutes: float
    minutes_left: float

    def __str__(self) -> str:
        when = "tomorrow" if self.days == 1 else f"in {self.days} days"
        if not self.minutes:
            return f"{self.deck}: exam {when}, a day off"
        if not self.minutes_left:
            return f"{self.deck}: exam {when}, today's {self.minutes:g} minutes are done"
        return (
            f"{self.deck}: exam {when}, {self.minutes_left:g} of today's "
            f"{self.minutes:g} minutes left"
        )


def _plans(places: Folders, preferences: Preferences, store: Store) -> list[_Plan]:
    """The exams ahead; looked up without their decks, so that a shell's prompt need not wait."""
    if not (places.data / EXAMS).exists():
        return []
    from trainer.progress.exam_dates import load_exam_dates
    from trainer.schedule.calendar import calendar_of

    today = store.today()
    try:
        resting = calendar_of(preferences.easy_days, preferences.breaks).is_break(today)
    except ValueError as error:
        raise DataError(str(error), hint="See: trainer settings") from error
    return [
        _Plan(
            deck,
            exam.day - today,
            0 if resting else exam.minutes,
            0 if resting else max(0, ceil(exam.minutes - store.taken_today_ms(deck) / 60_000)),
        )
        for deck, exam in load_exam_dates(places.data).items()
        if exam.ahead(today)
    ]


def _sentence(store: Store, counts: dict[str, int], total: int, coming: list[int]) -> str:
    if total:
        decks = ", ".join(f"{deck} {count}" for deck, count in counts.items())
        return f"{_cards(total)} due ({decks})"
    later = [day for day in coming if day > store.today()]
    if not later:
        return "Nothing is due yet: trainer study baclofen" if not coming else f"No review{ASIDE}"
    days = min(later) - store.today()
    when = "tomorrow" if days == 1 else date_of(min(later)).isoformat()
    return f"No review until {when}{ASIDE}"


def _cards(count: int) -> str:
    return "1 card is" if count == 1 else f"{count} cards are"
