"""Whether a word is an ordinary English word, so that it is never taken for a typing error."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_ENDINGS = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""))
_MORE = (("ness", ""), ("ies", "y"), ("ied", "y"), ("iness", "y"), ("ily", "y"))


def is_ordinary(word: str) -> bool:
    """Whether `word`, in lower case, stands in the list or is a regular form of a word there."""
    if _is_listed(word):
        return True
    for ending, put in _ENDINGS + _MORE:
        if word.endswith(ending):
            base = word[: -len(ending)] + put
            doubled = len(base) > 3 and base[-1:] == base[-2:-1] and _is_listed(base[:-1])
            if doubled or _is_listed(base):
                return True
    return False


@lru_cache(maxsize=2048)
def _is_listed(word: str) -> bool:
    """Whether a word is a line of the list: found by halving, so that the list stays one block of
    bytes (a tenth of what a set of its words takes)."""
    block = _block()
    wanted = word.encode("utf-8", "ignore")
    low, high = 0, len(block)
    while low < high:
        middle = (low + high) // 2
        begin = block.rfind(b"\n", low, middle) + 1 or low
        end = block.find(b"\n", middle)
        line = block[begin : end if end >= 0 else len(block)]
        if line == wanted:
            return True
        if line < wanted:
            low = end + 1 if end >= 0 else high
        else:
            high = begin
    return False


@lru_cache(maxsize=1)
def _block() -> bytes:
    """The list in the order of its bytes, a word a line, without its heading."""
    lines = (Path(__file__).parent / "english.txt").read_bytes().splitlines()
    return b"\n".join(sorted(line for line in lines if not line.startswith(b"#")))
