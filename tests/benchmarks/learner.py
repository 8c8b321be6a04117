"""A learner with many cards and ten reviews of each: their lives, and a store that holds them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.progress.doctor import mend
from trainer.progress.store import Store
from trainer.questions.card import Card
from trainer.schedule.fsrs_model import FSRS6_WEIGHTS, FsrsModel
from trainer.schedule.fsrs_step import FsrsStep
from trainer.tutor.loaded import Loaded

REVIEWS = 10
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
TODAY = (NOON - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(days=1)
DECK = "deck-0"
BATCH = 10_000

SHOWN = {"question": "What is the elimination half-life?", "options": [], "lines": [31]}
VERDICT = {
    "verdict": "correct",
    "points": [{"point": "2.5 to 4 hours", "met": True}],
    "slip": None,
    "confused_with": None,
    "message": "Yes: 2.5 to 4 hours.",
}


def lives(cards: int, decks: int = 1) -> Iterator[dict[str, Any]]:
    """Ten reviews a card, spread as the schedule would; one card in a hundred is due."""
    step, model = FsrsStep(FSRS6_WEIGHTS), FsrsModel()
    for number in range(cards):
        chance = Chance("beside anki", number)
        is_due = number % 100 == 0
        while True:
            ratings = [(1, 3, 3, 3, 3, 3, 3, 2, 3, 4)[chance.below(10)] for _ in range(REVIEWS)]
            day, days = 0, [0]
            state = step.first(ratings[0])
            for rating in ratings[1:]:
                gap = max(1, min(60, round(state[0])))
                day += gap
                days.append(day)
                state = step.next(*state, gap, rating)
            interval = model.interval(state[0])
            if is_due or interval > 1:
                break
        last = -interval if is_due else -chance.between(1, interval - 1)
        yield {
            "deck": f"deck-{number % decks}",
            "card": f"card-{number}",
            "reviews": [(last - day + one, r) for one, r in zip(days, ratings, strict=True)],
            "stability": state[0],
            "difficulty": state[1],
            "last": last,
            "due": last + interval,
        }


def open_store(home: Path, *, read_only: bool = False) -> Store:
    """Open the learner's file at noon of the day on which everything is measured."""
    with_number = count(1)
    salt = str(home.stat().st_mtime_ns).encode()[-8:].rjust(8, b"0")
    return Store.open(
        home / "progress.db",
        clock=lambda: NOON,
        new_id=lambda: salt + next(with_number).to_bytes(8, "big"),
        zone="UTC",
        rollover_hour=4,
        model=FsrsModel(),
        read_only=read_only,
    )


def deck_of(home: Path, cards: int, decks: int = 1) -> Loaded:
    """The first deck, made ready."""
    names = [f"card-{number}" for number in range(0, cards, decks)]
    return Loaded(
        Deck(DECK, DECK, DECK, "r", home),
        {
            name: Card(name, DECK, "value", "value", ("f",), (1,), "s", name, "", place, "f")
            for place, name in enumerate(names)
        },
        _none,
        _none,
        f"{cards} in {decks}",
    )


def _none() -> Any:
    return ()


def build(home: Path, cards: int, decks: int = 1) -> None:
    """Make the learner's file in `home`, and `history.jsonl` for another program to read.

    The reviews are written in the order in which they were lived; whatever the cards assert, they
    count as asked.
    """
    home.mkdir(parents=True, exist_ok=True)
    rows = []
    with (home / "history.jsonl").open("w", encoding="utf-8") as out:
        for number, life in enumerate(lives(cards, decks), 1):
            out.write(json.dumps(life) + "\n")
            rows += [(TODAY + day, number, rating) for day, rating in life["reviews"]]
    rows.sort()
    (home / "progress.db").unlink(missing_ok=True)
    store = open_store(home)
    with store.writing() as db:
        model = FsrsModel()
        db.execute("INSERT INTO device (id) VALUES (?)", (b"d" * 16,))
        db.execute("INSERT INTO zone (name) VALUES ('UTC')")
        db.execute(
            "INSERT INTO scheduler (version, parameters) VALUES (?, ?)",
            (model.version, model.parameters),
        )
        db.execute("INSERT INTO shown (digest, body) VALUES (?, ?)", (b"x", json.dumps(SHOWN)))
        db.executemany(
            "INSERT INTO deck (n, id) VALUES (?, ?)",
            [(number + 1, f"deck-{number}") for number in range(decks)],
        )
        db.executemany(
            "INSERT INTO card (n, deck, id) VALUES (?, ?, ?)",
            [(number + 1, number % decks + 1, f"card-{number}") for number in range(cards)],
        )
        verdict = json.dumps(VERDICT, separators=(",", ":"), sort_keys=True)
        for start in range(0, len(rows), BATCH):
            numbered = list(enumerate(rows[start : start + BATCH], start + 1))
            db.executemany(
                "INSERT INTO event (n, device, seq, kind, card, at_ms, offset_min, zone, rollover,"
                " day, verdict, unsafe, score, rating, counts, hints, taken_ms, scheduler)"
                " VALUES (?1, 1, ?1, 1, ?2, ?3 * 86400000 + 43200000, 0, 1, 4, ?3, ?4, 0, ?5, ?6,"
                " 1, 0, 6000, 1)",
                [
                    (n, card, day, 1 if rating > 1 else 3, float(rating > 1), rating)
                    for n, (day, card, rating) in numbered
                ],
            )
            db.executemany(
                "INSERT INTO event_text (n, id, revision, fingerprint, variant, shown, answer,"
                " verdict, grader_version, note)"
                " VALUES (?, ?, 'r', '', '1', 1, '3 h', ?, '1', '')",
                [(n, n.to_bytes(16, "big"), verdict) for n, _ in numbered],
            )
    mend(store)
    store.keep_syllabus(
        DECK, deck_of(home, cards, decks).made_of,
        [(f"card-{number}", "f") for number in range(0, cards, decks)],
    )  # fmt: skip
    store.close()
