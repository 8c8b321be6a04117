"""Two machines of one learner, through any folder that something synchronises.

Each machine only ever appends to one file of its own and reads all others, so that no program that
copies files can bring two writers together. What it finds is merged as a union by event id.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trainer.errors import StorageError
from trainer.progress.database import sentences
from trainer.progress.event import Event
from trainer.progress.exchange import Unread, events_in, line_of
from trainer.progress.merge import Merged
from trainer.progress.store import Store

PREFIX, SUFFIX = "trainer-", ".jsonl"
LARGEST = 2 * 1024**3
"""Bytes of one file that are read."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What came in and what went out; `unread` are lines that could not be used, by file name."""

    merged: Merged
    sent: int
    files: int
    unread: tuple[tuple[str, Unread], ...]


def sync(store: Store, folder: Path) -> Synced:
    """Take in what other machines wrote into `folder`, then add what only this one knows.

    Raises StorageError if the folder is not there or cannot be used; the learner's own file is then
    as it was.
    """
    if not folder.is_dir():
        raise StorageError(
            "there is no such folder", where=str(folder), hint="Make it, or check the spelling"
        )
    with sentences(folder):
        unread: list[tuple[str, Unread]] = []
        found: dict[bytes, Event] = {}
        files = _files(folder)
        for path in files:
            for one in _read(path):
                if isinstance(one, Unread):
                    unread.append((path.name, one))
                else:
                    found.setdefault(one.id, one)
        merged = store.merge(found.values())
        sent = _send(store, folder, found)
    return Synced(merged, sent, len(files), tuple(unread))


def _files(folder: Path) -> list[Path]:
    """Every machine's file, and the copies that synchronising programs make when they disagree."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.name.startswith(PREFIX) and path.suffix == SUFFIX and path.is_file()
    )


def _read(path: Path) -> Iterator[Event | Unread]:
    if path.stat().st_size > LARGEST:
        yield Unread(0, "the file is too large")
        return
    with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
        yield from events_in(file)


def _send(store: Store, folder: Path, found: dict[bytes, Event]) -> int:
    """Append what stands in no file of the folder to the file of this machine."""
    missing = [event for event in store.all_events() if event.id not in found]
    if not missing:
        return 0
    path = folder / f"{PREFIX}{store.device().hex()}{SUFFIX}"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        size = os.fstat(descriptor).st_size
        torn = size and os.pread(descriptor, 1, size - 1) != b"\n"
        data = ("\n" if torn else "") + "".join(f"{line_of(event)}\n" for event in missing)
        view = memoryview(data.encode())
        while view:
            view = view[os.write(descriptor, view) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return len(missing)
