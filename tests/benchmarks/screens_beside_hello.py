"""Start, answer and memory of the study screen beside a hello-world Textual app, on a terminal.

    python -m tests.benchmarks.screens_beside_hello [--rounds 11]

A deck of 10,000 cards, compiled before, and one of 100, the same wording; whole processes in turn.
The start ends when the first question can be read; an answer ends when the next question is
painted, after the commit.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median, quantiles

from tests.benchmarks.terminal import Terminal

ANSWERS = 200


def measure(rounds: int) -> dict[str, float]:
    """Ratios against the reference, medians over interleaved rounds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environ = {**os.environ, "TRAINER_HOME": str(folder / "home"), "TERM": "xterm-256color",
                   "PYTHONPATH": str(Path.cwd())}  # fmt: skip
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        environ["PYTHONPYCACHEPREFIX"] = str(folder / "pyc")
        large, small = deck(folder / "large", 10_000), deck(folder / "small", 100)
        hello = [sys.executable, str(Path(__file__).with_name("hello.py"))]
        for words, mark in ((study(large), "drug 0"), (study(small), "drug 0"), (hello, "there")):
            until(words, environ, mark)  # everything is compiled once
        starts: dict[str, list[float]] = {"hello": [], "large": [], "small": []}
        for _ in range(rounds):
            starts["hello"].append(until(hello, environ, "there"))
            starts["large"].append(until(study(large), environ, "drug 0"))
            starts["small"].append(until(study(small), environ, "drug 0"))
        ours, our_mb = answering(study(large, ANSWERS + 5), environ)
        theirs, their_mb = counting(hello, environ)
    pairs = list(zip(starts["large"], starts["hello"], strict=True))
    return {
        "hello_ms": 1000 * median(starts["hello"]),
        "start_ms": 1000 * median(starts["large"]),
        "start": median(one / other for one, other in pairs),
        "growth": median(
            one / other for one, other in zip(starts["large"], starts["small"], strict=True)
        ),
        "answer_ms": 1000 * median(ours),
        "answer_p50": median(ours) / median(theirs),
        "answer_p99": quantiles(ours, n=100)[98] / quantiles(theirs, n=100)[98],
        "memory": our_mb / their_mb,
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


def until(words: list[str], environ: Mapping[str, str], mark: str) -> float:
    """Seconds from the start of a process until `mark` is painted."""
    with Terminal(words, environ) as terminal:
        return terminal.wait(mark) - terminal.began


def answering(words: list[str], environ: Mapping[str, str]) -> tuple[list[float], float]:
    """Seconds from Enter to the next question, answer by answer; the memory at the end."""
    spent = []
    with Terminal(words, environ) as terminal:
        terminal.wait("Don't know")  # Textual has taken over from the first light
        terminal.settle(0.3)
        for number in range(ANSWERS):
            terminal.press(f"{number + 1} mg")
            terminal.settle()
            pressed = terminal.press("\r")
            spent.append(terminal.wait(f"drug {number + 1}?") - pressed)
            terminal.settle()
        return spent, terminal.peak_mb()


def counting(words: list[str], environ: Mapping[str, str]) -> tuple[list[float], float]:
    """The same of the reference."""
    spent = []
    with Terminal(words, environ) as terminal:
        terminal.wait("counted 0")
        terminal.settle(0.3)
        for number in range(1, ANSWERS + 1):
            pressed = terminal.press("\r")
            spent.append(terminal.wait(str(number)[-1]) - pressed)
            terminal.settle()
        return spent, terminal.peak_mb()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    found = measure(parser.parse_args().rounds)
    print(json.dumps({name: round(value, 3) for name, value in found.items()}, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
