"""`trainer exam`: sit a mock exam, read its report, print a paper and its key."""

from __future__ import annotations

import argparse
import os
import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.cli.output import print_json, print_line
from trainer.cli.wiring import open_desk
from trainer.cli.world import add_world
from trainer.errors import UsageError
from trainer.tutor.desk import Desk

if TYPE_CHECKING:
    from trainer.tutor.exam.outlook import Begun

NAME = "exam"
HELP = "Sit a mock exam: no feedback until you hand it in, then a report with every question."
EPILOG = """\
examples:
  trainer exam baclofen                              20 questions on a screen
  trainer exam baclofen --questions 10 --minutes 15 --plain
  trainer exam baclofen --resume                     go on where you left
  trainer exam baclofen --resume --exam 3            go on with exam 3, where several were begun
  trainer exam baclofen --new                        begin another one all the same
  trainer exam baclofen --seed 7                     the same paper for a whole class
  trainer exam baclofen --seed 7 --paper paper.html --key key.html
  trainer exam report                                the newest report
  trainer exam report 3 --write report.md            report 3, to print
  trainer exam list
  trainer exam mark 3 12 0.5                         half a point for question 12, where the
                                                     grader was unsure

Every answer is saved as you give it. While you sit it, say help for what you can do."""

VERBS = ("report", "list", "mark")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deck", metavar="DECK", help="a deck's name or path; or report, list, mark")
    parser.add_argument("more", nargs="*", metavar="WORD", help=argparse.SUPPRESS)
    parser.add_argument("--questions", type=int, default=20, metavar="N", help="so many (20)")
    parser.add_argument("--minutes", type=float, default=0, metavar="N", help="0 is no limit")
    parser.add_argument(
        "--extra-time", type=int, default=0, metavar="PERCENT", help="time added to the minutes"
    )
    parser.add_argument("--no-pause", action="store_true", help="the clock never stands still")
    parser.add_argument("--resume", action="store_true", help="go on with the one you began")
    parser.add_argument("--discard", action="store_true", help="put the one you began aside")
    parser.add_argument("--exam", metavar="NUMBER", help="which one to resume or discard (newest)")
    parser.add_argument("--new", action="store_true", help="begin, though another is not handed in")
    parser.add_argument(
        "--paper", type=Path, metavar="FILE", help="only write the paper (.md .html)"
    )
    parser.add_argument("--key", type=Path, metavar="FILE", help="only write its key (.md, .html)")
    parser.add_argument("--force", action="store_true", help="write over a paper that is there")
    parser.add_argument("--write", type=Path, metavar="FILE", help="the report to a file")
    parser.add_argument("--plain", action="store_true", help="line by line, without a screen")
    parser.add_argument("--json", action="store_true", help="one object a turn, or one document")
    add_world(parser)


def run(args: argparse.Namespace) -> int:
    _check(args)
    sits = args.deck not in VERBS and not (args.paper or args.key)
    if sits and not args.plain and not args.discard:
        if args.json:
            raise UsageError("--json goes with --plain")
        from trainer.tui.terminal import refusal

        if sentence := refusal(sys.stdin, sys.stdout, dict(os.environ)):
            raise UsageError(sentence)
    desk = open_desk(args, read_only=bool(args.paper or args.key))
    try:
        if args.deck == "report":
            return _report(desk, args)
        if args.deck == "list":
            return _list(desk, args)
        if args.deck == "mark":
            return _mark(desk, args)
        if args.paper or args.key:
            return _print(desk, args)
        return _sit(desk, args)
    finally:
        desk.close()


def _check(args: argparse.Namespace) -> None:
    if args.more and args.deck not in ("report", "mark"):
        raise UsageError(f"{args.more[0]!r} is not expected here", hint="See: trainer exam --help")
    if not 1 <= args.questions <= 500:
        raise UsageError("--questions must lie between 1 and 500")
    if not 0 <= args.minutes <= 1_440:
        raise UsageError("--minutes must lie between 0 and 1,440")
    if not 0 <= args.extra_time <= 300:
        raise UsageError("--extra-time must lie between 0 and 300 percent")
    if args.exam and not (args.resume or args.discard):
        raise UsageError("--exam goes with --resume or --discard")
    if args.new and (args.resume or args.discard):
        raise UsageError("--new begins an exam: it goes without --resume and --discard")
    if args.extra_time and not args.minutes and not args.resume:
        raise UsageError("--extra-time adds to --minutes", hint="Give both")


