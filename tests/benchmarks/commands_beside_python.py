"""`trainer due` beside `python -c pass`, whole processes in turn.

python -m tests.benchmarks.commands_beside_python

The log holds 1,000,000 reviews of 10,000 cards. `due` is measured as a shell's prompt meets it,
again and again while nothing changes; `due_anew` right after the log has changed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from tests.benchmarks.log_of_years import log_of_years

ROUNDS = 21


def measure() -> dict[str, float]:
    """Medians of per-round ratios."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "home"
        environ = {**os.environ, "TRAINER_HOME": str(home),
                   "PYTHONPYCACHEPREFIX": str(Path(name) / "pyc")}  # fmt: skip
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        log_of_years(home, "large", 10_000, 1_000_000)
        (home / "cache").mkdir(mode=0o700)
        bare = [sys.executable, "-c", "pass"]
        due = [str(Path(sys.executable).with_name("trainer")), "due"]
        time.sleep(4)  # until then the log counts as still changing
        _spent(due, environ)
        again, anew = [], []
        for _ in range(ROUNDS):
            least = _spent(bare, environ)
            again.append(_spent(due, environ) / least)
        for _ in range(ROUNDS):
            least = _spent(bare, environ)
            os.utime(home / "progress.db")
            anew.append(_spent(due, environ) / least)
        return {"due": median(again), "due_anew": median(anew)}


def _spent(words: list[str], environ: Mapping[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(words, env=dict(environ), check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> int:
    print(json.dumps({name: round(value, 2) for name, value in measure().items()}, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
