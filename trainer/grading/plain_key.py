"""Keys from plain text: a question, its model answer and the points of its rubric.

Each point is read for what it is (a number, an end of a range, a frequency, a term); where the
points do not form a key of their own type, the question is marked point by point.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from trainer.calculator.asked_unit import unit_is_asked
from trainer.calculator.frequency import find_frequencies
from trainer.calculator.quantity import Quantity
from trainer.calculator.reader import Found
from trainer.calculator.units import unit
from trainer.deck.key import (
    ChangeKey,
    ExplanationKey,
    Key,
    ListKey,
    Point,
    QuantityKey,
    RangeKey,
    RegimenKey,
    TermKey,
    YesNoKey,
)
from trainer.errors import DataError
from trainer.grading.claims import figures_of
from trainer.grading.eras import eras_of
from trainer.grading.sides import asked_change

KINDS = ("single", "list", "numeric", "range", "regimen", "short", "explanation", "boolean")

_LOW = re.compile(r"\b(?:low(?:er|est)?|minimum|min|bottom|from)\b", re.I)
_HIGH = re.compile(r"\b(?:high(?:er|est)?|maximum|max|top|upper|to)\b", re.I)
_BELOW = re.compile(
    r"\b(?:below|under|less|lower|younger|fewer|shorter)\b[^?.]{0,24}\b(?:what|which|how\s+(?:long|much|many|old))\b"
    r"|\bupper age limit",
    re.I,
)
_ABOVE = re.compile(
    r"\b(?:above|over|more|greater|higher|older|longer|exceed\w*)\b[^?.]{0,24}"
    r"\b(?:what|which|how\s+(?:long|much|many|old))\b",
    re.I,
)
_LESS = re.compile(r"\b(?:reduc\w+|decreas\w+|lower\w*|cut|taper\w*|less)\b", re.I)
_MORE = re.compile(r"\b(?:increas\w+|rais\w+|rise|titrat\w+|up\b|add\w*|increment|step)", re.I)
_HARM = re.compile(
    r"\border\b|\baccept\w*|\bsafe\w*|\bappropriate|\ballowed|\bmay\b|\bcan\b|\bshould\b|\bis\s+it\s+(?:right|correct|ok)|\bcontraindicat",
    re.I,
)

LONGEST, MOST = 4_000, 200


def key_from_plain(kind: str, question: str, expected: str, points: Sequence[str]) -> Key:
    """Make a key of a question's plain text; DataError for a kind that is not known."""
    if kind not in KINDS:
        raise DataError(f"{kind!r} is no type of question", hint=f"Types: {', '.join(KINDS)}")
    if len(points) > MOST or max(map(len, (question, expected, *points))) > LONGEST:
        raise DataError(f"a question has texts of at most {LONGEST:,} characters and {MOST} points")
    texts = [text.strip() for text in points if text.strip()] or [expected.strip()]
    rubric = tuple(_point(text) for text in texts)
    if kind == "boolean":
        return _yes_no(question, expected, texts)
    key: Key | None = None
    if kind in ("numeric", "range", "regimen") or all(map(_only_number, texts)):
        key = _numeric(kind, question, expected, texts)
    if key is not None:
        return key
    if kind == "list" and len(rubric) > 1:
        return ListKey(expected, rubric)
    if kind in ("single", "numeric") and len(rubric) == 1:
        return TermKey(expected, rubric[0])
    return ExplanationKey(expected, rubric)


_STATES = re.compile(
    r"\b(?:avoid|no|do|use|take|give|check|monitor|reduce|increase|stop|report|raise|lower|to|of|with|in|for|than|any|if|when|not|no|the|a|an)\b",
    re.I,
)
"""Words by which "X or Y" is a statement about both rather than two names of one thing."""


