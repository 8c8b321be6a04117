"""`trainer serve`: the screens in a browser on this machine."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from pathlib import Path

from trainer.cli.output import print_line
from trainer.errors import UsageError
from trainer.extras import how_to_add
from trainer.settings import folders

NAME = "serve"
HELP = "The screens in a browser on this machine; no other machine can reach it."
EPILOG = """\
examples:
  trainer serve                      http://127.0.0.1:8000
  trainer serve --port 8080

Needs the extra `serve`: in a clone, pip install '.[serve]'. Each visitor
has a data folder of their own."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="the port (8000)")
    parser.add_argument("--homes", type=Path, metavar="FOLDER", help="where visitors' data is kept")


def run(args: argparse.Namespace) -> int:
    if not 1 <= args.port <= 65_535:
        raise UsageError("--port must lie between 1 and 65,535")
    from trainer.tui.serve import serve

    homes = args.homes or folders().data / "visitors"
    command = shlex.join([sys.executable, "-m", "trainer"])
    try:
        serve(command, homes, args.port, lambda: os.urandom(16).hex(), print_line)
    except ImportError as error:
        raise UsageError(
            f"the browser needs the extra: {error.name} is not installed",
            hint=how_to_add("serve"),
        ) from error
    except OSError as error:
        raise UsageError(
            f"port {args.port} cannot be used: {error.strerror or error}", hint="Choose another one"
        ) from error
    return 0
