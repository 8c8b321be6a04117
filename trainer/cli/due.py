"""`trainer due`: one line, quick enough for a shell prompt."""

from __future__ import annotations

import argparse

from trainer.cli.output import print_json, print_line
from trainer.cli.world import add_now, deck_id, open_store
from trainer.progress.store import Store
from trainer.schedule.study_day import date_of

NAME = "due"
HELP = "Say in one line how many cards you have learnt are due again. New cards are not counted."
EPILOG = """\
examples:
  trainer due
  trainer due baclofen --quiet      only the number, nothing if it is 0
  PS1='$(trainer due --quiet) $ '   in a shell's prompt"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deck", metavar="DECK", nargs="?", help="only this deck (name or path)")
    parser.add_argument("--quiet", action="store_true", help="print the bare number, or nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    with open_store(args, read_only=True) as store:
        wanted = deck_id(args.deck, store)
        known = [deck for deck in store.decks() if wanted in (None, deck)]
        counts = {deck: n for deck, n in store.due_counts().items() if wanted in (None, deck)}
        coming = [day for deck in known if (day := store.next_due(deck)) is not None]
        total = sum(counts.values())
        if args.json:
            print_json(
                {
                    "due": total,
                    "decks": counts,
                    "next": date_of(min(coming)).isoformat() if coming else None,
                }
            )
        elif args.quiet:
            if total:
                print_line(str(total))
        else:
            print_line(_sentence(store, counts, total, coming))
    return 0


def _sentence(store: Store, counts: dict[str, int], total: int, coming: list[int]) -> str:
    if total:
        decks = ", ".join(f"{deck} {count}" for deck, count in counts.items())
        return f"{_cards(total)} due ({decks})"
    later = [day for day in coming if day > store.today()]
    if not later:
        return "Nothing is due yet: trainer study baclofen" if not coming else "Nothing is due"
    days = min(later) - store.today()
    return f"Nothing is due until {'tomorrow' if days == 1 else date_of(min(later)).isoformat()}"


def _cards(count: int) -> str:
    return "1 card is" if count == 1 else f"{count} cards are"
