"""Deeds and limits in everyday words, as the key writes them: "leave the car at home", "2 at once".

A wording counts only where the key speaks of that deed, and says the same: denied or not. Sums are
exact: "20 mg/day as two equal doses" is 10 mg twice daily, and half of an ordered dose is halved.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from trainer.calculator.reader import find_quantities
from trainer.deck.key import ExplanationKey, Key, ListKey, QuantityKey, RangeKey, TermKey
from trainer.grading.rows import listed, rows


def in_the_words_of_the_key(text: str, question: str, key: Key) -> str:
    """The answer with what people say for the key's deeds, limits and doses written as there."""
    if isinstance(key, TermKey | ListKey | ExplanationKey):
        text = _SPELLING.sub(" ", text).strip()
        text = _SAID_AGAIN.sub(r"\1", text)
    if isinstance(key, QuantityKey | RangeKey):
        unit = key.quantity.unit
        if unit is not None and unit.dimension == (("time", 1),):
            text = _WHOLE.sub(r"\1 ", _A_WHOLE.sub("1 ", text))
    if _is_halved(question, key):
        text = _HALVED.sub("", text)
    if not isinstance(key, ExplanationKey | ListKey):
        return text
    model = " ".join([key.model, *(point.text for point in key.points)]).casefold()
    for pattern, needed, written in _wordings():
        if needed in model:
            text = pattern.sub(written, text)
    if re.search(r"\bage\b", model):
        text = _OLDER.sub(r"age at least \1 years", text)
    if re.search(r"\bweight\b", model):
        text = _LIGHTER.sub(r"body weight \1 kg or less", text)
        text = _HEAVIER.sub(r"body weight \1 kg or more", text)
    if "at least" in model:
        text = _OR_MORE.sub(r"at least \1", text)
    if "at most" in model:
        text = _OR_LESS.sub(r"at most \1", text)
    if _TIMES_DAILY.search(model) and not _PER_DAY.search(model):
        text = _SHARED_OUT.sub(_each_dose, text)
    if _FOR_A_TIME.search(model):
        text = _FIRST_TIME.sub(lambda m: f"at the start for {m[1] or 1} {m[2]},", text)
    return text


_MORE_THAN = "".join(
    f"(?<!not {only} {lead})"
    for only in ("only", "just", "merely")
    for lead in ("", "as ", "as a ", "a ")
)
"""\"Not only as a last resort" says that it is more than that."""


@lru_cache(maxsize=1)
def _wordings() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    found = []
    for written, needed, said in rows("everyday"):
        phrases = "|".join(map(_pattern, listed(said)))
        pattern = re.compile(rf"{_MORE_THAN}(?<!\w)(?:{phrases})(?!\w)", re.I)
        found.append((pattern, needed, written))
    return tuple(found)


def _pattern(phrase: str) -> str:
    return r"\s+".join(re.escape(word).replace("'", "['’]") for word in phrase.split())


_SPELLING = re.compile(
    r"[\s,]*\(\s*(?:spelling|sp|spelt|spelled|sic)\b[^()\w]*\)"
    r"|[\s,]*\b(?:spelling|sp)\s*\?+"
    r"|[\s,]*\b(?:or\s+)?(?:however|how\s?ever|whatever\s+way)\s+(?:it\s+is|it['’]?s|its|that\s+is|that['’]?s|thats|you|one|they)\s+"
    r"(?:spelt|spelled|spells?|written|writes?)(?:\s+(?:it|that))?\b"
    r"|[\s,]*\b(?:excuse|pardon|sorry\s+(?:for|about))\s+(?:my|the)\s+spelling\b",
    re.I,
)
"""A remark on one's own spelling, which says nothing of the matter."""

_SAID_AGAIN = re.compile(
    r"(?<![\w-])[a-z]{5,14}\s+(?:eh|er|erm|um|i\s+mean)\s+([a-z]{5,14})\b", re.I
)

