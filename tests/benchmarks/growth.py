"""How everything grows with the deck: 100 to 100,000 cards of ten reviews each, in one deck.

    python -m tests.benchmarks.growth [--folder build/growth] [--cards 100 1000 10000 100000]
                                      [--rounds 5] [--write]

Measured are the start (a whole process up to the first question, in plain mode), the first queue,
the commit of an answer, all statistics, memory (the peak of a session of 150 answers) and the size
of the file. `--write` draws docs/growth.svg and puts the table into tests/benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.chart import Line, drawn
from tests.benchmarks.learner import DECK, NOON, build
from tests.benchmarks.page import PICTURE, put
from tests.benchmarks.screens_beside_hello import deck as written
from tests.benchmarks.store_beside_anki import Pair

CARDS, ROUNDS = (100, 1_000, 10_000, 100_000), 5
FIGURES = {
    "start": "start to the first question, ms",
    "queue": "first queue, ms",
    "commit": "commit of an answer, ms",
    "figures": "all statistics, ms",
    "memory": "memory of a session, MB",
    "file": "file, MB",
}
ANSWERABLE = 1_000
"""Cards from which enough are known to answer 150."""


def measure(home: Path, cards: int, rounds: int) -> dict[str, float]:
    """Medians over rounds at one size; the files are made if they are not there."""
    folder = home / DECK
    if not (home / "done").exists():
        build(home, cards)
        written(folder, cards)
        (home / "done").touch()
    start = [_start(home, folder) for _ in range(rounds + 1)][1:]
    pair = Pair(home, cards, Path(sys.executable))
    opened = [pair.ours("open") for _ in range(rounds + 1)][1:]  # the first one keeps the order
    figures = [pair.ours("figures") for _ in range(rounds)]
    size = pair.ours("size")
    work, copy = ("answer" if cards >= ANSWERABLE else "few"), pair.copied()
    answered = [copy.ours(work) for _ in range(rounds)]
    return {
        "start": 1000 * median(start),
        "queue": median(one["queue_ms"] for one in opened),
        "commit": median(one["p50_ms"] for one in answered),
        "figures": 1000 * median(one["s"] for one in figures),
        "memory": median(one["rss_mb"] for one in answered),
        "file": size["file"] / 1e6,
    }


def _start(home: Path, folder: Path) -> float:
    words = [sys.executable, "-m", "trainer", "study", str(folder), "--plain", "--limit", "1",
             "--now", NOON.isoformat()]  # fmt: skip
    environ = {**os.environ, "TRAINER_HOME": str(home), "PYTHONPATH": str(Path.cwd())}
    begin = time.perf_counter()
    with subprocess.Popen(
        words, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        for line in process.stdout:
            if "?" in line:
                break
        spent = time.perf_counter() - begin
        process.stdin.close()
        process.stdout.read()
    return spent


def table(found: Mapping[int, Mapping[str, float]]) -> list[str]:
    """The lines of a table in Markdown, a row a size."""
    lines = [
        "| cards | reviews | " + " | ".join(FIGURES.values()) + " |",
        "|" + "---|" * (len(FIGURES) + 2),
    ]
    for cards, row in found.items():
        values = " | ".join(f"{row[name]:.3g}" for name in FIGURES)
        lines.append(f"| {cards:,} | {10 * cards:,} | {values} |")
    return lines


def picture(found: Mapping[int, Mapping[str, float]]) -> str:
    """The table as an SVG: both axes are logarithmic."""
    lines = [
        Line(words, [(cards, row[name]) for cards, row in found.items()])
        for name, words in FIGURES.items()
    ]
    return drawn("From 100 to 100,000 cards", "cards (ten reviews each)", lines)


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("build/growth"))
    parser.add_argument("--cards", type=int, nargs="+", default=CARDS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args(words)
    found = {}
    for cards in args.cards:
        found[cards] = measure(args.folder / str(cards), cards, args.rounds)
        print(table({cards: found[cards]})[-1], flush=True)
    if args.write:
        PICTURE.write_text(picture(found), encoding="utf-8")
        put("growth", [*table(found), "", f"![The same as curves](../../docs/{PICTURE.name})"])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
