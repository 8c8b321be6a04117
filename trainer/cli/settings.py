"""`trainer settings`: what the learner chose; change it."""

from __future__ import annotations

import argparse

from trainer.cli.output import print_json, print_line
from trainer.errors import UsageError
from trainer.settings import folders, load_preferences, save_preferences
from trainer.tutor.choices import choices, choose

NAME = "settings"
HELP = "Print what you can choose and how it is set, or set one thing."
EPILOG = """\
examples:
  trainer settings
  trainer settings daily_new 10
  trainer settings theme trainer-light"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", help="which setting")
    parser.add_argument("value", metavar="VALUE", nargs="?", help="what it shall be")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(args: argparse.Namespace) -> int:
    place = folders().preferences
    preferences = load_preferences(place)
    if args.value is not None:
        preferences = choose(preferences, args.name, args.value)
        save_preferences(place, preferences)
    shown = [one for one in choices(preferences) if args.name in (None, one.name)]
    if not shown:
        names = ", ".join(one.name for one in choices(preferences))
        raise UsageError(f"there is no setting {args.name!r}", hint=f"There are: {names}")
    if args.json:
        print_json([one.to_json() for one in shown])
        return 0
    for one in shown:
        print_line(f"{one.name} = {one.value or one.shown}")
        if args.value is None:
            print_line(f"    {one.title}: {one.meaning} Say {one.allowed}.")
    return 0
