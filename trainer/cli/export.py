"""`trainer export`: a deck or the log in other programs' formats."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from trainer.cli.output import print_json, print_line
from trainer.cli.world import add_now, clock_of, deck_id, open_store
from trainer.deck.shelf import load
from trainer.errors import StorageError, UsageError
from trainer.interchange.bank import Item, Loss, items_of, written_card
from trainer.settings import folders

NAME = "export"
HELP = "Write a deck for Anki, Moodle, Canvas or a spreadsheet, a study sheet, or your reviews."
EPILOG = """\
examples:
  trainer export baclofen baclofen.apkg            Anki (extra: pip install '.[anki]')
  trainer export baclofen baclofen.csv             a spreadsheet, to be read back with import
  trainer export baclofen baclofen.gift            Moodle's GIFT; .xml is Moodle XML
  trainer export baclofen quiz.txt --to text2qti   for Canvas
  trainer export baclofen sheet.html               a study sheet; .md too
  trainer export --log reviews.jsonl               every event; --to xapi for statements

What a format cannot hold is said card by card."""

FORMATS = {
    ".csv": "csv", ".tsv": "tsv", ".gift": "gift", ".xml": "moodle", ".apkg": "anki",
    ".html": "sheet", ".md": "sheet",
}  # fmt: skip
KINDS = ("csv", "tsv", "gift", "moodle", "text2qti", "anki", "sheet", "jsonl", "xapi")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deck", metavar="DECK", nargs="?", help="a deck's name or path")
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="where to")
    parser.add_argument("--to", choices=KINDS, help="the format, if the ending does not say it")
    parser.add_argument("--log", metavar="FILE", type=Path, help="your reviews instead of a deck")
    parser.add_argument(
        "--variants", type=int, default=5, metavar="N", help="draws of a card with numbers (5)"
    )
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    if args.log is not None:
        return _log(args)
    if args.deck is None or args.file is None:
        raise UsageError("export takes a deck and a file", hint="Or --log FILE for your reviews")
    if not 1 <= args.variants <= 100:
        raise UsageError("--variants must lie between 1 and 100")
    kind = args.to or FORMATS.get(args.file.suffix.casefold())
    if kind is None or kind in ("jsonl", "xapi"):
        raise UsageError(
            f"{args.file.name} does not say which format", hint=f"Add --to: {', '.join(KINDS[:7])}"
        )
    _refuse_over(args.file, args.force)
    deck = load(args.deck, folders())
    losses: list[Loss] = []
    items = list(items_of(deck, args.variants, losses))
    if kind == "anki":
        from trainer.interchange.anki_out import to_anki

        to_anki(deck, items, args.file, clock_of(args.now)().timestamp(), losses)
    elif kind == "sheet":
        from trainer.interchange.page import save_page
        from trainer.interchange.sheet import study_sheet

        save_page(study_sheet(deck, items), args.file)
    else:
        _write(args.file, _text(kind, deck.id, deck.title, items, losses))
    if args.json:
        print_json(
            {
                "file": str(args.file),
                "questions": len(items),
                "lost": [loss.to_json() for loss in losses],
            }
        )
        return 0
    print_line(f"{args.file}: {len(items)} questions.")
    for loss in losses:
        print(f"{loss.card}: cannot be held: {loss.what}", file=sys.stderr)
    return 0


def _text(kind: str, name: str, title: str, items: list[Item], losses: list[Loss]) -> str:
    if kind in ("csv", "tsv"):
        from trainer.interchange.spreadsheet import to_table

        cards = [written_card(item, name) for item in items]
        return to_table(cards, losses, "," if kind == "csv" else "\t")
    if kind == "gift":
        from trainer.interchange.gift import to_gift

        return to_gift(items, losses)
    if kind == "moodle":
        from trainer.interchange.moodle import to_moodle

        return to_moodle(items, title, losses)
    from trainer.interchange.qti_text import to_qti_text

    return to_qti_text(items, title, losses)


def _log(args: argparse.Namespace) -> int:
    if args.file is not None:
        raise UsageError("--log names the file itself")
    _refuse_over(args.log, args.force)
    lines: list[str] = []
    with open_store(args, read_only=True) as store:
        wanted = deck_id(args.deck, store)
        events = [event for event in store.all_events() if wanted in (None, event.deck)]
    if args.to == "xapi":
        from hashlib import sha256

        from trainer.interchange.xapi import statements

        learner = sha256(events[0].device).hexdigest()[:12] if events else ""
        lines = [json.dumps(one, ensure_ascii=False) for one in statements(events, learner)]
    else:
        from trainer.progress.exchange import line_of

        lines = [line_of(event) for event in events]
    os.umask(0o077)  # what one learnt is nobody else's
    _write(args.log, "".join(f"{line}\n" for line in lines))
    if args.json:
        print_json({"file": str(args.log), "lines": len(lines)})
    else:
        print_line(f"{args.log}: {len(lines)} lines.")
    return 0


def _refuse_over(path: Path, force: bool) -> None:
    if path.exists() and not force:
        raise UsageError(f"{path} is there already", hint="Choose another name, or --force")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise StorageError(
            f"cannot be written: {error.strerror or error}", where=str(path)
        ) from error
