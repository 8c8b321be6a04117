"""Where a # cuts a text short: YAML takes what follows a blank and a # for a comment.

"How is it taken #1?" is asked as "How is it taken". A comment behind a value that is complete is
left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.deck.problem import Problem
from trainer.errors import Place

_PROSE = ("ask", "answer", "hint", "because", "source", "say", "says", "debrief", "title", "text",
          "point", "term", "model", "also", "typed", "about")  # fmt: skip
_SENTENCES = ("ask", "say")
_LINE = re.compile(r"( *)((?:- +)*)(?:([\w.-]+): +)?((?![\w.-]+: )[^\s\"'\[{|>#&*!].*)?")
_BLOCK = re.compile(r":? *[|>][-+0-9]*\s*(?:#.*)?$")


def cut_short(text: str, name: str) -> Iterator[Problem]:
    """A warning for each text of a deck file that a # seems to end against its author's will."""
    if " #" not in text:
        return
    block = -1
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.lstrip(" ")
        depth = len(line) - len(bare)
        if not bare or bare.startswith("#") or (block >= 0 and depth > block):
            continue
        block = depth if _BLOCK.search(line) else -1
        found = _LINE.fullmatch(line)
        if found is None or not found[4] or " #" not in found[4]:
            continue
        key, value = found[3] or "", found[4]
        kept, _, comment = value.partition(" #")
        glued = comment[:1].strip() != "" and (key in _PROSE or not key)
        unfinished = key in _SENTENCES and not kept.rstrip().endswith((".", "?", "!", ":", ")"))
        if not (glued or unfinished):
            continue
        column = len(line) - len(comment)
        said = f"the text ends here, at {kept.strip()[-30:]!r}: what follows a # is a comment"
        yield Problem(
            Place(name, number, column),
            "warning",
            "comment",
            said,
            f"Put quotes around it: {_quoted(key, value)}",
        )


def _quoted(key: str, value: str) -> str:
    inner = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{key}: "{inner}"' if key else f'"{inner}"'
