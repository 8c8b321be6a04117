"""A failure or a kill at any statement at all loses nothing that was acknowledged."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("way", ["raise", "kill"])
def test_no_statement_is_one_at_which_an_answer_can_be_lost(tmp_path: Path, way: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.progress.injected", str(tmp_path), way],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert not done.stderr
    told = json.loads(done.stdout)
    assert told["statements"] > 100
    assert told["acknowledged"] > told["statements"]
    assert told["wrong"] == []
