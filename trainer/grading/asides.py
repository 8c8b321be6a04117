"""What follows a right name and only says it again: "potassium, so you get hypokalaemia".

It is taken out only where it agrees with the question: the same ion going the same way.
"""

from __future__ import annotations

import re

from trainer.deck.key import Key, TermKey

_IONS = {
    "kal": "potassium", "natr": "sodium", "calc": "calcium", "magnes": "magnesium",
    "phosphat": "phosphate", "glyc": "glucose",
}  # fmt: skip
_STATE = re.compile(
    rf"[\s,;(-]*(?:\b(?:so|ie|i\.e\.|eg|thus|hence|giving|causing|leading\s+to|with|you\s+get|they\s+get|get|there\s+is|it\s+is|called)\b[\s,]*)*"
    rf"\b(?P<way>hypo|hyper)(?P<ion>{'|'.join(_IONS)})a?emia\b\)?(?:\s+(?:results?|follows?|occurs?|is\s+the\s+(?:risk|danger)|develops?))?",
    re.I,
)
_LOW = re.compile(
    r"\b(?:low|lower\w*|fall\w*|drop\w*|deplet\w*|reduc\w*|decreas\w*|lost|lose)\b", re.I
)
_HIGH = re.compile(r"\b(?:high|higher|rise\w*|rising|rais\w*|increas\w*|retain\w*)\b", re.I)


def without_asides(text: str, question: str, key: Key) -> str:
    """The answer without what only repeats the question in another word."""
    if not isinstance(key, TermKey):
        return text
    return _STATE.sub(lambda match: _same_state(match, question, key), text)


def _same_state(match: re.Match[str], question: str, key: Key) -> str:
    low, high = bool(_LOW.search(question)), bool(_HIGH.search(question))
    said_low = match["way"].casefold() == "hypo"
    ion = _IONS[match["ion"].casefold()]
    agrees = low != high and said_low == low and ion in key.model.casefold()
    return "" if agrees and match.start() else match.group()
