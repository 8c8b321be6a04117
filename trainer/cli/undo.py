"""`trainer undo`: take back the last answer, also days later."""

from __future__ import annotations

import argparse

from trainer.cli.output import print_json, print_line
from trainer.cli.wiring import open_desk
from trainer.cli.world import add_world

NAME = "undo"
HELP = "Take back the last answer, or the last `trainer reset`. `--redo` puts it back."
EPILOG = "examples:\n  trainer undo\n  trainer undo --redo"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--redo", action="store_true", help="put back what was taken back last")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_world(parser)


def run(args: argparse.Namespace) -> int:
    desk = open_desk(args)
    try:
        card = desk.redo() if args.redo else desk.undo()
    finally:
        desk.close()
    if args.json:
        print_json({"card": card})
    elif card is None:
        print_line(
            "There is nothing to put back." if args.redo else "There is nothing to take back."
        )
    else:
        print_line(f"{'Put back' if args.redo else 'Taken back'}: {card}")
    return 0 if card is not None else 1
