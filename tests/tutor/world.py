"""A learner's desk for tests: real decks and a real log in a temporary folder, clock handed in."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.warm import warm_cache
from trainer.progress.store import Store
from trainer.schedule.fsrs_model import FsrsModel
from trainer.settings import Folders, Preferences
from trainer.tutor.desk import Desk
from trainer.tutor.turn import Turn

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class World:
    """Time stands still until it is moved; ids count up; draws are the same each time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = START
        self._ids: Iterator[int] = itertools.count(1)
        self.store = self._open()
        self.desk = self._desk()

    def _open(self) -> Store:
        return Store.open(
            self.folder / "progress.db",
            clock=lambda: self.now,
            new_id=lambda: next(self._ids).to_bytes(16, "big"),
            zone="UTC",
            rollover_hour=4,
            model=FsrsModel(0.9),
        )

    def _desk(self) -> Desk:
        folders = Folders(self.folder, warm_cache())
        return Desk(folders, Preferences(zone="UTC"), self.store, lambda: 0)

    def restart(self) -> None:
        """Close everything and open it again, as the next start does."""
        self.desk.close()
        self.store = self._open()
        self.desk = self._desk()

    def days_pass(self, days: int) -> None:
        self.now += timedelta(days=days)


def said(turns: tuple[Turn, ...]) -> str:
    """Everything that was said, as one text."""
    return "\n".join(line for turn in turns for line in turn.lines)
