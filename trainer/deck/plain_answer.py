"""What a plain text means as an answer: yes or no, an amount, a regimen, or else a term.

The same reading for `answer: no` in a deck file and for a line of a table that is brought in.
"""

from __future__ import annotations

import re

from trainer.calculator.reader import find_quantities, read_quantity
from trainer.calculator.units import atoms, is_unit
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


_NUMBER = r"\d[\d.,]*"
_AMOUNT = re.compile(
    rf"(?:about\s+|[<>≤≥~]\s*)?{_NUMBER}(?:\s*(?:to|-|–)\s*{_NUMBER})?\s*"
    r"(?P<unit>[^\W\d]+(?:\s*(?:/|\bper\b|\ba\b)\s*[^\W\d]+)*)(?:\s+daily)?",
    re.I,
)
"""A number or two, and one word behind it, with what stands below its strokes."""


def odd_unit(text: str) -> tuple[str, str] | None:
    """The unit of an amount that is no unit we know ("mgg"), and the one it is near, or "".

    None where the text is no amount, or its unit is known.
    """
    bare = " ".join(text.partition("|")[0].split()).rstrip(".")
    found = _AMOUNT.fullmatch(bare)
    if found is None or len(bare) > LONGEST:
        return None
    written = re.sub(r"\s*(?:/|\bper\b|\ba\b)\s*", "/", found["unit"])
    return None if is_unit(written) else (found["unit"], near_unit(written))


def near_unit(written: str) -> str:
    """The unit that a mistyped one is one letter off ("gg/day" is g/day); "" if it is near none."""
    parts = []
    for part in re.split(r"\s*/\s*|\s+(?:per|a)\s+", written.strip()):
        close = part if is_unit(part) else _one_letter_off(part)
        if not close:
            return ""
        parts.append(close)
    return "/".join(parts)


def _one_letter_off(word: str) -> str:
    """The symbol of the unit that a word was meant for; never for letters such as "ATP"."""
    from rapidfuzz.distance import OSA

    said = word.casefold()
    doubled = len(said) == 2 and said[0] == said[1]
    if word.isupper() or not (len(said) > 2 or doubled):
        return ""
    near = [name for name in atoms() if name[0] == said[0] and OSA.distance(name, said) == 1]
    return min(near, key=len) if near else ""


def doubt(text: str) -> tuple[str, str] | None:
    """What is odd about a term, and what to write: it begins with yes or no, or is a switch's."""
    bare = " ".join(text.split())
    if odd := odd_unit(bare):
        said = f"{bare!r} is taken as a term, since {odd[0]!r} is no unit that is known here"
        return said, "Write a unit such as mg, mg/day, mcg/mL; or quote words that are meant."
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
