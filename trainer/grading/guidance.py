"""Guidance that an answer adds of its own: what may or should be done, which the key does not hold.

Whether it is safe cannot be told from a key, so such an answer is never marked right: it is left
to a person.
"""

from __future__ import annotations

import re

from trainer.grading.reading import Reading

_DEED = (
    r"(?:giv(?:e|en)|us(?:e|ed)|tak(?:e|en)|run|mix(?:ed)?|inject(?:ed)?|infus(?:e|ed)|crush(?:ed)?|chew(?:ed)?|continu(?:e|ed)"
    r"|stop(?:ped)?|driv(?:e|en)|drink|combin(?:e|ed)|add(?:ed)?|restart(?:ed)?|resum(?:e|ed)|doubl(?:e|ed)|halv(?:e|ed)"
    r"|skip(?:ped)?|omit(?:ted)?|left?|leave|shortened|lengthened|increased|raised|reduced|lowered|carr(?:y|ied)\s+on|go\s+on"
    r"|kept|keep|swallowed|opened|split|repeat(?:ed)?|smoke|share[d]?|breast-?feed)"
)
_GUIDES = re.compile(
    rf"\b(?:may|can|could|should|must|would|is\s+to)\s+(?:then\s+|well\s+|still\s+|safely\s+|also\s+|just\s+|now\s+)?(?:be\s+)?{_DEED}\b"
    rf"|\b(?:so|then|instead|just|simply)\s+(?:you\s+|please\s+)?{_DEED}\b"
    r"|\b(?:is|are)\s+(?:carried\s+on|continued|kept\s+up|left\s+off)\b|\blet\s+(?:the\s+patient|him|her|them)\b"
    r"|\bleave\s+(?:it|them)\s+(?:off|out|away)\b|\b(?:unless|except)\s+(?:when|if|you|the|he|she|they|it)\b"
    rf"|\b{_DEED}\b[^.;,]*\binstead\b(?!\s+of)|(?:[;:.–-]|,\s*so)\s*(?:give|take)\s+(?:it|them|the)\b"
    r"|\bthere\s+is\s+no\s+need\b|\bno\s+need\s+to\b|\bno\s+(?:more|further)\s+[\w\s]{2,30}\b(?:needed|necessary|required)\b"
    r"|\b(?:is|are)\s+no\s+longer\s+(?:needed|necessary|required)\b",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"\b(?:miss(?:ed|es)?|forgot(?:ten)?|forgets?)\s+(?:an?\s+|the\s+|one\s+)?(?:[a-z]+\s+)?dose\b"
    r"|\bdose\b[^.?]{0,30}\b(?:missed|forgotten)\b",
    re.IGNORECASE,
)
_AS_BEFORE = re.compile(
    r"^\W*(?:and\s+|but\s+)?(?:then\s+)?(?:just\s+)?(?:carry|carries|go|goes)\s+on\s+(?:as|like)\s+"
    r"(?:usual|normal|before|always)\b",
    re.IGNORECASE,
)
"""Behind a missed dose "then carry on as usual" says that the others stay as they are."""


def goes_on_as_before(text: str, question: str) -> bool:
    """Whether a text begins with going on as before, and the question is about a missed dose."""
    return bool(_MISSED.search(question) and _AS_BEFORE.match(text))


_NOT = re.compile(
    r"\b(?:not|never|no\s+one|nobody|cannot|avoid|without|neither)\b|n['’]t\b", re.IGNORECASE
)
_MARK = re.compile(r"[.;:,\n(]|\bbut\b")


def adds_guidance(answer: str, question: str, model: str, judged: bool = False) -> bool:
    """Whether an answer says what may or should be done, beyond the question and the key.

    Where something is `judged` by yes or no, the first clause is the judgement itself.
    """
    known = {word[:4] for word in _words(f"{question} {model}")}
    start = 0
    for end in [*(match.start() for match in _MARK.finditer(answer)), len(answer)]:
        clause = answer[start:end]
        first, start = start == 0, end
        if judged and first:
            continue
        if _MISSED.search(question):
            clause = _AS_BEFORE.sub(" ", clause)
        found = _GUIDES.search(clause)
        if found is None or _GUIDES.search(model):
            continue
        if _NOT.search(found.group()) or _NOT.search(clause[: found.start()]):
            continue
        if any(word[:4] not in known for word in _words(clause)):
            return True
    return False


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"[^\W\d_]{4,}", text)]


def begins_a_clause(answer: Reading, index: int) -> bool:
    """Whether a word begins a clause, as an order does: "signs of infection; turn it off"."""
    before = answer.words[:index]
    while before and before[-1].plain in _JOINS:
        before = before[:-1]
        if before and not before[-1].is_word:
            return True
    return not before or not before[-1].is_word or len(before) < index


_JOINS = frozenset(("and", "or", "but", "so", "then", "just", "please", "simply", "always", "you"))
