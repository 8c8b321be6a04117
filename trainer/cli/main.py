"""The `trainer` command: which command is meant, and the one place that prints errors."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn, Protocol, cast

from trainer import __version__
from trainer.errors import TrainerError, UsageError
from trainer.text import one_line


class Command(Protocol):
    """What each module of this room offers."""

    NAME: str
    HELP: str
    EPILOG: str

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, args: argparse.Namespace) -> int: ...


# Listed here in words, so that the overview needs none of the modules.
COMMANDS = {
    "study": "be asked about a deck (the main thing)",
    "exam": "sit a mock exam, read its report, print a paper",
    "due": "one line: what is due",
    "stats": "figures about your learning",
    "history": "every review, newest last",
    "map": "the monograph, each line with how well it is known",
    "card": "one card with its past; set it aside",
    "notes": "your remarks, reports and taught synonyms",
    "undo": "take back the last answer",
    "facts": "what a monograph states, each fact with its line",
    "cards": "the cards of a deck",
    "ask": "show questions of a deck, with their keys",
    "grade": "mark typed answers",
    "calc": "calculate a dose, with every step",
    "deck": "list, check and keep decks",
    "plan": "study for an exam on a date",
    "reset": "let a card or a deck begin anew",
    "optimize": "fit the memory model to you",
    "simulate": "compare schedules on simulated learners",
    "class": "hand in reviews, collect a class, see which questions work",
    "export": "a deck for Anki, Moodle, Canvas, a spreadsheet; your reviews",
    "import": "a deck from a table, GIFT or Anki; reviews",
    "serve": "the screens in a browser on this machine",
    "sync": "share progress with your other machines",
    "restore": "backups, and putting one back",
    "data": "take everything along, or delete it",
    "doctor": "check what is stored",
    "settings": "what you can choose",
    "keys": "every key with its id, and your own keys",
    "where": "where everything is kept",
    "completion": "completion for your shell",
}

MODULES = {"import": "take_in", "class": "classroom"}
"""Commands whose name no module can have."""

MADE_FOR_OTHERS = ("deck", "exam", "export", "import")
"""Commands that write decks, papers and sheets to be handed on. All else is its owner's alone."""

OVERVIEW = """\
usage: trainer [COMMAND] [options]

Learn a drug by being asked. Without a command, the home screen opens.

commands:
{commands}

options:
  -h, --help      show this overview, or `trainer COMMAND --help` for one command
  --version       show the version

examples:
  trainer study baclofen            study in the terminal
  trainer study baclofen --plain    the same, line by line (screen readers, scripts)
  trainer due                       for a shell prompt

For learning, not for patient care.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a failure is one readable line on stderr."""
    words = list(sys.argv[1:] if argv is None else argv)
    _stand_in_for_closed_streams()
    rights = os.umask(0o022 if words and words[0] in MADE_FOR_OTHERS else 0o077)
    try:
        code = _run(words)
        sys.stdout.flush()
    except TrainerError as error:
        return _fail(str(error), error.exit_code)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read our output has gone
        _drop_output()
        return 0
    except OSError as error:
        where = error.filename or "the output"
        _drop_output()
        return _fail(f"{where}: {error.strerror or error}. All that was saved before is safe.", 74)
    finally:
        os.umask(rights)
    return code


def _drop_output() -> None:
    """Forget what could not be written; without this, Python would complain at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _stand_in_for_closed_streams() -> None:
    """Where a caller closed stdin, stdout or stderr, Python has None in its place.

    An output that cannot hold a character (an old locale) gets its code: never a wrong unit.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            stand_in = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - to the end
            setattr(sys, name, stand_in)
        elif mode == "w" and isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run(words: list[str]) -> int:
    if words and words[0] in ("-h", "--help", "help"):
        if len(words) > 1 and words[1] in COMMANDS:
            words = [words[1], "--help"]
        else:
            print(overview(), end="")
            return 0
    if words and words[0] in ("-V", "--version", "version"):
        print(f"trainer {__version__}")
        return 0
    name = words[0] if words else "home"
    if name.startswith("-"):
        name, words = "home", ["home", *words]
    if name not in COMMANDS and name != "home":
        return _unknown(name)
    command = cast(Command, import_module(f"trainer.cli.{MODULES.get(name, name)}"))
    parser = parser_of(command)
    try:
        args = parser.parse_intermixed_args(words[1:])
    except TypeError:  # a command with actions of its own cannot mix options and words
        args = parser.parse_args(words[1:])
    return command.run(args)


def overview() -> str:
    """The text of `trainer --help`."""
    width = max(map(len, COMMANDS)) + 2
    return OVERVIEW.format(
        commands="\n".join(f"  {name:<{width}}{text}" for name, text in COMMANDS.items())
    )


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line, like every other."""

    def error(self, message: str) -> NoReturn:
        missing = message.rpartition("are required: ")[2].split(", ")
        for action in self._actions:
            name = action.metavar if isinstance(action.metavar, str) else action.dest
            if action.choices and not action.option_strings and name in missing:
                known = ", ".join(map(str, action.choices))
                raise UsageError(
                    f"one of these words is required: {known}", hint=f"See `{self.prog} --help`"
                )
        raise UsageError(message, hint=f"See `{self.prog} --help`")


def parser_of(command: Command) -> argparse.ArgumentParser:
    """The parser of one command, with its examples below."""
    parser = _Parser(
        prog="trainer" if command.NAME == "home" else f"trainer {command.NAME}",
        description=command.HELP,
        epilog=command.EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.arguments(parser)
    return parser


def _unknown(name: str) -> int:
    from difflib import get_close_matches

    close = get_close_matches(name, COMMANDS, n=1)
    hint = f"Did you mean `trainer {close[0]}`?" if close else "See `trainer --help`."
    return _fail(f"there is no command {name!r}. {hint}", 2)


LONGEST_ERROR = 1_200
"""Characters: what somebody typed or packed may stand in the sentence, and be of any length."""


def _fail(sentence: str, code: int) -> int:
    said = one_line(sentence)
    if len(said) > LONGEST_ERROR:
        half = LONGEST_ERROR // 2
        said = f"{said[:half]} ... {said[-half:]}"
    with contextlib.suppress(OSError, ValueError):
        print(f"trainer: {said}", file=sys.stderr)
    return code
