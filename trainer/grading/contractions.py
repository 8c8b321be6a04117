"""Contractions with their apostrophe where it belongs: "isnt", "is'nt" and "its'nt" are "isn't"."""

from __future__ import annotations

import re

_VERBS = "is|are|was|were|do|does|did|has|have|had|would|should|could|must|need"
_MISPLACED = re.compile(
    rf"\b({_VERBS})(?:\s?['’`´]\s?n\s?['’`´]?\s?t|n['’`´]{{2}}t|n\s?[`´]\s?t|nt)\b", re.I
)
_CANT = re.compile(r"\b(ca|wo)(?:['’`´]n['’`´]?t|n\s?[`´]\s?t|nt)\b", re.I)
_ITSNT = re.compile(r"\bit['’`´]?s\s?['’`´]?n['’`´]?t\b", re.I)
_AINT = re.compile(r"\b(it|that|there)?(\s*)ain?['’`´]?n?t\b", re.I)
_RUN_ON = re.compile(r"\b(is|are|do|does|did|was|can|should|must)not\b", re.I)


def with_apostrophes(text: str) -> str:
    """The text with its negated verbs spelled as dictionaries have them."""
    text = _ITSNT.sub("it isn't", text)
    text = _AINT.sub(lambda match: f"{match[1] or ''}{match[2]}isn't", text)
    text = _MISPLACED.sub(r"\1n't", text)
    text = _CANT.sub(r"\1n't", text)
    return _RUN_ON.sub(lambda m: m.group() if m[1].casefold() == "can" else f"{m[1]} not", text)
