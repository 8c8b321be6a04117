"""`trainer` alone: the home screen."""

from __future__ import annotations

import argparse
import os
import sys

from trainer.cli.wiring import open_desk
from trainer.cli.world import add_world
from trainer.errors import UsageError

NAME = "home"
HELP = "Open the home screen: decks, what is due, one key to start. See also: trainer --help."
EPILOG = """\
examples, the same without a screen:
  trainer due
  trainer deck list
  trainer study DECK --plain"""


def arguments(parser: argparse.ArgumentParser) -> None:
    add_world(parser)


def run(args: argparse.Namespace) -> int:
    from trainer.tui.terminal import refusal

    if sentence := refusal(sys.stdin, sys.stdout, dict(os.environ)):
        raise UsageError(sentence)
    desk = open_desk(args)
    try:
        from trainer.tui.app import run as run_app

        return run_app(desk)
    finally:
        desk.close()
