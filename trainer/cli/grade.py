"""`trainer grade`: mark typed answers, from a deck's cards or from any list of questions."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from trainer.cli.grade_summary import Summary
from trainer.cli.output import print_json, print_json_line, print_line
from trainer.deck.key import ListKey
from trainer.errors import DataError, Place, StorageError, TrainerError, UsageError
from trainer.grading.grader import Asked, grade
from trainer.grading.plain_key import key_from_plain
from trainer.grading.rival import Rival
from trainer.lexicon.lexicon import Lexicon, general_lexicon

NAME = "grade"
HELP = """Mark typed answers. Reads one {"id", "card", "answer"[, "variant"]} a line from standard
input and writes one verdict a line."""
EPILOG = """\
examples:
  trainer grade baclofen --json < answers.jsonl
  trainer grade --keys questions.jsonl --json < answers.jsonl
  trainer grade baclofen --keys questions.jsonl --json < answers.jsonl
  trainer grade --keys questions.jsonl --summary < a-whole-class.jsonl

With --keys, the cards come from lines {"card", "type", "question", "expected", "points": [...]};
types are single, list, numeric, range, regimen, short, explanation and boolean. A deck that is also
named lends its vocabulary and facts. A line that cannot be marked gives {"id", "card", "error"};
the rest goes on, and the exit code is 1."""

_OTHERS = ("1", "2", "3", "4")
"""Draws of a card that are looked at for whether its answer is always the same."""

MOST_MISSING = 8
"""Points that are told as missing in one line."""

Resolve = Callable[[str, str | None], Asked | None]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deck", metavar="DECK", nargs="?", help="a deck's name or path")
    parser.add_argument("--keys", metavar="FILE", help="questions with model answers, one a line")
    parser.add_argument(
        "--summary",
        action="store_true",
        help="instead: each question's figures, and the answers the machine was unsure of",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def run(args: argparse.Namespace) -> int:
    if not args.deck and not args.keys:
        raise UsageError("name a deck, or questions with --keys", hint="See: trainer grade --help")
    resolve, lexicon = _resolver(args.deck, args.keys)
    summary = Summary() if args.summary else None
    failed = False
    for number, line in enumerate(sys.stdin, 1):
        if line.strip():
            failed |= not _mark(line, number, resolve, lexicon, args.json, summary)
    if summary is not None and args.json:
        print_json(summary.to_json())
    elif summary is not None:
        for said in summary.lines():
            print_line(said)
    return 1 if failed else 0


def _mark(
    line: str,
    number: int,
    resolve: Resolve,
    lexicon: Lexicon,
    as_json: bool,
    summary: Summary | None,
) -> bool:
    """Mark one line; False if it could not be marked."""
    row: Mapping[str, Any] = {}
    place = Place("standard input", number)
    try:
        row = _row(line, place)
        asked = resolve(row["card"], row.get("variant"))
        if asked is None:
            raise DataError(f"there is no card {row['card']!r}", where=place)
        verdict = grade(row["answer"], asked, lexicon)
    except TrainerError as error:
        found = {"id": row.get("id"), "card": row.get("card"), "error": str(error)}
        if summary is not None:
            summary.failed.append(found)
        elif as_json:
            print_json_line(found)
        else:
            print_line(f"{found['id']}: {error}" if found["id"] else str(error))
        return False
    if summary is not None:
        summary.add(row.get("id"), row["card"], asked.question, row["answer"], verdict)
    elif as_json:
        print_json_line({"id": row.get("id"), "card": row["card"], **verdict.to_json()})
    else:
        score = f"{float(verdict.score):.2f}"
        missing = [point.point for point in verdict.points if not point.met]
        some = isinstance(asked.key, ListKey) and asked.key.ask_for is not None
        if some or verdict.outcome not in ("partial", "unsure") or len(missing) > MOST_MISSING:
            missing = []  # of a list where some are asked for, no one is missing
        tail = f" Missing: {'; '.join(missing)}." if missing else ""
        print_line(f"{row.get('id')}: {verdict.outcome} ({score}). {verdict.message}{tail}")
    return True


def _row(line: str, place: Place) -> Mapping[str, Any]:
    row = _object(line, place)
    for name in ("card", "answer"):
        if not isinstance(row.get(name), str):
            raise DataError(f"there is no text {name!r}", where=place)
    variant = row.get("variant")
    if variant is not None and not isinstance(variant, str | int):
        raise DataError("the variant is neither a text nor a number", where=place)
    return row


def _object(line: str, place: Place) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        said = str(error).partition(":")[0].lower() if isinstance(error, ValueError) else "too deep"
        raise DataError(
            f"that is not JSON ({said})", where=place, hint="Write one object in braces a line"
        ) from None
    if not isinstance(row, dict):
        raise DataError("that is not a JSON object", where=place)
    return row


def _resolver(deck_name: str | None, keys: str | None) -> tuple[Resolve, Lexicon]:
    lexicon = general_lexicon()
    if deck_name is None:
        return _of_keys(_keys(keys or "", ()), ()), lexicon
    # a list of questions must not wait for what only a deck needs
    from trainer.deck.shelf import load
    from trainer.questions.vocabulary import lexicon_of
    from trainer.settings import folders

    deck = load(deck_name, folders())
    lexicon = lexicon_of(deck)
    if keys is not None:
        return _of_keys(_keys(keys, deck.facts), deck.facts), lexicon
    return _of_deck(deck), lexicon


def _of_deck(deck: Any) -> Resolve:
    """Cards of a deck, each drawn with the variant that was shown.

    DataError where none is named and the answer depends on it.
    """
    from trainer.grading.grader import Slip
    from trainer.questions.catalogue import cards_of, draw
    from trainer.questions.rivals import rivals_of

    cards = {card.id: card for card in cards_of(deck)}
    rivals = rivals_of(deck, cards.values())
    kept: dict[tuple[str, str], Asked] = {}

    def resolve(card_id: str, variant: str | None) -> Asked | None:
        card = cards.get(card_id)
        if card is None:
            return None
        place = (card_id, str(variant) if variant is not None else "0")
        if place not in kept:
            question = draw(deck, card, place[1])
            if variant is None and any(
                draw(deck, card, other).key != question.key for other in _OTHERS
            ):
                raise DataError(
                    f"card {card_id} draws its numbers anew, and which were asked is not said",
                    hint="Add the variant that was shown, as `trainer ask` names it",
                )
            slips = tuple(Slip(s.name, s.quantity, s.words) for s in question.slips)
            kept[place] = Asked(question.text, question.key, slips, rivals, deck.facts, card_id)
        return kept[place]

    return resolve


def _of_keys(asked: dict[str, Asked], facts: Iterable[Any]) -> Resolve:
    rivals = tuple(
        Rival(card, f"the answer to another question ({card})", one.key)
        for card, one in asked.items()
    )
    known = tuple(facts)

    def resolve(card_id: str, variant: str | None) -> Asked | None:
        one = asked.get(card_id)
        if one is None:
            return None
        return Asked(one.question, one.key, rivals=rivals, facts=known, card=card_id)

    return resolve


def _keys(name: str, facts: Iterable[Any]) -> dict[str, Asked]:
    """The questions of a file, by card."""
    found: dict[str, Asked] = {}
    for place, row in _lines(Path(name)):
        card = row.get("card")
        texts = [row.get(field) for field in ("type", "question", "expected")]
        points = row.get("points", [])
        if (
            not isinstance(card, str)
            or not all(isinstance(text, str) for text in texts)
            or not isinstance(points, list)
            or not all(isinstance(point, str) for point in points)
        ):
            raise DataError(
                "a question needs card, type, question and expected as texts, and a list of points",
                where=place,
            )
        kind, question, expected = (str(text) for text in texts)
        try:
            key = key_from_plain(kind, question, expected, points)
        except DataError as error:
            raise DataError(error.what, where=place, hint=error.hint) from error
        found[card] = Asked(question, key, card=card)
    return found


def _lines(path: Path) -> Iterator[tuple[Place, dict[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"{path} cannot be read ({error.strerror})", hint="Check the name and the permissions"
        ) from error
    except UnicodeDecodeError as error:
        raise DataError("the file is not UTF-8 text", where=str(path)) from error
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            place = Place(str(path), number)
            yield place, _object(line, place)
