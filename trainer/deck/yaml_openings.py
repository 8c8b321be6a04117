"""Where a quote or a bracket of a deck file was opened and is never closed.

The YAML parser notices an open quote only where the next one stands, pages below. Here the lines
are looked at as their author wrote them: a value that is still open when a line begins that looks
like the next entry was meant to end before it. Only asked once the parser has refused the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CLOSERS = {"[": "]", "{": "}"}
_ENTRY = re.compile(
    r"( *)((?:- +)*)((?:[^\s#\"'\[\]{},&*!|>%@`-][^:#]*?|-?\w[\w.-]*): +|(?=- )|)(.*)"
)
_NEXT = re.compile(r"(?:- |[\w.-]+:(?: |$))")
_BLOCK = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Opening:
    """What is wrong with a quote or a bracket, at the line and column (from 1) where it stands."""

    line: int
    column: int
    message: str
    hint: str


class _Value:
    """One value being read over its lines; `stack` holds open brackets, `quote` an open quote."""

    def __init__(self) -> None:
        self.stack: list[tuple[str, int, int]] = []
        self.quote: tuple[str, int, int] | None = None

    @property
    def open(self) -> bool:
        return bool(self.stack) or self.quote is not None

    def read(self, text: str, place: int, line: int) -> Opening | None:
        """Read on in a line from `place`; return what cannot be right, or None."""
        fresh = True  # at the beginning of a value, where a quote opens a text
        while place < len(text):
            character = text[place]
            if self.quote is not None:
                end = self._end_of_quote(text, place)
                if end is None:
                    return None
                (mark, *_), self.quote = self.quote, None
                place, fresh = end, False
                if said := self._after(text, place, line, mark):
                    return said
                continue
            if character in "\"'" and fresh:
                self.quote = (character, line, place + 1)
            elif character == "#" and (place == 0 or text[place - 1] in " \t"):
                return None
            elif character in CLOSERS and (fresh or self.stack):
                self.stack.append((character, line, place + 1))
                fresh = True
            elif not self.stack and character not in " \t":
                return None  # a plain text: nothing opens in it
            elif character in "]}":
                opened, at_line, column = self.stack[-1]
                if CLOSERS[opened] != character:
                    return _bracket(opened, at_line, column, f"before the {character}", opened)
                self.stack.pop()
                fresh = False
            elif character in ",:":
                fresh = True
            elif character not in " \t":
                fresh = False
            place += 1
        return None

    def _end_of_quote(self, text: str, place: int) -> int | None:
        """The place after the closing quote, or None if it is not on this line."""
        assert self.quote is not None
        mark = self.quote[0]
        while place < len(text):
            if mark == '"' and text[place] == "\\":
                place += 2
            elif text[place] == mark:
                if mark == "'" and text[place + 1 : place + 2] == "'":
                    place += 2
                else:
                    return place + 1
            else:
                place += 1
        return None

    def _after(self, text: str, place: int, line: int, mark: str) -> Opening | None:
        """What may not follow a text in quotes: more text."""
        rest = text[place:].lstrip()
        allowed = ",]}:" if self.stack else ":"
        if not rest or rest[0] in allowed or (rest[0] == "#" and text[place : place + 1] in " \t"):
            return None
        if mark == "'":
            hint = "Inside '...' write an apostrophe twice (''), or put the text in \"...\"."
        else:
            hint = 'Inside "..." write a quote as \\", or put the text in \'...\'.'
        said = "the text in quotes ends here, and more text follows"
        return Opening(line, place + 1, said, hint)

    def unclosed(self) -> Opening:
        """The innermost opening that is left, with what closes all of them."""
        if self.quote is not None:
            mark, line, column = self.quote
            said = f"the text in quotes that begins here has no closing {mark}"
            return Opening(line, column, said, f"Add the closing {mark} at its end.")
        opened, line, column = self.stack[-1]
        return _bracket(opened, line, column, "", "".join(one for one, *_ in self.stack))


def _bracket(opened: str, line: int, column: int, where: str, whole: str) -> Opening:
    said = f"the {opened} that begins here is not closed {where}".rstrip()
    closing = "".join(CLOSERS[one] for one in reversed(whole))
    return Opening(line, column, said, f"Add the closing {closing}.")


def find_opening(text: str) -> Opening | None:
    """The first quote or bracket of a file that cannot be as its author meant it, or None."""
    value, indent, block = _Value(), 0, -1
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.lstrip(" ")
        depth = len(line) - len(bare)
        if not bare or bare.startswith("#"):
            continue
        if block >= 0:
            if depth > block:
                continue
            block = -1
        if value.open:
            if depth <= indent and _NEXT.match(bare):
                return value.unclosed()
            if said := value.read(line, 0 if value.quote else depth, number):
                return said
            continue
        found = _ENTRY.match(line)
        if found is None:
            continue
        value, indent = _Value(), len(found[1]) + len(found[2])
        if _BLOCK.match(found[4]):
            block = depth
        elif said := value.read(line, found.start(4), number):
            return said
    return value.unclosed() if value.open else None
