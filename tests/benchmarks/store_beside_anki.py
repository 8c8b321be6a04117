"""The learner's file beside the `anki` package's, over the same cards and reviews.

    python -m tests.benchmarks.store_beside_anki [--folder build/beside-anki] [--cards 100000]
                                                 [--rounds 5] [--json]

Makes an environment with anki and both files in the folder (minutes, once), then takes whole
processes in turn. All cards lie in one deck, one in a hundred is due. Imports are left out on both
sides. Replay is also held against the `fsrs` package's own speed over the same reviews.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean, median
from typing import Any

from tests.benchmarks.learner import DECK, TODAY, build, lives, open_store
from tests.benchmarks.own_environment import python_with
from trainer.progress.doctor import mend
from trainer.schedule.fitting import losses

CARDS, ROUNDS = 100_000, 5
SMALL, MIDDLE = 2_000, 20_000
FOLDER = Path("build/beside-anki")


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides' files of so many cards."""

    home: Path
    cards: int
    python: Path

    def ours(self, work: str) -> dict[str, Any]:
        return _round([sys.executable, "-m", "tests.benchmarks.our_side", work, str(self.home),
                       str(self.cards)])  # fmt: skip

    def theirs(self, work: str) -> dict[str, Any]:
        return _round([*self._anki(work), str(self.home / "collection.anki2"), DECK])

    def rounds(self, work: str, count: int) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """The same work on both sides, in turn; the first round warms up."""
        return [(self.ours(work), self.theirs(work)) for _ in range(count + 1)][1:]

    def made(self) -> Pair:
        """Make the files if they are not there."""
        if not (self.home / "done").exists():
            print(f"making {self.cards:,} cards in {self.home}", file=sys.stderr)
            build(self.home, self.cards)
            collection, history = self.home / "collection.anki2", self.home / "history.jsonl"
            subprocess.run([*self._anki("build"), str(collection), str(history)], check=True)
            (self.home / "done").touch()
        return self

    def copied(self) -> Pair:
        """The same files again, to be answered in: the others stay as they were made."""
        home = self.home / "answering"
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        for name in ("progress.db", "collection.anki2"):
            if (self.home / name).exists():
                shutil.copyfile(self.home / name, home / name)
        os.sync()
        return replace(self, home=home)

    def _anki(self, work: str) -> list[str]:
        return [str(self.python), str(Path(__file__).with_name("anki_side.py")), work]


def measure(folder: Path, cards: int = CARDS, rounds: int = ROUNDS) -> Iterator[tuple[str, float]]:
    """Yield the name and the ratio to anki of each figure; medians over rounds."""
    python = python_with(folder / "environment", "anki")

    def pair(count: int) -> Pair:
        return Pair(folder / f"{count}-in-1", count, python).made()

    large = pair(cards)
    opened = large.rounds("open", 2 * rounds + 1)  # short, and what differs most from run to run
    yield "open_and_queue", _ratio(opened, "open_ms", "queue_ms")
    answered = large.copied().rounds("answer", rounds)
    yield "answer_p50", _ratio(answered, "p50_ms")
    yield "answer_p99", _ratio(answered, "p99_ms")
    yield "figures", _ratio(large.rounds("figures", rounds), "s")
    yield "rebuild", _ratio(large.rounds("rebuild", max(1, rounds // 2)), "s")
    for name, count in (("small", SMALL), ("middle", MIDDLE)):
        fitted = pair(min(count, cards)).rounds("fit", max(1, rounds // 2))
        yield f"fit_{name}", _ratio(fitted, "s")
        if name == "middle":
            yield "fit_rss", _ratio(fitted, "rss_mb")
            yield "fit_loss", _loss_ratio(count, *fitted[0])
    ours, theirs = large.ours("size"), large.theirs("size")
    yield (
        "bytes_per_review",
        (ours["review_rows"] / ours["reviews"] / (theirs["review_rows"] / theirs["reviews"])),
    )
    yield "replay_beside_package", beside_package(large)


def _round(words: Sequence[str]) -> dict[str, Any]:
    done = subprocess.run(
        words, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(json.dumps({k: v for k, v in found.items() if k != "weights"}), file=sys.stderr)
    return found


def _ratio(rounds: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]], *fields: str) -> float:
    return float(
        median(
            sum(one[name] for name in fields) / sum(other[name] for name in fields)
            for one, other in rounds
        )
    )


def _loss_ratio(cards: int, one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """The log loss of our fit over that of anki's, on all reviews."""
    histories = [life["reviews"] for life in lives(cards)]
    ours, theirs = (
        fmean(losses(histories, side["weights"], since=-(10**6))) for side in (one, other)
    )
    return float(ours / theirs)


def beside_package(pair: Pair, sample: int = 5_000) -> float:
    """Rebuilding everything, as doctor does, beside the package over the same reviews."""
    from fsrs import Card, Rating, Scheduler

    store = open_store(pair.home)
    with store.writing() as db:
        db.execute("DELETE FROM memory")
    start = time.perf_counter()
    mend(store)
    ours = time.perf_counter() - start
    store.close()
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    histories = [life["reviews"] for life in lives(min(pair.cards, sample))]
    moments = {
        day: datetime.fromtimestamp((TODAY + day) * 86_400, UTC)
        for history in histories
        for day, _ in history
    }
    start = time.perf_counter()
    for history in histories:
        card = Card(card_id=1)
        for day, rating in history:
            card, _ = scheduler.review_card(card, Rating(rating), moments[day])
    package = (time.perf_counter() - start) * pair.cards / len(histories)
    return float(ours / package)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--cards", type=int, default=CARDS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", action="store_true", help="one object at the end")
    args = parser.parse_args()
    found = {}
    for name, ratio in measure(args.folder, args.cards, args.rounds):
        found[name] = round(ratio, 4)
        if not args.json:
            print(f"{name:<24}{ratio:>10.3f}", flush=True)
    if args.json:
        print(json.dumps(found, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
