"""The actions of `trainer deck` that bring decks in and take them away, compare and show them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from trainer.cli.output import print_json, print_line
from trainer.deck.deck import Deck
from trainer.deck.difference import CardState, Difference, difference
from trainer.deck.problem import DeckError
from trainer.deck.shelf import DECK_FILE, check, find
from trainer.errors import UsageError
from trainer.settings import folders


def add(args: argparse.Namespace) -> int:
    """Bring a deck in, or update it, and say what changed."""
    from trainer.deck.library import add as bring_in
    from trainer.deck.shelf import available
    from trainer.questions.states import card_states

    states: dict[str, Mapping[str, CardState]] = {}
    for folder in available(folders()):
        if folder.parent == folders().decks and (old := check(folder).deck):
            states[old.id] = card_states(old)
    added = bring_in(Path(args.source).expanduser(), folders())
    now = card_states(added.deck)
    change = difference(states.get(added.deck.id, {}), now) if added.before else None
    if args.json:
        print_json(
            {
                "id": added.deck.id,
                "title": added.deck.title,
                "folder": str(added.folder),
                "cards": len(now),
                "updated": added.before is not None,
                "changes": change.to_json() if change else None,
            }
        )
        return 0
    if change is None:
        print_line(f"Added {added.deck.title}: {len(now)} cards. trainer study {added.folder.name}")
        return 0
    print_line(f"Updated {added.deck.title}: {len(now)} cards.")
    _tell(change)
    return 0


def remove(args: argparse.Namespace) -> int:
    """Take one of the learner's own decks away; its history stays."""
    from trainer.deck.library import remove as take_away

    folder = take_away(args.deck, folders())
    if args.json:
        print_json({"removed": str(folder)})
    else:
        print_line(f"Removed {folder}. Its history stays: add it again, and it goes on.")
    return 0


def ids(args: argparse.Namespace) -> int:
    """Say which cards have no id, or write ids into the file."""
    from trainer.deck.ids import with_ids, write_ids

    path = find(args.deck, folders()) / DECK_FILE
    added = write_ids(path) if args.write else with_ids(path)[1]
    if args.json:
        print_json([{"line": line, "id": card} for line, card in added])
    else:
        for line, card in added:
            print_line(f"{path}:{line}: {card}")
        done = "written" if args.write else "missing; write them with --write"
        print_line(f"{len(added)} ids {done}." if added else "Every card has an id.")
    return 1 if added and not args.write else 0


def diff(args: argparse.Namespace) -> int:
    """Compare two states of a deck: which cards keep their progress and which are asked anew."""
    from trainer.questions.states import card_states

    old, new = _readable(args.old), _readable(args.new)
    if old.id != new.id and not args.json:
        print_line(f"These are two decks: {old.id} and {new.id}. Progress hangs on the id.")
    change = difference(card_states(old), card_states(new))
    if args.json:
        print_json(change.to_json())
    else:
        _tell(change)
    return 0


def show(args: argparse.Namespace) -> int:
    """Show the deck as a learner meets it: each question, its answer, its hints and its lines."""
    from trainer.questions.catalogue import cards_of, draw
    from trainer.questions.coverage import by_section, coverage, summary, whole

    deck = _readable(args.deck)
    cards = cards_of(deck)
    chosen = [card for card in cards if args.card in (None, card.id)]
    if not chosen:
        raise UsageError(f"deck {deck.id} has no card {args.card!r}", hint="See: trainer cards")
    drawn = [(card, draw(deck, card, args.seed or 0)) for card in chosen]
    if args.json:
        print_json(
            {
                "id": deck.id,
                "title": deck.title,
                "cards": [question.to_json() for _, question in drawn],
                "coverage": summary(deck, cards),
            }
        )
        return 0
    print_line(f"{deck.title} ({deck.id}): {len(cards)} cards, {len(deck.facts)} facts")
    for card, question in drawn:
        print_line()
        print_line(f"[{card.id}] {question.text}")
        for place, option in enumerate(question.options):
            print_line(f"  {chr(ord('a') + place)}) {option}")
        print_line(f"  Answer: {question.key.model}")
        for number, hint in enumerate(question.hints, 1):
            print_line(f"  Hint {number}: {hint}")
        for number, step in enumerate(question.steps, 1):
            print_line(f"  Step {number}: {step}")
        if question.because:
            print_line(f"  Why: {question.because}")
        if question.lines:
            print_line(f"  Monograph, line {', '.join(str(line) for line in question.lines)}")
    if args.card is None and deck.facts:
        print_line()
        facts = coverage(deck, cards)
        for one in (*by_section(facts), whole(facts)):
            print_line(
                f"{one.section}: {one.facts} facts, {float(one.asked):.0%} asked,"
                f" {float(one.twice):.0%} in two forms, {float(one.applied):.0%} applied"
            )
    return 0


def schema(args: argparse.Namespace) -> int:
    """Print the JSON Schema of deck.yaml, for editors."""
    from trainer.deck.schema import SCHEMA_FILE

    print(SCHEMA_FILE.read_text(encoding="utf-8"), end="")
    return 0


def _readable(name: str) -> Deck:
    checked = check(find(name, folders()))
    if checked.deck is None:
        raise DeckError(checked.problems)
    return checked.deck


def _tell(change: Difference) -> None:
    for cards, what in (
        (change.new, "new"),
        (change.reworded, "reworded, progress kept"),
        (change.changed, "another answer, asked anew"),
        (change.gone, "gone, history kept"),
    ):
        for card in cards:
            print_line(f"  {what}: {card}")
    if not change:
        print_line("  No card changed.")
