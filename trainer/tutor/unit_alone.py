"""A unit that is said alone, in answer to "In which unit?", joins the number that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from trainer.grading.verdict import Verdict

_WORD = re.compile(r"[^\s,.!?;:\"]+")
_APOSTROPHES = str.maketrans("", "", "'\N{RIGHT SINGLE QUOTATION MARK}`")
LONGEST = 60
"""Characters of an answer that may be a unit alone."""


def unit_alone(typed: str) -> str:
    """The unit that is all that `typed` says, as it was written; "" if it says anything else."""
    if len(typed) > LONGEST or any(map(str.isdigit, typed)):
        return ""
    words = list(_WORD.finditer(typed))
    bare = [word.group().casefold().translate(_APOSTROPHES) for word in words]
    for first in range(len(words)):
        if not _leads(bare[:first]):
            continue
        for last in range(len(words), first, -1):
            unit = typed[words[first].start() : words[last - 1].end()]
            if _leads(bare[last:]) and _is_unit(unit):
                return unit
    return ""


def with_unit(first: str, unit: str, verdict: Verdict) -> str:
    """The first answer with the unit behind the number that was found right without one."""
    heard = [point.heard for point in verdict.points if point.near and point.heard]
    for number in (*heard, *_bare_numbers(first)):
        start = first.find(number)
        if start >= 0:
            end = start + len(number)
            return f"{first[:end]} {unit}{first[end:]}"
    return f"{first} {unit}"


def _bare_numbers(text: str) -> Sequence[str]:
    from trainer.calculator.reader import find_quantities

    return [one.text for one in find_quantities(text) if one.quantity.unit is None]


def _is_unit(text: str) -> bool:
    from trainer.calculator.reader import find_quantities  # nobody needs it before a second try

    found = find_quantities(f"1 {text}")
    return (
        len(found) == 1
        and found[0].quantity.unit is not None
        and found[0].end == len(text) + 2
        and found[0].ambiguity is None
    )


def _leads(words: Sequence[str]) -> bool:
    """Whether these words are lead-ins from the first to the last."""
    if not words:
        return True
    return any(tuple(words[: len(one)]) == one and _leads(words[len(one) :]) for one in _lead_ins())


@lru_cache(maxsize=1)
def _lead_ins() -> tuple[tuple[str, ...], ...]:
    text = Path(__file__).with_name("lead_ins.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(tuple(line.split()) for line in lines if line and not line.startswith("#"))
