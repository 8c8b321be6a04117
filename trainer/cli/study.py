"""`trainer study`: the conversation, on a screen or line by line."""

from __future__ import annotations

import argparse
import os
import sys

from trainer.cli.wiring import open_desk
from trainer.cli.world import add_world
from trainer.errors import UsageError
from trainer.tutor.desk import Desk

NAME = "study"
HELP = "Be asked about a deck until you know it. Without a deck: all that is due, in every deck."
EPILOG = """\
examples:
  trainer study baclofen
  trainer study baclofen --plain --limit 10
  trainer study                        everything that is due
  trainer study baclofen --plain --json < answers.txt

Say "hint", "I don't know", "why", "skip", "undo" or "stop" at any time."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("decks", nargs="*", metavar="DECK", help="a deck's name or path")
    parser.add_argument("--plain", action="store_true", help="line by line, without a screen")
    parser.add_argument("--json", action="store_true", help="with --plain: one object a turn")
    parser.add_argument("--limit", type=int, metavar="N", help="end after N questions")
    add_world(parser)


def run(args: argparse.Namespace) -> int:
    if args.limit is not None and args.limit < 1:
        raise UsageError("--limit must be at least 1")
    if args.json and not args.plain:
        raise UsageError("--json goes with --plain")
    if not args.plain:
        from trainer.tui.terminal import refusal

        if sentence := refusal(sys.stdin, sys.stdout, dict(os.environ)):
            raise UsageError(sentence)
    desk = open_desk(args)
    try:
        decks = [desk.name_of(deck) for deck in args.decks]
        return _plain(desk, decks, args) if args.plain else _screen(desk, decks, args)
    finally:
        desk.close()


def _plain(desk: Desk, decks: list[str], args: argparse.Namespace) -> int:
    from trainer.plain import converse

    converse(
        desk.begin(decks, args.limit),
        sys.stdin,
        sys.stdout,
        as_json=args.json,
        interactive=sys.stdin.isatty() and sys.stdout.isatty(),
    )
    return 0


def _screen(desk: Desk, decks: list[str], args: argparse.Namespace) -> int:
    from trainer.tui.app import run as run_app

    return run_app(desk, decks, args.limit)
