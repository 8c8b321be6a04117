"""Concept tables: `name | synonyms | category | opposes: a, b | confusable: c, d`, one a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from sys import intern

from trainer.errors import DataError, Place
from trainer.lexicon.concept import Concept

FOLDER = Path(__file__).parent / "tables"


def read_table(path: Path) -> Iterator[Concept]:
    """The concepts of one table; DataError names the line that is not in the form above."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield _concept(line, Place(path.name, number))


def read_tables(folder: Path = FOLDER) -> Iterator[Concept]:
    """The concepts of all tables of a folder, in the order of the files' names."""
    for path in sorted(folder.glob("*.txt")):
        yield from read_table(path)


def slug(name: str) -> str:
    """The id of a concept: its name in lower case with hyphens."""
    return "-".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


def _concept(line: str, place: Place) -> Concept:
    name, *fields = (field.strip() for field in line.split("|"))
    if not name:
        raise DataError("a concept without a name", where=place, hint="Write the name first")
    links: dict[str, tuple[str, ...]] = {"opposes": (), "confusable": ()}
    plain: list[str] = []
    for field in fields:
        label, colon, rest = field.partition(":")
        if colon and label.strip() in links:
            links[label.strip()] = _names(rest)
        else:
            plain.append(field)
    aliases = _names(plain[0]) if plain else ()
    category = intern(plain[1]) if len(plain) > 1 else ""  # a few, of thousands of concepts
    return Concept(slug(name), name, aliases, category, links["opposes"], links["confusable"])


def _names(field: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in field.split(",") if name.strip())
