"""One round of one work on a learner's file, in a process of its own, as JSON.

    python -m tests.benchmarks.our_side WORK HOME CARDS [DECKS]

WORK is open (the log and the first due queue), answer (150 commits), few (60), figures (all of
`trainer stats`), rebuild (every memory from the log), fit (all parameters), size, or bare.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.learner import DECK, SHOWN, VERDICT, deck_of, open_store
from trainer.progress import log
from trainer.progress.replay import memories
from trainer.schedule.fitting import fit_all
from trainer.schedule.fsrs_model import FSRS6_WEIGHTS
from trainer.tutor.agenda import Habits, queue_of
from trainer.tutor.record import Record

ANSWERS = 150
REVIEW_ROWS = ("event", "event_card", "event_day", "event_refers", "sqlite_autoindex_event_1")


def opened(home: Path, cards: int, decks: int) -> dict[str, Any]:
    loaded = deck_of(home, cards, decks)
    start = time.perf_counter()
    store = open_store(home)
    middle = time.perf_counter()
    queue = queue_of(store, loaded, Habits(20))
    done = time.perf_counter()
    store.close()
    return {"open_ms": 1000 * (middle - start), "queue_ms": 1000 * (done - middle),
            "due": len(queue.due)}  # fmt: skip


def answered(home: Path, cards: int, decks: int, answers: int = ANSWERS) -> dict[str, Any]:
    store = open_store(home)
    names = list(store.known_until(DECK, store.today() + 365))
    taken = []
    offset = store.count_askings()
    for number in range(answers + 10):
        name = names[(offset + number) % len(names)]
        start = time.perf_counter()
        store.record_answer(
            deck=DECK, revision="r", card=name, fingerprint="f", variant=str(number), drawn={},
            shown=SHOWN, answer="3 h", verdict=VERDICT, outcome="correct", score=1.0, unsafe=False,
            hints=0, taken_ms=6_000, grader_version="1",
        )  # fmt: skip
        taken.append(1000 * (time.perf_counter() - start))
    store.close()
    taken = sorted(taken[10:])  # the first ones import
    return {"p50_ms": median(taken), "p99_ms": taken[int(0.99 * len(taken))]}


def answered_few(home: Path, cards: int, decks: int) -> dict[str, Any]:
    return answered(home, cards, decks, 60)


def figures(home: Path, cards: int, decks: int) -> dict[str, Any]:
    """What `trainer stats` shows of a deck, with how well each section and fact is known."""
    store = open_store(home, read_only=True)
    loaded = deck_of(home, cards, decks)
    start = time.perf_counter()
    record = Record(store, DECK, 30, loaded)
    found = {"s": time.perf_counter() - start, "answered": record.to_json()["answered"]}
    store.close()
    return found


def rebuilt(home: Path, cards: int, decks: int) -> dict[str, Any]:
    store = open_store(home)
    start = time.perf_counter()
    with store.writing() as db:
        db.execute("DELETE FROM memory")
        for card, memory in memories(db, store.model_of):
            log.write_memory(db, card, memory)
    found = {"s": time.perf_counter() - start}
    store.close()
    return found


def fitted(home: Path, cards: int, decks: int) -> dict[str, Any]:
    store = open_store(home, read_only=True)
    start = time.perf_counter()
    weights = fit_all(store.histories(), FSRS6_WEIGHTS)
    found = {"s": time.perf_counter() - start, "weights": weights}
    store.close()
    return found


def size(home: Path, cards: int, decks: int) -> dict[str, Any]:
    """Bytes of the file, and of the numeric rows of reviews with their indexes."""
    store = open_store(home, read_only=True)
    pages = dict(
        store.connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall()
    )
    found = {
        "file": (home / "progress.db").stat().st_size,
        "reviews": store.count_askings(),
        "review_rows": sum(
            of for name, of in pages.items() if name in REVIEW_ROWS
        ),
    }  # fmt: skip
    store.close()
    return found


def bare(home: Path, cards: int, decks: int) -> dict[str, Any]:
    return {}


def peak_mb() -> float:
    """The peak of this process's memory; `ru_maxrss` would also hold its parent's."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


WORKS: dict[str, Callable[[Path, int, int], dict[str, Any]]] = {
    "open": opened, "answer": answered, "few": answered_few, "figures": figures,
    "rebuild": rebuilt, "fit": fitted, "size": size, "bare": bare,
}  # fmt: skip


def main(words: list[str]) -> int:
    work, home, cards, *decks = words
    found = WORKS[work](Path(home), int(cards), int(decks[0]) if decks else 1)
    found["rss_mb"] = peak_mb()
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
