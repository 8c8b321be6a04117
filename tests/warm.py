"""The bundled decks as a learner has them from the second start on: read once, not in each test."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp


@cache
def warm_cache() -> Path:
    """A cache folder with a compiled copy of baclofen, made by a start like any other."""
    home = Path(mkdtemp(prefix="trainer-tests-"))
    atexit.register(rmtree, home, ignore_errors=True)
    subprocess.run(
        [sys.executable, "-m", "trainer", "study", "baclofen", "--plain"],
        input="stop\n",
        capture_output=True,
        text=True,
        env={**os.environ, "TRAINER_HOME": str(home)},
        timeout=60,
        check=True,
    )
    return home / "cache"


def begin_warm(home: Path) -> None:
    """Give a learner's folder such a cache of its own, unless it has one."""
    if not (home / "cache").exists():
        copytree(warm_cache(), home / "cache")