_SUBJECTS = re.compile(
    r"([\w-]+(?: [\w-]+)?) or ([\w-]+(?: [\w-]+)?) "
    r"((?:raise|lower|increase|reduce|decrease|cause|may|can|must|should|is|are|will|worsen|mask|enhance)s?\b.{3,80})",
    re.I,
)
"""\"A or B raises C\": either is enough."""


def _point(text: str) -> Point:
    """A point with the further wordings that its own text names: "X (ABC)", "X or Y"."""
    also: list[str] = []
    if brackets := re.fullmatch(r"([^()]+?)\s*\(([^()]+)\)\.?", text):
        outside, inside = brackets.group(1), brackets.group(2)
        also.append(outside)
        if re.fullmatch(r"[A-Za-z0-9-]{2,8}", inside) and inside != inside.casefold():
            also.append(inside)
        elif re.fullmatch(r"[a-z-]{8,}(?:\s[a-z-]{4,})?", inside):
            also.append(inside)  # "(hepatotoxicity)": the reason by itself
    elif middle := re.fullmatch(r"([^()]+?)\s*\(([^()]{4,})\)\s+([^()]+?)", text):
        also += [f"{middle[1]} {middle[3]}", f"{middle[2]} {middle[3]}"]
    either = re.fullmatch(r"([^,;()]{3,40}?)\s+(?:or|/)\s+([^,;()]{3,40})", text)
    listed = re.fullmatch(r"([\w -]{3,30}), ([\w -]{3,30}?),? or ([\w -]{3,30})", text)
    if listed and not _STATES.search(text):
        also += list(listed.groups())  # "pain, tenderness or weakness": any of them
    names = either and all(len(side.split()) <= 3 for side in either.groups())
    if either and names and not _STATES.search(text):
        also += _each(either.group(1), either.group(2))
    if clause := _SUBJECTS.fullmatch(text):
        also += [f"{clause[1]} {clause[3]}", f"{clause[2]} {clause[3]}"]
    return Point(text, tuple(also))


_VERB = re.compile(
    r"(?:(?:may|can|will)\s+)?(?:rais|lower|increas|reduc|decreas|caus|worsen|mask|enhanc|block|inhibit"
    r"|prevent|stimulat|slow|impair|prolong|shorten|trigger|induc|activat|antagoni[sz]|potentiat|delay"
    r"|displac|compet|precipitat|suppress|depress|accelerat|rel(?:ax|eas))(?:e?s|e)?\b",
    re.I,
)


_VERB_LAST = re.compile(
    r"\b(?:(?:may|can|will|is|are)\s+)?(?:ris(?:e|es|ing)|fall(?:s|ing)?|drops?|increas(?:e|es|ed)"
    r"|decreas(?:e|es|ed)|worsen(?:s|ed)?|improv(?:e|es|ed)|raised|lowered|reduced|prolonged|impaired"
    r"|higher|lower|grows?|builds?\s+up|accumulates?|goes\s+(?:up|down))$",
    re.I,
)


def _each(one: str, other: str) -> list[str]:
    """Both sides of an "or", each with the verb that is said once: "raises A / B"."""
    verb = _VERB.match(one)
    last = _VERB_LAST.search(other)
    if last is not None and _VERB_LAST.search(one) is None:
        return [f"{one} {last.group()}", other]
    if verb is None or _VERB.match(other):
        return [one, other]
    return [one, f"{verb.group()} {other}"]


def _yes_no(question: str, expected: str, texts: list[str]) -> Key:
    first = re.match(r"\W*(yes|no|true|false|correct|incorrect)\b", texts[0], re.I)
    said = first or re.match(r"\W*(yes|no|true|false|correct|incorrect)\b", expected, re.I)
    if said is None:
        return ExplanationKey(expected, tuple(map(_point, texts)))
    yes = said.group(1).casefold() in ("yes", "true", "correct")
    reasons = tuple(map(_point, texts[1:] if first else texts))
    harm = bool(_HARM.search(question)) and not yes
    return YesNoKey(expected, yes, reasons, harm)


