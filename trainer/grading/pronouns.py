"""What the question names and the answer only points at: "avoid both", "do neither"."""

from __future__ import annotations

import re

from trainer.deck.key import ExplanationKey, Key, ListKey
from trainer.lexicon.words import LIGHT, words_of

_AVOIDED = re.compile(
    r"\s*(?:avoid(?:ing)?|do\s+not|don['’]t|no|never)\s+(?P<what>[\w\s,/-]{3,80})", re.I
)
_POINTED = re.compile(
    r"\b(?:avoid|avoiding|keep\s+(?:well\s+)?(?:off|away\s+from)|stay\s+(?:off|away\s+from)|no\s+to|don['’]t\s+do|do\s+not\s+do)\s+"
    r"(?:both|either|any)(?:\s+(?:one|of\s+(?:them|these|those|the\s+two)|things))?\b(?!\s+[a-z]+ing\b)"
    r"|(?<![\w])(?:do\s+)?(?:neither|none)(?:\s+(?:one|of\s+(?:them|these|those|that|the\s+two)))?(?=\s*(?:$|[,;.]|until|till|before|unless))",
    re.I,
)
_NOT_YET = re.compile(
    r"^\W*(?:only\s+(?:once|when|after)|not\s+(?:before|until|till|unless))\b", re.I
)


def pointed_at(text: str, question: str, key: Key) -> str:
    """The answer with what it points at named, where the question itself names all of it."""
    if not isinstance(key, ExplanationKey | ListKey):
        return text
    named = {word.stem for word in words_of(question)}
    avoided = []
    for point in key.points:
        match = _AVOIDED.fullmatch(point.text)
        if match is None:
            continue
        stems = [
            word.stem
            for word in words_of(match["what"])
            if word.is_word and word.plain not in LIGHT and word.plain not in ("or", "and")
        ]
        if stems and all(stem in named for stem in stems):
            avoided.append(match["what"].strip())
    if not avoided:
        return text
    told = "avoid " + " and avoid ".join(avoided)
    if _POINTED.search(text):
        return _POINTED.sub(told, text, count=1)
    if match := _NOT_YET.match(text):
        return f"{told} until{text[match.end() :]}"
    return text
