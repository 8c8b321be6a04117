"""`trainer ask DECK`: questions as a learner gets them, with their keys."""

from __future__ import annotations

import argparse

from trainer.calculator.writer import write
from trainer.chance import Chance
from trainer.cli.output import print_json, print_line
from trainer.deck.deck import Deck
from trainer.deck.shelf import load
from trainer.errors import DataError, UsageError
from trainer.questions.catalogue import card_by_id, cards_of, draw, of_kind
from trainer.questions.question import Question
from trainer.settings import folders

NAME = "ask"
HELP = "Show a question of a deck with its key, worked steps and the calculation errors it knows."
EPILOG = """\
examples:
  trainer ask baclofen --seed 7
  trainer ask baclofen --kind titration --variants 5
  trainer ask baclofen --card duration-half-life/value --json

The same deck, card and seed give the same question on every machine."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deck", metavar="DECK", help="a deck's name or path")
    parser.add_argument("--card", metavar="ID", help="the card to ask")
    parser.add_argument("--kind", help="a card of this kind")
    parser.add_argument("--variants", type=int, default=1, metavar="N", help="that many draws")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="the first draw's seed")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(args: argparse.Namespace) -> int:
    if not 1 <= args.variants <= 10_000:
        raise UsageError("--variants must lie between 1 and 10,000")
    deck = load(args.deck, folders())
    if args.card:
        card = card_by_id(deck, args.card)
    else:
        cards = cards_of(deck)
        fitting = of_kind(cards, args.kind) if args.kind else cards
        if not cards:
            raise DataError(
                f"deck {deck.id} has no card of which a question can be asked",
                hint=f"`trainer deck check {args.deck}` says why.",
            )
        if not fitting:
            kinds = sorted({card.kind for card in cards})
            raise DataError(
                f"deck {deck.id} has no card of kind {args.kind!r}",
                hint=f"Kinds: {', '.join(kinds)}",
            )
        card = Chance(deck.id, "which card", args.seed).choice(fitting)
    questions = [draw(deck, card, args.seed + number) for number in range(args.variants)]
    if args.json:
        flawed = _flaws(deck, questions)
        forms = [{**question.to_json(), "flaws": flawed} for question in questions]
        print_json(forms[0] if args.variants == 1 else forms)
        return 0
    if len(questions) > 1 and card.fresh:
        _print_table(questions)
        return 0
    for question in questions:
        _print(question)
    for flaw in _flaws(deck, questions):
        print_line(f"Flaw: {flaw}")
    return 0


def _flaws(deck: Deck, questions: list[Question]) -> list[str]:
    from trainer.questions.craft import flaws
    from trainer.questions.vocabulary import lexicon_of

    lexicon = lexicon_of(deck)
    found = [f"{one.code}: {one.message}" for q in questions for one in flaws(deck, q, lexicon)]
    return list(dict.fromkeys(found))


def _print_table(questions: list[Question]) -> None:
    """A line a draw: what was drawn, the key, and the value of each named error."""
    print_line(f"[{questions[0].card}] {questions[0].text}")
    for question in questions:
        drawn = ", ".join(f"{name} {value}" for name, value in question.given.items())
        slips = ", ".join(f"{slip.name} {write(slip.quantity)}" for slip in question.slips)
        print_line(f"{question.variant:>6}  {drawn or question.text}")
        print_line(f"        key: {question.key.model}")
        if slips:
            print_line(f"        slips: {slips}")


def _print(question: Question) -> None:
    print_line(f"[{question.card}, variant {question.variant}]")
    print_line(question.text)
    for number, option in enumerate(question.options):
        print_line(f"  {chr(ord('a') + number)}) {option}")
    print_line(f"Key ({question.key.type}): {question.key.model}")
    for number, step in enumerate(question.steps, 1):
        print_line(f"Step {number}: {step}")
    for slip in question.slips:
        print_line(f"Slip {slip.name}, {write(slip.quantity)}: {slip.words}")
    lines = ", ".join(str(line) for line in question.lines)
    print_line(f"Lines: {lines}" if lines else "Lines: none")
    print_line()
