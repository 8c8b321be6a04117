"""`trainer study`: the conversation, on a screen or line by line."""

from __future__ import annotations

import argparse
import gc
import os
import sys

from trainer.cli.output import print_line
from trainer.cli.wiring import open_desk
from trainer.cli.world import add_world
from trainer.errors import UsageError
from trainer.tutor.agenda import Mode, Scope
from trainer.tutor.desk import Desk

NAME = "study"
HELP = "Be asked about a deck until you know it. Without a deck: all that is due, in every deck."
EPILOG = """\
examples:
  trainer study baclofen
  trainer study baclofen --plain --limit 10
  trainer study                        everything that is due
  trainer study baclofen --plain --json < answers.txt
  trainer study baclofen --section contraindications --minutes 10
  trainer study baclofen --failing     what you keep failing, due or not, until it is right
  trainer study baclofen --card duration-half-life/value
  trainer study --cram                 everything until it is right; the schedule stays as it is
  trainer study --early                also what is not due yet
  trainer study --missed               what you missed in the newest mock exam

Say "hint", "I don't know", "why", "skip", "undo" or "stop" at any time."""


ABOUT = "you keep failing"
NONE_FAILS = (
    "Nothing keeps failing: that takes three wrong answers, or four tries never right. "
    "What is due: trainer study"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("decks", nargs="*", metavar="DECK", help="a deck's name or path")
    parser.add_argument("--plain", action="store_true", help="line by line, without a screen")
    parser.add_argument("--json", action="store_true", help="with --plain: one object a turn")
    parser.add_argument("--limit", type=int, metavar="N", help="end after N questions")
    parser.add_argument("--section", default="", metavar="ID", help="only this section's cards")
    parser.add_argument("--kind", default="", metavar="KIND", help="only questions of this kind")
    parser.add_argument("--minutes", type=float, metavar="N", help="end after N minutes")
    parser.add_argument(
        "--missed", nargs="?", const="", metavar="EXAM",
        help="just the cards missed in that mock exam of yours (in the newest), until right",
    )  # fmt: skip
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--early", action="store_true", help="also what is not due yet; it counts")
    mode.add_argument(
        "--failing", action="store_true", help="only what keeps failing, due or not; it counts"
    )
    mode.add_argument(
        "--card",
        action="append",
        default=[],
        metavar="ID",
        help="only this card of the first deck, due or not; may be given more than once",
    )
    mode.add_argument("--cram", action="store_true", help="over and over; moves no memory")
    add_world(parser)


def run(args: argparse.Namespace) -> int:
    if args.limit is not None and args.limit < 1:
        raise UsageError("--limit must be at least 1")
    if args.minutes is not None and not 0 < args.minutes <= 600:
        raise UsageError("--minutes must lie between 0 and 600")
    others = (args.section, args.kind, args.cram, args.early, args.failing, args.card)
    if args.missed is not None and any(others):
        raise UsageError(
            "--missed goes without --section, --kind, --cram, --early, --failing and --card"
        )
    if args.json and not args.plain:
        raise UsageError("--json goes with --plain")
    if (args.failing or args.card) and (args.section or args.kind):
        raise UsageError("--failing and --card stand alone: no --section, no --kind")
    if args.card and not args.decks:
        raise UsageError("--card needs its deck", hint="See: trainer study --help")
    if not args.plain:
        from trainer.tui.terminal import refusal

        if sentence := refusal(sys.stdin, sys.stdout, dict(os.environ)):
            raise UsageError(sentence)
        gc.disable()  # until the first picture stands: `run` of the screens enables it
    desk = open_desk(args)
    try:
        decks = [desk.name_of(deck) for deck in args.decks]
        if args.failing and not desk.failing(decks):
            print_line(NONE_FAILS)
            return 0
        scope = _scope(args, desk, decks)
        if args.missed is not None and not decks:
            decks = [desk.hall().report(args.missed or None).paper.deck]
        desk.narrow(scope)
        return _plain(desk, decks, args) if args.plain else _screen(desk, decks, args)
    finally:
        desk.close()


def _scope(args: argparse.Namespace, desk: Desk, decks: list[str]) -> Scope:
    """Read the options; a section or a kind that no card has is refused with what there is."""
    if args.missed is not None:
        report = desk.hall().report(args.missed or None)
        if not report.missed_cards:
            raise UsageError(f"nothing was missed in exam {report.name}")
        if decks and report.paper.deck not in decks:
            raise UsageError(f"exam {report.name} was on deck {report.paper.deck}")
        missed = tuple((report.paper.deck, card) for card in report.missed_cards)
        about = f"you missed in exam {report.name}"
        return Scope(minutes=args.minutes, mode=Mode.CHOSEN, cards=missed, about=about)
    if args.failing:
        found = tuple((hard.name.deck, hard.name.card) for hard in desk.failing(decks))
        return Scope(minutes=args.minutes, mode=Mode.CHOSEN, cards=found, about=ABOUT)
    if args.card:
        deck = desk.decks(decks)[0]
        for card in args.card:
            if card not in deck.cards:
                raise UsageError(
                    f"deck {deck.deck.id} has no card {card!r}",
                    hint=f"See: trainer cards {deck.deck.id}",
                )
        chosen = tuple((deck.deck.id, card) for card in args.card)
        return Scope(minutes=args.minutes, mode=Mode.CHOSEN, cards=chosen, about="that you named")
    mode = Mode.CRAM if args.cram else Mode.EARLY if args.early else Mode.DUE
    scope = Scope(args.section, args.kind, args.minutes, mode)
    if args.section or args.kind:
        cards = [card for loaded in desk.decks(decks) for card in loaded.cards.values()]
        sections = sorted({card.section for card in cards} - {""})
        kinds = sorted({card.kind for card in cards})
        if args.section and args.section not in sections:
            raise UsageError(
                f"no card is of section {args.section!r}", hint=f"There are: {', '.join(sections)}"
            )
        if not any(scope.of(loaded).cards for loaded in desk.decks(decks)):
            raise UsageError(
                f"no card here is of kind {args.kind!r}", hint=f"There are: {', '.join(kinds)}"
            )
    return scope


def _plain(desk: Desk, decks: list[str], args: argparse.Namespace) -> int:
    from trainer.plain import converse

    converse(
        desk.begin(decks, args.limit),
        sys.stdin,
        sys.stdout,
        as_json=args.json,
        interactive=sys.stdin.isatty() and sys.stdout.isatty(),
    )
    return 0


def _screen(desk: Desk, decks: list[str], args: argparse.Namespace) -> int:
    from trainer.tui.app import run as run_app

    return run_app(desk, decks, args.limit)
