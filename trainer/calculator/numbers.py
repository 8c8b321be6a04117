"""Numbers as people write them: digits, fractions, ordinals and words, with their places.

One rule for the comma. Before three digits it groups thousands ("1,250"), unless the number begins
with 0 or the same text writes decimals with a comma: then it may mean two things, and is reported.
Before any other count of digits it is a decimal comma ("2,5", "0,75", "0,125"). A row of numbers
with nothing but commas between ("5,10,15") is reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

_SIGNS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
_DIGITS = re.compile(
    r"""(?<![\w.,/])(?<![A-Za-z]-)
    (?:
      (?P<grouped>[1-9]\d{0,2}(?:,\d{3})+(?!\d)(?:\.\d+)?)
      | (?P<ratio>[1-9]/(?:2|3|4|5|8|10))(?![\d/])
      | (?P<plain>\d{1,12}(?:\.\d{1,12})?)(?P<comma>,\d{1,12}(?!\d))?
      | (?P<naked>\.\d{1,12})
      | (?P<sign>[½¼¾⅓⅔⅛])
    )
    (?P<power>\s?[x×*]\s?10(?:\^(?P<exponent>\d{1,2})|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})))?
    (?P<mixed>\s?[½¼¾⅓⅔⅛]|\s[1-9]/(?:2|3|4|8)(?![\d/]))?
    (?P<ordinal>(?:st|nd|rd|th)\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_AFTER = ("day", "week", "month", "year", "dose", "edition", "step", "increase", "raise", "hour")


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number in a text; `ambiguity` is a sentence where it may mean something else."""

    value: Fraction
    start: int
    end: int
    words: bool = False
    ordinal: bool = False
    ambiguity: str | None = None
    notation: tuple[str, ...] = ()


def find_numbers(text: str) -> list[FoundNumber]:
    """All numbers in order of their place; they do not overlap."""
    found = _spoken_decimals(text)
    spoken = [(number.start, number.end) for number in found]
    for match in _DIGITS.finditer(text):
        if all(match.end() <= start or match.start() >= end for start, end in spoken) and (
            number := _of_digits(match, text)
        ):
            found.append(number)
    taken = [(number.start, number.end) for number in found]
    for number in _word_numbers(text):
        if all(number.end <= start or number.start >= end for start, end in taken):
            found.append(number)
    return _two_conventions(sorted(found, key=lambda number: number.start), text)


_THREE = re.compile(r"([1-9]\d{0,2})([.,])(\d{3})")


def _two_conventions(found: list[FoundNumber], text: str) -> list[FoundNumber]:
    """Report "1,250" and "1.250" where another number of the text has a decimal comma."""
    comma = next(
        (each for each in found if "decimal_comma" in each.notation and not each.ambiguity), None
    )
    if comma is None:
        return found
    shown = text[comma.start : comma.end].strip()
    return [
        replace(
            each,
            ambiguity=f"{match[0]} may mean {match[1]}{match[3]} or {match[1]}.{match[3]}, "
            f"as {shown} has a decimal comma; write {match[1]}{match[3]} or "
            f"{match[1]}.{match[3].rstrip('0') or '0'}",
        )
        if (match := _THREE.fullmatch(text[each.start : each.end].strip()))
        else each
        for each in found
    ]


def _spoken_decimals(text: str) -> list[FoundNumber]:
    """ "zero point three", "two point five": never three, and never five."""
    table = _table()
    found = []
    for match in _spoken_pattern().finditer(text):
        whole = match["whole"]
        before = Fraction(0)
        if whole and whole.isdigit():
            before = Fraction(whole)
        elif whole:
            parts = re.findall(r"[a-z]+", whole.casefold())
            values = (table.get((one, "unit"), table.get((one, "ten"))) for one in parts)
            before = sum((value for value in values if value is not None), Fraction(0))
        digits = re.findall(r"[a-z]+|\d", match["digits"].casefold())
        tail = "".join(one if one.isdigit() else str(table[one, "unit"]) for one in digits)
        value = before + Fraction(int(tail), 10 ** len(tail))
        found.append(_number(value, match.start(), match.end()))
    return found


@lru_cache(maxsize=1)
def _spoken_pattern() -> re.Pattern[str]:
    units = [word for word, kind in _table() if kind == "unit"]
    digits = "|".join(word for word in units if _table()[word, "unit"] < 10)
    tens = "|".join(word for word, kind in _table() if kind == "ten")
    whole = rf"(?:{tens})(?:[ -](?:{digits}))?|{'|'.join(sorted(units, key=len, reverse=True))}"
    return re.compile(
        rf"(?:(?<![\w.-])(?P<whole>{whole}|\d{{1,6}})\s+|^\W*|(?<=[,;:(]\s))point\s+"
        rf"(?P<digits>(?:{digits}|\d)(?:\s+(?:{digits}))*)(?![\w.])",
        re.IGNORECASE,
    )


def _of_digits(match: re.Match[str], text: str) -> FoundNumber | None:
    written = match.group()
    notation: list[str] = []
    ambiguity = None
    listed = bool(re.match(r",\d", text[match.end() :]))
    if grouped := match.group("grouped"):
        value = Fraction(grouped.replace(",", ""))
        if listed:
            ambiguity = (
                f"{grouped} may mean {grouped.replace(',', '')} or a list; write and between"
            )
    elif ratio := match.group("ratio"):
        value = Fraction(ratio)
        notation.append("slash_fraction")
    elif naked := match.group("naked"):
        value = Fraction(f"0{naked}")
        notation.append("naked_decimal")
        ambiguity = f"{naked} without a zero is easily read as {naked[1:]}; write 0{naked}"
    elif sign := match.group("sign"):
        value = Fraction(_SIGNS[sign])
    else:
        plain, comma = match.group("plain"), match.group("comma")
        if comma and "." not in plain and not text[match.end() : match.end() + 1].isdigit():
            value = Fraction(f"{plain}.{comma[1:]}")
            if listed:
                ambiguity = f"{plain}{comma} may mean {plain}.{comma[1:]} or a list; write a point"
            notation.append("decimal_comma")
        else:
            value = Fraction(plain)
            if comma:
                return FoundNumber(value, match.start(), match.end("plain"))
            if re.fullmatch(r"\d+\.0+", plain):
                notation.append("trailing_zero")
    if match.group("power"):
        raised = match.group("exponent") or str(match.group("raised")).translate(_RAISED)
        value *= 10 ** int(raised)
    if mixed := match.group("mixed"):
        part = mixed.strip()
        value += Fraction(_SIGNS.get(part, part))
    after = text[match.end() : match.end() + 2]
    if re.match(r"s\b", after) and len(written) == 4:
        return None  # a decade such as 1970s
    return FoundNumber(
        value,
        match.start(),
        match.end(),
        ordinal=bool(match.group("ordinal")),
        ambiguity=ambiguity,
        notation=tuple(notation),
    )


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], Fraction]:
    rows: dict[tuple[str, str], Fraction] = {}
    path = Path(__file__).parent / "tables" / "number_words.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            word, value, kind = (field.strip() for field in line.split("|"))
            rows[word, kind] = Fraction(value)
    return rows


@lru_cache(maxsize=1)
def _word_pattern() -> re.Pattern[str]:
    words = sorted({word for word, _ in _table()}, key=len, reverse=True)
    one = "|".join(words)
    return re.compile(
        rf"(?<![\w-])(?:an?\s+)?(?:{one})(?:(?:\s+and\s+a\s+|\s+and\s+|\s*-\s*|\s+)(?:{one})(?!\w))*(?![\w])",
        re.IGNORECASE,
    )


def _word_numbers(text: str) -> list[FoundNumber]:
    found = []
    for match in _word_pattern().finditer(text):
        start, words = match.start(), match.group()
        found += _split_words(words, start, text)
    return found


def _split_words(run: str, offset: int, text: str) -> list[FoundNumber]:
    """Read a run of number words, which may hold several numbers ("forty eighty")."""
    tokens = [(m.group().casefold(), m.start() + offset, m.end() + offset)
              for m in re.finditer(r"[A-Za-z]+", run)]  # fmt: skip
    found: list[FoundNumber] = []
    index = 0
    while index < len(tokens):
        reading = _longest(tokens, index, text)
        if reading is None:
            index += 1
            continue
        number, index = reading
        found.append(number)
    return found


def _longest(
    tokens: list[tuple[str, int, int]], index: int, text: str
) -> tuple[FoundNumber, int] | None:
    table = _table()
    start = tokens[index][1]
    total = thousands = Fraction(0)
    seen = ""  # the kind read last
    position = index
    end = start
    if tokens[position][0] in ("a", "an") and position + 1 < len(tokens):
        following = tokens[position + 1][0]
        if any((following, kind) in table for kind in ("part", "scale", "share")):
            total, seen = Fraction(1), "article"
            position += 1
        else:
            return None
    while position < len(tokens):
        word, _, word_end = tokens[position]
        if word in ("and", "a") and seen and position + 1 < len(tokens):
            ahead = tokens[position + 1][0]
            if word == "and" and ahead == "a" and position + 2 < len(tokens):
                if (tokens[position + 2][0], "part") in table and seen not in ("part", "article"):
                    part = table[tokens[position + 2][0], "part"]
                    return _number(
                        thousands + total + part, start, tokens[position + 2][2]
                    ), position + 3
                break
            if (
                word == "and"
                and seen == "scale"
                and ((ahead, "unit") in table or (ahead, "ten") in table)
            ):
                position += 1
                continue
            break
        if (
            (word, "part") in table
            and not ((word, "ordinal") in table and seen == "" and _ordinal_use(text, word_end))
            and (seen in ("", "article", "unit"))
            and not _life(text, word_end)
        ):
            part = table[word, "part"]
            value = part if seen in ("", "article") else total * part
            if (seen == "unit" and total == 1) or seen != "unit":
                return _number(value, start, word_end), position + 1
            if word.endswith("s"):
                return _number(value, start, word_end), position + 1
            break
        if (word, "share") in table and seen in ("article", "unit"):
            if _ordinal_use(text, word_end):
                return None  # "a third dose"
            value = (total or Fraction(1)) * table[word, "share"]
            return _number(value, start, word_end), position + 1
        if (word, "ordinal") in table and seen in ("", "ten") and _ordinal_use(text, word_end):
            value = total + table[word, "ordinal"]
            return FoundNumber(value, start, word_end, words=True, ordinal=True), position + 1
        if (word, "unit") in table and seen in ("", "ten", "scale"):
            if seen == "ten" and not 0 < table[word, "unit"] < 10:
                break
            total += table[word, "unit"]
            seen, end = "unit", word_end
        elif (word, "ten") in table and seen in ("", "scale"):
            total += table[word, "ten"]
            seen, end = "ten", word_end
        elif (word, "scale") in table and (
            seen in ("unit", "ten", "article", "")
            or (seen == "scale" and 0 < total < table[word, "scale"])
        ):
            scale = table[word, "scale"]
            total = (total or Fraction(1)) * scale
            if scale >= 1000:
                thousands, total = thousands + total, Fraction(0)
            seen, end = "scale", word_end
        else:
            break
        position += 1
    if seen in ("", "article"):
        return None
    return _number(thousands + total, start, end), position


def _number(value: Fraction, start: int, end: int) -> FoundNumber:
    return FoundNumber(value, start, end, words=True)


def _life(text: str, end: int) -> bool:
    """Whether "half" belongs to a half-life."""
    return bool(re.match(r"[\s-]*(?:life|lives)\b", text[end:], re.IGNORECASE))


def _ordinal_use(text: str, end: int) -> bool:
    return bool(re.match(rf"\s+(?:{'|'.join(_AFTER)})s?\b", text[end:], re.IGNORECASE))
