"""What a plain text means as an answer: yes or no, an amount, a regimen, or else a term.

The same reading for `answer: no` in a deck file and for a line of a table that is brought in.
"""

from __future__ import annotations

import re

from trainer.calculator.reader import find_quantities, read_quantity
from trainer.errors import DataError

YES = ("yes", "true")
NO = ("no", "false")
LONGEST = 80
"""Characters of an amount or a regimen; what is longer is prose."""
_REASONED = re.compile(r"(yes|no)\s*(?:[,;:.]|\bbecause\b|\bsince\b|[-–—] )\s*(\S.*)", re.I)


def kind_of(text: str) -> str:
    """The type of answer: "yes", "no", "quantity", "range", "regimen" or "term".

    An amount is only taken for one if the whole text is one, with its unit.
    """
    bare = " ".join(text.split()).rstrip(".")
    word = bare.casefold()
    if word in YES or word in NO:
        return "yes" if word in YES else "no"
    if len(bare) > LONGEST or "|" in bare:
        return "term"
    found = find_quantities(bare)
    if len(found) == 1 and found[0].doses_per_day is not None and not found[0].ambiguity:
        whole = (found[0].start, found[0].end) == (0, len(bare))
        return "regimen" if whole else "term"
    try:
        quantity = read_quantity(bare)
    except DataError:
        return "term"
    if quantity.unit is None:
        return "term"
    return "range" if quantity.is_range else "quantity"


def doubt(text: str) -> tuple[str, str] | None:
    """What is odd about a term, and what to write: it begins with yes or no, or is a switch's."""
    bare = " ".join(text.split())
    if found := _REASONED.fullmatch(bare):
        word, reason = found[1].casefold(), found[2].rstrip(".")
        said = f"{bare!r} is taken as a term, not as {word} with a reason"
        quoted = f'"{reason}"' if re.search(r"[,:\[\]{}#]", reason) else reason
        return said, f"Write answer: {{{word}: [{quoted}]}}."
    if bare.casefold() in ("on", "off", "y", "n"):
        word = "yes" if bare.casefold() in ("on", "y") else "no"
        said = f"{bare!r} is taken as a word that the learner types"
        return said, f"For a yes-or-no question write answer: {word}."
    if bare.partition("|")[0].strip().casefold() in (*YES, *NO):
        word = "yes" if bare.partition("|")[0].strip().casefold() in YES else "no"
        said = f"{bare!r} is taken as a term, not as {word}"
        return said, f"Write answer: {word}; every way of saying it is understood."
    return None
