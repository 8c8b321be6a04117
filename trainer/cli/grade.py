"""`trainer grade`: mark typed answers, from a deck's cards or from any list of questions."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from trainer.cli.grade_summary import Summary
from trainer.cli.output import print_json, print_json_line, print_line
from trainer.deck.key import ListKey
from trainer.deck.plain_answer import odd_unit
from trainer.errors import DataError, Place, StorageError, TrainerError, UsageError
from trainer.grading.grader import Asked, grade
from trainer.grading.plain_key import KINDS, key_from_plain
from trainer.grading.rival import Rival
from trainer.interchange.answer_table import answers_of, is_table, keys_of, read_table
from trainer.lexicon.lexicon import Lexicon, general_lexicon
from trainer.text import visible

NAME = "grade"
HELP = """Mark typed answers. Reads one {"id", "card", "answer"[, "variant"]} a line from standard
input, or a table, and writes one verdict a line."""
EPILOG = """\
examples:
  trainer grade baclofen --json < answers.jsonl
  trainer grade --keys questions.jsonl --json < answers.jsonl
  trainer grade baclofen --keys questions.jsonl --json < answers.jsonl
  trainer grade --keys questions.csv --summary < a-whole-class.csv

With --keys, the cards come from lines {"card", "type", "question", "expected", "points": [...]};
types are single, list, numeric, range, regimen, short, explanation and boolean. Both files may be
tables (CSV) instead: answers headed learner,card,answer, or a learner a row with a column a card;
keys headed card,question,expected,type,points, with semicolons between points, and the type only
where there are several. Points count alike. A deck that is also named lends its vocabulary and
facts. A line that cannot be marked gives {"id", "card", "error"}; the rest goes on, and the exit
code is 1."""

INPUT = "standard input"
ONE_OF_BOTH = "Write one object in braces a line, or a table headed learner,card,answer"
_FIELDS = ("card", "type", "question", "expected")
_NUMBERS = ("numeric", "range", "regimen")

_OTHERS = ("1", "2", "3", "4")
"""Draws of a card that are looked at for whether its answer is always the same."""

MOST_MISSING = 8
"""Points that are told as missing in one line."""

Resolve = Callable[[str, str | None], Asked | None]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deck", metavar="DECK", nargs="?", help="a deck's name or path")
    parser.add_argument(
        "--keys", metavar="FILE", help="questions with model answers: JSON lines or CSV"
    )
    parser.add_argument(
        "--summary",
        action="store_true",
        help="instead: each question's figures, and the answers the machine was unsure of",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def run(args: argparse.Namespace) -> int:
    if not args.deck and not args.keys:
        raise UsageError("name a deck, or questions with --keys", hint="See: trainer grade --help")
    resolve, lexicon, questions = _resolver(args.deck, args.keys)
    summary = Summary() if args.summary else None
    failed = False
    for place, row in _answers(sys.stdin, questions):
        failed |= not _mark(row, place, resolve, lexicon, args.json, summary)
    if summary is not None and args.json:
        print_json(summary.to_json())
    elif summary is not None:
        for said in summary.lines():
            print_line(said)
    return 1 if failed else 0


def _answers(
    lines: Iterable[str], questions: Mapping[str, str]
) -> Iterator[tuple[Place, str | dict[str, Any]]]:
    """The answers that come in: a line of JSON each, or the rows of a table."""
    number = 0
    for number, line in enumerate(lines, 1):
        if number == 1 and is_table(line):
            table = read_table("".join((line, *lines)), INPUT)
            yield from answers_of(table, questions)
            return
        if line.strip():
            yield Place(INPUT, number), line.lstrip("\ufeff")


def _mark(
    line: str | dict[str, Any],
    place: Place,
    resolve: Resolve,
    lexicon: Lexicon,
    as_json: bool,
    summary: Summary | None,
) -> bool:
    """Mark one line; False if it could not be marked."""
    row: Mapping[str, Any] = {}
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


def _row(line: str | dict[str, Any], place: Place) -> Mapping[str, Any]:
    row = _object(line, place) if isinstance(line, str) else line
    for name in ("card", "answer"):
        if not isinstance(row.get(name), str):
            raise DataError(
                f"there is no text {name!r}", where=place, hint=f'Write "{name}": "..." in the line'
            )
    variant = row.get("variant")
    if variant is not None and not isinstance(variant, str | int):
        raise DataError("the variant is neither a text nor a number", where=place)
    return row


def _object(line: str, place: Place) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        said = str(error).partition(":")[0].lower() if isinstance(error, ValueError) else "too deep"
        raise DataError(f"that is not JSON ({said})", where=place, hint=ONE_OF_BOTH) from None
    if not isinstance(row, dict):
        raise DataError("that is not a JSON object", where=place)
    return row


def _resolver(
    deck_name: str | None, keys: str | None
) -> tuple[Resolve, Lexicon, Mapping[str, str]]:
    """How a card is found, the words that are known, and the cards with their questions."""
    lexicon = general_lexicon()
    if deck_name is None:
        asked = _keys(keys or "")
        return _of_keys(asked, ()), lexicon, _questions(asked)
    # a list of questions must not wait for what only a deck needs
    from trainer.deck.shelf import load
    from trainer.questions.vocabulary import lexicon_of
    from trainer.settings import folders

    deck = load(deck_name, folders())
    lexicon = lexicon_of(deck)
    if keys is not None:
        asked = _keys(keys)
        return _of_keys(asked, deck.facts), lexicon, _questions(asked)
    from trainer.questions.catalogue import cards_of

    return _of_deck(deck), lexicon, {card.id: card.id for card in cards_of(deck)}


def _questions(asked: Mapping[str, Asked]) -> dict[str, str]:
    return {card: one.question for card, one in asked.items()}


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


def _keys(name: str) -> dict[str, Asked]:
    """The questions of a file, by card."""
    found: dict[str, Asked] = {}
    models: dict[str, str] = {}
    for place, row in _lines(Path(name)):
        for field in _FIELDS:
            if not isinstance(row.get(field), str):
                raise DataError(
                    f"the question has no text {field!r}", where=place, hint=_meant(field, row)
                )
        card, kind, question, expected = (str(row[field]) for field in _FIELDS)
        points = row.get("points", [])
        if not isinstance(points, list) or not all(isinstance(point, str) for point in points):
            raise DataError(
                "`points` is no list of texts", where=place, hint='Write "points": ["...", "..."]'
            )
        if card in found and (found[card].question, models[card]) != (question, expected):
            raise DataError(
                f"the card {card!r} stands here a second time",
                where=place,
                hint="Give each question a card of its own",
            )
        for text in (expected, *points):
            if (odd := odd_unit(text)) and odd[1]:
                said = f"{odd[0]!r} in {text!r} is no unit that is known here"
                if kind in _NUMBERS:
                    raise DataError(said, where=place, hint=f"Did you mean {odd[1]}?")
                print(visible(f"{place}: {said}. Did you mean {odd[1]}?"), file=sys.stderr)
        try:
            key = key_from_plain(kind, question, expected, points)
        except DataError as error:
            raise DataError(error.what, where=place, hint=error.hint) from error
        models[card] = expected
        found[card] = Asked(question, key, card=card)
    return found


def _meant(field: str, row: Mapping[str, Any]) -> str:
    """What to write for a field that is missing: the name that was probably meant for it."""
    close = get_close_matches(field, [name for name in row if name not in _FIELDS], n=1)
    if close:
        return f"Write {field!r} for {close[0]!r}"
    if field == "type":
        return f"Write one of: {', '.join(KINDS)}"
    return f'Write "{field}": "..." in the line'


def _lines(path: Path) -> Iterator[tuple[Place, dict[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise StorageError(
            f"{path} cannot be read ({error.strerror})", hint="Check the name and the permissions"
        ) from error
    except UnicodeDecodeError as error:
        raise DataError(
            "the file is not UTF-8 text", where=str(path), hint='Save it as "CSV UTF-8"'
        ) from error
    if is_table(text):
        yield from keys_of(read_table(text, str(path)))
        return
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            place = Place(str(path), number)
            yield place, _object(line, place)
