"""Whether a word is an ordinary English word, so that it is never taken for a typing error."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_ENDINGS = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""))
_MORE = (("ness", ""), ("ies", "y"), ("ied", "y"), ("iness", "y"), ("ily", "y"))


def is_ordinary(word: str) -> bool:
    """Whether `word`, in lower case, stands in the list or is a regular form of a word there."""
    words = _words()
    if word in words:
        return True
    for ending, put in _ENDINGS + _MORE:
        if word.endswith(ending):
            base = word[: -len(ending)] + put
            doubled = len(base) > 3 and base[-1:] == base[-2:-1] and base[:-1] in words
            if base in words or doubled:
                return True
    return False


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    path = Path(__file__).parent / "english.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
