"""The command lines that the documentation names, as a shell would split them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from trainer.cli.main import COMMANDS, MODULES, Command

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "decks/README.md", "tests/README.md")
_FENCE = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`((?:TRAINER_HOME=\S+ )?trainer(?: [^`]+)?)`")
_LINE = re.compile(r"^\s*(?:TRAINER_HOME=\S+ )?(trainer(?: .*)?)$")
_END = re.compile(r"\s(?:#|\||<|>|&&|;)|\s{2,}")
"""Where a command ends: at a comment, a redirection, another command, or its explanation."""


@dataclass(frozen=True, slots=True)
class Line:
    """One command as written, where it stands, and its words after `trainer`."""

    place: str
    text: str
    words: tuple[str, ...]


def pages() -> list[Path]:
    """Every page of the documentation."""
    return [ROOT / name for name in PAGES] + sorted((ROOT / "docs").glob("*.md"))


def command_module(name: str) -> Command:
    """The module of a command."""
    return cast(Command, import_module(f"trainer.cli.{MODULES.get(name, name)}"))


def documented() -> Iterator[Line]:
    """Every command line of the pages and of the commands' own help."""
    for page in pages():
        text = page.read_text(encoding="utf-8")
        name = str(page.relative_to(ROOT))
        for block in _FENCE.findall(text):
            for line in block.splitlines():
                if found := _LINE.match(line):
                    yield _line(name, found[1])
        for found_code in _CODE.findall(_FENCE.sub("", text)):
            yield _line(name, found_code)
    for name in (*COMMANDS, "home"):
        for line in command_module(name).EPILOG.splitlines():
            if found := _LINE.match(line):
                yield _line(f"trainer {name} --help", found[1])


def _line(place: str, text: str) -> Line:
    text = text.partition("trainer")[1] + text.partition("trainer")[2]
    end = _END.search(text)
    text = text[: end.start()] if end else text
    return Line(place, text, tuple(shlex.split(text)[1:]))
