"""Further wordings of a rubric point: "less potassium is excreted" is "potassium is retained"."""

from __future__ import annotations

import re
from functools import lru_cache

from trainer.grading.rows import rows

MOST = 3  # further wordings of one point


@lru_cache(maxsize=4096)
def reworded(text: str) -> tuple[str, ...]:
    """Other ways to say a point, from `tables/rewordings.txt`; few, and often none."""
    plain = " ".join(text.strip(" .").split())
    found = []
    for pattern, put in _rows():
        match = pattern.fullmatch(plain)
        if match:
            found.append(put.format(**match.groupdict()))
    return tuple(found[:MOST])


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for said, put in rows("rewordings", "=>"):
        pattern = re.sub(r"\\\{(\w)\\\}", r"(?P<\1>[\\w/' -]{2,60})", re.escape(said))
        # a subject of one word may stand before it: "omeprazole reduces the activation of X"
        found.append((re.compile(rf"(?:[\w-]+\s)?{pattern}", re.IGNORECASE), put))
    return tuple(found)
