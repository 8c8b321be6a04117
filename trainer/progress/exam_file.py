"""An exam that is being sat, in a file of its own: one line a step, each on disk before the next.

The first line is the paper. A line that was torn by a crash is left out when the file is read
again; every step before it stands.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from trainer.errors import StorageError
from trainer.settings import ensure

SUFFIX = ".exam.jsonl"
LARGEST = 64 * 1024 * 1024


class ExamFile:
    """The file of one exam; `steps` are those that stand in it. Raises StorageError."""

    def __init__(self, path: Path, steps: list[dict[str, Any]]) -> None:
        self.path = path
        self.steps = steps

    @property
    def name(self) -> str:
        """What the exam is called: a number that no other of this learner has."""
        return self.path.name.removesuffix(SUFFIX)

    @classmethod
    def create(cls, folder: Path, first: Mapping[str, Any]) -> ExamFile:
        """Begin a file with its first line, under the next free number."""
        ensure(folder)
        number = 1 + max((int(name) for name in names(folder) if name.isdigit()), default=0)
        made = cls(folder / f"{number}{SUFFIX}", [])
        try:
            os.close(os.open(made.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise _cannot("begin the exam", made.path, error) from error
        made.append(first)
        return made

    @classmethod
    def open(cls, folder: Path, name: str) -> ExamFile:
        """Read a file; raises StorageError if there is none, or nothing can be made of it."""
        path = folder / f"{name}{SUFFIX}"
        try:
            if path.stat().st_size > LARGEST:
                raise StorageError("the exam's file is too large to be one", where=str(path))
            data = path.read_bytes()
        except OSError as error:
            raise _cannot("read the exam", path, error) from error
        whole = data[: data.rfind(b"\n") + 1]
        steps: list[dict[str, Any]] = []
        for line in whole.splitlines():
            try:
                step = json.loads(line)
            except ValueError as error:
                raise StorageError(
                    "the exam's file is damaged",
                    where=f"{path}:{len(steps) + 1}",
                    hint="Move it to another folder to begin a new exam",
                ) from error
            steps.append(step)
        if not steps:
            raise StorageError("the exam's file is empty", where=str(path), hint="Delete it")
        if len(whole) != len(data):
            try:
                os.truncate(path, len(whole))  # the torn line was never acknowledged
            except OSError as error:
                raise _cannot("mend the exam", path, error) from error
        return cls(path, steps)

    def append(self, step: Mapping[str, Any]) -> None:
        """Write one step and wait until it is on the disk."""
        line = json.dumps(step, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        try:
            descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND)
            try:
                written = os.write(descriptor, line)
                if written != len(line):
                    os.ftruncate(descriptor, os.fstat(descriptor).st_size - written)
                    raise StorageError(
                        "the disk is full: the answer could not be saved", where=str(self.path)
                    )
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise _cannot("save the answer", self.path, error) from error
        self.steps.append(dict(step))

    def discard(self) -> None:
        """Put the exam aside: it is not resumed and not counted, and its file stays."""
        try:
            self.path.rename(self.path.with_name(self.path.name + ".discarded"))
        except OSError as error:
            raise _cannot("put the exam aside", self.path, error) from error


def names(folder: Path) -> Iterator[str]:
    """The exams of a folder, the oldest first; those that were put aside too count as taken."""
    found = {
        path.name.removesuffix(".discarded").removesuffix(SUFFIX)
        for path in folder.glob(f"*{SUFFIX}*")
    }
    yield from sorted(found, key=lambda name: (len(name), name))


def standing(folder: Path) -> Iterator[str]:
    """The exams that were not put aside, the oldest first."""
    for name in names(folder):
        if (folder / f"{name}{SUFFIX}").exists():
            yield name


def begun(folder: Path) -> Iterator[tuple[str, str]]:
    """The exams that were begun and not handed in, with their decks, the oldest first.

    Quick enough for the home screen: of an exam that was handed in nothing is read as JSON. What
    cannot be read is left out here; opening it says why.
    """
    for name in standing(folder):
        try:
            data = (folder / f"{name}{SUFFIX}").read_bytes()
            if _HANDED_IN in data:
                continue
            first = json.loads(data[: data.find(b"\n") + 1])
            yield name, first["paper"]["deck"]
        except (OSError, ValueError, KeyError, TypeError):
            continue


_HANDED_IN = b'{"do":"hand_in",'
"""How that step begins on the disk; within a text its quotes would be escaped."""


def _cannot(what: str, path: Path, error: OSError) -> StorageError:
    return StorageError(f"cannot {what}: {error.strerror or error}", where=str(path))
