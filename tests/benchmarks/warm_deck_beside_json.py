"""A deck that was read before, opened for 20 questions, beside `json.loads` of the whole deck.

python -m tests.benchmarks.warm_deck_beside_json
"""

from __future__ import annotations

import json
import tempfile
import time
from itertools import islice
from pathlib import Path
from statistics import median

from tests.benchmarks.screens_beside_hello import deck as written
from trainer.deck import compiled
from trainer.deck.shelf import load
from trainer.questions.catalogue import draw, kept_cards_of
from trainer.settings import Folders

CARDS, SESSION, ROUNDS = 10_000, 20, 9


def measure() -> float:
    """The median of per-round ratios."""
    with tempfile.TemporaryDirectory() as name:
        places = Folders(Path(name) / "data", Path(name) / "cache")
        folder = written(Path(name) / "large", CARDS)
        deck = load(str(folder), places)
        kept_cards_of(deck, places.compiled)
        whole = json.dumps(deck.to_json() | {"cards": [card.to_json() for card in deck.cards]})
        assert compiled.place_of(folder, places.compiled).is_file()
        ratios = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            warm = load(str(folder), places)
            cards = kept_cards_of(warm, places.compiled)
            for card in islice(cards, SESSION):
                draw(warm, cards[card], "1")
            middle = time.perf_counter()
            json.loads(whole)
            ratios.append((middle - start) / (time.perf_counter() - middle))
    return median(ratios)


if __name__ == "__main__":
    print(f"{measure():.3f}")
