"""What stands around a number: limits ("not more than", "or less") and hedges ("about")."""

from __future__ import annotations

import re

from trainer.calculator.quantity import Quantity

_LIMITS = (
    (r"<=|≤|=<|at\s+most|(?:no|not|never)\s+(?:more|greater|higher|later)\s+than|up\s+to|not\s+exceeding"
     r"|(?:not|never|nothing)\s+(?:above|over|beyond)"
     r"|not\s+to\s+exceed|(?:no|not)\s+longer\s+than|within", "<="),
    (r">=|≥|=>|at\s+least|(?:no|not|never)\s+(?:less|lower|fewer|earlier|sooner)\s+than|minimum\s+of"
     r"|(?:not|never)\s+(?:before|until|within|below|under)", ">="),
    (r"<|less\s+than|lower\s+than|fewer\s+than|smaller\s+than|below|under|younger\s+than"
     r"|shorter\s+than|before", "<"),
    (r">|more\s+than|greater\s+than|higher\s+than|above|over|older\s+than|longer\s+than"
     r"|exceeding|exceeds|beyond", ">"),
)  # fmt: skip
_LIMIT_BEFORE = [
    (
        re.compile(
            rf"(?:(?<![\w])|(?<=[\W_]))(?:{words})\s*(?:(?:about|the|first|last)\s+)*$",
            re.IGNORECASE,
        ),
        comparator,
    )
    for words, comparator in _LIMITS
]
_LIMIT_AFTER = [
    (
        re.compile(r"\s*(?:or|and)\s+(?:less|lower|below|under|fewer|younger)\b", re.IGNORECASE),
        "<=",
    ),
    (
        re.compile(r"\s*(?:or|and)\s+(?:more|higher|above|over|greater|older)\b", re.IGNORECASE),
        ">=",
    ),
]


def limited(quantity: Quantity, text: str, start: int, end: int) -> tuple[Quantity, int, int]:
    """The quantity as a limit, where words or signs before or after it make it one."""
    value = quantity.value
    for pattern, comparator in _LIMIT_BEFORE:
        if match := pattern.search(before(text, start)):
            begin = start - len(match.group())
            return Quantity.limit(comparator, value, quantity.unit), begin, end
    for pattern, comparator in _LIMIT_AFTER:
        if match := pattern.match(text, end):
            return Quantity.limit(comparator, value, quantity.unit), start, match.end()
    return quantity, start, end


_ABOUT = re.compile(
    r"(?:~|\b(?:about|approximately|approx\.?|around|roughly|circa|ca\.|nearly|almost|some|close to"
    r"|in the region of))\s*(?:a\s+)?$",
    re.IGNORECASE,
)


def before(text: str, start: int) -> str:
    """What stands shortly before a place: enough for words such as "not more than"."""
    return text[max(0, start - 48) : start]


def approximate(text: str, start: int) -> bool:
    return bool(_ABOUT.search(before(text, start)))
