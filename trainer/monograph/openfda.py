"""A record of the openFDA drug label endpoint (JSON) becomes a Document.

Each section is one flattened string, which begins with its own title; sentences become lines.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from trainer.errors import DataError
from trainer.monograph import wording, wordlists
from trainer.monograph.document import Block, Document, Part
from trainer.monograph.fact import Doubt
from trainer.monograph.titles import section_of
from trainer.text import visible

_BULLET = re.compile(r"\s+[•●▪]\s*")
_SUBSECTION = re.compile(r"\s+(?=\d{1,2}\.\d{1,2}\s+[A-Z])")


@lru_cache(maxsize=1)
def _fields() -> tuple[tuple[str, str], ...]:
    return tuple(
        (section, name)
        for section, cell in wordlists.rows("openfda")
        for name in wordlists.words(cell)
    )


def lay_out(text: str, name: str, stem: str) -> Document:
    """Lay out the first label of a file; `stem` serves where no drug is named.

    Raises DataError for JSON that is broken or holds no label.
    """
    record, others = _record(text, name)
    lines: list[str] = []
    parts: list[Part] = []
    plain: set[int] = set()
    for section, field in _fields():
        body = _text(record.get(field))
        if not body:
            continue
        title = field.replace("_", " ").capitalize()
        lines.append(title)
        plain.add(len(lines))
        line = len(lines)
        blocks = []
        for kind, sentence in _sentences(_without_title(body)):
            lines.append(sentence)
            blocks.append(Block("bullet" if kind else "prose", sentence, ((0, len(lines)),)))
        parts.append(Part(section, title, line, tuple(blocks)))
    doubts: tuple[Doubt, ...] = ()
    if others:
        doubts = (Doubt((1,), f"the file holds {others} more labels: only the first was read"),)
    return Document(_drug(record) or stem, tuple(lines), tuple(parts), frozenset(plain), doubts)


def _record(text: str, name: str) -> tuple[dict[str, Any], int]:
    try:
        data = json.loads(text)
    except RecursionError as error:
        raise DataError("the JSON is nested too deeply for a label", where=name) from error
    except json.JSONDecodeError as error:
        raise DataError(
            f"the JSON is broken at line {error.lineno}, column {error.colno}", where=name
        ) from error
    except ValueError as error:
        raise DataError(
            "the JSON holds a number that is no number of a label", where=name
        ) from error
    results = data.get("results") if isinstance(data, dict) else data
    if results is None and isinstance(data, dict):
        results = [data]
    records = [one for one in results if isinstance(one, dict)] if isinstance(results, list) else []
    known = {field for _, field in _fields()}
    labels = [one for one in records if known & one.keys()]
    if not labels:
        raise DataError(
            "this JSON holds no drug label of the openFDA form",
            where=name,
            hint='A label has fields such as "indications_and_usage"',
        )
    return labels[0], len(labels) - 1


def _text(raw: object) -> str:
    if isinstance(raw, list):
        raw = " ".join(part for part in raw if isinstance(part, str))
    return visible(" ".join(raw.split())) if isinstance(raw, str) else ""


def _without_title(body: str) -> str:
    """Drop the title that the endpoint repeats: "DOSAGE AND ADMINISTRATION The recommended"."""
    words = body.split(" ", 9)
    for count in range(min(8, len(words) - 1), 0, -1):
        head = " ".join(words[:count])
        if section_of(head) and (head.upper() == head or head[0].isdigit()):
            return " ".join(words[count:])
    return body


def _sentences(body: str) -> list[tuple[bool, str]]:
    found: list[tuple[bool, str]] = []
    for piece in _SUBSECTION.split(body):
        bullets = _BULLET.split(piece)
        found += [(False, sentence) for _, sentence in wording.sentences(bullets[0])]
        found += [(True, bullet.strip()) for bullet in bullets[1:] if bullet.strip()]
    return found


def _drug(record: dict[str, Any]) -> str:
    block = record.get("openfda")
    names = (
        block.get("generic_name") or block.get("brand_name") if isinstance(block, dict) else None
    )
    if not names:
        # The product's names come first there, then what it is made of: "Testol TESTOL Water".
        names = _text(record.get("spl_product_data_elements")).partition(" ")[0]
    return _text(names)[:60].lower()