def _sit(desk: Desk, args: argparse.Namespace) -> int:
    from trainer.tutor.exam.paper import Rules

    hall = desk.hall()
    (loaded,) = desk.decks([desk.name_of(args.deck)])
    begun = hall.begun(loaded.deck.id)
    if (args.resume or args.discard) and not begun:
        raise UsageError(
            "no exam was begun that is not handed in", hint=f"Begin: trainer exam {args.deck}"
        )
    if args.discard:
        chosen = _chosen(begun, args.exam)
        hall.discard(chosen)
        print_line(f"Exam {chosen} is put aside. Its file stays.")
        return 0
    if begun and not args.resume and not args.new:
        several = "; ".join(_standing(one) for one in begun)
        raise UsageError(
            f"on {loaded.deck.id} an exam was begun and not handed in: {several}",
            hint=f"Go on with: trainer exam {args.deck} --resume. Put it aside: --discard. "
            "Begin another: --new",
        )
    if args.resume:
        sitting = hall.resume(_chosen(begun, args.exam))
    else:
        # Without --seed each exam has another paper.
        seed = str(args.seed) if args.seed is not None else f"{desk.store.now_ms() // 1000:x}"
        sitting = hall.begin(
            loaded,
            Rules(args.questions, args.minutes, args.extra_time, not args.no_pause, seed),
            named=args.seed is not None,
        )
    talk = desk.exam_talk(hall, sitting)
    if not args.plain:
        from trainer.tui.app import run_exam

        return run_exam(desk, talk)
    from trainer.plain import converse

    try:
        converse(
            talk,
            sys.stdin,
            sys.stdout,
            as_json=args.json,
            interactive=sys.stdin.isatty() and sys.stdout.isatty(),
        )
    finally:
        if not talk.finished:
            talk.leave()  # interrupted: the time until now is used
    return 0


def _chosen(begun: tuple[Begun, ...], name: str | None) -> str:
    """The exam of that number; the newest without one."""
    if name is None:
        return begun[0].name
    if name not in [one.name for one in begun]:
        known = "; ".join(_standing(one) for one in begun)
        raise UsageError(f"exam {name} is not one to go on with", hint=f"Begun: {known}")
    return name


def _standing(one: Begun) -> str:
    from trainer.tutor.exam.spoken import minutes_in_words

    left = f", {minutes_in_words(one.left_ms)} left" if one.left_ms is not None else ""
    return f"exam {one.name}, {one.answered} of {one.questions} answered{left}"


def _print(desk: Desk, args: argparse.Namespace) -> int:
    from trainer.interchange.exam_sheet import key_page, paper_page
    from trainer.interchange.page import save_page
    from trainer.tutor.exam.paper import Rules, set_paper

    (loaded,) = desk.decks([desk.name_of(args.deck)])
    seed = str(args.seed) if args.seed is not None else "1"
    paper = set_paper(
        loaded, Rules(args.questions, args.minutes, args.extra_time, not args.no_pause, seed)
    )
    pages = ((paper_page(paper), args.paper), (key_page(paper), args.key))
    for _, path in pages:
        if path and path.exists() and not args.force:
            raise UsageError(f"{path} is there already", hint="Choose another name, or --force")
    for page, path in pages:
        if path:
            save_page(page, path)
    if args.json:
        print_json(paper.to_json())
    else:
        short = len(paper.items) < args.questions
        fewer = f", not {args.questions}: the deck gives no more" if short else ""
        print_line(f"Paper {seed} of {loaded.deck.id}: {len(paper.items)} questions{fewer}.")
    return 0


def _report(desk: Desk, args: argparse.Namespace) -> int:
    from trainer.tutor.exam.report_lines import report_lines, row_lines

    if len(args.more) > 1:
        raise UsageError("give one exam's number, or none for the newest")
    report = desk.hall().report(args.more[0] if args.more else None)
    if args.write:
        from trainer.interchange.exam_sheet import report_page
        from trainer.interchange.page import save_page

        save_page(report_page(report), args.write)
    if args.json:
        print_json(report.to_json())
        return 0
    for line in report_lines(report):
        print_line(line)
    if not args.write:
        for row in report.rows:
            print_line()
            for line in row_lines(row):
                print_line(line)
    return 0


def _list(desk: Desk, args: argparse.Namespace) -> int:
    from trainer.tutor.exam.report_lines import percent

    hall = desk.hall()
    found = hall.all()
    begun = {
        one.name: one
        for deck in dict.fromkeys(paper.deck for _, paper, _ in found)
        for one in hall.begun(deck)
    }
    if args.json:
        print_json(
            [
                {
                    "exam": name,
                    "deck": paper.deck,
                    "questions": len(paper.items),
                    "handed_in": report is not None,
                    "answered": begun[name].answered if name in begun else None,
                    "minutes_left": begun[name].to_json()["minutes_left"]
                    if name in begun
                    else None,
                    "share": round(float(report.share), 4) if report else None,
                }
                for name, paper, report in found
            ]
        )
        return 0
    for name, paper, report in found:
        if report is None:
            said = _standing(begun[name]).partition(", ")[2]
            resume = f"trainer exam {paper.deck} --resume --exam {name}"
            print_line(f"Exam {name}: {paper.deck}, not handed in, {said}. Go on with: {resume}")
            continue
        print_line(
            f"Exam {name}: {paper.deck}, {len(paper.items)} questions, {percent(report.share)}."
        )
    if not found:
        print_line("No exam was sat yet. Sit one with: trainer exam DECK")
    return 0


def _mark(desk: Desk, args: argparse.Namespace) -> int:
    from trainer.tutor.exam.report_lines import row_lines

    try:
        name, number, points = args.more
        score = Fraction(points)
        place = int(number)
    except (ValueError, ZeroDivisionError) as error:
        raise UsageError(
            "mark takes an exam's number, a question's number and points from 0 to 1",
            hint="Such as: trainer exam mark 3 12 0.5",
        ) from error
    if not 0 <= score <= 1:
        raise UsageError("points lie between 0 and 1")
    report = desk.hall().mark_by_hand(name, place, score)
    if args.json:
        print_json(report.to_json())
        return 0
    for line in row_lines(report.rows[place - 1]):
        print_line(line)
    return 0
