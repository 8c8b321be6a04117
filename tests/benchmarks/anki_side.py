"""The half of `queue_beside_anki` that runs in an environment with the `anki` package.

    python anki_side.py build COLLECTION HISTORY.jsonl     the same decks, cards and reviews
    python anki_side.py open COLLECTION DECK               one round, as JSON

It imports nothing of ours.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def build(path: Path, history: Path) -> None:
    from anki.collection import AddNoteRequest, Collection  # type: ignore[import-not-found]

    collection = Collection(str(path))
    collection.set_config("fsrs", True)
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
    ids = [row[0] for row in collection.db.all("select id from cards order by id")]
    today = collection.sched.today
    cards, revlog = [], []
    moment = (int(time.time()) - 800 * 86_400) * 1000
    for number, row in zip(ids, rows, strict=True):
        data = json.dumps({"s": round(row["stability"], 3), "d": round(row["difficulty"], 3)})
        interval = max(1, row["due"] - row["last"])
        cards.append((today + row["due"], interval, len(row["reviews"]), data, number))
        for day, rating in row["reviews"]:
            moment += 1
            revlog.append((moment, number, rating, interval, interval, 2500, 6000, 1, day))
    database = collection.db
    database.executemany(
        "update cards set type=2, queue=2, due=?, ivl=?, factor=2500, reps=?, data=? where id=?",
        cards,
    )
    for start in range(0, len(revlog), 100_000):
        database.executemany(
            "insert into revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type)"
            " values (?,?,-1,?,?,?,?,?,?)",
            [row[:8] for row in revlog[start : start + 100_000]],
        )
    collection.close()


def open_and_queue(path: Path, deck: str) -> dict[str, float]:
    from anki.collection import Collection

    start = time.perf_counter()
    collection = Collection(str(path))
    opened = time.perf_counter()
    if deck:
        collection.decks.select(collection.decks.id(deck))
    queued = collection.sched.get_queued_cards(fetch_limit=1)
    done = time.perf_counter()
    collection.close()
    return {
        "open_ms": 1000 * (opened - start),
        "queue_ms": 1000 * (done - opened),
        "due": queued.review_count,
    }


if __name__ == "__main__":
    if sys.argv[1] == "build":
        build(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        print(json.dumps(open_and_queue(Path(sys.argv[2]), sys.argv[3])))
