"""`trainer cards DECK`: every card with its kind, facts and lines; what is asked, and how well."""

from __future__ import annotations

import argparse

from trainer.cli.output import print_json, print_line
from trainer.cli.world import add_now
from trainer.deck.deck import Deck
from trainer.deck.shelf import load
from trainer.questions.card import Card
from trainer.questions.catalogue import cards_of, draw
from trainer.settings import folders

NAME = "cards"
HELP = "List the cards of a deck: id, kind, the facts they ask and the lines these stand on."
EPILOG = """\
examples:
  trainer cards baclofen
  trainer cards baclofen --kind titration --json
  trainer cards baclofen --failing      what you keep failing, the worst first
  trainer cards baclofen --coverage     which facts are asked, in how many forms, and applied
  trainer cards baclofen --check        flaws of every card's questions; exit 1 if there are any"""
DRAWS = 5


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deck", metavar="DECK", help="a deck's name or path")
    parser.add_argument("--kind", help="only cards of this kind")
    parser.add_argument(
        "--failing", action="store_true", help="only cards that you keep failing, the worst first"
    )
    parser.add_argument("--coverage", action="store_true", help="print what of the deck is asked")
    parser.add_argument("--check", action="store_true", help="look for flaws in every question")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_now(parser)
    parser.set_defaults(seed=None)


def run(args: argparse.Namespace) -> int:
    if args.failing:
        return _failing(args)
    deck = load(args.deck, folders())
    cards = [card for card in cards_of(deck) if args.kind in (None, card.kind, card.form)]
    if args.coverage:
        return _coverage(deck, cards, as_json=args.json)
    if args.check:
        return _check(deck, cards, as_json=args.json)
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


def _failing(args: argparse.Namespace) -> int:
    """What the learner's log says of the deck: the cards that are wrong again and again."""
    from trainer.cli.wiring import open_desk

    desk = open_desk(args, read_only=True)
    try:
        deck = desk.name_of(args.deck)
        cards = desk.knowledge(deck).cards
        found = [cards[hard.name.card] for hard in desk.failing([deck])]
    finally:
        desk.close()
    found = [card for card in found if args.kind in (None, card.kind)]
    if args.json:
        print_json([card.to_json() for card in found])
        return 0
    for card in found:
        lines = ", ".join(str(line) for line in card.lines)
        print_line(
            f"{card.name}: wrong {card.failed} of {card.answered}, {card.kind}, line {lines}"
        )
        print_line(f"    {card.card}, due {card.due}")
    print_line(
        f"{len(found)} to study: trainer study {args.deck} --failing"
        if found
        else "Nothing keeps failing: that takes three wrong answers, or four tries never right."
    )
    return 0


def _coverage(deck: Deck, cards: list[Card], *, as_json: bool) -> int:
    from trainer.questions.coverage import by_section, coverage, summary, whole

    if as_json:
        print_json(summary(deck, cards))
        return 0
    facts = coverage(deck, cards)
    for one in (*by_section(facts), whole(facts)):
        print_line(
            f"{one.section:<24}{one.facts:>4} facts: {float(one.asked):.0%} asked,"
            f" {float(one.twice):.0%} in two forms, {float(one.applied):.0%} applied"
        )
    for fact in facts:
        if not fact.forms:
            lines = ", ".join(str(line) for line in fact.fact.lines)
            why = f" ({fact.waiting})" if fact.waiting else ""
            print_line(f"not asked: line {lines}: {fact.fact.statement}{why}")
    return 0


def _check(deck: Deck, cards: list[Card], *, as_json: bool) -> int:
    from trainer.questions.craft import Flaw, flaws
    from trainer.questions.vocabulary import lexicon_of

    lexicon = lexicon_of(deck)
    found: list[tuple[Card, str, Flaw]] = []
    for card in cards:
        seen: set[str] = set()
        for seed in range(DRAWS if card.fresh else 1):
            question = draw(deck, card, seed)
            for flaw in flaws(deck, question, lexicon):
                if flaw.code not in seen:
                    seen.add(flaw.code)
                    found.append((card, question.text, flaw))
    if as_json:
        print_json(
            [{"card": card.id, "question": text, **flaw.to_json()} for card, text, flaw in found]
        )
    else:
        for card, text, flaw in found:
            print_line(f"{card.id}: {flaw.code}: {flaw.message}")
            print_line(f"    {text}")
        print_line(f"{len(cards)} cards, {len(found)} flaws." if found else "No flaws.")
    return 1 if found else 0
