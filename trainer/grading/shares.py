"""Parts of a whole, and how many times as much: "3 out of every 10", "x1.7", "70 % more"."""

from __future__ import annotations

import re
from fractions import Fraction

from trainer.calculator.numbers import find_numbers

_COUNT = r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred"
_OUT_OF = re.compile(
    rf"\b(?P<some>{_COUNT})\s+(?:[a-z]+\s+){{0,2}}?(?:out\s+of|in)\s+(?:every\s+|each\s+|a\s+)?(?P<all>{_COUNT})\b"
    r"(?!\s*(?:h|hours?|days?|weeks?|months?|minutes?|years?|doses?|divided)\b)"
    rf"|(?<![\w./])(?P<top>\d{{1,2}})\s?/\s?(?P<bottom>\d{{1,3}})(?![\w/])",
    re.I,
)
_TIMES = re.compile(
    r"(?<![\w.])[x×]\s?(\d+(?:\.\d+)?)(?![\w.])"
    r"|(?<![\w.])(\d+(?:\.\d+)?)\s*(?:[x×]|times)(?!\s*(?:a|per|each|every|daily|weekly|\d))(?!\w)",
    re.I,
)
_SO_MUCH_MORE = re.compile(
    r"(\d+(?:\.\d+)?)\s?(?:%|per\s?cent|percent)\s+(?:more|higher|greater|larger|up)\b", re.I
)


def in_shares(text: str, unit: str) -> str:
    """The answer with parts of a whole in the unit that was asked: percent, or fold."""
    if unit == "%":
        return _OUT_OF.sub(_percent, text)
    if unit == "fold":
        text = _SO_MUCH_MORE.sub(lambda m: f"{float(1 + Fraction(m[1]) / 100):g}-fold higher", text)
        return _TIMES.sub(lambda m: f" {m[1] or m[2]}-fold", text)
    return text


def _percent(match: re.Match[str]) -> str:
    some, whole = match["some"] or match["top"], match["all"] or match["bottom"]
    values = [find_numbers(f"{number} days") for number in (some, whole)]
    if not all(values) or values[1][0].value < values[0][0].value or values[1][0].value == 0:
        return match.group()
    share = values[0][0].value / values[1][0].value * 100
    return f"{float(share):g} %" if share.denominator in (1, 2, 4, 5, 10, 20) else match.group()
