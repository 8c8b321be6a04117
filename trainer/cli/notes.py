"""`trainer notes`: what the learner remarked, reported and taught."""

from __future__ import annotations

import argparse
from typing import Any

from trainer.cli.output import print_json_line, print_line
from trainer.cli.world import add_now, deck_id, open_store
from trainer.progress.event import Kind
from trainer.tutor.taught import from_note

NAME = "notes"
HELP = "Print your remarks on cards, the verdicts you disputed, questions you reported, and what\
 you taught."
EPILOG = """\
examples:
  trainer notes
  trainer notes baclofen --json      one object a line, to send to the deck's author"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deck", metavar="DECK", nargs="?", help="only this deck (name or path)")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    with open_store(args, read_only=True) as store:
        found = store.notes(deck_id(args.deck, store))
        for name, number, kind, text in found:
            told = _told(kind, text)
            if args.json:
                event = store.event(number)
                asking = {"deck": name.deck, "card": name.card, "event": number}
                print_json_line({**asking, "variant": event.variant, **told})
            else:
                print_line(f"{name.deck}: {name.card}: {told['kind']}: {_words(told)}")
        if not found and not args.json:
            print_line("Nothing was noted yet.")
    return 0


def _told(kind: Kind, text: str) -> dict[str, Any]:
    if kind is Kind.DISPUTE:
        return {"kind": "report" if text else "dispute", "text": text}
    taught = from_note(text)
    if taught is not None:
        return {"kind": "taught", "word": taught.word, "meaning": taught.meaning}
    return {"kind": "note", "text": text}


def _words(told: dict[str, Any]) -> str:
    if told["kind"] == "taught":
        return f"{told['word']} means {told['meaning']}"
    return str(told["text"]) or "the verdict was held to be wrong"
