"""`trainer keys`: every key of the screens with its id, and what the learner's own file changes."""

from __future__ import annotations

import argparse
from difflib import get_close_matches

from trainer.cli.output import print_json, print_line
from trainer.settings import folders, load_preferences

NAME = "keys"
HELP = "Print what every key does, with the ids to change keys by."
EPILOG = """\
examples:
  trainer keys
  trainer keys --json

To change keys, write a file keys.toml into the folder that `trainer where` prints:

  "study.hint" = "f3,ctrl+h"
  "home.monograph" = "m,enter"

`trainer settings keymap vim` adds keys for vim-handed people. Exit code 1: a line of keys.toml
names nothing that exists."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(args: argparse.Namespace) -> int:
    from trainer.tui.keys import actions, keymap  # loads every screen

    places = folders()
    own = keymap(load_preferences(places.preferences).keymap, places.keys)
    known = {action.id: action for action in actions()}
    unknown = [name for name in own if name not in known]
    if args.json:
        print_json(
            {
                "keys": [
                    {"id": name, "keys": own.get(name, action.keys), "does": action.meaning}
                    for name, action in known.items()
                ],
                "unknown": unknown,
            }
        )
    else:
        for name, action in known.items():
            print_line(f"{name:<22}  {own.get(name, action.keys):<18}  {action.meaning}")
        for name in unknown:
            close = get_close_matches(name, known, n=1)
            hint = f" Did you mean {close[0]}?" if close else ""
            print_line(f"{places.keys}: there is nothing called {name}.{hint}")
    return 1 if unknown else 0
