"""The world: the time, the zone and what the options say about them. Nothing heavy is imported."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from trainer.errors import UsageError
from trainer.progress.parameters import load_weights
from trainer.progress.store import Store
from trainer.schedule.fsrs_model import FSRS6_WEIGHTS, FsrsModel
from trainer.schedule.study_day import zone_named
from trainer.settings import Folders, Preferences, ensure, folders, load_preferences


def add_now(parser: argparse.ArgumentParser) -> None:
    """The option that hands in the time."""
    parser.add_argument("--now", metavar="ISO-TIME", help="take this as the present time")


def add_world(parser: argparse.ArgumentParser) -> None:
    """Options that hand in the time and the draws, for tests and for classes."""
    add_now(parser)
    parser.add_argument("--seed", metavar="N", type=int, help="repeatable draws")


def open_store(
    args: argparse.Namespace,
    places: Folders | None = None,
    preferences: Preferences | None = None,
    *,
    read_only: bool = False,
) -> Store:
    """Open the learner's log; with `read_only`, nothing is made and other windows are let be."""
    places = places or folders()
    preferences = preferences or load_preferences(places.preferences)
    if not read_only:
        ensure(places.data)
    return Store.open(
        places.database,
        clock=clock_of(args.now),
        new_id=lambda: os.urandom(16),
        zone=zone_of(preferences),
        rollover_hour=preferences.rollover_hour,
        model=FsrsModel(preferences.desired_retention, load_weights(places.data) or FSRS6_WEIGHTS),
        read_only=read_only,
    )


def deck_id(name: str | None, store: Store) -> str | None:
    """Return the id of a deck that the log knows, or of the one of that name or at that path."""
    if name is None or name in store.decks():
        return name
    from trainer.deck.shelf import load  # only for a deck that was never studied, or a path

    return load(name, folders()).id


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
    try:
        target = str(Path("/etc/localtime").resolve())
    except OSError:
        target = ""
    for name in (os.environ.get("TZ", "").lstrip(":"), target.partition("zoneinfo/")[2]):
        if zone_named(name):
            return name
    offset = datetime.now(UTC).astimezone().utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
