"""Start, answer and memory of the study screen beside a hello-world Textual app, on a terminal.

    python -m tests.benchmarks.screens_beside_hello [--rounds 11]

A deck of 10,000 cards, compiled before, with 1,000,000 reviews in the log, beside one of 100 cards
with none; whole processes in turn. The start ends when the first question can be read. An answer
is the key Enter: its time ends, for us, when the next question can be read, after the commit, and
for the reference when its second line of text says the next number; the keys go to both in turn.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median, quantiles

from tests.benchmarks.log_of_years import log_of_years
from tests.benchmarks.terminal import Terminal

ANSWERS = 300
MEASURED_AT = 200  # answers after which memory is read, once more than at the tenth
FIRST = "maximum dose of drug"
_ASKED = re.compile(rb"dose of drug (\d+)\?")


def measure(rounds: int, cards: int = 10_000, reviews: int = 1_000_000) -> dict[str, float]:
    """Ratios against the reference, medians over interleaved rounds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environ = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(Path.cwd()),
                   "PYTHONPYCACHEPREFIX": str(folder / "pyc")}  # fmt: skip
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        much = {**environ, "TRAINER_HOME": str(folder / "much")}
        none = {**environ, "TRAINER_HOME": str(folder / "none")}
        large, small = deck(folder / "large", cards), deck(folder / "small", 100)
        log_of_years(folder / "much", "large", cards, reviews)
        hello = [sys.executable, str(Path(__file__).with_name("hello.py"))]
        visit(large, much)
        visit(small, none)
        runs = {
            "hello": (hello, environ, "there"),
            "large": (study(large), much, FIRST),
            "small": (study(small), none, FIRST),
        }
        for run in runs.values():
            until(*run)  # everything is compiled once
        starts: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(rounds):
            for name, run in runs.items():
                starts[name].append(until(*run))
        with (
            Terminal(study(large, ANSWERS + 5), much) as ours,
            Terminal(hello, environ) as theirs,
        ):
            spent, counted, memory = in_turn(ours, theirs)
    pairs = list(zip(starts["large"], starts["hello"], strict=True))
    return {
        "hello_ms": 1000 * median(starts["hello"]),
        "start_ms": 1000 * median(starts["large"]),
        "start": median(one / other for one, other in pairs),
        "growth": median(
            one / other for one, other in zip(starts["large"], starts["small"], strict=True)
        ),
        "key_ms": 1000 * median(counted),
        "answer_ms": 1000 * median(spent),
        "answer_p50": median(spent) / median(counted),
        "answer_p99": quantiles(spent, n=100)[98] / quantiles(counted, n=100)[98],
        **memory,
    }


def deck(folder: Path, cards: int) -> Path:
    """A deck whose cards say their number."""
    folder.mkdir(parents=True)
    rows = "".join(
        f"  - id: card-{n}\n    ask: What is the maximum dose of drug {n}?\n"
        f"    answer: {n + 1} mg\n"
        f'    because: "It stands in the section on doses of drug {n}."\n    tags: [dose]\n'
        for n in range(cards)
    )
    text = f"id: {folder.name}\ntitle: {folder.name}\ncards:\n{rows}"
    (folder / "deck.yaml").write_text(text, encoding="utf-8")
    return folder


def study(folder: Path, limit: int = 20) -> list[str]:
    return [sys.executable, "-m", "trainer", "study", str(folder), "--limit", str(limit)]


def visit(folder: Path, environ: Mapping[str, str]) -> None:
    """Begin and leave, so that the deck is compiled and the log is as one leaves it.

    What is killed, as the rounds are, leaves a log that has to be looked at again.
    """
    words = [sys.executable, "-m", "trainer", "study", str(folder), "--plain"]
    subprocess.run(words, env=dict(environ), input="stop\n", text=True, check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip


def until(words: list[str], environ: Mapping[str, str], mark: str) -> float:
    """Seconds from the start of a process until `mark` is painted."""
    with Terminal(words, environ) as terminal:
        return terminal.wait(mark) - terminal.began


def in_turn(ours: Terminal, theirs: Terminal) -> tuple[list[float], list[float], dict[str, float]]:
    """Seconds from Enter to what it brings, of both; and what they hold in memory."""
    ours.wait("Don't know")  # Textual has taken over from the first light
    ours.settle(0.5)
    theirs.wait("counted 0")
    theirs.settle(0.3)
    spent, counted = [], []
    asked: set[int] = set()
    number = int(_ASKED.findall(ours.painted)[-1])
    early = 0.0
    memory = {}
    for answer in range(1, ANSWERS + 1):
        asked.add(number)
        ours.press(f"{number + 1} mg")
        ours.settle()
        pressed = ours.press("\r")
        moment, number = ours.wait_for(lambda seen: _not_yet(seen, asked))
        spent.append(moment - pressed)
        ours.settle()
        pressed = theirs.press("\r")
        counted.append(theirs.wait(f"counted {answer}") - pressed)
        theirs.settle()
        if answer == 10:
            early = ours.peak_mb()
        if answer == MEASURED_AT:
            memory = {
                "memory_mb": ours.peak_mb(),
                "memory": ours.peak_mb() / theirs.peak_mb(),
                "memory_growth_mb": ours.peak_mb() - early,
            }
    return spent, counted, memory


def _not_yet(seen: bytes, asked: set[int]) -> int | None:
    """The number of a question that was not asked before, if it can be read."""
    return next((n for n in map(int, _ASKED.findall(seen)) if n not in asked), None)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    found = measure(parser.parse_args().rounds)
    print(json.dumps({name: round(value, 3) for name, value in found.items()}, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
