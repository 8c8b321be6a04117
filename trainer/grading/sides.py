"""Directions and sides of a number: lower for higher, before for after, free for bound."""

from __future__ import annotations

import re

_HIGHER = r"higher|more|greater|longer|larger|increas\w+|rais\w+|ris(?:e|es|en)|rose"


_LOWER = r"lower|less|smaller|shorter|fewer|decreas\w+|reduc\w+|fall(?:s|en)?|fell|drop\w*"


_HOW_MUCH = re.compile(
    rf"\b(?:how\s+(?:much|many\s+times)|by\s+what|what\s+percentage)\b[^?.]*?\b(?:(?P<up>{_HIGHER})|(?P<down>{_LOWER}))\b",
    re.I,
)


_BY_HOW_MUCH = re.compile(r"\bby\s+(?:how\s+(?:much|many)|what|which)\b(?P<rest>[^?.]*)", re.I)
_PUT_UP = re.compile(
    r"\b(?:increas\w+|rais\w+|rise|up(?!\s*-?\s*to\b)|add(?:s|ed|ing)?|higher|upwards?)\b", re.I
)
_PUT_DOWN = re.compile(
    r"\b(?:decreas\w+|reduc\w+|lower\w*|cut\w*|down(?:wards?)?|drop\w*|fall|tak(?:e|ing)\s+off"
    r"|subtract\w*)\b",
    re.I,
)
_TO = re.compile(r"(?<!up)\s\bto\s*(?:about|around|roughly|only)?\s*$|^\s*to\s*$", re.I)


def asks_by_how_much(question: str) -> bool:
    """Whether the size of a change is asked for, and not what it comes to."""
    return bool(_BY_HOW_MUCH.search(question))


def asked_change(question: str) -> str:
    """ "up" or "down" where a question asks by how much something changes so, else empty."""
    asked = _BY_HOW_MUCH.search(question)
    if asked is None:
        return ""
    up, down = _PUT_UP.search(asked["rest"]), _PUT_DOWN.search(asked["rest"])
    if up and down:
        return "up" if up.start() < down.start() else "down"
    return "up" if up else "down" if down else ""


_TIMED = re.compile(
    r"\b(?P<side>before|after)\s+(?:the\s+|an?\s+)?(?P<what>(?:last\s+|first\s+|next\s+)?\w+)", re.I
)


def other_side_of_time(answer: str, question: str) -> bool:
    """Whether "before the last dose" is answered where "after the last dose" is asked."""
    asked = {(m["side"].casefold(), m["what"].casefold()) for m in _TIMED.finditer(question)}
    said = {(m["side"].casefold(), m["what"].casefold()) for m in _TIMED.finditer(answer)}
    sides = {side for side, _ in asked}
    placed = {m[1].casefold() for m in _BESIDE.finditer(answer)}
    if len(sides) == 1 and placed and not placed & sides and not said & asked:
        return True
    turned = {({"before": "after", "after": "before"}[side], what) for side, what in asked}
    return bool(said & turned) and not said & asked


_BESIDE = re.compile(r"\d\s*(?:h|hrs?|hours?|min\w*|days?|weeks?|months?)\s+(before|after)\b", re.I)


_UPWARD = re.compile(rf"\b(?:{_HIGHER})\b(?!\s+than\s+\d)", re.I)


_DOWNWARD = re.compile(rf"\b(?:{_LOWER})\b(?!\s+than\s+\d)", re.I)


_WORD = re.compile(r"[a-z]{4,}", re.I)


def of_the_contrary(answer: str, question: str) -> bool:
    """Whether an answer speaks of the unbound where the question asks for the bound."""
    asked = {word.casefold() for word in _WORD.findall(question)}
    said = {word.casefold() for word in _WORD.findall(answer)}
    return any(f"un{word}" in said - asked or f"non{word}" in said - asked for word in asked - said)


def names_the_result(before: str, question: str) -> bool:
    """Whether "to" stands before a number where the question asks by how much."""
    return bool(_TO.search(before)) and asks_by_how_much(question)


_CHANGES = re.compile(
    rf"(?:{_PUT_UP.pattern}|{_PUT_DOWN.pattern})[^,;.]{{0,30}}\bby\s*(?:about\s+|around\s+|roughly\s+)?$",
    re.I,
)
_ASKS_CHANGE = re.compile(
    rf"{_PUT_UP.pattern}|{_PUT_DOWN.pattern}|\bchang\w*|\badjust\w*|\btaper\w*|\btitrat\w*"
    r"|\bmodif\w*|\bhappens?\b|\bdone\b|\bhow\s+much\s+(?:more|less)\b|\bsteps?\b|\bincrements?\b",
    re.I,
)


def names_a_change(before: str, question: str) -> bool:
    """Whether "cut by" stands before a number where the question asks what there is, not what is
    taken away: "50-75 % is given".
    """
    return bool(_CHANGES.search(before)) and not _ASKS_CHANGE.search(question)


def goes_against(answer: str, question: str) -> bool:
    """Whether "lower" is answered where the question asks how much higher something is."""
    if change := asked_change(question):
        up, down = bool(_PUT_UP.search(answer)), bool(_PUT_DOWN.search(answer))
        return (down and not up) if change == "up" else (up and not down)
    asked = _HOW_MUCH.search(question)
    if asked is None:
        return False
    up, down = bool(_UPWARD.search(answer)), bool(_DOWNWARD.search(answer))
    return (down and not up) if asked["up"] else (up and not down)
