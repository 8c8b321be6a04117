"""`trainer reset`: a card, or a whole deck, begins anew; its history stays."""

from __future__ import annotations

import argparse

from trainer.cli.output import print_json, print_line
from trainer.cli.wiring import open_desk
from trainer.cli.world import add_world
from trainer.errors import UsageError

NAME = "reset"
HELP = "Let a card, or every card of a deck, begin anew; `trainer undo` takes it back."
EPILOG = """\
examples:
  trainer reset baclofen --card duration-half-life/value
  trainer reset baclofen --all"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deck", metavar="DECK", help="a deck's name or path")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--card", metavar="ID", help="this card")
    which.add_argument("--all", action="store_true", help="every card of the deck")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_world(parser)


def run(args: argparse.Namespace) -> int:
    desk = open_desk(args)
    try:
        deck = desk.name_of(args.deck)
        known = desk.store.states(deck)
        if args.card and args.card not in {*known, *desk.decks([deck])[0].cards}:
            raise UsageError(f"deck {deck} has no card {args.card!r}", hint="See: trainer cards")
        cards = sorted(known) if args.all else [card for card in (args.card,) if card in known]
        desk.store.reset_all(deck, cards)
    finally:
        desk.close()
    if args.json:
        print_json({"deck": deck, "reset": cards})
    elif not cards:
        print_line("Nothing to reset: it was never asked.")
    else:
        print_line(f"{len(cards)} {'card begins' if len(cards) == 1 else 'cards begin'} anew.")
    return 0
