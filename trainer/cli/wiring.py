"""Clock, chance, ids and folders: the world, handed to everything below."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from trainer.errors import UsageError
from trainer.progress.store import Store
from trainer.schedule.fsrs_model import FsrsModel
from trainer.settings import Preferences, ensure, folders, load_preferences
from trainer.tutor.desk import Desk


def add_world(parser: argparse.ArgumentParser) -> None:
    """Options that hand in the time and the draws, for tests and for classes."""
    parser.add_argument("--now", metavar="ISO-TIME", help="take this as the present time")
    parser.add_argument("--seed", metavar="N", type=int, help="repeatable draws")


def open_desk(args: argparse.Namespace) -> Desk:
    """Open the learner's log and put everything together."""
    places = folders()
    preferences = load_preferences(places.preferences)
    ensure(places.data)
    store = Store.open(
        places.database,
        clock=clock_of(args.now),
        new_id=lambda: os.urandom(16),
        zone=zone_of(preferences),
        rollover_hour=preferences.rollover_hour,
        model=FsrsModel(preferences.desired_retention),
    )
    seed = "" if args.seed is None else f"{args.seed}-"
    return Desk(places, preferences, store, stopwatch, salt=seed)


def clock_of(given: str | None) -> Callable[[], datetime]:
    """The system's clock, or one that stands at the time given; always aware, always UTC."""
    if given is None:
        return lambda: datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(given)
    except ValueError as error:
        raise UsageError(
            f"--now {given!r} is not an ISO time", hint="Write it as 2026-11-23T08:00:00+00:00"
        ) from error
    fixed = (moment if moment.tzinfo else moment.astimezone()).astimezone(UTC)
    return lambda: fixed


def stopwatch() -> int:
    """Milliseconds that only run forward."""
    return time.monotonic_ns() // 1_000_000


def zone_of(preferences: Preferences) -> str:
    """The learner's zone: as chosen, or the computer's own; its name, or a fixed offset."""
    if preferences.zone:
        return preferences.zone
    if name := os.environ.get("TZ", "").lstrip(":"):
        return name
    try:
        target = str(Path("/etc/localtime").resolve())
    except OSError:
        target = ""
    _, found, name = target.partition("zoneinfo/")
    if found:
        return name
    offset = datetime.now(UTC).astimezone().utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
