"""CSV and TSV: a row a card, with the answer as a deck file writes it, out and in.

Our own export comes back as it was. Other people's tables need the columns `question` and `answer`;
`id`, `options`, `hint`, `because`, `source` and `tags` are read if they are there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from trainer.deck.deck import AuthoredCard
from trainer.deck.deck_file import is_id, slug
from trainer.deck.writing import answer_text, plain_answer, quoted
from trainer.errors import DataError, Place
from trainer.interchange.bank import Loss, free_id

COLUMNS = ("id", "question", "answer", "hint", "because", "source", "tags")
LARGEST = 64 * 1024 * 1024
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NAMES = {
    "question": ("question", "ask", "front", "stem", "prompt"),
    "answer": ("answer", "back", "key", "correct", "correct answer", "correct_answer"),
    "id": ("id", "card", "name"),
    "hint": ("hint",),
    "because": ("because", "explanation", "feedback", "rationale"),
    "source": ("source", "reference"),
    "tags": ("tags", "topic", "category"),
}
_OPTIONS = "abcdefgh"
_WRONG = ("wrong", "incorrect", "distractor")  # how the heads of such columns begin
_STRANGER = "wrong "


@dataclass(frozen=True, slots=True)
class Row:
    """A card read from a table: the lines that a deck file needs of it, and where it stood."""

    id: str
    ask: str
    answer: str
    hint: str = ""
    because: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    line: int = 0

    def lines(self) -> list[str]:
        """The card as a deck file writes it; the answer is already in that form."""
        found = [f"  - id: {self.id}", f"    ask: {quoted(self.ask)}", f"    answer: {self.answer}"]
        for name, text in (("hint", self.hint), ("because", self.because), ("source", self.source)):
            if text:
                found.append(f"    {name}: {quoted(text)}")
        if self.tags:
            found.append(f"    tags: [{', '.join(quoted(tag) for tag in self.tags)}]")
        return found


def to_table(cards: Iterable[AuthoredCard], losses: list[Loss], delimiter: str = ",") -> str:
    """Write cards as a table. A cell that a spreadsheet would run is led by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for card in cards:
        if card.key is None:
            losses.append(Loss(card.id, "the computed answer"))
            continue
        answer, lost = answer_text(card.key)
        losses += [Loss(card.id, what) for what in lost]
        cells = (card.id, card.ask, answer, card.hint, card.because, card.source,
                 "; ".join(card.tags))  # fmt: skip
        writer.writerow([_guarded(cell) for cell in cells])
    return out.getvalue()


def from_table(data: bytes, name: str, losses: list[Loss]) -> list[Row]:
    """Read a table with a head; the separator (comma, semicolon, tab) is found from the head.

    A row that cannot be read is left out and added to `losses` with its line. Raises DataError for
    a table of which nothing can be read.
    """
    if len(data) > LARGEST:
        raise DataError(f"the table is larger than {LARGEST // 2**20} MB", where=name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            "the table is not UTF-8", where=name, hint='Save it as "CSV UTF-8"'
        ) from error
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    csv.field_size_limit(LARGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    taken: set[str] = set()
    columns: dict[str, int] = {}
    options: dict[str, int] = {}
    try:
        for cells in reader:
            if not columns:
                columns, options = _head(cells, name)
                losses += _unread(cells, columns, options, Place(name, 1))
                continue
            if not any(cell.strip() for cell in cells):
                continue
            try:
                row = _row(cells, columns, options, taken, Place(name, reader.line_num))
            except DataError as error:
                losses.append(Loss(str(error.where), f"{error.what}. {error.hint}".strip()))
                continue
            taken.add(row.id)
            rows.append(row)
    except csv.Error as error:
        raise DataError(
            f"the table breaks off: {error}", where=Place(name, reader.line_num)
        ) from error
    if not columns:
        raise DataError("the table is empty", where=name)
    return rows


def _head(cells: list[str], name: str) -> tuple[dict[str, int], dict[str, int]]:
    heads = [cell.strip().casefold() for cell in cells]
    columns = {}
    for field, words in _NAMES.items():
        for word in words:
            if word in heads:
                columns[field] = heads.index(word)
                break
    for field in ("question", "answer"):
        if field not in columns:
            raise DataError(
                f"the table has no column {field!r}",
                where=Place(name, 1),
                hint=f"Its columns are: {', '.join(cells)}",
            )
    options = {}
    for letter in _OPTIONS:
        for word in (
            letter,
            f"option {letter}",
            f"option_{letter}",
            f"option{letter}",
            f"choice {letter}",
        ):
            if word in heads:
                options[letter] = heads.index(word)
    wrong = [n for n, head in enumerate(heads) if head.startswith(_WRONG)]
    if wrong and not options:
        options = {f"{_STRANGER}{number}": at for number, at in enumerate(wrong)}
    return columns, options


def _unread(
    cells: list[str], columns: dict[str, int], options: dict[str, int], place: Place
) -> list[Loss]:
    """The columns that nothing is read from, named once."""
    used = {*columns.values(), *options.values()}
    left = [cell.strip() for n, cell in enumerate(cells) if n not in used and cell.strip()]
    if not left:
        return []
    return [Loss(str(place), f"not read: the columns {', '.join(left)}")]


def _row(
    cells: list[str],
    columns: dict[str, int],
    options: dict[str, int],
    taken: set[str],
    place: Place,
) -> Row:
    def cell(field: str) -> str:
        at = columns.get(field)
        return _bare(cells[at]) if at is not None and at < len(cells) else ""

    ask, answer = cell("question"), cell("answer")
    if not ask:
        raise DataError("this row has no question", where=place)
    if not answer:
        raise DataError("this row has no answer", where=place)
    texts = {
        letter: _bare(cells[at])
        for letter, at in options.items()
        if at < len(cells) and cells[at].strip()
    }
    if texts:
        answer = _choice(texts, answer, place)
    elif not answer.startswith(("{", "[")):
        answer = plain_answer(answer)
    card_id = free_id(slug(cell("id") or " ".join(ask.split()[:6])), taken)
    if cell("id") and cell("id") not in taken and is_id(cell("id")):
        card_id = cell("id")
    tags = tuple(tag.strip() for tag in cell("tags").replace(",", ";").split(";") if tag.strip())
    return Row(
        card_id, ask, answer, cell("hint"), cell("because"), cell("source"), tags, place.line
    )


def _choice(texts: dict[str, str], answer: str, place: Place) -> str:
    """A multiple choice from option columns and an answer that is letters or an option's text.

    Beside columns of wrong options the answer is an option of its own.
    """
    if all(name.startswith(_STRANGER) for name in texts):
        texts = {"": answer, **texts}
    letters = [part for part in answer.replace(",", " ").replace(";", " ").lower().split() if part]
    if letters and all(letter in texts for letter in letters):
        right = set(letters)
    else:
        right = {letter for letter, text in texts.items() if text.casefold() == answer.casefold()}
    if not right:
        raise DataError(
            f"the answer {answer!r} is none of the options", where=place, hint="Write its letter"
        )
    rows = [
        "{text: " + quoted(text) + (", right: yes" if letter in right else "") + "}"
        for letter, text in sorted(texts.items())
    ]
    several = ", several: yes" if len(right) > 1 else ""
    return "{choice: [" + ", ".join(rows) + "]" + several + "}"


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _bare(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from running it."""
    text = cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell
    return " ".join(text.split())
