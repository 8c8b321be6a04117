"""A learner's log of many reviews, made at once for the benchmarks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from trainer.progress.store import Store
from trainer.schedule.fsrs_model import FsrsModel
from trainer.schedule.study_day import study_day

DAY_MS = 86_400_000
OTHER_DECKS = 10


def log_of_years(home: Path, deck: str, cards: int, reviews: int) -> None:
    """Write a log to `home`: half the cards of `deck` (card-0, card-1, ...) ten times each, the
    rest of `reviews` spread over as many other decks' cards. About one card in a hundred is due.
    """
    now = datetime.now(UTC)
    ids = iter(range(1, 1 << 60))
    today = study_day(now, "UTC", 4)
    store = Store.open(
        home / "progress.db",
        clock=lambda: now,
        new_id=lambda: next(ids).to_bytes(16, "little"),
        zone="UTC",
        rollover_hour=4,
        model=FsrsModel(),
    )
    model = FsrsModel()
    with store.writing() as db:
        db.execute("INSERT INTO device (id) VALUES (?)", (b"d" * 16,))
        db.execute("INSERT INTO zone (name) VALUES ('UTC')")
        db.execute(
            "INSERT INTO scheduler (version, parameters) VALUES (?, ?)",
            (model.version, model.parameters),
        )
        db.execute("INSERT INTO shown (digest, body) VALUES (?, '{}')", (b"x",))
        names = [deck, *(f"other-{n}" for n in range(OTHER_DECKS))]
        db.executemany("INSERT INTO deck (n, id) VALUES (?, ?)", enumerate(names, 1))
        here = range(cards // 2)
        there = range(max(0, reviews // 10 - len(here)))
        owners = [(1, f"card-{n}") for n in here]
        owners += [(2 + n % OTHER_DECKS, f"card-{n}") for n in there]
        db.executemany(
            "INSERT INTO card (n, deck, id) VALUES (?, ?, ?)",
            ((n, *owner) for n, owner in enumerate(owners, 1)),
        )
        number = 0
        for card in range(1, len(owners) + 1):
            interval = 10 + card % 200
            last = today - (interval + 1 if card % 97 == 0 else 1 + card % (interval - 1))
            events, texts = [], []
            for back in range(9, -1, -1):
                number += 1
                day = last - back * 12
                at = day * DAY_MS + DAY_MS // 2
                events.append((number, 1, number, 1, card, at, 0, 1, 4, day,
                               1, 0, 1.0, 3, 1, 0, 6000, 1))  # fmt: skip
                texts.append((number, number.to_bytes(16, "big"), "r", "", "1", 1, "1 mg", "1"))
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
            db.execute(
                "INSERT INTO memory (card, deck, stability, difficulty, last_day, due_day, reps,"
                " lapses, suspended, fingerprint, answered, failed, missed)"
                " VALUES (?1, (SELECT deck FROM card WHERE n = ?1), ?2, 5.0, ?3, ?4, 10,"
                " 0, 0, '', 10, 0, 0)",
                (card, float(interval), last, last + interval),
            )
    store.close()
