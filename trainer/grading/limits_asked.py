"""Whether something lies above or below a limit, said without a yes or no: "it's over the max"."""

from __future__ import annotations

import re

_ABOVE = (
    r"above|over|exceed(?:s|ed|ing)?|beyond|higher\s+than|more\s+than|greater\s+than|too\s+high"
    r"|too\s+much|past|outside|out\s+of\s+(?:the\s+)?range"
)
_BELOW = (
    r"below|under|within|inside|lower\s+than|less\s+than|too\s+low|too\s+little|short\s+of"
    r"|in\s+range"
)
_ASKED = re.compile(
    rf"\b(?:is|are|was|does|do|would|will|lie|lies)\b[^.?]*?\b(?:(?P<above>{_ABOVE})|(?P<below>{_BELOW}))\b"
    r"[^.?]*\?",
    re.I,
)
_SAID = re.compile(
    r"(?P<not>\b(?:not|never|nowhere\s+near|no)\s+(?:\w+\s+){0,2}?|(?:n['’]|(?:is|are|was|were|does|do)n['’]?)t\s+(?:\w+\s+){0,2}?)?"
    rf"\b(?:(?P<above>{_ABOVE})|(?P<below>{_BELOW}))\b(?!\s+\d+\s*(?:h|hours?|min\w*|days?|weeks?)\b)",
    re.I,
)


def of_the_limit(text: str, question: str) -> str | None:
    """Return "yes" or "no" where the question asks on which side of a limit something lies, and the
    answer repeats the side or names the other; None where it does neither, or both.
    """
    asked = _ASKED.search(question)
    if asked is None:
        return None
    above = asked["above"] is not None
    said = {
        ((found["above"] is not None) == above) != bool(found["not"])
        for found in _SAID.finditer(text)
    }
    if len(said) != 1:
        return None
    return "yes" if said.pop() else "no"
