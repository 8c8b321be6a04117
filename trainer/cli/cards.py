"""`trainer cards DECK`: every card with its kind, facts and lines."""

from __future__ import annotations

import argparse

from trainer.cli.output import print_json, print_line
from trainer.deck.shelf import load
from trainer.questions.catalogue import cards_of
from trainer.settings import folders

NAME = "cards"
HELP = "List the cards of a deck: id, kind, the facts they ask and the lines these stand on."
EPILOG = "examples:\n  trainer cards baclofen\n  trainer cards baclofen --json"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deck", metavar="DECK", help="a deck's name or path")
    parser.add_argument("--kind", help="only cards of this kind")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(args: argparse.Namespace) -> int:
    deck = load(args.deck, folders())
    cards = [card for card in cards_of(deck) if args.kind in (None, card.kind, card.form)]
    if args.json:
        print_json([card.to_json() for card in cards])
        return 0
    for card in cards:
        lines = ", ".join(str(line) for line in card.lines)
        at = f" (line {lines})" if lines else ""
        print_line(f"{card.id}: {card.kind}{at}")
    asked = {fact for card in cards for fact in card.facts}
    print_line(f"{len(cards)} cards ask {len(asked)} of {len(deck.facts)} facts.")
    return 0
