"""Every benchmark in one table: goal, peer, ratio, wanted, met.

    python -m tests.benchmarks [--rounds 11] [--beside-anki FOLDER] [--write]

Ratios are against a peer in the same run, so that they hold on another machine. `--beside-anki`
adds what is measured beside the `anki` package, in an environment that is made in FOLDER (minutes);
`--write` puts the table into tests/benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks import (
    commands_beside_python,
    grading_beside_rapidfuzz,
    loader_beside_pyyaml,
    screens_beside_hello,
)

README = Path(__file__).with_name("README.md")


@dataclass(frozen=True, slots=True)
class Row:
    """One goal; it is met where the ratio is at most `wanted`."""

    goal: str
    peer: str
    ratio: float
    wanted: float

    def __str__(self) -> str:
        met = "yes" if self.ratio <= self.wanted else "no"
        return f"| {self.goal} | {self.peer} | {self.ratio:.3g} | {self.wanted:g} | {met} |"


def rows(rounds: int, beside_anki: Path | None) -> Iterator[Row]:
    """Measure one after the other, each row as soon as it is known."""
    screens = screens_beside_hello.measure(rounds)
    hello = "hello-world Textual"
    yield Row("start to the first question, deck of 10,000", hello, screens["start"], 1.15)
    yield Row("the same with 10,000 cards", "with 100 cards", screens["growth"], 1.05)
    yield Row("Enter to the next question, median", hello, screens["answer_p50"], 1.3)
    yield Row("Enter to the next question, 99 of 100", hello, screens["answer_p99"], 2)
    yield Row("memory after 200 answers", hello, screens["memory"], 1.3)
    commands = commands_beside_python.measure()
    yield Row("trainer due, 1,000,000 reviews", "python -c pass", commands["due"], 3)
    loader = loader_beside_pyyaml.measure()
    peer = "yaml.load, CSafeLoader"
    yield Row("reading and checking 10,000 cards", peer, loader["ratio"], 0.35)
    yield Row("reading 100,000 cards", "reading 10,000", loader["growth"], 11)
    grading = grading_beside_rapidfuzz.measure()
    yield Row("grading over 1,000 concepts", "rapidfuzz extractOne", grading["ratio"], 30)
    yield Row("a character of a long answer", "of a short one", grading["growth"], 1.2)
    if beside_anki is not None:
        found = _beside_anki(beside_anki)
        opening = found["ratio_open_and_queue"]
        yield Row("opening 1,000,000 reviews, first queue", "anki", opening, 0.1)
        yield Row("replaying them", "the fsrs package", found["ratio_replay"], 1.3)


def _beside_anki(folder: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.queue_beside_anki", "--folder", str(folder)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout[done.stdout.index("{") :])
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--beside-anki", type=Path, metavar="FOLDER")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    lines = ["| goal | beside | ratio | wanted | met |", "|---|---|---|---|---|"]
    print("\n".join(lines), flush=True)
    for row in rows(args.rounds, args.beside_anki):
        print(row, flush=True)
        lines.append(str(row))
    if args.write:
        day = datetime.now(UTC).date().isoformat()
        README.write_text(
            "# What was measured\n\n"
            f"By `python -m tests.benchmarks --write` on {day}, Python {platform.python_version()},"
            f" {platform.system()} {platform.machine()}. Ratios are against the peer in the same"
            " run; a goal that is not met stands here all the same.\n\n" + "\n".join(lines) + "\n",
            encoding="utf-8",
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
