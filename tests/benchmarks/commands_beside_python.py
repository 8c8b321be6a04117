"""`trainer due` and `trainer stats --json` beside `python -c pass`, whole processes in turn.

python -m tests.benchmarks.commands_beside_python
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

ROUNDS = 15


def measure() -> dict[str, float]:
    """Medians of per-round ratios."""
    with tempfile.TemporaryDirectory() as name:
        environ = {**os.environ, "TRAINER_HOME": str(Path(name) / "home"),
                   "PYTHONPATH": str(Path.cwd()),
                   "PYTHONPYCACHEPREFIX": str(Path(name) / "pyc")}  # fmt: skip
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        bare = [sys.executable, "-c", "pass"]
        commands = {word: [sys.executable, "-m", "trainer", word] for word in ("due", "stats")}
        for words in commands.values():
            _spent(words, environ)
        ratios: dict[str, list[float]] = {word: [] for word in commands}
        for _ in range(ROUNDS):
            least = _spent(bare, environ)
            for word, words in commands.items():
                ratios[word].append(_spent(words, environ) / least)
        return {word: median(found) for word, found in ratios.items()}


def _spent(words: list[str], environ: Mapping[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(words, env=dict(environ), check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> int:
    print(json.dumps({name: round(value, 2) for name, value in measure().items()}, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
