"""Counts and limits as people say them: "three weeks tops", "btw 20 and 40", "a daily dose"."""

from __future__ import annotations

import re

from trainer.calculator.numbers import find_numbers
from trainer.deck.key import Key, QuantityKey, RangeKey, RegimenKey

_NUMBER = (
    r"(?:\d[\d.,]{0,11}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|fourteen|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)"
)
_UNIT = (
    r"(?:h|hrs?|hours?|min|mins|minutes?|d|days?|wks?|weeks?|months?|mths?|years?|yrs?"
    r"|mg|mcg|micrograms?|g|grams?|ml|units?|%|pct|per\s?cent|percent|mmol/l|mg/l|mg/dl)"
)
_BETWEEN = re.compile(rf"\b(?:in\s+)?(?:btw|btwn|b/w|bw|betw|b/t)\b\.?(?=\s*{_NUMBER}\b)", re.I)
_AND_SIGN = re.compile(rf"\b(between\s+{_NUMBER}(?:\s?{_UNIT})?)\s*&\s*(?={_NUMBER}\b)", re.I)
_ONCE = re.compile(
    r"\b(?:as\s+|in\s+|by\s+)?(?:an?\s+|one\s+)?(?:single|one)\s+(?:daily\s+dose|dose\s+(?:daily|(?:every|each|per|a)\s+day))\b"
    r"|\b(?:as\s+)?(?:a\s+|one\s+)?once[\s-](?:a[\s-]day|daily)\s+dose\b",
    re.I,
)
_A_PERIOD = re.compile(
    r"(^\W*|[,;]\s*|\b(?:to|or|and|least|most|longest|shortest|outside|about|from|for|than|till|until|is|say|roughly|around)\s+)"
    r"an?\s+(day|week|month|year)\b(?!\s+and\s+a\s+half)",
    re.I,
)
_COUPLE = re.compile(
    r"\b(?:a|one)\s+couple\s+of\s+(?=(?:hours?|days?|weeks?|months?|years?)\b)", re.I
)
_HIGHEST = r"(?:most|longest|outside|maximum|max|latest|highest|best|upper\s+end)"
_LOWEST = r"(?:least|shortest|minimum|earliest|lowest|worst|lower\s+end)"
_VERY = r"(?:the\s+)?(?:very\s+|absolute\s+)?"
_SAID = rf"(?P<said>{_NUMBER}(?:\s?{_UNIT}(?!\w))?)"
_MOST_BEHIND = re.compile(
    rf"(?<![-–\d])(?<!\bto ){_SAID},?\s*"
    rf"(?:at\s+{_VERY}{_HIGHEST}\b(?!\s+{_NUMBER}\b)|tops\b|max(?:imum)?\b(?!\s+dose))",
    re.I,
)
_LEAST_BEHIND = re.compile(
    rf"(?<![-–\d])(?<!\bto ){_SAID},?\s*(?:at\s+{_VERY}{_LOWEST}\b(?!\s+{_NUMBER}\b)|minimum\b)",
    re.I,
)
_MOST_BEFORE = re.compile(rf"\bat\s+{_VERY}{_HIGHEST},?\s+{_SAID}", re.I)
_LEAST_BEFORE = re.compile(rf"\bat\s+{_VERY}{_LOWEST},?\s+{_SAID}", re.I)


def said_plainly(text: str, key: Key) -> str:
    """The answer with such counts and limits in the words that the numbers are read by."""
    if isinstance(key, RegimenKey):
        return _ONCE.sub("once daily", text)
    if not isinstance(key, RangeKey):
        return text
    text = _AND_SIGN.sub(r"\1 and ", _BETWEEN.sub("between", text))
    text = _A_PERIOD.sub(r"\g<1>1 \2", _COUPLE.sub("2 ", text))
    if len(re.findall(rf"\b{_NUMBER}\b", text, re.I)) < 2:
        return text
    text = _MOST_BEHIND.sub(r"at most \g<said>", text)
    text = _LEAST_BEHIND.sub(r"at least \g<said>", text)
    text = _MOST_BEFORE.sub(r"at most \g<said>", text)
    return _LEAST_BEFORE.sub(r"at least \g<said>", text)


_ALLOWED = (
    r"\b(?:allowed|given|giving|started?|starting|used?|using|taken?|taking|ok(?:ay)?|safe|permitted"
    r"|fine|begin|begun|restarted|resumed)\b"
)
_AFTERWARDS = re.compile(
    r"[\s,;.-]*\b(?:(?:only\s+|and\s+)*(?:after\s+(?:that|which|this|then)|thereafter|afterwards|(?:only\s+)?then)"
    r"|(?:(?:has|have|needs?|must|should)\s+(?:to\s+)?(?:pass|go\s+by|elapse)\s+)?(?:before|until|till)\s+(?!that\b|then\b|this\b))"
    rf"(?P<allowed>[^.;]*{_ALLOWED}[^.;]*)$",
    re.I,
)
_BANNED_FOR = re.compile(
    r"\b(?:how\s+(?:long|soon|many\s+(?:hours?|days?|weeks?|months?))|within)\b[^?]*"
    r"(?:contra-?indicat|\bnot\b|\bavoid|\bforbid|\bprohibit|\bban)",
    re.I,
)


def without_what_comes_after(text: str, question: str, key: Key) -> str:
    """The answer without what it allows once the time that was asked for has passed.

    Asked for how long something must not be given, "14 days, after that it can be" allows nothing.
    """
    if not isinstance(key, QuantityKey | RangeKey) or not _BANNED_FOR.search(question):
        return text
    unit = key.quantity.unit
    if unit is None or unit.dimension != (("time", 1),):
        return text
    found = _AFTERWARDS.search(text)
    if found is None or not find_numbers(text[: found.start()]) or find_numbers(found["allowed"]):
        return text
    return text[: found.start()]