def _only_number(text: str) -> bool:
    found = figures_of(text)
    return len(found) == 1 and len(text[: found[0].start] + text[found[0].end :].strip()) <= 3


def _numeric(kind: str, question: str, expected: str, texts: list[str]) -> Key | None:
    found = [figures_of(text) for text in texts]
    if len(texts) == 1:
        return _single(question, expected, texts[0], found[0])
    ends = _ends(texts, found)
    if len(texts) == 2 and ends is not None and texts[0] is texts[ends[0]]:
        if change := _by_share(question, expected, found[ends[0]][0], found[ends[1]][0]):
            return change
        return _range(question, expected, found[ends[0]][0], found[ends[1]][0], texts)
    if regimen := _regimen(question, expected, texts, found):
        return regimen
    return _change(question, expected, texts, found)


def _single(question: str, expected: str, text: str, found: tuple[Found, ...]) -> Key | None:
    if eras_of(text) and not (found and found[0].quantity.unit):
        return TermKey(expected, Point(text))
    if len(found) != 1 or found[0].ambiguity:
        whole = figures_of(expected)
        if len(whole) != 1 or found:
            return None
        found = whole
    one = found[0]
    quantity = one.quantity
    if one.doses_per_day is not None:
        return RegimenKey(expected, quantity, one.doses_per_day)
    if quantity.is_range:
        return RangeKey(expected, quantity, unit_is_asked(question, quantity))
    if quantity.comparator is None and (side := _asked_side(question, expected)):
        quantity = Quantity.limit(side, quantity.value, quantity.unit)
    return QuantityKey(expected, quantity, unit_is_asked(question, quantity))


def _asked_side(question: str, expected: str) -> str | None:
    for found in figures_of(expected):
        if found.quantity.comparator:
            return found.quantity.comparator
    if _BELOW.search(question):
        return "<"
    if _ABOVE.search(question):
        return ">"
    return None


def _ends(texts: list[str], found: list[tuple[Found, ...]]) -> tuple[int, int] | None:
    """The places of the two points that are the low and the high end of one range."""
    low = [n for n, text in enumerate(texts) if _LOW.match(text.strip()) and len(found[n]) == 1]
    high = [n for n, text in enumerate(texts) if _HIGH.match(text.strip()) and len(found[n]) == 1]
    if len(low) == 1 and len(high) == 1:
        return low[0], high[0]
    return None


def _range(question: str, expected: str, low: Found, high: Found, texts: list[str]) -> Key | None:
    span = _between(low, high)
    if span is None or span.low is None or span.low == span.high:
        return None
    whole = [one for one in figures_of(expected) if one.quantity.is_range]
    if span.unit is None and len(whole) == 1 and whole[0].quantity.ends == span.ends:
        span = whole[0].quantity
    return RangeKey(expected, span, unit_is_asked(question, span))


def _by_share(question: str, expected: str, low: Found, high: Found) -> Key | None:
    """A change by a percentage that the question asks for: "by what percentage is it reduced?"."""
    span = _between(low, high)
    percent = span is not None and span.unit is not None and span.unit.symbol == "%"
    change = asked_change(question)
    if span is None or not percent or not change:
        return None
    return ChangeKey(expected, "decrease" if change == "down" else "increase", span)


def _between(low: Found, high: Found) -> Quantity | None:
    one, other = low.quantity, high.quantity
    if one.comparator or other.comparator or one.is_range or other.is_range:
        one, other = _plain(one), _plain(other)
    chosen = other.unit or one.unit
    first = one.value
    if one.unit and other.unit and one.unit != other.unit:
        if not one.converts_to(other.unit):
            return None
        first = one.to(other.unit).value
    if first > other.value:
        return None
    return Quantity(first, other.value, chosen)


def _plain(quantity: Quantity) -> Quantity:
    return Quantity(quantity.value, quantity.value, quantity.unit)


