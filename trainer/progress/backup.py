"""Copies of the learner's file: whole, checked before they count, and thinned with age.

A copy is named after the study day and the number of events in it. Kept are the newest copies of
twelve days, ten weeks and nine months, and always the newest of all.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from trainer.errors import StorageError
from trainer.progress import database
from trainer.progress.database import sentences
from trainer.schedule.study_day import date_of, day_on
from trainer.settings import ensure

KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 12, 10, 9
_NAME = re.compile(r"progress-(\d{4}-\d\d-\d\d)-(\d+)\.db")


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """One copy: the study day on which it was made, and how many events it holds."""

    day: int
    events: int
    path: Path


def backups(folder: Path) -> tuple[Backup, ...]:
    """Return the copies in a folder, oldest first; other files are not looked at."""
    found = []
    with contextlib.suppress(FileNotFoundError):
        for path in folder.iterdir():
            if match := _NAME.fullmatch(path.name):
                with contextlib.suppress(ValueError):
                    day = day_on(date.fromisoformat(match[1]))
                    found.append(Backup(day, int(match[2]), path))
    return tuple(sorted(found))


def back_up(db: sqlite3.Connection, folder: Path, today: int) -> Backup:
    """Copy the open file into `folder`, check the copy, then thin the older ones.

    Raises StorageError if there is no good copy in the end; the older copies then stay as they are.
    """
    ensure(folder)
    with sentences(folder):
        (events,) = db.execute("SELECT count(*) FROM event").fetchone()
        copy = Backup(today, events, folder / f"progress-{date_of(today)}-{events}.db")
        database.copy_whole(db, copy.path)
        _verify(copy.path, events)
        for old in superfluous(backups(folder)):
            old.path.unlink(missing_ok=True)
    return copy


def is_due(db: sqlite3.Connection, folder: Path, today: int) -> bool:
    """Whether something was learnt since the newest copy and none was made today.

    A copy dated in the future, made under a wrong clock, does not keep others from being made.
    """
    with sentences(folder):
        (events,) = db.execute("SELECT count(*) FROM event").fetchone()
        past = [copy for copy in backups(folder) if copy.day <= today]
    if not events:
        return False
    return not past or (past[-1].day < today and past[-1].events != events)


def superfluous(copies: Iterable[Backup]) -> tuple[Backup, ...]:
    """Return the copies that need not be kept, by the rule in this module's head."""
    newest_first = sorted(copies, reverse=True)
    kept: set[Backup] = set(newest_first[:1])
    for period, count in ((_day, KEPT_DAYS), (_week, KEPT_WEEKS), (_month, KEPT_MONTHS)):
        seen: set[object] = set()
        for copy in newest_first:
            if period(copy) not in seen and len(seen) < count:
                seen.add(period(copy))
                kept.add(copy)
    return tuple(copy for copy in newest_first if copy not in kept)


def _day(copy: Backup) -> object:
    return copy.day


def _week(copy: Backup) -> object:
    return date_of(copy.day).isocalendar()[:2]


def _month(copy: Backup) -> object:
    calendar = date_of(copy.day)
    return calendar.year, calendar.month


def _verify(path: Path, events: int) -> None:
    connection = database.open_for_reading(path)
    try:
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        (copied,) = connection.execute("SELECT count(*) FROM event").fetchone()
    finally:
        connection.close()
    if verdict != "ok" or copied != events:
        path.rename(path.with_suffix(".bad"))
        raise StorageError(
            "the copy did not come out whole, so no backup was made",
            where=str(path.parent),
            hint="Run `trainer doctor`",
        )
