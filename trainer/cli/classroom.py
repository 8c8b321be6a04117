"""`trainer class`: hand in one's reviews, collect those of a class, and see what they say."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from hashlib import sha256
from pathlib import Path

from trainer.cli.examples import give_examples
from trainer.cli.output import print_json, print_line
from trainer.cli.world import add_now, deck_id, open_store
from trainer.errors import DataError, StorageError, UsageError

NAME = "class"
HELP = "Hand in your reviews, collect a class's, and see which questions work."
EPILOG = """\
examples:
  trainer class hand-in baclofen me.jsonl            pseudonymous; --name NAME if you wish
  trainer class collect *.jsonl --into class.db      twice or in any order comes to the same
  trainer class report class.db
  trainer class report class.db --json

Figures are on first attempts; below 10 learners nothing is said."""


def arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    giving = actions.add_parser("hand-in", help="write your reviews of a deck for the instructor")
    giving.add_argument("deck", metavar="DECK", help="a deck's name or path")
    giving.add_argument("file", metavar="FILE", type=Path, help="where to")
    giving.add_argument("--name", metavar="NAME", default="", help="your name; else a pseudonym")
    giving.add_argument("--json", action="store_true", help="print one JSON document")
    add_now(giving)
    taking = actions.add_parser("collect", help="put handed-in files together")
    taking.add_argument("files", metavar="FILE", nargs="+", type=Path, help="what was handed in")
    taking.add_argument("--into", metavar="FILE", type=Path, required=True, help="the class's file")
    taking.add_argument("--json", action="store_true", help="print one JSON document")
    telling = actions.add_parser("report", help="which questions work")
    telling.add_argument("file", metavar="FILE", type=Path, help="the class's file")
    telling.add_argument("--deck", metavar="ID", help="which deck; else the most answered")
    telling.add_argument("--json", action="store_true", help="print one JSON document")
    give_examples(actions, NAME, EPILOG)


def run(args: argparse.Namespace) -> int:
    actions = {"hand-in": _hand_in, "collect": _collect, "report": _report}
    return actions[args.action](args)


def _hand_in(args: argparse.Namespace) -> int:
    from trainer.progress.exchange import line_of

    if args.file.exists():
        raise UsageError(f"{args.file} is there already", hint="Choose another name")
    with open_store(args, read_only=True) as store:
        wanted = deck_id(args.deck, store)
        events = [event for event in store.all_events() if event.deck == wanted]
    if not events:
        raise UsageError(f"nothing of deck {args.deck} was answered yet")
    learner = args.name or f"learner-{sha256(events[0].device).hexdigest()[:10]}"
    lines = [
        f'{{"learner":{json.dumps(learner)},{line_of(event).removeprefix("{")}' for event in events
    ]
    try:
        args.file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"cannot be written: {error.strerror or error}", where=str(args.file)
        ) from error
    if args.json:
        print_json({"file": str(args.file), "learner": learner, "events": len(events)})
    else:
        print_line(f"{args.file}: {len(events)} events of {learner}.")
    return 0


def _collect(args: argparse.Namespace) -> int:
    from trainer.progress.class_file import ClassFile, learner_of
    from trainer.progress.event import Event
    from trainer.progress.exchange import events_in

    new, unread = 0, []
    file = ClassFile(args.into)
    try:
        for path in args.files:
            by_learner: dict[str, list[Event]] = {}
            try:
                with path.open(encoding="utf-8", errors="replace") as lines:
                    for number, line in enumerate(lines, 1):
                        for one in events_in([line]):
                            if isinstance(one, Event):
                                name = learner_of(line) or path.stem
                                by_learner.setdefault(name, []).append(one)
                            else:
                                unread.append((str(path), number, one.why))
            except OSError as error:
                raise DataError(
                    f"cannot be read: {error.strerror or error}", where=str(path)
                ) from error
            new += sum(file.add(learner, events) for learner, events in by_learner.items())
    finally:
        file.close()
    if args.json:
        print_json(
            {
                "file": str(args.into),
                "new": new,
                "unread": [{"file": name, "line": n, "why": why} for name, n, why in unread],
            }
        )
    else:
        print_line(f"{args.into}: {new} events are new.")
        for name, number, why in unread:
            print_line(f"{name}:{number}: left out, {why}.")
    return 1 if unread else 0


def _report(args: argparse.Namespace) -> int:
    from trainer.classroom.analysis import card_figures, everybody_s, whole_test
    from trainer.progress.class_file import ClassFile
    from trainer.progress.event import Kind
    from trainer.tutor.taught import from_note

    if not args.file.is_file():
        raise UsageError(
            f"there is no file {args.file}", hint="Make it with: trainer class collect"
        )
    file = ClassFile(args.file)
    try:
        decks = file.decks()
        deck = args.deck or (decks[0] if decks else "")
        if deck not in decks:
            raise UsageError(f"nothing of deck {deck!r} was handed in")
        answers = list(file.first_answers(deck))
        learners = file.learners(deck)
        remarks: dict[str, Counter[str]] = {}
        for card, kind, note in file.remarks(deck):
            taught = from_note(note)
            word = "disputed" if kind is Kind.DISPUTE else taught.word if taught else ""
            if word:
                remarks.setdefault(card, Counter())[word] += 1
    finally:
        file.close()
    figures, few = card_figures(answers, remarks)
    cards, rows = everybody_s(answers)
    whole = whole_test(rows) if rows else None
    if args.json:
        print_json(
            {
                "deck": deck,
                "learners": learners,
                "cards": [one.to_json() for one in figures],
                "too_few": few,
                "whole": {**whole.to_json(), "of": list(cards)} if whole else None,
            }
        )
        return 0
    print_line(f"{deck}: {learners} learners.")
    if whole:
        alpha = "undefined" if whole.alpha is None else f"{whole.alpha:.2f}"
        print_line(
            f"{whole.cards} cards that {whole.n} learners all answered: mean {whole.mean:.0%}, "
            f"alpha {alpha}."
        )
    for one in figures:
        print_line()
        print_line(f"{one.card}: {one.question}")
        told = "unknown" if one.discrimination is None else f"{one.discrimination:.2f}"
        print_line(
            f"  {one.facility:.0%} of {one.n} learners (95 %: {one.low:.0%} to {one.high:.0%}); "
            f"discrimination {told}; {one.seconds:.0f} s."
        )
        if one.unsafe:
            print_line(f"  Unsafe answers: {one.unsafe}.")
        for slip, n in one.slips:
            print_line(f"  Error, {n} times: {slip.replace('_', ' ')}.")
        for answer, n in one.wrong:
            print_line(f"  Answered {n} times and not right: {answer}")
        for name, (n, share) in one.variants.items():
            print_line(f"  Variant {name}: {share:.0%} of {n}.")
        for advice in one.advice:
            print_line(f"  To look at: {advice}.")
    if few:
        print_line(f"{few} cards were answered by fewer than 10 learners: nothing is said of them.")
    return 0
