"""`trainer import`: questions of other programs become a deck; reviews join your log."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from trainer.cli.output import print_json, print_line
from trainer.cli.progress_bar import ProgressBar
from trainer.cli.world import add_now, open_store
from trainer.deck.deck_file import slug
from trainer.deck.writing import quoted
from trainer.errors import DataError, StorageError, UsageError
from trainer.interchange.bank import Loss
from trainer.interchange.spreadsheet import Row
from trainer.settings import folders

NAME = "import"
HELP = "Make a deck of a table, a GIFT file or an Anki package; take in reviews."
EPILOG = """\
examples:
  trainer import bank.csv my-deck/         columns question and answer; a to h for options
  trainer import bank.gift my-deck/
  trainer import deck.apkg my-deck/        with --history, its reviews join your log
  trainer import reviews.jsonl             what `trainer export --log` wrote

Then: trainer deck check my-deck/ says what is wrong with the questions."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=".csv .tsv .gift .apkg .jsonl")
    parser.add_argument("folder", metavar="FOLDER", type=Path, nargs="?", help="the deck's folder")
    parser.add_argument("--title", metavar="TEXT", help="the deck's title; else the file's name")
    parser.add_argument("--history", action="store_true", help="Anki's reviews too")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    kind = args.file.suffix.casefold()
    if not args.file.is_file():
        raise UsageError(f"there is no file {args.file}")
    if kind == ".jsonl":
        return _reviews(args)
    title = args.title or args.file.stem
    folder = args.folder or Path(slug(args.file.stem))
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is there already", hint="Name a folder that is not there yet")
    losses: list[Loss] = []
    reviews = 0
    if kind == ".apkg":
        from trainer.interchange.anki_in import read_package

        package = read_package(args.file)
        losses += package.losses
        rows = list(package.rows)
        _make(folder, slug(title), title, rows)
        if args.history:
            from trainer.interchange.anki_history import replayed

            with open_store(args) as store:
                store.back_up(folders().backups, always=True)
                reviews = store.merge(replayed(package.reviews, slug(title), store)).new
        elif package.reviews:
            losses.append(Loss(args.file.name, f"{len(package.reviews)} reviews: add --history"))
    elif kind in (".csv", ".tsv"):
        from trainer.interchange.spreadsheet import from_table

        rows = from_table(args.file.read_bytes(), str(args.file), losses)
        _make(folder, slug(title), title, rows)
    elif kind in (".gift", ".txt"):
        from trainer.interchange.gift import from_gift

        try:
            text = args.file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise DataError("the file is not UTF-8", where=str(args.file)) from error
        rows = from_gift(text, str(args.file), losses)
        _make(folder, slug(title), title, rows)
    else:
        raise UsageError(
            f"{args.file.name} is of no format that can be read",
            hint=".csv .tsv .gift .apkg .jsonl",
        )
    if args.json:
        print_json(
            {
                "folder": str(folder),
                "cards": len(rows),
                "reviews": reviews,
                "lost": [loss.to_json() for loss in losses],
            }
        )
        return 0
    count = f"{len(rows)} card{'' if len(rows) == 1 else 's'}"
    print_line(f"{folder}: {count}. See what is wrong: trainer deck check {folder}")
    if reviews:
        print_line(f"{reviews} reviews joined your log.")
    for loss in losses:
        print(f"{loss.card}: left out: {loss.what}", file=sys.stderr)
    return 0


def _make(folder: Path, deck_id: str, title: str, rows: list[Row]) -> None:
    lines = [f"id: {deck_id}", f"title: {quoted(title)}", "", "cards:"]
    for row in rows:
        lines += row.lines()
    if not rows:
        raise DataError("there is no question that could be taken in", where=str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / "deck.yaml.new"
        unfinished.write_text("\n".join(lines) + "\n", encoding="utf-8")
        unfinished.replace(folder / "deck.yaml")  # whole or not at all
    except OSError as error:
        raise StorageError(
            f"cannot be written: {error.strerror or error}", where=str(folder)
        ) from error


def _told(lines: Iterable[bytes], bar: ProgressBar) -> Iterator[str]:
    """Lines as text, saying how far the file is read."""
    for line in lines:
        bar.step(len(line))
        yield line.decode("utf-8", errors="replace")


def _reviews(args: argparse.Namespace) -> int:
    from trainer.progress.event import Event
    from trainer.progress.exchange import Unread, events_in

    if args.folder is not None:
        raise UsageError("reviews make no deck: leave the folder out")
    found: list[Event] = []
    unread: list[Unread] = []
    with (
        args.file.open("rb") as file,
        ProgressBar(sys.stderr, args.file.stat().st_size, "bytes") as bar,
    ):
        for one in events_in(_told(file, bar)):
            if isinstance(one, Unread):
                unread.append(one)
            else:
                found.append(one)
    with open_store(args) as store:
        store.back_up(folders().backups, always=True)
        merged = store.merge(found)
    if args.json:
        print_json(
            {
                "new": merged.new,
                "known": merged.known,
                "waiting": merged.waiting,
                "unread": [{"line": one.line, "why": one.why} for one in unread],
            }
        )
    else:
        print_line(f"{merged.new} events are new, {merged.known} were here already.")
        for one in unread:
            print(f"{args.file}:{one.line}: left out: {one.why}", file=sys.stderr)
    return 1 if unread else 0
