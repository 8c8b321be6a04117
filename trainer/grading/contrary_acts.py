"""A right answer once more: is the contrary done in it of what the key has done?

"Skip it as soon as possible" for "take it as soon as possible", "a sudden start" for "abrupt
discontinuation". What goes on (give, take, start, continue) and what ends (stop, withhold, skip)
are each other's contrary, and a "not" before one makes it the other.
"""

from __future__ import annotations

import re

from trainer.grading.negated import is_negated

_GOES_ON = re.compile(
    r"\b(?:giv(?:e|es|en|ing)|administer\w*|tak(?:e|es|en|ing)|start(?:s|ed|ing)?|begin(?:s|ning)?|begun"
    r"|initiat\w+|continu(?:e|es|ed|ing)|carry\s+on|resum\w+|restart\w*)\b"
    r"(?!\s+(?:care|caution|account|notice|place|up|in|away|off|longer|back|you|them|him|her|hold|\w+ing\b))",
    re.I,
)
_ENDS = re.compile(
    r"\b(?:stop(?:s|ped|ping)?|discontinu\w+|withh[eo]ld\w*|hold(?:ing)?|held|omit\w*|skip\w*|quit\w*|ceas(?:e|es|ed|ing)"
    r"|come\s+off|coming\s+off|leave\s+(?:it\s+)?out|avoid(?:s|ed|ing)?)\b",
    re.I,
)
_TOLD = re.compile(
    r"(?:^\W*|[.;,]\s*|\band\s+)do\s+(?P<act>(?!not\b|n['’]t|it\b|so\b|this\b|that\b|the\b)[a-z]{3,})",
    re.I,
)
_FORBIDS = re.compile(r"\b(?:avoid\w*|not|never|no)\b|n['’]t\b", re.I)


def contrary_act(answer: str, key: str) -> str:
    """The word that does the contrary of what the key does, or an empty string."""
    asked = {sign for _, sign in _acts(key)}
    said = _acts(answer)
    signs = {sign for _, sign in said}
    if (told := _TOLD.search(answer)) and not _TOLD.search(key) and _FORBIDS.search(key):
        return told["act"]
    return said[0][0] if len(signs) == len(asked) == 1 and asked != signs else ""


def _acts(text: str) -> list[tuple[str, bool]]:
    """Each act of a text with whether it goes on, after all denials."""
    found = []
    for pattern, goes_on in ((_GOES_ON, True), (_ENDS, False)):
        for match in pattern.finditer(text):
            found.append((match.group(), goes_on != is_negated(text, match.start())))
    return found


def orders_it(answer: str) -> bool:
    """Whether an answer begins with an order and bans nothing: "drive as much as possible"."""
    return bool(_ORDER.match(answer)) and not _BAN.search(answer)


_ORDER = re.compile(
    r"\W*(?:(?:you|they)\s+(?:can|may|should)\s+|just\s+)?"
    r"(?:drive|operate|drink|eat|take|use|smoke|inject|crush|chew|stop|double)\b",
    re.I,
)
_BAN = re.compile(r"\bavoid|\bnot\b|n['’]?t\b|\bnever\b|\bno\b|\bwithout\b|\bstay|\bkeep", re.I)
