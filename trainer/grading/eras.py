"""Years and decades: "1970s", "the seventies", "between 1970 and 1979"."""

from __future__ import annotations

import re

_TENS = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip
_WORDS = "|".join(_TENS)
_DECADE = re.compile(
    r"\b(?P<year>\d{3}0)['’]?s\b|['’](?P<short>\d0)s\b|\b(?P<bare>[2-9]0)['’]?s\b"
    r"|\b(?:the\s+)?(?:(?P<century>nineteen|twenty|19|20)\s*-?\s*)?"
    rf"(?P<word>{_WORDS})\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(?P<low>1[5-9]\d\d|20\d\d)\s*(?:-|–|—|to|and|until|through)\s*(?P<high>1[5-9]\d\d|20\d\d|\d\d)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(1[0-9]\d\d|20\d\d)\b(?!['’]?s)")


def eras_of(text: str) -> tuple[tuple[int, int], ...]:
    """Every span of years in a text: (1970, 1979) for a decade, (1977, 1977) for a year."""
    found: list[tuple[int, int, int]] = []
    for match in _DECADE.finditer(text):
        found.append((match.start(), *_decade(match)))
    taken = []
    for match in _SPAN.finditer(text):
        low, high = int(match["low"]), match["high"]
        end = int(high) if len(high) == 4 else int(match["low"][:2] + high)
        taken.append((match.start(), match.end()))
        if low <= end:
            found.append((match.start(), low, end))
    for match in _YEAR.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            year = int(match.group())
            found.append((match.start(), year, year))
    return tuple((low, high) for _, low, high in sorted(found))


def _decade(match: re.Match[str]) -> tuple[int, int]:
    if match["year"]:
        start = int(match["year"])
    elif match["word"]:
        century = 20 if match["century"] in ("20",) or (match["century"] or "").casefold() == (
            "twenty"
        ) else 19  # fmt: skip
        start = century * 100 + _TENS[match["word"].casefold()]
    else:
        start = 1900 + int(match["short"] or match["bare"])
    return start, start + 9