_COUNT = r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen)"
_WHOLE = re.compile(
    rf"\b({_COUNT})\s+(?:clear|full|whole|solid|complete|entire)\s+(?=(?:hours?|days?|weeks?|months?|years?)\b)",
    re.I,
)
_A_WHOLE = re.compile(r"\ba\s+(?:full|whole)\s+(?=(?:hour|day|week|month)\b)", re.I)
_YEARS = r"(?:years?|yrs?|y)\b(?:\s+(?:of\s+age|old))?"
_OLDER = re.compile(
    rf"(?<![\w.<>≤≥-])(?:age\s+|aged\s+)?(\d{{1,3}})\s*(?:{_YEARS}\s*)?(?:or|and|&)\s+(?:older|elder)\b",
    re.I,
)
_KILOS = r"(?:kg|kilos?|kilogram(?:me)?s?)"
_BODY = r"(?:(?:a\s+)?(?:body\s?)?weight\s+(?:of\s+)?|weigh(?:s|ing)?\s+)?"
_LIGHTER = re.compile(
    rf"(?<![\w.<>≤≥-]){_BODY}(\d{{1,3}})\s*{_KILOS}\s+(?:or|and)\s+(?:lighter|thinner|under|below|less)\b",
    re.I,
)
_HEAVIER = re.compile(
    rf"(?<![\w.<>≤≥-]){_BODY}(\d{{1,3}})\s*{_KILOS}\s+(?:or|and)\s+(?:heavier|over|above|more)\b",
    re.I,
)

_MEASURED = (
    r"(?<![\w.,<>≤≥–-])(?<!least )(?<!most )"
    r"(\d+(?:\.\d+)?\s*(?:%|[a-zµ]{1,10}(?:\s*(?:/|\bper\b)\s*[a-z]{1,5})?))"
)
_OR_MORE = re.compile(
    rf"{_MEASURED}\s+(?:or|and)\s+(?:more|above|over|higher|greater|up|upwards)\b(?!\s+to\b)", re.I
)
_OR_LESS = re.compile(rf"{_MEASURED}\s+(?:or|and)\s+(?:less|below|under|lower|fewer)\b", re.I)
"""A limit whose side stands behind it, where the key has it before: "2 mg/dL or more"."""

_TIMES_DAILY = re.compile(r"\b(?:twice|(?:two|three|four|2|3|4)\s+times)\s+(?:daily|a\s+day)\b")
_PER_DAY = re.compile(r"/\s?d(?:ay)?\b|\bper\s+day\b|\bdivided\b|\bdaily\s+dose\b|\btotal\b")
_DOSES = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_SHARED_OUT = re.compile(
    r"(?<![\w.,–-])(\d+(?:\.\d+)?)\s*(mg|mcg|micrograms?|g|units?)\s*(?:/|per\s+|an?\s+)\s*(?:day|d)\b,?\s*"
    r"(?:(?:given|taken|split|divided|shared(?:\s+out)?)\s+)?(?:as|in|into|over|between)\s+"
    r"(two|three|four|[234])\s+(?:equal\s+|separate\s+|divided\s+)*doses\b",
    re.I,
)


def _each_dose(match: re.Match[str]) -> str:
    """ "20 mg/day as two equal doses" as 10 mg two times daily."""
    count = _DOSES[match[3].casefold()]
    each = Fraction(match[1]) / count
    shown = f"{float(each):g}"
    if Fraction(shown) != each:
        return match.group()
    return f"{shown} {match[2]} {'twice' if count == 2 else f'{count} times'} daily"


_FOR_A_TIME = re.compile(r"\bfor\s+\d+\s+(?:days?|weeks?|months?)\b")
_FIRST_TIME = re.compile(
    r"(?<!after )(?<!after the )(?<!until )(?<!until the )(?<!since the )(?<!not )"
    rf"\b(?:(?:for|in|over|during)\s+)?(?:the\s+)?(?:first|1st)\s+(?:({_COUNT})\s+)?(days?|weeks?|wks?|months?)\b(?!\s+(?:of|only)\b),?",
    re.I,
)
""""first week 10 mg": at the start, and for a week."""

_HALVED = re.compile(
    r"(?<!not )(?<!n't )(?<!never )\b(?:halve|cut)\s+(?:it|that)(?:\s+in\s+half)?\b[\s:,;-]*", re.I
)


def _is_halved(question: str, key: Key) -> bool:
    """Whether the dose of the key is half of the only dose that the question gives."""
    asked = {
        one.quantity.ends: one.quantity for one in find_quantities(question) if _mass(one.text)
    }
    right = {
        one.quantity.ends: one.quantity
        for point in key.points
        for one in find_quantities(point.text)
        if _mass(one.text)
    }
    if len(asked) != 1 or len(right) != 1:
        return False
    (said,), (meant,) = asked.values(), right.values()
    return (
        not said.is_range
        and not meant.is_range
        and said.unit == meant.unit
        and said.ends[0] == 2 * meant.ends[0]
    )


def _mass(text: str) -> bool:
    return bool(re.search(r"\d\s*(?:mg|mcg|micrograms?|g|units?)\b", text, re.I))
