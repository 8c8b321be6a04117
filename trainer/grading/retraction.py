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


def retracts(answer: str, lexicon: Lexicon) -> bool:
    """Tell whether what follows a retraction affirms the contrary of what was affirmed before."""
    found = _RETRACTION.search(answer)
    if found is None:
        return False
    before = read(answer[: found.start()], lexicon)
    after = read(answer[found.end() :], lexicon)
    against = {one for atom in before.atoms if not atom.denied for one in contraries(atom, lexicon)}
    return any(atom.ids & against and not atom.denied for atom in after.top)
