"""`trainer where`: the folders and files of this learner."""

from __future__ import annotations

import argparse

from trainer.cli.output import print_json, print_line
from trainer.deck.shelf import bundled
from trainer.settings import folders

NAME = "where"
HELP = "Print where everything is kept."
EPILOG = """\
examples:
  trainer where
  trainer where --json
  TRAINER_HOME=~/exam trainer where      TRAINER_HOME overrides the place of everything"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(args: argparse.Namespace) -> int:
    places = folders()
    named = {
        "data": places.data,
        "database": places.database,
        "backups": places.backups,
        "preferences": places.preferences,
        "decks": places.decks,
        "bundled decks": bundled(),
        "cache": places.cache,
    }
    if args.json:
        print_json({name: str(path) for name, path in named.items()})
    else:
        for name, path in named.items():
            print_line(f"{name}: {path}")
    return 0
