"""Does our package open in Anki, and does Anki's own come back with its reviews?

python -m tests.evaluation.anki_package --environment FOLDER [--deck baclofen]

Anki is installed in an environment of its own in FOLDER; it is never a dependency.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.own_environment import python_with
from trainer.deck.shelf import load
from trainer.interchange.anki_in import read_package
from trainer.interchange.anki_out import to_anki
from trainer.interchange.bank import Loss, items_of
from trainer.settings import folders

SIDE = """
import json, sys, time
from anki.collection import Collection, ImportAnkiPackageRequest, ImportAnkiPackageOptions
from anki.collection import ExportAnkiPackageOptions, DeckIdLimit
folder, package, out = sys.argv[1:4]
col = Collection(folder + "/collection.anki2")
options = ImportAnkiPackageOptions()
col.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=options))
notes = col.note_count()
cards = col.card_count()
deck = [d for d in col.decks.all_names_and_ids() if d.name != "Default"][0]
col.decks.select(deck.id)
answered = 0
for _ in range(5):
    queued = col.sched.get_queued_cards(fetch_limit=1)
    if not queued.cards:
        break
    card = col.get_card(queued.cards[0].card.id)
    card.start_timer()
    states = queued.cards[0].states
    answer = col.sched.build_answer(card=card, states=states, rating=2)
    col.sched.answer_card(answer)
    answered += 1
for legacy in (True, False):
    col.export_anki_package(
        out_path=out + ("-old.apkg" if legacy else "-new.apkg"),
        limit=DeckIdLimit(deck.id),
        options=ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=False, with_media=False, legacy=legacy
        ),
    )
col.close()
print(json.dumps({"notes": notes, "cards": cards, "answered": answered}))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--environment", type=Path, required=True)
    parser.add_argument("--deck", default="baclofen")
    args = parser.parse_args()
    python = python_with(args.environment, "anki")
    deck = load(args.deck, folders())
    losses: list[Loss] = []
    items = list(items_of(deck, 3, losses))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = to_anki(deck, items, folder / "ours.apkg", time.time(), losses)
        done = subprocess.run(
            [str(python), "-c", SIDE, name, str(folder / "ours.apkg"), str(folder / "theirs")],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return 1
        there = json.loads(done.stdout.splitlines()[-1])
        print(f"sent {count} notes; in Anki {there['notes']} notes, {there['cards']} cards")
        good = there["notes"] == count
        for form in ("old", "new"):
            back = read_package(folder / f"theirs-{form}.apkg")
            same = {row.ask for row in back.rows} == {
                " ".join((item.question.text, *item.question.options)) for item in items
            }
            print(
                f"{form} form: {len(back.rows)} notes back, {len(back.reviews)} of "
                f"{there['answered']} reviews, questions {'the same' if same else 'differ'}"
            )
            good &= len(back.rows) == count and len(back.reviews) == there["answered"]
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