def _regimen(
    question: str, expected: str, texts: list[str], found: list[tuple[Found, ...]]
) -> Key | None:
    """A point with a dose and a point with a frequency."""
    if len(texts) != 2:
        return None
    doses = [n for n in range(2) if len(found[n]) == 1 and found[n][0].quantity.unit is not None]
    often = [n for n in range(2) if find_frequencies(texts[n]) and n not in doses]
    if len(doses) != 1 or len(often) != 1:
        return None
    per_day = find_frequencies(texts[often[0]])[0]
    one = found[doses[0]][0].quantity
    if (per_day.interval is not None and _MORE.search(question)) or _LESS.search(question):
        return None
    if per_day.per_day is None or one.comparator or one.unit is None:
        return None
    if re.search(r"bedtime|night|morning|evening|meal|food|noon", " ".join(texts), re.I):
        return None  # when in the day is more than how often
    if ("time", -1) in one.unit.dimension:
        return None
    whole = [q for q in figures_of(expected) if q.doses_per_day == per_day.per_day]
    if not whole and ("time", -1) in one.unit.dimension:
        return None
    return RegimenKey(expected, one, per_day.per_day)


def _change(
    question: str, expected: str, texts: list[str], found: list[tuple[Found, ...]]
) -> Key | None:
    """Direction with a size, an interval or a condition."""
    if any(len(one) > 1 for one in found):
        return None
    words = f"{expected} {' '.join(texts)}"
    lowers = bool(_LESS.search(words)) or (not _MORE.search(words) and bool(_LESS.search(question)))
    raises = bool(_MORE.search(words)) or (not lowers and bool(_MORE.search(question)))
    if lowers == raises:
        raises = bool(_MORE.search(question)) and not _LESS.search(question)
        lowers = not raises and bool(_LESS.search(question))
        if lowers == raises:
            return None
    condition = measure = None
    interval = None
    amounts: list[int] = []
    for place, text in enumerate(texts):
        one = found[place]
        often = find_frequencies(text)
        if one and one[0].quantity.comparator and one[0].quantity.unit is not None:
            if condition is not None or amounts:
                return None
            condition, measure = one[0].quantity, text[: one[0].start].strip()
        elif not one and len(often) == 1 and often[0].interval is not None and amounts:
            interval = often[0].interval
        elif (
            one
            and one[0].quantity.unit is not None
            and one[0].quantity.converts_to("day")
            and amounts
        ):
            interval = _plain(one[0].quantity)
        elif one and not one[0].quantity.is_range:
            amounts.append(place)
        elif one and not amounts:
            return None
        else:
            return None
    amount = _size(amounts, texts, found, expected)
    if amount is None or (interval is None and condition is None):
        return None
    return ChangeKey(
        expected,
        "decrease" if lowers else "increase",
        amount,
        interval,
        condition,
        measure or "",
        _doses_per_day(question),
    )


def _size(
    amounts: list[int], texts: list[str], found: list[tuple[Found, ...]], expected: str
) -> Quantity | None:
    if len(amounts) == 2:
        return _between(found[amounts[0]][0], found[amounts[1]][0])
    if len(amounts) != 1:
        return None
    text = texts[amounts[0]]
    quantity = _plain(found[amounts[0]][0].quantity)
    if quantity.unit is None:
        return None
    daily = re.search(r"\b(?:daily|per\s+day|a\s+day|/\s*day|total)\b", f"{text} {expected}", re.I)
    if (
        len(quantity.unit.parts) == 1
        and daily
        and quantity.unit.symbol != "%"
        and (quantity.unit.dimension[0][0] != "time")
    ):
        quantity = Quantity(quantity.low, quantity.high, unit(f"{quantity.unit.symbol}/day"))
    return quantity


def _doses_per_day(question: str) -> Fraction | None:
    """How often the drug is given, where the question says so."""
    often = [one for one in find_frequencies(question) if one.per_day and one.per_day >= 1]
    return often[0].per_day if len(often) == 1 else None
