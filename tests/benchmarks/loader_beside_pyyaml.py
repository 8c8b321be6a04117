"""Reading and checking a deck.yaml cold beside `yaml.load(..., CSafeLoader)` on the same file.

    python -m tests.benchmarks.loader_beside_pyyaml

10,000 cards, interleaved in one process, and 100,000 once. Ours gives a line and a column to every
value, refuses what a deck never needs, and builds and checks every card and key.
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from statistics import median

import yaml

from tests.benchmarks.screens_beside_hello import deck
from trainer.deck.deck_file import read_deck_file
from trainer.deck.problem import Problem

ROUNDS = 9


def measure() -> dict[str, float]:
    """The ratio at 10,000 cards, and the time of 100,000 in times that of 10,000."""
    with tempfile.TemporaryDirectory() as name:
        file = deck(Path(name) / "ten-thousand", 10_000) / "deck.yaml"
        ours, theirs = [], []
        for _ in range(ROUNDS):
            theirs.append(_pyyaml(file))
            ours.append(_ours(file))
        large = deck(Path(name) / "hundred-thousand", 100_000) / "deck.yaml"
        return {
            "pyyaml_ms": 1000 * median(theirs),
            "ours_ms": 1000 * median(ours),
            "ratio": median(one / other for one, other in zip(ours, theirs, strict=True)),
            "growth": min(_ours(large) for _ in range(3)) / median(ours),
        }


def _pyyaml(file: Path) -> float:
    start = time.perf_counter()
    with file.open("rb") as stream:
        yaml.load(stream, Loader=yaml.CSafeLoader)
    return time.perf_counter() - start


def _ours(file: Path) -> float:
    problems: list[Problem] = []
    start = time.perf_counter()
    read_deck_file(file, problems)
    spent = time.perf_counter() - start
    assert not problems
    return spent


def main() -> int:
    print(json.dumps({name: round(value, 3) for name, value in measure().items()}, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
