"""SQLite that fails, or a process that is killed, at its k-th statement, for every k.

    python -m tests.progress.injected FOLDER raise|kill

Plays one life (a file made, answers, a mark, undo, redo, a backup, leaving) once for each statement
of it, with a failure at that statement, and prints what became of it as one JSON document.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.progress.life import Life
from trainer.errors import StorageError
from trainer.progress.doctor import examine


@dataclass(slots=True)
class Countdown:
    """Counts statements; at number `at` (from 1, 0 is never) it does `act`."""

    at: int
    act: Callable[[], object]
    count: int = 0

    def step(self) -> None:
        self.count += 1
        if self.count == self.at:
            self.act()


@contextlib.contextmanager
def counted(countdown: Countdown) -> Iterator[None]:
    """Every connection opened meanwhile counts its statements."""

    class Counting(sqlite3.Connection):
        def execute(self, *args: Any) -> sqlite3.Cursor:
            countdown.step()
            return super().execute(*args)

        def executemany(self, *args: Any) -> sqlite3.Cursor:
            countdown.step()
            return super().executemany(*args)

        def executescript(self, *args: Any) -> sqlite3.Cursor:
            countdown.step()
            return super().executescript(*args)

        def commit(self) -> None:
            countdown.step()
            super().commit()

    real = sqlite3.connect

    def connect(*args: Any, **options: Any) -> sqlite3.Connection:
        return real(*args, factory=Counting, **options)

    sqlite3.connect = connect  # type: ignore[assignment]
    try:
        yield
    finally:
        sqlite3.connect = real


def fail() -> None:
    """What SQLite raises when a disk does not do as it is told."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    raise error


def die() -> None:
    """No good-bye, no `finally`."""
    os.kill(os.getpid(), signal.SIGKILL)


def play(folder: Path, acknowledge: Callable[[], object]) -> None:
    """One life; `acknowledge` is called after each event that was recorded."""
    life = Life(folder)
    try:
        first = life.answer("a", shown={"question": "first"})
        acknowledge()
        life.answer("b", score=0.0, outcome="incorrect")
        acknowledge()
        life.store.record_mark(first, 1)
        acknowledge()
        life.store.undo()
        acknowledge()
        life.store.redo()
        acknowledge()
        life.store.back_up(folder / "backups", always=True)
        life.answer("c")
        acknowledge()
    finally:
        life.store.close()


def survived(folder: Path) -> tuple[int, int]:
    """How many events the log holds afterwards, and how many errors doctor finds."""
    life = Life(folder)
    try:
        found = [one for one in examine(life.store) if one.severity != "note"]
        return len(list(life.store.all_events())), len(found)
    finally:
        life.store.close()


def with_an_error_at(folder: Path, at: int) -> int:
    """Return how many events were acknowledged."""
    done: list[None] = []
    with counted(Countdown(at, fail)), contextlib.suppress(StorageError):
        play(folder, lambda: done.append(None))
    return len(done)


def killed_at(folder: Path, at: int) -> int:
    """Return how many events were acknowledged; the life is that of a child of this process."""
    here, there = os.pipe()
    child = os.fork()
    if not child:
        os.close(here)
        try:
            with counted(Countdown(at, die)):
                play(folder, lambda: os.write(there, b"."))
        finally:
            os._exit(0)
    os.close(there)
    with os.fdopen(here, "rb") as pipe:
        done = len(pipe.read())
    os.waitpid(child, 0)
    return done


def statements_of(folder: Path) -> int:
    """How many statements one undisturbed life has."""
    countdown = Countdown(0, fail)
    with counted(countdown):
        play(folder, lambda: None)
    return countdown.count


def main() -> int:
    home, way = Path(sys.argv[1]), {"raise": with_an_error_at, "kill": killed_at}[sys.argv[2]]
    total = statements_of(home / "whole")
    wrong, acknowledged = [], 0
    for at in range(1, total + 1):
        folder = home / str(at)
        done = way(folder, at)
        held, errors = survived(folder)
        acknowledged += done
        if not done <= held <= done + 1 or errors:
            wrong.append({"statement": at, "acknowledged": done, "held": held, "errors": errors})
        shutil.rmtree(folder)
    print(json.dumps({"statements": total, "acknowledged": acknowledged, "wrong": wrong}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
