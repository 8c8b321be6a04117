"""`trainer history`: every review as it was, newest last."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from trainer.cli.output import print_json_line, print_line
from trainer.cli.world import add_now, deck_id, open_store
from trainer.errors import UsageError
from trainer.progress.event import Event, Kind
from trainer.progress.fold import Review
from trainer.progress.queries import CardName
from trainer.schedule.memory import Rating
from trainer.schedule.study_day import date_of, fixed_zone
from trainer.tutor.ladder import left_after

NAME = "history"
HELP = "Print every review, newest last: when, which card, what it was worth."
EPILOG = """\
examples:
  trainer history --limit 20
  trainer history baclofen --card duration-half-life/value --full
  trainer history --json            one JSON object a line, with question and answer"""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deck", metavar="DECK", nargs="?", help="only this deck (name or path)")
    parser.add_argument("--card", metavar="ID", help="only this card")
    parser.add_argument("--limit", type=int, metavar="N", help="only the newest N")
    parser.add_argument("--full", action="store_true", help="with the question and the answer")
    parser.add_argument("--undone", action="store_true", help="with answers that were taken back")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    if args.limit is not None and args.limit < 1:
        raise UsageError("--limit must be at least 1")
    with open_store(args, read_only=True) as store:
        deck = deck_id(args.deck, store)
        if args.limit:
            found = store.newest_reviews(args.limit, deck, args.card, undone=args.undone)
        else:
            found = [
                pair
                for pair in store.reviews(deck, undone=args.undone)
                if args.card in (None, pair[0].card)
            ]
        for name, review in found:
            if args.json:
                further = store.follow_ups(review.number) if review.follow_ups else ()
                print_json_line(_json(name, review, store.event(review.number), further))
                continue
            print_line(_line(name, review))
            if args.full:
                event = store.event(review.number)
                print_line(f"    asked:    {(event.shown or {}).get('question', '')}")
                print_line(f"    answered: {event.answer}")
                for then in store.follow_ups(review.number) if review.follow_ups else ():
                    if then.shown:
                        print_line(f"    then:     {then.shown.get('question', '')}")
                    print_line(f"    answered: {then.answer}")
        if not found and not args.json:
            print_line("Nothing has been answered yet.")
    return 0


def _line(name: CardName, review: Review) -> str:
    worth = review.outcome.word.replace("_", " ") or "skipped"
    remarks = [
        text
        for holds, text in (
            (review.unsafe, "unsafe"),
            (review.hints > 0, f"{review.hints} hints" if review.hints > 1 else "1 hint"),
            (review.marked, "marked by yourself"),
            (review.easy, "easy"),
            (review.disputed, "disputed"),
            (review.undone, "taken back"),
        )
        if holds
    ]
    when = _moment(review).strftime("%Y-%m-%d %H:%M")
    tail = f"  ({', '.join(remarks)})" if remarks else ""
    score = "     " if review.kind is Kind.SKIP else f"{round(review.score * 100):>3} %"
    return f"{when}  {worth:<10}  {score}  {name.deck}: {name.card}{tail}"


def _json(name: CardName, review: Review, event: Event, further: Sequence[Event]) -> dict[str, Any]:
    return {
        "event": review.number,
        "id": event.id.hex(),
        "at": _moment(review).isoformat(),
        "day": date_of(review.day).isoformat(),
        "deck": name.deck,
        "revision": event.revision,
        "card": name.card,
        "kind": review.kind.name.lower(),
        "variant": event.variant,
        "given": dict(event.drawn or {}),
        "question": (event.shown or {}).get("question"),
        "options": (event.shown or {}).get("options", []),
        "answer": event.answer if review.kind is not Kind.SKIP else None,
        "verdict": review.outcome.word or None,
        "score": review.score,
        "credit": round(review.score * float(left_after(review.hints)), 4),
        "unsafe": review.unsafe,
        "slip": (event.verdict or {}).get("slip"),
        "message": (event.verdict or {}).get("message"),
        "rating": Rating(review.rating).name.lower() if review.rating else None,
        "hints": review.hints,
        "taken_ms": review.taken_ms,
        "follow_ups": [
            {
                "id": one.id.hex(),
                "question": (one.shown or {}).get("question"),
                "given": dict(one.drawn or {}),
                "answer": one.answer,
                "verdict": one.outcome.word or None,
                "score": one.score,
                "unsafe": one.unsafe,
                "counts": one.counts,
            }
            for one in further
        ],
        "marked": review.marked,
        "easy": review.easy,
        "disputed": review.disputed,
        "undone": review.undone,
        "moved_memory": review.moved_memory,
        "grader": event.grader_version,
    }


def _moment(review: Review) -> datetime:
    """When it was, on the learner's clock of that time."""
    zone = fixed_zone(review.offset_min)
    return (_EPOCH + timedelta(milliseconds=review.at_ms)).astimezone(zone)
