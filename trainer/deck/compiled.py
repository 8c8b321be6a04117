"""The compiled copy of a deck: what a start needs, without reading YAML or the monograph again.

It lies in the cache folder and may be deleted at any time. A copy is used only if the files it was
made from have the same size and time and the program the same version.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from trainer import __version__
from trainer.deck.deck import AuthoredCard, Deck
from trainer.deck.lazily import LazyCards

FORMAT = 5


def place_of(folder: Path, cache: Path) -> Path:
    """Where the compiled copy of the deck in `folder` lies."""
    return cache / f"{sha256(str(folder.absolute()).encode()).hexdigest()[:24]}.db"


def stamp(files: Iterable[Path]) -> str:
    """What must be equal for a copy to be fresh: each file's name, size and time of change."""
    parts = [f"format {FORMAT}", __version__]
    for file in sorted(files):
        try:
            status = file.stat()
        except OSError:
            parts.append(f"{file} -")
        else:
            parts.append(f"{file} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(parts)


def load(copy: Path, expected: str) -> Deck | None:
    """Return the deck of a fresh copy, or None if there is none that can be used.

    The copy stays open while the deck lives: its cards are read from it when they are asked for,
    also after the deck was edited and another copy has taken the place of this one.
    """
    if not copy.is_file():
        return None
    try:
        connection = sqlite3.connect(f"file:{copy}?mode=ro", uri=True, check_same_thread=False)
    except sqlite3.Error:
        return None
    try:
        made_of = connection.execute("SELECT value FROM meta WHERE name = 'stamp'").fetchone()
        if made_of is None or made_of[0] != expected:
            connection.close()
            return None
        row = connection.execute("SELECT value FROM meta WHERE name = 'deck'").fetchone()
        data = json.loads(row[0])
        data["facts"] = [json.loads(text) for text in _bodies(connection, "facts", None)]
        cards = LazyCards(data.pop("card_ids"), partial(_bodies, connection, "cards"), _card_of)
        weakref.finalize(cards, connection.close)
        return Deck.from_json({**data, "cards": cards})
    except (sqlite3.Error, ValueError, KeyError, TypeError):
        connection.close()
        return None  # a copy that cannot be read is made anew


def _card_of(text: str) -> AuthoredCard:
    return AuthoredCard.from_json(json.loads(text))


def _bodies(connection: sqlite3.Connection, part: str, place: int | None) -> list[str]:
    """The JSON texts of a part of the deck, in order; or the one at `place`."""
    wanted = "" if place is None else " AND position = ?"
    values = (part,) if place is None else (part, place)
    found = connection.execute(
        f"SELECT body FROM item WHERE part = ?{wanted} ORDER BY position", values
    )
    return [body for (body,) in found]


@dataclass(frozen=True, slots=True)
class Rows:
    """What another room keeps beside a deck's copy: named rows, each read when it is asked for."""

    names: list[str]
    connection: sqlite3.Connection
    part: str

    def at(self, place: int) -> Any:
        """The row at `place`, counted from 0. LookupError if there is none."""
        found = self.connection.execute(
            "SELECT body FROM row WHERE part = ? AND position = ?", (self.part, place)
        ).fetchone()
        if found is None:
            raise LookupError(f"no row {place} in {self.part}")
        return json.loads(found[0])

    def some(self, places: Sequence[int]) -> list[Any]:
        """The rows at these places, in this order. LookupError if there is none at one."""
        found = dict(
            self.connection.execute(
                "SELECT position, body FROM row WHERE part = ?"
                " AND position IN (SELECT value FROM json_each(?))",
                (self.part, json.dumps(places)),
            )
        )
        if missing := [place for place in places if place not in found]:
            raise LookupError(f"no row {missing[0]} in {self.part}")
        together: list[Any] = json.loads(f"[{','.join([found[place] for place in places])}]")
        return together

    def all(self) -> Iterator[Any]:
        """Every row, in order."""
        found = self.connection.execute(
            "SELECT body FROM row WHERE part = ? ORDER BY position", (self.part,)
        )
        return (json.loads(body) for (body,) in found)


def load_rows(copy: Path, part: str, made_of: str) -> Rows | None:
    """Return what another room keeps beside a deck's copy; None if it is of something else.

    The copy stays open: whoever takes the rows closes it.
    """
    if not copy.is_file():
        return None
    try:
        connection = sqlite3.connect(f"file:{copy}?mode=ro", uri=True, check_same_thread=False)
    except sqlite3.Error:
        return None
    try:
        connection.execute("PRAGMA cache_size = -512")
        row = connection.execute(
            "SELECT made_of, names FROM part WHERE name = ?", (part,)
        ).fetchone()
        if row is not None and row[0] == made_of:
            return Rows([str(name) for name in json.loads(row[1])], connection, part)
    except (sqlite3.Error, ValueError, TypeError):
        pass
    connection.close()
    return None


def save_rows(copy: Path, part: str, made_of: str, rows: Mapping[str, Any]) -> None:
    """Keep something computed from a deck beside its copy; it may be lost at any time."""
    if not copy.is_file():
        return
    with (
        contextlib.suppress(sqlite3.Error, OSError),
        contextlib.closing(sqlite3.connect(copy)) as connection,
        connection,
    ):
        connection.execute(
            "CREATE TABLE IF NOT EXISTS part (name TEXT PRIMARY KEY, made_of TEXT, names TEXT)"
        )
        connection.execute(
            "CREATE TABLE IF NOT EXISTS row (part TEXT, position INTEGER, body TEXT,"
            " PRIMARY KEY (part, position)) WITHOUT ROWID"
        )
        connection.execute("DELETE FROM row WHERE part = ?", (part,))
        connection.executemany(
            "INSERT INTO row VALUES (?, ?, ?)",
            (
                (part, position, json.dumps(body, ensure_ascii=False))
                for position, body in enumerate(rows.values())
            ),
        )
        names = json.dumps(list(rows), ensure_ascii=False)
        connection.execute("INSERT OR REPLACE INTO part VALUES (?, ?, ?)", (part, made_of, names))


def save(copy: Path, made_of: str, deck: Deck) -> None:
    """Write the copy in one step; a cache that cannot be written is no reason to stop."""
    temporary = copy.with_name(f"{copy.name}.{os.getpid()}.new")
    with contextlib.suppress(OSError, sqlite3.Error):
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        data = {**deck.to_json(), "card_ids": [card.id for card in deck.cards]}
        items = [
            (part, position, json.dumps(body, ensure_ascii=False))
            for part in ("facts", "cards")
            for position, body in enumerate(data.pop(part))
        ]
        with contextlib.closing(sqlite3.connect(temporary)) as connection, connection:
            connection.execute("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT)")
            connection.execute(
                "CREATE TABLE item (part TEXT, position INTEGER, body TEXT,"
                " PRIMARY KEY (part, position)) WITHOUT ROWID"
            )
            connection.executemany("INSERT INTO item VALUES (?, ?, ?)", items)
            connection.executemany(
                "INSERT INTO meta VALUES (?, ?)",
                [("stamp", made_of), ("deck", json.dumps(data, ensure_ascii=False))],
            )
        temporary.replace(copy)
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)
