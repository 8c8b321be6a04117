"""Every benchmark in one table: goal, peer, ratio, wanted, met.

    python -m tests.benchmarks [--rounds 11] [--folder build/beside-anki] [--without-anki] [--write]

Ratios are against a peer in the same run, so that they hold on another machine. The `anki` package
gets an environment of its own in the folder, where both sides' files of 1,000,000 reviews are made
as well (minutes, once). `--write` puts the table into tests/benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import (
    commands_beside_python,
    grading_beside_rapidfuzz,
    loader_beside_pyyaml,
    screens_beside_hello,
    store_beside_anki,
    warm_deck_beside_json,
)
from tests.benchmarks.page import put

HELLO, ANKI = "hello-world Textual", "anki"


@dataclass(frozen=True, slots=True)
class Row:
    """One goal; it is met where the ratio is at most `wanted`. `number` is 1 to 12, or empty."""

    number: str
    goal: str
    peer: str
    ratio: float
    wanted: float

    def __str__(self) -> str:
        met = "yes" if self.ratio <= self.wanted else "no"
        return (
            f"| {self.number} | {self.goal} | {self.peer} | {self.ratio:.3g} | {self.wanted:g} "
            f"| {met} |"
        )


HEAD = ("| # | goal | beside | ratio | wanted | met |", "|---|---|---|---|---|---|")

BESIDE_ANKI = {
    "open_and_queue": ("6", "opening the log, first due queue", ANKI, 0.1),
    "answer_p50": ("4", "committing an answer, median", ANKI, 0.85),
    "answer_p99": ("4", "committing an answer, 99 of 100", ANKI, 1.0),
    "figures": ("12", "all statistics, mastery too", "anki's graphs of all time", 0.7),
    "rebuild": ("9", "every memory from the log", "anki's recompute", 0.9),
    "fit_small": ("10", "fitting to 20,000 reviews", "compute_fsrs_params", 0.8),
    "fit_middle": ("10", "fitting to 200,000 reviews", "compute_fsrs_params", 1.3),
    "fit_rss": ("10", "memory of that fit", "compute_fsrs_params", 0.5),
    "fit_loss": ("10", "log loss of that fit", "compute_fsrs_params", 1.005),
    "bytes_per_review": ("12", "bytes of a review, numbers and indexes", ANKI, 0.6),
    "replay_beside_package": ("", "rebuilding everything", "the fsrs package", 1.3),
}


def screens(rounds: int) -> Iterator[Row]:
    found = screens_beside_hello.measure(rounds)
    yield Row("1", "start to the first question, deck of 10,000", HELLO, found["start"], 1.15)
    yield Row("2", "the same", "a deck of 100, no reviews", found["growth"], 1.05)
    yield Row("5", "Enter to the next question, median", HELLO, found["answer_p50"], 1.3)
    yield Row("5", "Enter to the next question, 99 of 100", HELLO, found["answer_p99"], 2)
    yield Row("11", "memory after 200 answers", HELLO, found["memory"], 1.2)
    grown = found["memory_growth_mb"] / 5
    yield Row("11", "memory grown since the 10th answer", "5 MB", grown, 1)


def commands() -> Iterator[Row]:
    found = commands_beside_python.measure()
    yield Row("3", "trainer due, 1,000,000 reviews", "python -c pass", found["due"], 3)
    anew = "the same, the first time after the log has changed"
    yield Row("3", anew, "python -c pass", found["due_anew"], 3)


def decks() -> Iterator[Row]:
    found = loader_beside_pyyaml.measure()
    peer = "yaml.load, CSafeLoader"
    yield Row("7", "reading and checking 10,000 cards", peer, found["ratio"], 0.25)
    yield Row("7", "reading 100,000 cards", "reading 10,000", found["growth"], 11)
    warm = warm_deck_beside_json.measure()
    yield Row("8", "a read deck of 10,000, for 20 questions", "json.loads of it", warm, 0.05)


def grading() -> Iterator[Row]:
    found = grading_beside_rapidfuzz.measure()
    yield Row("", "grading over 1,000 concepts", "rapidfuzz extractOne", found["ratio"], 30)
    yield Row("", "a character of a long answer", "of a short one", found["growth"], 1.2)


def beside_anki(folder: Path) -> Iterator[Row]:
    for name, ratio in store_beside_anki.measure(folder):
        number, goal, peer, wanted = BESIDE_ANKI[name]
        yield Row(number, goal, peer, ratio, wanted)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--folder", type=Path, default=store_beside_anki.FOLDER)
    parser.add_argument("--without-anki", action="store_true")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    parts: list[Callable[[], Iterator[Row]]] = [
        lambda: screens(args.rounds), commands, decks, grading,
    ]  # fmt: skip
    if not args.without_anki:
        parts.append(lambda: beside_anki(args.folder))
    print("\n".join(HEAD), flush=True)
    found: list[Row] = []
    for part in parts:
        try:
            for row in part():
                print(row, flush=True)
                found.append(row)
        except subprocess.CalledProcessError as error:
            print(f"not measured: {error.cmd[:4]}: {error.stderr or error}", file=sys.stderr)
    if args.write:
        found.sort(key=lambda row: int(row.number or 99))
        put("goals", [*HEAD, *map(str, found)])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
