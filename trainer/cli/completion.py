"""`trainer completion`: what a shell needs to complete commands, options and files."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import cast

NAME = "completion"
HELP = "Print the completion script for a shell."
EPILOG = """\
examples:
  trainer completion bash > ~/.local/share/bash-completion/completions/trainer
  trainer completion zsh > ~/.zfunc/_trainer       (with fpath+=~/.zfunc in ~/.zshrc)
  trainer completion tcsh > ~/.trainer-completion.tcsh"""
SHELLS = ("bash", "zsh", "tcsh")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, help="the shell")


def run(args: argparse.Namespace) -> int:
    import shtab  # only this command needs it

    print(shtab.complete(whole_parser(), shell=args.shell))
    return 0


def whole_parser() -> argparse.ArgumentParser:
    """One parser with every command below it, as the shell sees the program."""
    from trainer.cli.main import COMMANDS, MODULES, Command

    whole = argparse.ArgumentParser(prog="trainer")
    commands = whole.add_subparsers()
    for name, said in COMMANDS.items():
        command = cast(Command, import_module(f"trainer.cli.{MODULES.get(name, name)}"))
        command.arguments(commands.add_parser(name, help=said, description=command.HELP))
    return whole
