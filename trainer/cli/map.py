"""`trainer map`: the monograph as the map of what one knows."""

from __future__ import annotations

import argparse

from trainer.cli.output import print_json, print_line
from trainer.cli.wiring import open_desk
from trainer.cli.world import add_now
from trainer.tutor.knowledge import Grasp, Knowledge

NAME = "map"
HELP = "Print a deck's monograph, each line with how well it is known."
EPILOG = """\
examples:
  trainer map baclofen
  trainer map baclofen --json
  trainer map baclofen --only "keeps failing"

The words: keeps failing, learning, not met, well known, set aside.
A line without one is not asked."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deck", metavar="DECK", help="a deck's name or path")
    parser.add_argument("--only", choices=[str(grasp) for grasp in Grasp], help="only these lines")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_now(parser)
    parser.set_defaults(seed=None)


def run(args: argparse.Namespace) -> int:
    desk = open_desk(args, read_only=True)
    try:
        knowledge = desk.knowledge(desk.name_of(args.deck))
    finally:
        desk.close()
    if args.json:
        print_json(knowledge.to_json())
        return 0
    _print(knowledge, args.only)
    return 0


def _print(knowledge: Knowledge, only: str | None) -> None:
    counts = ", ".join(f"{count} {grasp}" for grasp, count in knowledge.counts().items() if count)
    print_line(f"{knowledge.title}: {counts or 'no cards'}.")
    for line in knowledge.lines:
        if only is None:
            if line.text.strip():
                print_line(f"{line.number:>4}  {line.grasp or '':<13}  {line.text.strip()}")
        elif line.grasp == only:
            print_line(f"{line.number:>4}  {line.text.strip()}")
    if not knowledge.lines:
        for card in knowledge.cards.values():
            if only is None or card.grasp == only:
                print_line(f"{card.grasp:<13}  {card.card}")
