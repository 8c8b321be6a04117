"""A class's answers, or the questions with their keys, as a spreadsheet saves them (CSV).

A row an answer (learner, card, answer), or a row a learner with a column a question, as forms do;
keys are a row a question (card, question, expected, and type and points where they are needed).
Commas, semicolons or tabs part the cells, which may be quoted; a byte order mark is passed over.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trainer.deck.plain_answer import kind_of, odd_unit
from trainer.errors import DataError, Place

LARGEST = 1_000_000
"""Characters of one cell."""
_ANSWERS = {
    "card": ("card", "question", "question id", "item"),
    "answer": ("answer", "response", "text"),
    "id": ("learner", "id", "name", "student", "email", "user"),
    "variant": ("variant",),
}
_KEYS = {
    "card": ("card", "id", "question id", "item"),
    "question": ("question", "ask", "stem"),
    "expected": ("expected", "key", "model answer", "answer", "correct answer"),
    "type": ("type", "kind"),
    "points": ("points", "rubric"),
}
_TYPES = {"quantity": "numeric", "range": "range", "regimen": "regimen", "yes": "boolean",
          "no": "boolean", "term": "single"}  # fmt: skip
_POINTS = re.compile(r"\s*[;|\n]\s*")


@dataclass(frozen=True, slots=True)
class Table:
    """The head of a table and its rows, each with the line that it begins on."""

    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    name: str


def is_table(text: str) -> bool:
    """Whether a text begins as a table with a head, and not as JSON lines."""
    first = text.lstrip("\ufeff \t\r\n").partition("\n")[0]
    if first[:1] in ("{", "["):
        return False
    head = {cell.casefold().strip() for cell in re.split(r"[,;\t]", first.replace('"', ""))}
    named = {name for names in (*_ANSWERS.values(), *_KEYS.values()) for name in names}
    return len(head) > 1 and bool(head & named)


def read_table(text: str, name: str) -> Table:
    """Read a table. DataError, with its line, where a quote is never closed or nothing is there."""
    text = text.lstrip("\ufeff")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(LARGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[tuple[int, tuple[str, ...]]] = []
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((begins, tuple(cell.strip() for cell in cells)))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise DataError(
            f"the row that begins here cannot be read ({error})",
            where=Place(name, begins),
            hint="Look for a quote that is opened and not closed",
        ) from error
    if not found:
        raise DataError("the table is empty", where=name, hint="Write a head and a row below it")
    return Table(found[0][1], tuple(found[1:]), name)


def answers_of(table: Table, cards: Mapping[str, str]) -> Iterator[tuple[Place, dict[str, Any]]]:
    """The answers of a table as `trainer grade` reads them: id, card, answer, variant.

    `cards` are the known cards with their questions: without a column `answer` the columns that
    are headed by one of either hold a learner's answers. An empty cell there is no answer.
    """
    columns = _columns(table, _ANSWERS)
    if "answer" not in columns:
        yield from _a_column_each(table, columns, cards)
        return
    if "card" not in columns:
        raise DataError(
            "the table has no column `card`, which says what each answer is an answer to",
            where=Place(table.name, 1),
            hint=f"Its columns are: {', '.join(table.head)}",
        )
    for line, cells in table.rows:
        row = {field: _cell(cells, at) for field, at in columns.items()}
        if not row.get("variant"):
            row.pop("variant", None)
        yield Place(table.name, line), row


def _a_column_each(
    table: Table, columns: Mapping[str, int], cards: Mapping[str, str]
) -> Iterator[tuple[Place, dict[str, Any]]]:
    named = {_even(name): card for card, question in cards.items() for name in (question, card)}
    asked = {at: named[_even(head)] for at, head in enumerate(table.head) if _even(head) in named}
    if not asked:
        raise DataError(
            "the table has neither a column `answer` nor one that is headed by a card",
            where=Place(table.name, 1),
            hint=f"Its columns are: {', '.join(table.head)}. Head them: learner, card, answer",
        )
    for line, cells in table.rows:
        for at, card in asked.items():
            learner = _cell(cells, columns["id"]) if "id" in columns else str(line)
            yield Place(table.name, line), {"id": learner, "card": card, "answer": _cell(cells, at)}


def keys_of(table: Table) -> Iterator[tuple[Place, dict[str, Any]]]:
    """The questions of a table as `trainer grade --keys` reads them.

    Points stand in one cell, with semicolons. Without a type it is seen from the expected answer;
    with several points it must be said, since a list and an explanation are marked differently.
    """
    columns = _columns(table, _KEYS)
    for field in ("card", "question", "expected"):
        if field not in columns:
            raise DataError(
                f"the table has no column `{field}`",
                where=Place(table.name, 1),
                hint=f"Its columns are: {', '.join(table.head)}",
            )
    for line, cells in table.rows:
        row: dict[str, Any] = {field: _cell(cells, at) for field, at in columns.items()}
        place = Place(table.name, line)
        for field in ("card", "question", "expected"):
            if not row[field]:
                raise DataError(f"`{field}` is empty", where=place, hint="Fill in the cell")
        row["points"] = [one for one in _POINTS.split(row.get("points", "")) if one]
        if not row.get("type"):
            if len(row["points"]) > 1:
                raise DataError(
                    "several points and no type",
                    where=place,
                    hint="Write list or explanation in a column `type`",
                )
            amount = odd_unit(row["expected"]) is not None
            row["type"] = "numeric" if amount else _TYPES[kind_of(row["expected"])]
        yield place, row


def _columns(table: Table, names: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    heads = [_even(head) for head in table.head]
    found: dict[str, int] = {}
    for field, words in names.items():
        for word in words:
            if word in heads and heads.index(word) not in found.values():
                found[field] = heads.index(word)
                break
    return found


def _even(text: str) -> str:
    return " ".join(text.casefold().split())


def _cell(cells: tuple[str, ...], at: int) -> str:
    return cells[at] if at < len(cells) else ""
