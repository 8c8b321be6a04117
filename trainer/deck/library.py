"""The learner's own decks: brought in from a folder, a zip or a single file, updated, taken away.

Only files that belong to a deck are copied, each of bounded size; a path that leaves the folder, a
link and anything else that is no plain file is refused. Progress hangs on the deck's id and is not
touched by any of this.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from trainer.deck.deck import Deck
from trainer.deck.problem import DeckError, Problem
from trainer.deck.shelf import DECK_FILE, available, bundled, check
from trainer.errors import DataError, StorageError, UsageError
from trainer.settings import Folders, ensure

ENDINGS = (".yaml", ".yml", ".md", ".txt", ".xml", ".json")
LARGEST = 64 * 1024 * 1024
"""Bytes of one file."""
WHOLE = 128 * 1024 * 1024
"""Bytes of a deck."""
MOST = 200
"""Files of a deck."""


@dataclass(frozen=True, slots=True)
class Added:
    """A deck that was brought in: where it is now, and what it was before (None: it is new)."""

    deck: Deck
    folder: Path
    before: Deck | None


def add(source: Path, folders: Folders) -> Added:
    """Bring a deck in, or update the one with its id.

    Raises UsageError if there is nothing at `source`, DataError for what is no deck, DeckError if
    it has errors, StorageError if it cannot be written; the deck that was there then stays.
    """
    if not source.exists():
        raise UsageError(f"there is nothing at {source}", hint="Name a folder, a .zip or a .yaml")
    shelf = ensure(folders.decks)
    with tempfile.TemporaryDirectory(prefix=".adding-", dir=shelf) as name:
        trial = Path(name) / "deck"
        trial.mkdir(mode=0o700)
        try:
            _gather(source, trial)
        except OSError as error:
            raise StorageError(
                f"cannot be read: {error.strerror or error}", where=str(source)
            ) from error
        checked = check(trial)
        if checked.deck is None:
            raise DeckError(tuple(_where_it_came_from(one, source) for one in checked.problems))
        before = _with_id(checked.deck.id, folders)
        if before is not None and before.folder.parent == bundled():
            raise UsageError(
                f"a deck that comes with the program has the id {checked.deck.id!r}",
                hint="Give yours another id in its deck.yaml",
            )
        target = before.folder if before is not None else _free(shelf, checked.deck.id)
        _put(trial, target)
    now = check(target).deck
    assert now is not None
    return Added(now, target, before)


def remove(name: str, folders: Folders) -> Path:
    """Take one of the learner's own decks away; return where it was. History stays in the log.

    UsageError if there is no such deck, or it comes with the program.
    """
    for folder in available(folders):
        deck = check(folder).deck
        if name in (folder.name, deck.id if deck else None):
            if folder.parent != folders.decks:
                raise UsageError(f"{name} comes with the program and cannot be removed")
            try:
                shutil.rmtree(folder)
            except OSError as error:
                raise StorageError(
                    f"cannot be removed: {error.strerror or error}", where=str(folder)
                ) from error
            return folder
    raise UsageError(f"there is no deck called {name!r}", hint="See: trainer deck list")


def _gather(source: Path, target: Path) -> None:
    if source.is_dir():
        _copy(source, target)
    elif source.suffix.casefold() == ".zip":
        _unpack(source, target)
    elif source.suffix.casefold() in (".yaml", ".yml"):
        _copy_file(source, target / DECK_FILE)
    else:
        raise DataError("a deck is a folder, a .zip of one, or a deck.yaml", where=str(source))


def _where_it_came_from(problem: Problem, source: Path) -> Problem:
    """The problem in the file that the user named, not in the copy that was tried."""
    single = source.is_file() and source.suffix.casefold() != ".zip"
    file = source if single else source / Path(problem.place.file).name
    return replace(problem, place=replace(problem.place, file=str(file)))


def _copy(source: Path, target: Path) -> None:
    if not (source / DECK_FILE).is_file():
        raise DataError("this folder holds no deck.yaml", where=str(source))
    total = 0
    for number, path in enumerate(sorted(_deck_files(source)), 1):
        total += path.stat().st_size
        _bounded(number, total, str(source))
        _copy_file(path, target / path.name)


def _deck_files(folder: Path) -> Iterator[Path]:
    """The plain files of a deck's folder: not what lies deeper, no links, no pipes."""
    for path in folder.iterdir():
        if path.suffix.casefold() not in ENDINGS or path.name.startswith("."):
            continue
        if not stat.S_ISREG(path.lstat().st_mode):
            raise DataError(
                f"{path.name} is a link or no plain file",
                where=str(folder),
                hint="Copy the file itself",
            )
        yield path


def _copy_file(source: Path, target: Path) -> None:
    if source.stat().st_size > LARGEST:
        raise DataError(f"{source.name} is larger than {LARGEST // 2**20} MB", where=str(source))
    target.write_bytes(source.read_bytes())


def _unpack(source: Path, target: Path) -> None:
    """Take the deck's files out of a zip: of the one folder in it that holds a deck.yaml."""
    try:
        with zipfile.ZipFile(source) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            roots = [
                PurePosixPath(entry.filename).parent
                for entry in entries
                if PurePosixPath(entry.filename).name == DECK_FILE
            ]
            if len(roots) != 1:
                raise DataError(
                    f"this zip holds {len(roots)} files called deck.yaml, and one is needed",
                    where=str(source),
                )
            _unpack_from(archive, entries, roots[0], target)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise DataError("this is no zip that can be read", where=str(source)) from error


def _unpack_from(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], root: PurePosixPath, target: Path
) -> None:
    total = number = 0
    for entry in entries:
        path = PurePosixPath(entry.filename)
        if ".." in path.parts or path.is_absolute() or "\\" in entry.filename:
            raise DataError(
                f"{entry.filename!r} leads out of the deck's folder", where=str(archive.filename)
            )
        if path.parent != root or path.suffix.casefold() not in ENDINGS or path.name[0] == ".":
            continue
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise DataError(f"{path.name} is a link", where=str(archive.filename))
        number += 1
        with archive.open(entry) as packed:
            data = packed.read(LARGEST + 1)  # what the entry says of its size is not believed
        if len(data) > LARGEST:
            raise DataError(
                f"{path.name} is larger than {LARGEST // 2**20} MB", where=str(archive.filename)
            )
        total += len(data)
        _bounded(number, total, str(archive.filename))
        (target / path.name).write_bytes(data)


def _bounded(files: int, size: int, where: str) -> None:
    if files > MOST or size > WHOLE:
        raise DataError(f"a deck has at most {MOST} files and {WHOLE // 2**20} MB", where=where)


def _with_id(deck_id: str, folders: Folders) -> Deck | None:
    for folder in available(folders):
        deck = check(folder).deck
        if deck is not None and deck.id == deck_id:
            return deck
    return None


def _free(shelf: Path, name: str) -> Path:
    """A folder's name that is not taken: that of the id, or with a number behind it."""
    place, number = shelf / name, 1
    while place.exists() or (bundled() / place.name).exists():
        number += 1
        place = shelf / f"{name}-{number}"
    return place


def _put(trial: Path, target: Path) -> None:
    """Put the new files in the place of the old ones: the old stand until the new are there."""
    old = target.with_name(f".old-{target.name}-{os.getpid()}")
    try:
        if target.exists():
            target.rename(old)
        try:
            trial.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise StorageError(
            f"cannot be written: {error.strerror or error}", where=str(target)
        ) from error
