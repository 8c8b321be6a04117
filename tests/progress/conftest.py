"""The learner of this room's tests, whose file is closed when the test ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.progress.life import Life


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    learner = Life(tmp_path / "home")
    yield learner
    learner.store.close()
