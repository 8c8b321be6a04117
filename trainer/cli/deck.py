"""`trainer deck`: list decks, make one from a monograph, check one, keep the ids of its facts."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.cli import deck_shelf, take_in
from trainer.cli.examples import give_examples
from trainer.cli.output import print_json, print_line
from trainer.cli.progress_bar import ProgressBar
from trainer.deck.problem import SEVERITIES, DeckError, Problem
from trainer.deck.shelf import FACTS_FILE, available, bundled, check, find, stamp_of
from trainer.errors import DataError, StorageError, UsageError
from trainer.settings import folders

if TYPE_CHECKING:
    from trainer.tutor.proof import Finding

NAME = "deck"
WATCH_SECONDS = 0.5
HELP = "List decks, make one from a monograph, check one, and keep the ids of its facts."
EPILOG = """\
examples:
  trainer deck list
  trainer deck new lioresal.txt my-deck/     a deck folder from a monograph
  trainer deck check baclofen
  trainer deck check my-deck/ --json
  trainer deck check my-deck/ --watch     again whenever a file of it changes
  trainer deck facts my-deck/ --write     write facts.yaml, keeping all ids
  trainer deck ids my-deck/ --write       give every card without an id one
  trainer deck diff old-deck/ my-deck/    what an edit means for learners' progress
  trainer deck show my-deck/              each question with its answer, hints and lines
  trainer deck add my-deck.zip            bring it in, or update it
  trainer deck remove my-deck             take it away again; its history stays
  trainer deck schema                     what an editor completes and checks by"""


def arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="the decks that can be studied")
    listing.add_argument("--json", action="store_true", help="print one JSON document")
    making = actions.add_parser("new", help="make a deck folder: from a monograph, a table, empty")
    making.add_argument(
        "source", metavar="SOURCE", nargs="?", type=Path,
        help="a monograph (text, Markdown, XML, JSON) or a table (.csv, .tsv, .gift, .apkg)",
    )  # fmt: skip
    making.add_argument(
        "folder", metavar="FOLDER", nargs="?", type=Path, help="where to; else the source's name"
    )
    making.add_argument("--empty", metavar="FOLDER", type=Path, help="a worked example to change")
    checking = actions.add_parser("check", help="every problem of a deck, with line and column")
    checking.add_argument("deck", metavar="DECK", help="a deck's name or path")
    checking.add_argument("--json", action="store_true", help="print one JSON document")
    checking.add_argument("--watch", action="store_true", help="check again at every change")
    facts = actions.add_parser("facts", help="the ids of a deck's facts (facts.yaml)")
    facts.add_argument("deck", metavar="DECK", help="a deck's name or path")
    facts.add_argument("--write", action="store_true", help="write the file; else it is printed")

    adding = actions.add_parser("add", help="bring in a deck: a folder, a .zip or a deck.yaml")
    adding.add_argument("source", metavar="SOURCE", help="where it is now")
    adding.add_argument("--json", action="store_true", help="print one JSON document")
    removing = actions.add_parser("remove", help="take a deck of yours away; its history stays")
    removing.add_argument("deck", metavar="DECK", help="the deck's name or id")
    removing.add_argument("--json", action="store_true", help="print one JSON document")
    naming = actions.add_parser("ids", help="cards without an id; write ids into the file")
    naming.add_argument("deck", metavar="DECK", help="a deck's name or path")
    naming.add_argument("--write", action="store_true", help="write them; nothing else is touched")
    naming.add_argument("--json", action="store_true", help="print one JSON document")
    comparing = actions.add_parser("diff", help="what an edit means for learners' progress")
    comparing.add_argument("old", metavar="OLD", help="the deck as it was: a name or path")
    comparing.add_argument("new", metavar="NEW", help="the deck as it is now")
    comparing.add_argument("--json", action="store_true", help="print one JSON document")
    showing = actions.add_parser("show", help="the deck as a learner meets it, and its coverage")
    showing.add_argument("deck", metavar="DECK", help="a deck's name or path")
    showing.add_argument("--card", metavar="ID", help="only this card")
    showing.add_argument("--seed", type=int, metavar="N", help="another draw")
    showing.add_argument("--json", action="store_true", help="print one JSON document")
    actions.add_parser("schema", help="the JSON Schema of deck.yaml, for editors")
    give_examples(actions, NAME, EPILOG)


def run(args: argparse.Namespace) -> int:
    actions: dict[str, Callable[[argparse.Namespace], int]] = {
        "list": _list,
        "new": _new,
        "check": _check,
        "facts": _facts,
        "add": deck_shelf.add,
        "remove": deck_shelf.remove,
        "ids": deck_shelf.ids,
        "diff": deck_shelf.diff,
        "show": deck_shelf.show,
        "schema": deck_shelf.schema,
    }
    return actions[args.action](args)


def _list(args: argparse.Namespace) -> int:
    rows = []
    for folder in available(folders()):
        checked = check(folder)
        deck = checked.deck
        rows.append(
            {
                "name": folder.name,
                "id": deck.id if deck else None,
                "title": deck.title if deck else None,
                "facts": len(deck.facts) if deck else 0,
                "folder": str(folder),
                "bundled": folder.parent == bundled(),
                "errors": sum(problem.severity == "error" for problem in checked.problems),
            }
        )
    if args.json:
        print_json(rows)
        return 0
    for row in rows:
        state = f"{row['facts']} facts" if row["id"] else "cannot be studied: trainer deck check"
        print_line(f"{row['name']}: {row['title'] or row['name']}, {state}")
    return 0


def _check(args: argparse.Namespace) -> int:
    if not args.watch:
        return _check_once(args)
    folder, seen = find(args.deck, folders()), ""
    while True:  # until Ctrl+C
        now = stamp_of(folder)
        if now != seen:
            seen = now
            print_line(f"--- {folder}")
            _check_once(args)
            sys.stdout.flush()
        time.sleep(WATCH_SECONDS)


def _check_once(args: argparse.Namespace) -> int:
    from trainer.tutor.proof import Proof

    found = Proof(find(args.deck, folders())).findings
    if args.json:
        print_json([finding.problem.to_json() for finding in found])
    else:
        for finding in found:
            _print(finding)
        print_line(_counted([finding.problem for finding in found]))
    return 1 if any(finding.problem.severity != "note" for finding in found) else 0


def _counted(problems: Sequence[Problem]) -> str:
    """How many there are of each kind, and whether the deck can be studied."""
    if not problems:
        return "No problems."
    kinds = {kind: sum(one.severity == kind for one in problems) for kind in SEVERITIES}
    said = ", ".join(
        f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in kinds.items() if count
    )
    if kinds["error"]:
        return f"{said}. The deck cannot be studied until the errors are mended."
    return f"{said}. The deck can be studied."


def _print(finding: Finding) -> None:
    problem = finding.problem
    print_line(f"{problem.place}: {problem.severity}: {problem.message}")
    if finding.line:
        print_line(f"  {finding.line}")
    if problem.hint:
        print_line(f"  {problem.hint}")


def _facts(args: argparse.Namespace) -> int:
    from trainer.deck.facts_file import read_reviewer, write_facts

    folder = find(args.deck, folders())
    checked = check(folder)
    if checked.deck is None:
        raise DeckError(checked.problems)
    if checked.paired is None:
        raise DataError("this deck has no monograph", where=str(folder), hint="It needs no facts")
    path = folder / FACTS_FILE
    text = write_facts(checked.paired, *read_reviewer(path))
    if not args.write:
        print(text, end="")
        return 0
    temporary = path.with_suffix(".yaml.new")
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        raise StorageError(f"cannot be written ({error.strerror})", where=str(path)) from error
    print_line(f"{path}: {len(checked.deck.facts)} facts, {len(checked.paired.open)} to review")
    return 0


TABLES = (".csv", ".tsv", ".gift", ".apkg")


def _new(args: argparse.Namespace) -> int:
    from trainer.deck.starting import start_deck, start_empty

    if (args.source is None) == (args.empty is None):
        raise UsageError("name a monograph or a table, or say --empty FOLDER")
    if args.empty is not None:
        made = start_empty(args.empty)
        print_line(f"{made}: four cards as an example. Next: trainer deck check {made}")
        return 0
    if args.source.suffix.lower() in TABLES:
        given = argparse.Namespace(
            file=args.source, folder=args.folder, title=None, history=False, json=False, now=None
        )
        return take_in.run(given)
    with ProgressBar(sys.stderr, 1, "paragraphs") as bar:
        started = start_deck(args.source, args.folder, bar.show)
    print_line(f"{started.folder}: {started.facts} facts, {started.open} wait for you to look.")
    print_line(f"Answer them in {started.folder / FACTS_FILE}; see what is left with:")
    print_line(f"  trainer deck check {started.folder}")
    print_line(f"  trainer study {started.folder}")
    return 0
