"""The half of `store_beside_anki` that runs in an environment with the `anki` package.

    python anki_side.py build COLLECTION HISTORY.jsonl     the same decks, cards and reviews
    python anki_side.py WORK COLLECTION [DECK]             one round, as JSON

WORK is open, answer, figures, rebuild, fit or size, as in `our_side`. It imports nothing of ours.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median
from typing import Any

ANSWERS = 150
DAY_MS = 86_400_000
WEIGHTS = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)


def build(path: Path, history: Path) -> None:
    from anki.collection import AddNoteRequest, Collection  # type: ignore[import-not-found]

    for tail in ("", "-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    collection = Collection(str(path))
    collection.set_config("fsrs", True)
    preset = collection.decks.get_config(1)
    preset["rev"]["perDay"] = 9999
    collection.decks.save(preset)
    model = collection.models.by_name("Basic")
    requests, rows = [], []
    decks: dict[str, int] = {}
    with history.open(encoding="utf-8") as lines:
        for line in lines:
            card = json.loads(line)
            if card["deck"] not in decks:
                decks[card["deck"]] = collection.decks.id(card["deck"])
            note = collection.new_note(model)
            note["Front"], note["Back"] = card["card"], "answer"
            requests.append(AddNoteRequest(note, decks[card["deck"]]))
            rows.append(card)
    for start in range(0, len(requests), 5000):
        collection.add_notes(requests[start : start + 5000])
    today, cutoff = collection.sched.today, collection.sched.day_cutoff
    collection.close()
    remember(path, rows, today, cutoff)


def remember(path: Path, rows: list[dict[str, Any]], today: int, cutoff: int) -> None:
    """Write the history into the closed file, which is quicker than through the package."""
    with contextlib.closing(sqlite3.connect(path)) as db, db:
        ids = [row[0] for row in db.execute("select id from cards order by id")]
        begins = (cutoff - 86_400) * 1000
        taken: Counter[int] = Counter()
        cards, reviews = [], []
        for number, row in zip(ids, rows, strict=True):
            data = json.dumps({"s": round(row["stability"], 3), "d": round(row["difficulty"], 3)})
            interval = max(1, row["due"] - row["last"])
            cards.append((today + row["due"], interval, len(row["reviews"]), data, number))
            for place, (day, rating) in enumerate(row["reviews"]):
                taken[day] += 1
                moment = begins + day * DAY_MS + 3_600_000 + taken[day]
                reviews.append(
                    (moment, number, rating, interval, interval, 2500, 6000, int(place > 0))
                )
        db.execute("delete from revlog")
        db.executemany(
            "update cards set type=2, queue=2, due=?, ivl=?, factor=2500, reps=?, data=?"
            " where id=?",
            cards,
        )
        db.executemany(
            "insert into revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type)"
            " values (?,?,-1,?,?,?,?,?,?)",
            sorted(reviews),
        )


def opened(path: Path, deck: str) -> dict[str, Any]:
    from anki.collection import Collection

    start = time.perf_counter()
    collection = Collection(str(path))
    middle = time.perf_counter()
    if deck:
        collection.decks.select(collection.decks.id(deck))
    queued = collection.sched.get_queued_cards(fetch_limit=1)
    done = time.perf_counter()
    collection.close()
    return {"open_ms": 1000 * (middle - start), "queue_ms": 1000 * (done - middle),
            "due": queued.review_count}  # fmt: skip


def answered(path: Path, deck: str) -> dict[str, Any]:
    from anki.collection import Collection  # isort: skip  (before anki.cards, which needs it)
    from anki.cards import Card  # type: ignore[import-not-found]
    from anki.scheduler.v3 import CardAnswer  # type: ignore[import-not-found]

    collection = Collection(str(path))
    if deck:
        collection.decks.select(collection.decks.id(deck))
    taken = []
    for _ in range(ANSWERS + 10):
        queued = collection.sched.get_queued_cards(fetch_limit=1)
        if not queued.cards:
            break
        card = Card(collection, backend_card=queued.cards[0].card)
        card.start_timer()
        answer = collection.sched.build_answer(
            card=card, states=queued.cards[0].states, rating=CardAnswer.GOOD
        )
        start = time.perf_counter()
        collection.sched.answer_card(answer)
        taken.append(1000 * (time.perf_counter() - start))
    collection.close()
    taken = sorted(taken[10:])
    return {"p50_ms": median(taken), "p99_ms": taken[int(0.99 * len(taken))],
            "answers": len(taken)}  # fmt: skip


def figures(path: Path, deck: str) -> dict[str, Any]:
    from anki.collection import Collection

    collection = Collection(str(path))
    start = time.perf_counter()
    collection._backend.graphs(search="", days=0)
    found = {"s": time.perf_counter() - start}
    collection.close()
    return found


def rebuilt(path: Path, deck: str) -> dict[str, Any]:
    """Save the deck's options with other parameters: all memory states are computed anew."""
    from anki.collection import Collection

    collection = Collection(str(path))
    number = collection.decks.id(deck or "deck-0")
    now = collection._backend.get_deck_configs_for_update(number)
    config = now.all_config[0].config
    weights = list(WEIGHTS)
    weights[0] += (time.time() % 1000) * 1e-6
    del config.config.fsrs_params_6[:]
    config.config.fsrs_params_6.extend(weights)
    start = time.perf_counter()
    collection._backend.update_deck_configs(
        target_deck_id=number, configs=[config], removed_config_ids=[], mode=0,
        card_state_customizer="", limits=now.current_deck.limits,
        new_cards_ignore_review_limit=False, fsrs=True, apply_all_parent_limits=False,
        fsrs_reschedule=False, fsrs_health_check=False,
    )  # fmt: skip
    found = {"s": time.perf_counter() - start}
    collection.close()
    return found


def fitted(path: Path, deck: str) -> dict[str, Any]:
    from anki.collection import Collection

    collection = Collection(str(path))
    start = time.perf_counter()
    answer = collection._backend.compute_fsrs_params(
        search="", current_params=WEIGHTS, ignore_revlogs_before_ms=0, num_of_relearning_steps=0,
        health_check=False,
    )  # fmt: skip
    found = {"s": time.perf_counter() - start, "weights": list(answer.params),
             "items": answer.fsrs_items}  # fmt: skip
    collection.close()
    return found


def size(path: Path, deck: str) -> dict[str, Any]:
    with contextlib.closing(sqlite3.connect(path)) as db:
        pages = dict(db.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall())
        (reviews,) = db.execute("select count(*) from revlog").fetchone()
    rows = sum(of for name, of in pages.items() if "revlog" in name)
    return {"file": path.stat().st_size, "reviews": reviews, "review_rows": rows}


def peak_mb() -> float:
    """The peak of this process's memory; `ru_maxrss` would also hold its parent's."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


WORKS = {"open": opened, "answer": answered, "figures": figures, "rebuild": rebuilt,
         "fit": fitted, "size": size}  # fmt: skip

if __name__ == "__main__":
    if sys.argv[1] == "build":
        build(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        work, place, *named = sys.argv[1:]
        report = WORKS[work](Path(place), named[0] if named else "")
        report["rss_mb"] = peak_mb()
        print(json.dumps(report))
