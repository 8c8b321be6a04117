"""The help of one action of a command: the examples of the whole command that show it."""

from __future__ import annotations

import argparse


def give_examples(
    actions: argparse._SubParsersAction[argparse.ArgumentParser], command: str, epilog: str
) -> None:
    """Let `trainer COMMAND ACTION --help` end with the lines of `epilog` that begin with it."""
    for name, parser in actions.choices.items():
        begin = f"  trainer {command} {name}"
        shown = [line for line in epilog.splitlines() if f"{line} ".startswith(f"{begin} ")]
        parser.epilog = "\n".join(["examples:" if len(shown) > 1 else "example:", *shown])
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
