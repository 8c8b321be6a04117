"""Names made of letters and digits, and numbers in other writing, as the key writes them.

"HLA-B*15:02", "hla b1502" for HLA-B*1502; "factors 2 and 7" for II and VII; "d10" for day 10;
"80 000 mcg" for 80000 mcg.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from trainer.calculator.units import is_unit
from trainer.deck.key import ChangeKey, Key, QuantityKey, RangeKey, RegimenKey
from trainer.lexicon.ordinary import is_ordinary

_CODE = re.compile(r"(?=[\w*:/-]*\d)(?=[\w*:/-]*[A-Za-z]{2})[A-Za-z][\w*:/-]{2,14}")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")
_NAMES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve", "thirteen")  # fmt: skip
_NUMBER = re.compile(rf"(?<![\w.])(?:(\d{{1,2}})(?!\d)(a\b)?|({'|'.join(_NAMES)})\b)", re.I)
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})((?:[ \u00a0\u202f]000)+)(?![\d.,])")
_DAY = re.compile(r"(?<![\w/])d\s?(\d{1,3})(?![\w/.])", re.I)


def as_the_key_writes(text: str, question: str, key: Key) -> str:
    """The answer with codes, numerals and days in the spelling of the key and the question."""
    text = _THOUSANDS.sub(lambda m: m[1] + re.sub(r"\D", "", m[2]), text)
    points = [point.text for point in key.points]
    if any("0.9%" in point.replace(" ", "") for point in points):
        text = _SALINE.sub("0.9% sodium chloride", text)
    if isinstance(key, QuantityKey | RangeKey | RegimenKey | ChangeKey):
        text = _MISSPELT.sub(_measure, text)
        text = _OR_TWO.sub(r"1-2 \1s", _ONE_OR_TWO.sub(_as_range, text))
    of = key.quantity.unit if isinstance(key, QuantityKey | RangeKey) else None
    if of is not None and of.dimension == (("time", 1),):
        text = _AN_HOUR.sub(r"\1 1 hour", text)
        if _EVERY.match(key.model):
            text = _EVERY.sub("", text)
    for code in _codes([key.model, *points]):
        text = _spelt_otherwise(code).sub(code, text)
    if points and all(_roman(point) for point in points):
        text = _NUMBER.sub(_in_roman, text)
    if any(_MEMBER_OF.search(point) for point in points):
        text = _MEMBERS.sub(_each_named, text)
    if re.search(r"\bday\b", f"{question} {key.model}", re.I):
        text = _DAY.sub(r"day \1", text)
    return text


_AN_HOUR = re.compile(r"\b(to|or|and|than|over|about|around|nearly|least|most)\s+an\s+hour\b", re.I)
"""The end of a span of time, "half an hour to an hour"; "20 mg an hour" is a rate."""


_SALINE = re.compile(
    r"\b(?:normal|physiological|isotonic)\s+saline\b|\bNaCl\s*0\.9\s*%|\b0\.9\s*%\s*(?:NaCl|saline)\b"
    r"|\bsaline\s*0\.9\s*%|\b(?-i:NS)\b",
    re.I,
)
_ONE_OR_TWO = re.compile(
    rf"(?<![\w.])([1-8]|{'|'.join(_NAMES[:8])})\s+or\s+([2-9]|{'|'.join(_NAMES[1:9])})\s+"
    r"(?=(?:drops?|tablets?|puffs?|capsules?|sprays?|inhalations?|times|hours|days|weeks|months)\b)",
    re.I,
)
_OR_TWO = re.compile(
    r"\ban?\s+(drop|tablet|puff|capsule|spray|inhalation|hour|day|week|month)\s+or\s+two\b", re.I
)
_EVERY = re.compile(
    r"\b(?:every|each|once\s+every|q)\s*(?=\d|(?:an?|one|two|three|four|six|eight|twelve)\b)", re.I
)


def _as_range(match: re.Match[str]) -> str:
    """ "1 or 2 drops" as 1-2 drops, where the one follows the other."""
    low, high = (
        int(n) if n.isdigit() else _NAMES.index(n.casefold()) + 1 for n in (match[1], match[2])
    )
    return f"{low}-{high} " if high == low + 1 else match.group()


_MISSPELT = re.compile(r"\b[a-z]{5,12}\b", re.I)
_MEASURES = ("between", "hours", "minutes", "weeks", "months", "years", "times", "twice", "three",
             "daily", "percent", "micrograms", "milligrams", "millilitres", "grams")  # fmt: skip


def _measure(match: re.Match[str]) -> str:
    """ "huors" as hours: a word of measure with one slip in it, where no such word exists."""
    from rapidfuzz.distance import OSA

    word = match.group().casefold()
    if word in _MEASURES or is_ordinary(word) or is_unit(word):
        return match.group()
    near = [one for one in _MEASURES if OSA.distance(word, one, score_cutoff=1) == 1]
    return near[0] if len(near) == 1 else match.group()


def _codes(texts: Iterable[str]) -> set[str]:
    """The names with at least two letters and a digit, and no units or plain numbers."""
    found = {match.group().strip("-/:") for text in texts for match in _CODE.finditer(text)}
    return {code for code in found if not re.fullmatch(r"[a-z]+/\w+|\d+\w*", code)}


def _spelt_otherwise(code: str) -> re.Pattern[str]:
    signs = [re.escape(sign) for sign in code if sign.isalnum()]
    spelt = r"[\s*:-]?".join(signs)
    return re.compile(rf"(?<![\w-]){spelt}(?![\w*:]|-\d)", re.I)


def _roman(text: str) -> bool:
    return re.sub(r"^factor\s+", "", text.strip(), flags=re.I).rstrip("a") in _ROMAN


def _in_roman(match: re.Match[str]) -> str:
    number = int(match[1]) if match[1] else _NAMES.index(match[3].casefold()) + 1
    active = "a" if match[2] else ""
    return _ROMAN[number - 1] + active if 0 < number <= len(_ROMAN) else match.group()


_MEMBER = r"(?:(?-i:[IVX]{1,5})|\d{1,2})a?(?![\w.])(?!\s*[%a-zµμ])"
_MEMBERS = re.compile(
    rf"\b(factor|type|class|phase|grade|stage)(?:s|es)\s+({_MEMBER}(?:\s*(?:,|/|&|,?\s*\b(?:and|or)\b)\s*{_MEMBER})+)",
    re.I,
)


_MEMBER_OF = re.compile(rf"\b(?:factor|type|class|phase|grade|stage)\s+{_MEMBER}", re.I)


def _each_named(match: re.Match[str]) -> str:
    """ "factors II, VII and IX" as factor II, factor VII, factor IX."""
    return ", ".join(f"{match[1]} {one}" for one in re.findall(r"[IVX]+a?|\d+a?", match[2]))


_SHORT_CODE = re.compile(r"(?<![a-z\d])\d{1,2}[a-z]\d{1,2}(?![a-z\d])", re.I)


def another_code(point: str, answer: str) -> bool:
    """Whether the answer has codes such as the 2D6 of CYP2D6, and the point's is none of them.

    Digits and letters of a code are not read apart: 6D2 and 4A3 are other enzymes, or none.
    """
    asked = {code.upper() for code in _SHORT_CODE.findall(_FAMILY.sub("", point))}
    said = asked and {code.upper() for code in _SHORT_CODE.findall(_FAMILY.sub("", answer))}
    if not said:
        return False
    squeezed = re.sub(r"[\W_]", "", answer).upper()
    return not any(code in squeezed for code in asked)


_FAMILY = re.compile(r"cyp(?:s|450)?[\s-]*|p-?450[\s-]*", re.I)
