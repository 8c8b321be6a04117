"""Opening a log of 100,000 cards and 1,000,000 reviews and its first queue, beside anki's; replay.

    python -m tests.benchmarks.queue_beside_anki --folder /tmp/beside-anki

Makes the environment of anki and both stores in the folder (minutes, once), then interleaves whole
processes. The cards lie in 1,000 decks of 100, of which one is studied; `--one-deck` puts all into
one deck. Imports are left out on both sides. Replay is held against the `fsrs` package's own speed
over the same reviews.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.own_environment import python_with
from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.progress.doctor import mend
from trainer.progress.store import Store
from trainer.questions.card import Card
from trainer.schedule.fsrs_model import FSRS6_WEIGHTS, FsrsModel
from trainer.schedule.fsrs_step import FsrsStep
from trainer.tutor.agenda import Habits, queue_of
from trainer.tutor.loaded import Loaded

CARDS, REVIEWS, DECKS = 100_000, 10, 1_000
TODAY = 20_780
ROUNDS = 9
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("build/beside-anki"))
    parser.add_argument("--cards", type=int, default=CARDS)
    parser.add_argument("--one-deck", action="store_true")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    args = parser.parse_args()
    decks = 1 if args.one_deck else DECKS
    home = args.folder / f"{args.cards}-in-{decks}"
    if args.inside:
        print(json.dumps(open_and_queue(home, args.inside, args.cards // decks)))
        return 0
    python = python_with(args.folder / "environment", "anki")
    anki = [str(python), str(Path(__file__).with_name("anki_side.py"))]
    home.mkdir(parents=True, exist_ok=True)
    report: dict[str, Any] = {"cards": args.cards, "reviews": args.cards * REVIEWS, "decks": decks}
    collection = home / "collection.anki2"
    if not (home / "done").exists():
        history = home / "history.jsonl"
        build(home, history, args.cards, decks)
        subprocess.run([*anki, "build", str(collection), str(history)], check=True)
        (home / "done").touch()
    rounds = []
    for _ in range(ROUNDS):
        words = ["--inside", "deck-0", *(["--one-deck"] if args.one_deck else [])]
        ours = _round([sys.executable, "-m", "tests.benchmarks.queue_beside_anki",
                       "--folder", str(args.folder), "--cards", str(args.cards),
                       *words])  # fmt: skip
        theirs = _round([*anki, "open", str(collection), "deck-0"])
        rounds.append((ours, theirs))
    for field in ("open_ms", "queue_ms", "due"):
        report[f"ours_{field}"] = round(median(one[field] for one, _ in rounds), 2)
        report[f"anki_{field}"] = round(median(other[field] for _, other in rounds), 2)
    report["ratio_open_and_queue"] = round(
        median(_total(one) / _total(other) for one, other in rounds), 4
    )
    report |= replay(home, args.cards)
    print(json.dumps(report, indent=1))
    return 0


def _round(words: list[str]) -> dict[str, float]:
    done = subprocess.run(
        words, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _total(one: dict[str, float]) -> float:
    return one["open_ms"] + one["queue_ms"]


def lives(cards: int, decks: int) -> Iterator[dict[str, Any]]:
    """Ten reviews a card, spread as the schedule would; about one card in a hundred is due."""
    step = FsrsStep(FSRS6_WEIGHTS)
    for number in range(cards):
        chance = Chance("beside anki", number)
        ratings = [(1, 3, 3, 3, 3, 3, 3, 2, 3, 4)[chance.below(10)] for _ in range(REVIEWS)]
        day, days = 0, [0]
        state = step.first(ratings[0])
        for rating in ratings[1:]:
            gap = max(1, min(60, round(state[0])))
            day += gap
            days.append(day)
            state = step.next(*state, gap, rating)
        interval = FsrsModel().interval(state[0])
        last = -interval if chance.below(100) == 0 else -chance.between(1, max(1, interval - 1))
        due = last + interval
        yield {
            "deck": f"deck-{number % decks}",
            "card": f"card-{number}",
            "reviews": [(last - day + one, r) for one, r in zip(days, ratings, strict=True)],
            "stability": state[0],
            "difficulty": state[1],
            "last": last,
            "due": due,
        }


def build(home: Path, history: Path, cards: int, decks: int) -> None:
    """Write the history for anki, and our store with the same cards and reviews."""
    store = open_store(home)
    numbers: dict[str, int] = {}
    with history.open("w", encoding="utf-8") as out, store.writing() as db:
        model = FsrsModel()
        db.execute("INSERT INTO device (id) VALUES (?)", (b"d" * 16,))
        db.execute("INSERT INTO zone (name) VALUES ('UTC')")
        db.execute(
            "INSERT INTO scheduler (version, parameters) VALUES (?, ?)",
            (model.version, model.parameters),
        )
        db.execute("INSERT INTO shown (digest, body) VALUES (?, '{}')", (b"x",))
        number = 0
        for card_number, life in enumerate(lives(cards, decks), 1):
            out.write(json.dumps(life) + "\n")
            deck = life["deck"]
            if deck not in numbers:
                numbers[deck] = len(numbers) + 1
                db.execute("INSERT INTO deck (n, id) VALUES (?, ?)", (numbers[deck], deck))
            db.execute(
                "INSERT INTO card (n, deck, id) VALUES (?, ?, ?)",
                (card_number, numbers[deck], life["card"]),
            )
            events, texts = [], []
            for day, rating in life["reviews"]:
                number += 1
                at = (TODAY + day) * 86_400_000 + 43_200_000
                score = 0.0 if rating == 1 else 1.0
                events.append((number, 1, number, 1, card_number, at, 0, 1, 4, TODAY + day,
                               1 if score else 3, 0, score, rating, 1, 0, 6000, 1))  # fmt: skip
                texts.append((number, number.to_bytes(16, "big"), "r", "f", "1", 1, "answer", "1"))
            db.executemany(
                "INSERT INTO event (n, device, seq, kind, card, at_ms, offset_min, zone, rollover,"
                " day, verdict, unsafe, score, rating, counts, hints, taken_ms, scheduler)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                events,
            )
            db.executemany(
                "INSERT INTO event_text (n, id, revision, fingerprint, variant, shown, answer,"
                " grader_version, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')",
                texts,
            )
    mend(store)
    store.close()


def open_store(home: Path) -> Store:
    ids = iter(range(1, 1 << 60))
    return Store.open(
        home / "progress.db",
        clock=lambda: NOON,
        new_id=lambda: next(ids).to_bytes(16, "little"),
        zone="UTC",
        rollover_hour=4,
        model=FsrsModel(),
    )


def open_and_queue(home: Path, deck: str, cards: int) -> dict[str, float]:
    """One round in a process of its own: open the log, make the queue of one deck."""
    decks = DECKS if cards < 5_000 else 1
    loaded = Loaded(
        Deck(deck, deck, deck, "r", home),
        {
            name: Card(name, deck, "value", "value", ("f",), (1,), "s", name, "", n, "f")
            for n, name in enumerate(f"card-{number * decks}" for number in range(cards))
        },
        _none,
        _none,
    )
    start = time.perf_counter()
    store = open_store(home)
    opened = time.perf_counter()
    queue = queue_of(store, loaded, Habits(20))
    done = time.perf_counter()
    due = len(queue.due)
    store.close()
    return {"open_ms": 1000 * (opened - start), "queue_ms": 1000 * (done - opened), "due": due}


def _none() -> Any:
    return ()


def replay(home: Path, cards: int) -> dict[str, float]:
    """Rebuild every memory from the log; beside it, the package over the same reviews."""
    from fsrs import Card as PackageCard
    from fsrs import Rating, Scheduler

    store = open_store(home)
    with store.writing() as db:
        db.execute("DELETE FROM memory")
    start = time.perf_counter()
    mended = mend(store)
    ours = time.perf_counter() - start
    store.close()
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    histories = [life["reviews"] for life in lives(min(cards, 5_000), 1)]
    moments = {
        day: datetime.fromtimestamp((TODAY + day) * 86_400, UTC)
        for history in histories
        for day, _ in history
    }
    start = time.perf_counter()
    for history in histories:
        card = PackageCard(card_id=1)
        for day, rating in history:
            card, _ = scheduler.review_card(card, Rating(rating), moments[day])
    package = (time.perf_counter() - start) * cards / len(histories)
    return {
        "cards_rebuilt": mended,
        "replay_s": round(ours, 2),
        "package_s": round(package, 2),
        "ratio_replay": round(ours / package, 3),
    }


if __name__ == "__main__":
    raise SystemExit(main())
