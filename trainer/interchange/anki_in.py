"""Anki packages in: both forms of the file, notes as cards, and what was reviewed.

The package is a stranger's: nothing of it is unpacked by name, every part is bounded, and the
database is opened read-only in a copy. Media are left out with a note.
"""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
import zipfile
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path

from trainer.deck.deck_file import slug
from trainer.deck.writing import plain_answer, quoted
from trainer.errors import DataError, UsageError
from trainer.extras import how_to_add
from trainer.interchange.bank import Loss, free_id
from trainer.interchange.spreadsheet import Row

LARGEST = 1024**3
"""Bytes of the database."""
_NEW, _OLD, _OLDEST = "collection.anki21b", "collection.anki21", "collection.anki2"
_TAG = re.compile(r"<[^>]{0,2000}>")
_CLOZE = re.compile(
    r"\{\{c\d{1,9}::((?:(?!::|\}\}).){0,2000})(?:::(?:(?!\}\}).){0,2000})?\}\}", re.DOTALL
)
_SOUND = re.compile(r"\[sound:[^\]]{0,500}\]|<img[^>]{0,2000}>", re.IGNORECASE)
LONGEST = 50_000
"""Characters of the fields of one note."""
STEPS = 4_000
"""Millions of steps of the database, some minutes: then it does not end."""


@dataclass(frozen=True, slots=True)
class PastReview:
    """One review in Anki: of which card (its id here), when (UTC milliseconds), with which button
    (1 again to 4 easy), and how long it took.
    """

    card: str
    at_ms: int
    button: int
    taken_ms: int


@dataclass(frozen=True, slots=True)
class Package:
    """What was read: cards, reviews in their order, and what was left out."""

    title: str
    rows: tuple[Row, ...]
    reviews: tuple[PastReview, ...]
    losses: tuple[Loss, ...]


def read_package(path: Path) -> Package:
    """Read an .apkg or .colpkg. Raises DataError for what is none, UsageError without zstd."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            name = next((one for one in (_NEW, _OLD, _OLDEST) if one in names), None)
            if name is None:
                raise DataError("this is no Anki package: it holds no collection", where=str(path))
            with archive.open(name) as packed:
                data = packed.read(LARGEST + 1)
            media = len(names - {_NEW, _OLD, _OLDEST, "media", "meta"})
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise DataError("this is no package that can be read", where=str(path)) from error
    if len(data) > LARGEST:
        raise DataError("the collection is too large", where=str(path))
    if name == _NEW:
        data = _unpacked(data)
    with tempfile.TemporaryDirectory(prefix="anki-") as folder:
        copy = Path(folder) / "collection.db"
        copy.write_bytes(data)
        return _read(copy, path, media)


def _unpacked(data: bytes) -> bytes:
    try:
        import zstandard
    except ImportError as error:
        raise UsageError(
            "packages of newer Anki need the extra: zstandard is not installed",
            hint=f"{how_to_add('anki')}, or export with support for older versions",
        ) from error
    try:
        with zstandard.ZstdDecompressor().stream_reader(BytesIO(data)) as stream:
            found = stream.read(LARGEST + 1)
    except zstandard.ZstdError as error:
        raise DataError("the collection in this package cannot be unpacked") from error
    if len(found) > LARGEST:
        raise DataError("the collection is too large")
    return bytes(found)


def _read(copy: Path, path: Path, media: int) -> Package:
    losses: list[Loss] = []
    if media:
        losses.append(Loss(path.name, f"{media} pictures and sounds"))
    connection = sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        left = iter(range(STEPS))
        connection.set_progress_handler(lambda: next(left, None) is None, 1_000_000)
        if connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'view'").fetchone():
            raise DataError("the collection holds views, which Anki never makes", where=str(path))
        connection.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        rows, cards = _notes(connection, losses)
        reviews = _reviews(connection, cards)
    except sqlite3.Error as error:
        raise DataError(f"the collection cannot be read: {error}", where=str(path)) from error
    finally:
        connection.close()
    if not rows:
        raise DataError("there is no note with a question and an answer", where=str(path))
    return Package(path.stem, tuple(rows), tuple(reviews), tuple(losses))


def _notes(connection: sqlite3.Connection, losses: list[Loss]) -> tuple[list[Row], dict[int, str]]:
    """The notes as rows, and the card id here of each of Anki's cards."""
    rows: list[Row] = []
    of_note: dict[int, str] = {}
    taken: set[str] = set()
    ours = _ours(connection)
    for note, model, tags, fields in connection.execute("SELECT id, mid, tags, flds FROM notes"):
        if len(str(fields)) > LONGEST:
            losses.append(Loss(f"note {note}", f"a note of more than {LONGEST:,} characters"))
            continue
        parts = [_plain(part) for part in str(fields).split("\x1f")]
        row = _row(parts, str(fields), str(tags).split(), taken, own=model in ours)
        if row is None:
            losses.append(Loss(f"note {note}", "a note without a question and an answer"))
            continue
        taken.add(row.id)
        rows.append(row)
        of_note[note] = row.id
        if _SOUND.search(str(fields)):
            losses.append(Loss(row.id, "its pictures or sounds"))
    cards = {
        card: of_note[note]
        for card, note in connection.execute("SELECT id, nid FROM cards ORDER BY ord DESC")
        if note in of_note
    }
    return rows, cards


def _ours(connection: sqlite3.Connection) -> set[int]:
    """The note types that our own export wrote: their last field is the card's id."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if "notetypes" in tables:
        found = connection.execute("SELECT id, name FROM notetypes").fetchall()
        return {number for number, name in found if name == "trainer question"}
    (models,) = connection.execute("SELECT models FROM col").fetchone()
    return {
        int(key) for key, one in json.loads(models).items() if one["name"] == "trainer question"
    }


def _row(parts: list[str], raw: str, tags: list[str], taken: set[str], *, own: bool) -> Row | None:
    if _CLOZE.search(raw):
        text = _plain(raw.split("\x1f")[0])
        hidden = [match[1].strip() for match in _CLOZE.finditer(text)]
        ask = _CLOZE.sub("____", text)
        answer = (
            quoted(hidden[0]) if len(hidden) == 1 else "[" + ", ".join(map(quoted, hidden)) + "]"
        )
        ask = f"Fill the gap{'s' if len(hidden) > 1 else ''}: {ask}"
        because = parts[1] if len(parts) > 1 else ""
    elif len(parts) >= 2 and parts[0] and parts[1]:
        ask, answer = parts[0], plain_answer(parts[1].replace("|", "/"))
        because = parts[2] if len(parts) > 2 else ""
    else:
        return None
    name = parts[4] if own and len(parts) > 4 else " ".join(ask.split()[:6])
    return Row(free_id(slug(name), taken), ask, answer, because=because, tags=tuple(tags))


def _reviews(connection: sqlite3.Connection, cards: dict[int, str]) -> list[PastReview]:
    rows = connection.execute("SELECT id, cid, ease, time FROM revlog ORDER BY id")
    return [
        PastReview(cards[card], int(at), int(ease), max(0, int(taken)))
        for at, card, ease, taken in rows
        if card in cards and 1 <= int(ease) <= 4
    ]


def _plain(html: str) -> str:
    """Text without tags; what stood in lines becomes one line."""
    broken = re.sub(r"<(?:br|div|p|li)[^>]{0,2000}>", " ", html, flags=re.IGNORECASE)
    return " ".join(unescape(_TAG.sub("", _SOUND.sub(" ", broken))).split())
