"""A learner for tests: a store whose clock and ids the test moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from trainer.progress.store import Store
from trainer.schedule.fsrs_model import FsrsModel

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Life:
    """One learner in one folder. `now` is moved by the test; each `salt` has its own ids."""

    def __init__(
        self,
        folder: Path,
        *,
        zone: str = "Europe/Berlin",
        read_only: bool = False,
        salt: bytes = b"12345678",
    ) -> None:
        self.folder = folder
        self.zone = zone
        self.now = NOON
        self._ids = count(1)
        self._salt = salt
        self.store = self.open(read_only=read_only)

    def open(self, *, read_only: bool = False, retention: float = 0.9) -> Store:
        return Store.open(
            self.folder,
            clock=lambda: self.now,
            new_id=lambda: self._salt + next(self._ids).to_bytes(8, "big"),
            zone=self.zone,
            rollover_hour=4,
            model=FsrsModel(retention),
            read_only=read_only,
        )

    def restart(self, *, retention: float = 0.9) -> None:
        self.store.close()
        self._salt = next(self._ids).to_bytes(8, "little")
        self.store = self.open(retention=retention)

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)

    def answer(self, card: str = "half-life", score: float = 1.0, **changes: Any) -> int:
        fields: dict[str, Any] = {
            "deck": "baclofen",
            "revision": "1",
            "card": card,
            "fingerprint": "f1",
            "variant": "1",
            "drawn": {"weight": "72 kg"},
            "shown": {"question": "What is the half-life?", "options": []},
            "answer": "about 4 hours",
            "verdict": {"verdict": "correct", "points": []},
            "outcome": "correct" if score == 1 else "partial" if score else "incorrect",
            "score": score,
            "unsafe": False,
            "hints": 0,
            "taken_ms": 4_000,
            "grader_version": "1",
        }
        return self.store.record_answer(**fields | changes)

    def follow_up(self, refers: int, score: float, **changes: Any) -> int:
        fields: dict[str, Any] = {
            "answer": "4 hours",
            "verdict": {},
            "outcome": "correct" if score == 1 else "incorrect",
            "score": score,
            "unsafe": False,
            "grader_version": "1",
        }
        return self.store.record_follow_up(refers, **fields | changes)
