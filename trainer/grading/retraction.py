"""Whether an answer takes back what it said for the contrary: "it falls, no wait, it rises"."""

from __future__ import annotations

import re

from trainer.grading.needs import contraries
from trainer.grading.reading import read
from trainer.lexicon.lexicon import Lexicon

_RETRACTION = re.compile(
    r"\b(?:no[\s,]+(?:wait|actually|sorry)|(?:wait|actually|sorry)[\s,]+no|scratch\s+that"
    r"|correction|i\s+mean)\b",
    re.IGNORECASE,
)


_CHANGED = re.compile(
    r"\w[\s,;:.!?–-]+(?:(?:or|oh|er+m?|u[hm]+|hm+|wait|actually|sorry)[\s,]+no\b|no\s*[,;:–-]"
    r"|no[\s,]+(?:wait|actually|sorry)\b|scratch\s+that\b|correction\b)"
    r"[\s,;:.!–-]*(?:(?:wait|actually|sorry|it\s+is|it['’]s)[\s,]+)?(?P<rest>\w.*)$",
    re.IGNORECASE | re.DOTALL,
)


def changed_to(answer: str) -> str:
    """Return what stands in the place of what was said first: "X, or no, Y"; empty if nothing."""
    found = _CHANGED.search(answer)
    return found["rest"] if found else ""


def retracts(answer: str, lexicon: Lexicon) -> bool:
    """Tell whether what follows a retraction affirms the contrary of what was affirmed before."""
    found = _RETRACTION.search(answer)
    if found is None:
        return False
    before = read(answer[: found.start()], lexicon)
    after = read(answer[found.end() :], lexicon)
    against = {one for atom in before.atoms if not atom.denied for one in contraries(atom, lexicon)}
    return any(atom.ids & against and not atom.denied for atom in after.top)


_UNDONE = re.compile(
    r"\b(?:that|this|which|it|they|these|those)(?:\s+(?:is|are|was|were)|['’](?:s|re))?\s*"
    r"(?:(?:not|n['’]t|no\s+longer)\s+(?:\w+\s+)?"
    r"(?:needed|necessary|required|important|true|so|right|the\s+case|correct|relevant|meant)"
    r"|optional|untrue|a\s+myth|false|wrong|nonsense)\b"
    r"|[-–(,;]\s*(?:just\s+)?not\s+(?:that|those|these|this)\b(?!\s+\w)"
    r"|(?<!\w)\(?(?:optional|not\s+(?:really\s+)?(?:needed|necessary|required|true))\)?\s*[.!]*$",
    re.IGNORECASE,
)


def undone(answer: str, known: str) -> bool:
    """Whether what was said is called needless, untrue or past: "..., but that is not needed".

    `known` is the question with the key: what they say themselves undoes nothing.
    """
    if not _UNDONE.search(answer) or _UNDONE.search(known):
        return False
    return not re.search(r"\bneed|\bnecess|\brequire|\boptional", known, re.I)
