"""`trainer restore`: the backups, and putting one of them in the place of what is there."""

from __future__ import annotations

import argparse

from trainer.cli.output import print_json, print_line
from trainer.cli.world import add_now, clock_of, open_store
from trainer.errors import UsageError
from trainer.progress.backup import Backup, backups
from trainer.progress.restore import check, restore
from trainer.schedule.study_day import date_of
from trainer.settings import folders

NAME = "restore"
HELP = "List the backups, or put one in the place of your progress. What is there is set aside."
EPILOG = """\
examples:
  trainer restore                 the backups, the newest last
  trainer restore 3               put number 3 in the place of your progress
  trainer restore --make          make a backup now"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="N", type=int, nargs="?", help="which backup")
    parser.add_argument("--make", action="store_true", help="make a backup now")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    places = folders()
    if args.make:
        with open_store(args, places) as store:
            store.back_up(places.backups, always=True)
    found = backups(places.backups)
    if args.number is None:
        return _list(found, args)
    if not 1 <= args.number <= len(found):
        raise UsageError(
            f"there are {len(found)} backups" if found else "there is no backup yet",
            hint="See: trainer restore",
        )
    stamp = f"{clock_of(args.now)():%Y%m%d-%H%M%S}"
    done = restore(places.database, found[args.number - 1], stamp)
    newer = None if done.before is None else max(0, done.before - done.events)
    if args.json:
        print_json(
            {
                "events": done.events,
                "before": done.before,
                "newer_set_aside": newer,
                "lost": done.lost,
                "aside": str(done.aside) if done.aside else None,
            }
        )
        return 0
    print_line(f"Restored: {done.events} events.")
    if done.aside:
        print_line(f"What was there before is kept as {done.aside}")
    if newer:
        print_line(f"{newer} newer events are in that file only. To go back: move it over again.")
    if done.lost:
        print_line(
            f"{done.lost} events that were recorded are lost, unless another machine sent them: "
            "`trainer sync FOLDER` brings those back."
        )
    return 0


def _list(found: tuple[Backup, ...], args: argparse.Namespace) -> int:
    rows = [(number, copy, check(copy)) for number, copy in enumerate(found, 1)]
    if args.json:
        print_json(
            [
                {
                    "number": number,
                    "day": date_of(copy.day).isoformat(),
                    "events": copy.events,
                    "path": str(copy.path),
                    "whole": not wrong,
                    "problem": wrong or None,
                }
                for number, copy, wrong in rows
            ]
        )
        return 1 if any(wrong for _, _, wrong in rows) else 0
    for number, copy, wrong in rows:
        state = f"not whole: {wrong}" if wrong else "checked, whole"
        print_line(f"{number}: {date_of(copy.day)}, {copy.events} events, {state}.")
    if not rows:
        print_line("There is no backup yet. One is made each day that you study.")
    return 1 if any(wrong for _, _, wrong in rows) else 0
