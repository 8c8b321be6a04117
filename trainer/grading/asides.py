"""What follows a right name and only says it again, or why: "potassium, so you get hypokalaemia".

It is taken out only where it agrees with the question: the same ion going the same way, the
reaction that an allele is tested for, a level that goes up where two drugs must not meet.
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
_REACTION = re.compile(
    r"[\s,;(-]*\b(?:(?:the\s+)?one\s+)?(?:that\s+is\s+|that['’]s\s+|which\s+is\s+|it\s+is\s+|it['’]s\s+|that\s+|which\s+)?"
    r"(?:linked\s+(?:to|with)|tied\s+to|associated\s+with|goes\s+with|connected\s+(?:to|with)|predicts?|raises\s+the\s+risk\s+of|for)\s+"
    r"(?:the\s+|an?\s+|severe\s+|serious\s+|bad\s+|its\s+)*(?:hypersensitivity|allergic|allergy|SJS|TEN|Stevens|skin|rash|cutaneous|DRESS)"
    r"[\w\s/-]{0,30}\)?\W*$",
    re.I,
)
_HLA = re.compile(r"\bHLA\b", re.I)
_LEVEL_RISES = re.compile(
    r"(?:[\s,;-]+|[\s,]*\b(?:because|as|since|cos|bc)\b)\s*(?:it\s+)?(?:(?:sends|drives|pushes|makes)\s+)?(?:its|the|their|his|her)?\s*(?:[\w-]+\s+)?(?:blood\s+)?"
    r"(?:levels?|concentrations?|conc)\s+(?:(?:will|would|can|may|then)\s+)?(?:shoots?|goes?|climbs?|soars?|rises?|rockets?|jumps?|increases?|surges?)?\s*"
    r"(?P<up>up(?:wards?)?|through\s+the\s+roof|sky[\s-]high|(?<=climb)|(?<=climbs)|(?<=soar)|(?<=soars)|(?<=rise)|(?<=rises)|(?<=rocket)|(?<=jump)|(?<=increase)|(?<=increases))\W*$",
    re.I,
)
_BAN = re.compile(r"\b(?:must|should|may|can)\s+not\b|contra-?indicat|\bavoid|\bnot\s+be\b", re.I)


def without_asides(text: str, question: str, key: Key) -> str:
    """The answer without what only repeats the question in another word, or gives its reason."""
    if not isinstance(key, TermKey):
        return text
    text = _STATE.sub(lambda match: _same_state(match, question, key), text)
    if _HLA.search(key.model) and (found := _REACTION.search(text)) and found.start():
        text = text[: found.start()]
    if _BAN.search(question) and (found := _LEVEL_RISES.search(text)) and found.start():
        text = text[: found.start()]
    return text


def _same_state(match: re.Match[str], question: str, key: Key) -> str:
    low, high = bool(_LOW.search(question)), bool(_HIGH.search(question))
    said_low = match["way"].casefold() == "hypo"
    ion = _IONS[match["ion"].casefold()]
    agrees = low != high and said_low == low and ion in key.model.casefold()
    return "" if agrees and match.start() else match.group()
