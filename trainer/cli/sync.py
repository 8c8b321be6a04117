"""`trainer sync`: two machines of one learner share progress through a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from trainer.cli.output import print_json, print_line
from trainer.cli.world import add_now, open_store
from trainer.errors import StorageError
from trainer.progress.sync import sync
from trainer.settings import folders

NAME = "sync"
HELP = "Share progress with your other machines through a folder that something synchronises."
EPILOG = """\
examples:
  trainer sync ~/Dropbox/trainer        on each machine, as often as you like

Each machine appends to one file of its own in the folder and reads the others'. Twice, or in any
order, comes to the same. A backup is made before anything comes in."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="a folder that is synchronised")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    places = folders()
    folder = args.folder.expanduser()
    if folder.resolve() == places.data.resolve():
        raise StorageError(
            "this is where your progress itself is kept",
            where=str(folder),
            hint="Choose another folder: a database must not be synchronised",
        )
    with open_store(args, places) as store:
        store.back_up(places.backups, always=True)
        done = sync(store, folder)
    merged = done.merged
    if args.json:
        print_json(
            {
                "received": merged.new,
                "known": merged.known,
                "waiting": merged.waiting,
                "sent": done.sent,
                "files": done.files,
                "unread": [
                    {"file": name, "line": one.line, "why": one.why} for name, one in done.unread
                ],
            }
        )
        return 1 if done.unread else 0
    print_line(f"Received {merged.new} events, sent {done.sent}.")
    if merged.waiting:
        print_line(
            f"{merged.waiting} events wait for others that have not arrived yet. Sync again later."
        )
    if merged.copied:
        print_line("Another machine works on a copy of this file: both histories are kept.")
    for name, one in done.unread:
        print_line(f"{name}:{one.line}: left out, {one.why}.")
    return 1 if done.unread else 0
