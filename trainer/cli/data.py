"""`trainer data`: everything that is kept about you, taken along or deleted."""

from __future__ import annotations

import argparse
import shutil
import zipfile
from pathlib import Path

from trainer.cli.output import print_json, print_line
from trainer.cli.world import add_now, open_store
from trainer.errors import StorageError, UsageError
from trainer.progress.exchange import line_of
from trainer.settings import Folders, folders

NAME = "data"
HELP = "Take everything along that is kept about you, or delete it."
EPILOG = """\
examples:
  trainer data export everything.zip    progress, its log as JSON lines, exams, settings, decks
  trainer data delete --yes             all of it, backups too, for good"""

_PARTS = ("preferences.toml", "keys.toml", "memory.toml", "exams.toml")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=("export", "delete"), help="what to do")
    parser.add_argument("file", metavar="FILE.zip", type=Path, nargs="?", help="where to export to")
    parser.add_argument("--yes", action="store_true", help="delete without asking")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    places = folders()
    if args.verb == "export":
        if args.file is None or args.file.suffix != ".zip":
            raise UsageError("export takes a file that ends in .zip")
        return _export(places, args)
    if args.file is not None:
        raise UsageError("delete takes no file")
    if not args.yes:
        raise UsageError(
            f"this deletes {places.data} and {places.cache} for good",
            hint="Export first: trainer data export FILE.zip. Then: trainer data delete --yes",
        )
    return _delete(places, args)


def _export(places: Folders, args: argparse.Namespace) -> int:
    if args.file.exists():
        raise UsageError(f"{args.file} is there already", hint="Choose another name")
    try:
        with (
            open_store(args, places, read_only=True) as store,
            zipfile.ZipFile(args.file, "x", zipfile.ZIP_DEFLATED) as archive,
        ):
            events = 0
            with archive.open("log.jsonl", "w") as log:
                for event in store.all_events():
                    log.write(f"{line_of(event)}\n".encode())
                    events += 1
            for path in _files(places):
                archive.write(path, path.relative_to(places.data))
    except OSError as error:
        raise StorageError(
            f"cannot be written: {error.strerror or error}", where=str(args.file)
        ) from error
    args.file.chmod(0o600)
    if args.json:
        print_json({"file": str(args.file), "events": events})
    else:
        print_line(f"{args.file}: {events} events, exams, settings and your own decks.")
    return 0


def _files(places: Folders) -> list[Path]:
    """What lies beside the log: settings, exams, the learner's own decks. Not the backups."""
    found = [places.data / name for name in _PARTS]
    for folder in (places.exams, places.conversations, places.decks):
        found += sorted(folder.rglob("*")) if folder.is_dir() else []
    return [path for path in found if path.is_file() and not path.is_symlink()]


def _own(places: Folders) -> list[Path]:
    """What is the trainer's in its folders, and nothing else that may lie there."""
    named = [places.backups, places.exams, places.conversations, places.decks, places.compiled]
    named += [places.data / name for name in _PARTS]
    named += sorted(places.data.glob(f"{places.database.stem}*"))
    return [path for path in named if path.exists() or path.is_symlink()]


def _delete(places: Folders, args: argparse.Namespace) -> int:
    with open_store(args, places) as store:
        if store.read_only:
            raise StorageError("another trainer window is open", hint="Close it and try again")
    deleted = []
    try:
        for path in _own(places):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
            deleted.append(str(path))
        for folder in (places.cache, places.data):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    except OSError as error:
        raise StorageError(f"cannot be deleted: {error.strerror or error}") from error
    if args.json:
        print_json({"deleted": deleted})
    else:
        print_line(f"Deleted: {', '.join(deleted) or 'nothing was there'}.")
    return 0
