"""A file's bytes become text, or a sentence that says why not; and which format it is in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from trainer.errors import DataError, Place
from trainer.text import first_unsafe

Format = Literal["text", "spl", "openfda"]

LARGEST = 32 * 1024 * 1024  # bytes; the longest label known is about 2 MB


def load(path: Path) -> str:
    """Read a monograph's text.

    Raises DataError where there is no such file, it is no text, is empty or is larger than
    `LARGEST` bytes.
    """
    place = str(path)
    try:
        if path.is_dir():
            raise DataError("this is a folder, not a monograph", where=place, hint="Name a file")
        size = path.stat().st_size
        if size > LARGEST:
            raise DataError(
                f"the file has {size:,} bytes, more than a monograph can have",
                where=place,
                hint=f"The limit is {LARGEST:,} bytes",
            )
        raw = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise DataError(f"the file cannot be read: {reason}", where=place) from error
    return decode(raw, place)


def decode(raw: bytes, place: str) -> str:
    """Turn bytes into text: UTF-8, or UTF-16 with its mark. Anything else is refused."""
    if not raw.strip():
        raise DataError("the file is empty", where=place, hint="Put the monograph's text into it")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
        if b"\0" in raw[:4096]:
            raise DataError(
                "this is a binary file, not text", where=place, hint="Save the monograph as text"
            )
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8-sig" and _declares_latin(raw):
            return raw.decode("cp1252", errors="replace")
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError(
            "the file is not UTF-8 text",
            where=Place(place, line),
            hint="Save it as UTF-8 and try again",
        ) from error


def refuse_unsafe(text: str, place: str) -> None:
    """Raise DataError at the first control, escape or bidirectional character."""
    found = first_unsafe(text)
    if found is None:
        return
    index, name = found
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    raise DataError(
        f"the text holds {name}, which may not be shown on a screen",
        where=Place(place, line, column),
        hint="Delete that character",
    )


def sniff(text: str) -> Format:
    """Tell the format from the first characters of the text."""
    head = text[:4096].lstrip()
    if head.startswith(("<?xml", "<!")) or re.match(r"<(?:\w+:)?document\b", head):
        return "spl"
    if head.startswith(("{", "[")) and re.search(r"[{\[]\s*(?:[\"{\]}]|$)", head):
        return "openfda"
    return "text"


def _declares_latin(raw: bytes) -> bool:
    head = raw[:200].lower()
    return b"<?xml" in head and (b"iso-8859-1" in head or b"windows-1252" in head)
