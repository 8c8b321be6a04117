"""Anki packages out, by genanki: stable guids, tags, source lines, draws expanded."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from html import escape
from pathlib import Path

from trainer.deck.deck import Deck
from trainer.errors import StorageError, UsageError
from trainer.extras import how_to_add
from trainer.interchange.bank import Item, Loss, said_source
from trainer.text import visible

_FIELDS = ("Question", "Answer", "Why", "Source", "Card")
_MODEL = 1_607_392_319  # fixed for ever: Anki knows the note type by it
_FRONT = "{{Question}}"
_BACK = "{{FrontSide}}<hr id=answer>{{Answer}}<p>{{Why}}</p><p class=source>{{Source}}</p>"
_CSS = ".card{font:20px sans-serif;text-align:left} .source{font-size:14px;color:#777}"


def to_anki(deck: Deck, items: Iterable[Item], path: Path, stamp: float, losses: list[Loss]) -> int:
    """Write a package and return how many notes it has.

    `stamp` are seconds since 1970, so that the same deck gives the same file. UsageError if the
    extra is not installed.
    """
    try:
        import genanki
    except ImportError as error:
        raise UsageError(
            "Anki packages need the extra: genanki is not installed",
            hint=how_to_add("anki"),
        ) from error
    model = genanki.Model(
        _MODEL,
        "trainer question",
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Card", "qfmt": _FRONT, "afmt": _BACK}],
        css=_CSS,
    )
    made = genanki.Deck(_number(deck.id), deck.title)
    count = 0
    for item in items:
        question = item.question
        losses.append(Loss(item.name, "the grading of typed answers"))
        options = "".join(f"<li>{_html(option)}</li>" for option in question.options)
        shown = _html(question.text) + (f"<ol type=a>{options}</ol>" if options else "")
        why = "<br>".join(_html(part) for part in (question.because, *question.steps) if part)
        made.add_note(
            genanki.Note(
                model=model,
                fields=[
                    shown, _html(question.key.model), why, _html(said_source(question)),
                    _html(item.name),
                ],
                guid=genanki.guid_for(deck.id, item.name),
                tags=[tag.replace(" ", "_") for tag in item.tags],
            )
        )  # fmt: skip
        count += 1
    try:
        genanki.Package(made).write_to_file(str(path), timestamp=stamp)
    except OSError as error:
        raise StorageError(
            f"cannot be written: {error.strerror or error}", where=str(path)
        ) from error
    return count


def _number(deck_id: str) -> int:
    """A number that is always this deck's."""
    return int.from_bytes(sha256(deck_id.encode()).digest()[:6], "big") % (2**31 - 2**30) + 2**30


def _html(text: str) -> str:
    return escape(visible(text))
