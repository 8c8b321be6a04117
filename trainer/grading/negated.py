"""Whether a place of a text is denied by what stands just before it, word for word.

For checks of a whole answer by its wording; points are read with polarity (`polarity.py`).
"""

from __future__ import annotations

import re

_DENIES = re.compile(
    r"(?:\b(?:not|no|never|nor|neither|cannot|without|avoid(?:ing)?|unlike|against|refuse"
    r"|rather\s+than|instead\s+of)|n['’]?t)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


def is_negated(text: str, at: int) -> bool:
    """Whether a denial stands before `at` (an index), two words away at most."""
    return bool(_DENIES.search(text[:at]))
