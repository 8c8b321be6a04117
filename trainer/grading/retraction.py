"""An answer that takes back what it says: for the contrary, as untrue, as needless, as a whole."""

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


_TAKEN_BACK = re.compile(
    r"[-–,;:.(]\s*(?:but\s+)?(?:none|neither|not\s+one)\s+of\s+(?:these|those|them|which)\b"
    r"(?!\s+(?:may|can|should|must|is\s+to|are\s+to)\b)|"
    r"\b(?:is|was|are)\s+(?:all\s+)?(?:wrong|false|incorrect|untrue|not\s+(?:true|correct|so))\s*[.!]*$"
    r"|^\W*(?:any(?:one|body|thing)?|every(?:one|body|thing)?|all|none)\s+(?:\w+\s+)?"
    r"(?:but|except|other\s+than|apart\s+from)\b"
    r"|^\W*(?:it\s+is\s+(?:not\s+(?:true|so|the\s+case|right|correct)|false|wrong|untrue|a\s+myth)"
    r"|it\s+isn['’]?t\s+(?:true|so|the\s+case|right|correct))\b"
    r"|^\W*(?:it\s+is\s+)?(?:not|never|neither)\s+"
    r"(?:it|no|not|because|they|this|that|do|don['’]?t|avoid|you|we|he|she|always)\b",
    re.IGNORECASE,
)
"""An answer that as a whole is denied: "X is wrong", "it is not do not ..."."""


def is_denied_whole(answer: str) -> bool:
    """Whether an answer denies all that it says: "X is wrong", "anyone but X"."""
    return bool(_TAKEN_BACK.search(answer))


_LAST_WORD = re.compile(
    r"(?:[.,;:…–-]|\.\.\.)\s*(?:(?:no|wait|actually|sorry|scratch\s+that|or)[\s,]+)+"
    r"(?:it['’]?s\s+|it\s+is\s+)?(?:something|anything|another|the\s+other)\s+(?:else|one|thing|way)?\s*[.!]*$"
    r"|\b(?:or\s+)?(?:rather\s+|maybe\s+|perhaps\s+)?(?:(?:exactly|quite|just)\s+)?(?:the\s+(?:contrary|opposite|reverse)"
    r"|(?:the\s+)?other\s+way\s+(?:a)?round|vice\s+versa)\s*[.!?]*$",
    re.IGNORECASE,
)
_ONLY_IF = re.compile(
    r"\b(?:but|though|although|and)\s+only\s+(?:if|when|on|after|for|in|with)\b", re.IGNORECASE
)


def dropped(answer: str, known: str) -> str:
    """Why an answer does not stand by what it says to its end; empty where it does.

    "..., no, something else", "..., or rather the contrary", "..., but only if the patient asks",
    "no problem driving" where driving is to be avoided.
    `known` is the question with the key.
    """
    if _LAST_WORD.search(answer) and not _LAST_WORD.search(known):
        return "It takes back what it says"
    if _ONLY_IF.search(answer) and not re.search(r"\b(?:only|unless|if|when|just)\b", known, re.I):
        return "It makes a condition that the key does not make"
    if _ALLOWED.search(answer) and not _ALLOWED.search(known) and _FORBIDDEN.search(known):
        return "It may allow what is not to be done"
    return ""


_ALLOWED = re.compile(
    r"\b(?:no\s+(?:problems?|trouble|worr\w+|harm|risk|danger|issues?)|nothing\s+wrong\s+with"
    r"|(?<!not\s)(?:fine|okay|ok|alright|all\s+right)\s+(?:to|for|with)\b"
    r"|feel\s+free|free\s+to|go\s+ahead)\b",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(r"\bavoid|\bnot\b|n['’]t\b|\bnever\b|contra-?indicat|\bban", re.IGNORECASE)
