"""`trainer card`: one card with all that was ever asked of it; set aside, or asked again."""

from __future__ import annotations

import argparse

from trainer.cli.output import print_json, print_line
from trainer.cli.wiring import open_desk
from trainer.cli.world import add_now
from trainer.errors import DataError
from trainer.tutor.past import PastAsking

NAME = "card"
HELP = "Show one card: how it stands and every asking; set it aside, or have it asked again."
EPILOG = """\
examples:
  trainer card baclofen duration-half-life/value
  trainer card baclofen duration-half-life/value --aside    never ask it
  trainer card baclofen duration-half-life/value --again    ask it again

The ids are those of `trainer cards DECK`."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deck", metavar="DECK", help="a deck's name or path")
    parser.add_argument("card", metavar="CARD", help="the card's id")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--aside", action="store_true", help="do not ask it any more")
    group.add_argument("--again", action="store_true", help="ask it again")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_now(parser)
    parser.set_defaults(seed=None)


def run(args: argparse.Namespace) -> int:
    changing = args.aside or args.again
    desk = open_desk(args, read_only=not changing)
    try:
        deck = desk.name_of(args.deck)
        wording = desk.wording(deck, args.card)
        if changing:
            desk.set_aside(deck, args.card, args.aside)
        standing = desk.knowledge(deck).cards.get(args.card)
        past = desk.past(deck, args.card)
    finally:
        desk.close()
    if standing is None:
        raise DataError(f"deck {deck} has no card {args.card!r}", hint=f"See: trainer cards {deck}")
    if args.json:
        print_json(
            {
                **standing.to_json(),
                "question": wording,
                "past": [asking.to_json() for asking in past],
            }
        )
        return 0
    print_line(f"{standing.card}: {standing.grasp}{_when(standing.due)}")
    print_line(wording)
    for asking in past:
        print_line(line_of(asking))
    return 0


def line_of(asking: PastAsking) -> str:
    """One asking on a line: the day, the days since the one before, its worth, the answer."""
    taken_back = " (taken back)" if asking.undone else ""
    said = f": {asking.answer}" if asking.answer else ""
    return f"{asking.day.isoformat()}  {asking.since:>13}  {asking.worth:<10}{taken_back}{said}"


def _when(due: str) -> str:
    return f", due {due}" if due else ""
