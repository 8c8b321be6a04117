"""Untrusted text made safe: what may reach a terminal, and what a loader refuses.

Deck text, monographs, learners' answers and file names come from strangers. Control characters
can clear a screen or write to a clipboard, and bidirectional marks can show `50 mg` where the file
says `05 mg`. Loaders refuse them (`first_unsafe`); where text must be shown all the same, each is
replaced by a visible mark (`visible`).
"""

from __future__ import annotations

import re
import unicodedata

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and newline, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional marks and overrides
    "\u2028\u2029\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)

_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
_SIGNS = re.compile(r"[^\w%]{9,}")


def first_unsafe(text: str) -> tuple[int, str] | None:
    """Return (index, name) of the first character that may not be shown, or None.

    Tab and newline are allowed. The name is fit for an error message: "ESC (U+001B)".
    """
    found = _UNSAFE.search(text)
    if found is None:
        return None
    return found.start(), character_name(found.group())


def visible(text: str) -> str:
    """Return `text` with each character that may not be shown replaced by U+FFFD."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """Return `text` safe to show and with all white space folded to single spaces."""
    return " ".join(visible(text).split())


def begun(text: str, words: int = 6) -> str:
    """The first words of a text, with dots where it goes on: a name for what has none."""
    found = one_line(text).split()
    return " ".join(found[:words]) + (" ..." if len(found) > words else "")


def tightened(text: str) -> str:
    """Return `text` with runs of blanks folded, and longer runs of signs cut to their two ends.

    Nobody says anything by the ninth sign in a row; a pattern that may read a run in two ways
    takes time with its square, and one that looks for it everywhere with its cube.
    """
    return _SIGNS.sub(_both_ends, _LINES.sub("\n", _BLANKS.sub(" ", text)))


def _both_ends(run: re.Match[str]) -> str:
    return f"{run[0][:3]}{chr(10) if chr(10) in run[0][3:-3] else ' '}{run[0][-3:]}"


def character_name(character: str) -> str:
    """Name one character for an error message, such as "ESC (U+001B)"."""
    code = ord(character)
    short = {0x00: "NUL", 0x07: "BEL", 0x08: "BS", 0x0D: "CR", 0x1B: "ESC", 0x7F: "DEL"}.get(code)
    name = short or unicodedata.name(character, "")
    return f"{name} (U+{code:04X})" if name else f"U+{code:04X}"


def sentence(text: str) -> str:
    """Return `text` with a capital first letter and one closing mark."""
    stripped = text.strip()
    if not stripped:
        return ""
    end = "" if stripped[-1] in ".!?:" else "."
    return stripped[0].upper() + stripped[1:] + end
