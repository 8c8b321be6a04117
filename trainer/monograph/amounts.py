"""Amounts with units in running text: "40-80 mg", "CrCl <30 mL/min", "10 mg/kg/dose", "two-fold".

An amount is what the text writes, not what it is for; `values` decides roles. Bare numbers are no
amounts, and neither are the digits of names (CYP3A4), years or reference numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from trainer.monograph import limits, wordlists

_NUMBER_WORDS: dict[str, int | Fraction] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14, "half": Fraction(1, 2),
}  # fmt: skip
_FOLD_WORDS: dict[str, int | Fraction] = {
    "doubled": 2, "doubles": 2, "doubling": 2, "tripled": 3, "triples": 3, "trebled": 3,
    "quadrupled": 4, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "tenfold": 10,
    "halved": Fraction(1, 2),
}  # fmt: skip
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_WORD = "|".join(_NUMBER_WORDS)
_START = re.compile(rf"\.?\d+|(?:{_WORD})(?=[\s-])")


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount as written: exact bounds, a unit of tables/units.txt, and where it stands.

    A limit has a `comparator` and one bound None; "up to 30 mg" keeps both bounds and sets
    `maximum`. `measure` names what is measured where the text says it ("CrCl", "age").
    `word` is the word that a number was read from ("doubled"), else None. `doubt` says why the
    writing may mean another number.
    """

    low: Fraction | None
    high: Fraction | None
    unit: str | None
    start: int
    end: int
    comparator: str | None = None
    approximate: str | None = None
    maximum: bool = False
    measure: str | None = None
    word: str | None = None
    doubt: str | None = None

    @property
    def dimension(self) -> str:
        """What kind of unit this is: "dose", "time", "age", "percent", "fold", "level", ..."""
        return dimension_of(self.unit)


@lru_cache(maxsize=1)
def _spellings() -> tuple[dict[str, str], frozenset[str]]:
    """The unit of each spelling in lower case, and those that stand only below a stroke."""
    names: dict[str, str] = {"24 hours": "day", "24 h": "day"}
    below = {"24 hours", "24 h", "d"}
    for row in wordlists.rows("units"):
        own = () if row[2] == "w" else (row[0],)
        spelled = [name.lower() for name in (*own, *wordlists.words(row[1]))]
        names |= dict.fromkeys(spelled, row[0])
        if row[2] == "n":
            below.update(spelled)
    return names, frozenset(below)


# A unit is any word here; `_spellings` decides whether it is one. Listing them all in the pattern
# would cost more to compile than a monograph takes to read.
_ATOM = r"(?:1\.73\s?m[2²]|m[2²]|mm[3³]|[a-zµμ]+)"
_TOP = (
    r"(?:(?:cells\s?)?/\s?(?:mm[3³]|mcl|[µμ]l)|%|per\s?cent\b|million\s(?:units|iu|international\sunits)\b|international\sunits?\b|"
    r"(?:times|x|×)\s(?:the\s)?(?:upper\slimit\sof\snormal|uln)\b|mm\shg\b|beats\sper\sminute\b|"
    r"square\smet(?:re|er)s?\b|[a-zµμ]+)"
)
_UNIT = (
    rf"{_TOP}(?:\s?/\s?\d+(?:\.\d+)?\s?ml\b)?"
    rf"(?:(?:\s?/\s?|\s+per\s+)(?:24\s?h(?:ours)?\b|(?:square\smet(?:re|er)|{_ATOM})))*"
)
_BETWEEN = re.compile(r"\s?/\s?|\s+per\s+", re.IGNORECASE)
_VOLUME = re.compile(r"(\d+(?:\.\d+)?)\s?ml$")
_NUM = rf"(?:{NUMBER}|(?:{_WORD})(?=[\s-]))"
_JOINT = r"-\s+to\b|-|–|—|−|\bto\s(?:under|less\sthan|below|<)|\bto\b|\band\b|\bor\b"
_AMOUNT = re.compile(
    rf"(?<![\w.-])(?<!\d[,/])(?P<a>{_NUM})"
    rf"(?:(?:[\s-]?(?P<ua>{_UNIT}))?\s?(?:{_JOINT})\s?(?P<b>{_NUM}))?"
    rf"(?:(?P<fold>[\s-]?fold\b|\s+times\s+(?:higher|greater|more|that\s+of|those\s+of|the\s+(?:dose|exposure|"
    rf"concentration)|as\s+(?:high|much|great|potent))\b)|[\s-]?(?P<u>{_UNIT}))(?![\w²³])",
    re.IGNORECASE,
)

_AGES = frozenset(("day", "week", "month", "year"))
_TIMES = ("h", "min", "s", "day", "week", "month")
_HALF = re.compile(
    r"(?i)(?<=by )(?:one[- ])?half\b|"
    r"\bhalf(?= (?:of )?(?:the )?(?:usual |normal |adult |recommended )?"
    r"(?:initial |starting |maintenance |daily )?dos)|"
    r"\bhalve(?= (?:the )?(?:\w+ )?dos)"
)
_DOUBLE = re.compile(r"(?i)\bdouble(?= the (?:\w+ )?dos)")
_WORDS_FOLD = re.compile(rf"(?i)\b(?:{'|'.join(_FOLD_WORDS)})\b")
_LIST_BEFORE = re.compile(rf"((?:(?:{NUMBER}),\s+)*(?:{NUMBER}),?\s+(?:and|or)\s+)$")
_LIST_TAIL = re.compile(rf"((?:(?:{NUMBER}),\s+)+)$")
_NO_LIST = re.compile(
    r"(?i)(?:days?|weeks?|months?|hours?|class|grade|types?|stage|level|step|cycle|lines?|table|"
    r"section)\s+$"
)
_RANGE_AND = re.compile(r"(?i)\bbetween\s+$")
_BARE = re.compile(
    r"(?i)\b(?P<m>CrCl|creatinine clearance|e?GFR|INR|age[ds]?|pH)\b\s*(?:of|is|range|target)?\s*"
    rf"(?P<c>[<>≤≥]=?|less than|below|under|above|over|greater than|more than|at least)?\s*"
    rf"(?P<a>{NUMBER})(?:\s?(?:-|–|to)\s?(?P<b>{NUMBER}))?(?![\w.%/-])"
)


@lru_cache(maxsize=1024)
def find(text: str) -> tuple[Amount, ...]:
    """Return the amounts of `text` in order; a list such as "5, 10 and 20 mg" gives three."""
    lowered = text.lower()
    starts = _starts(lowered)
    folded = any(word in lowered for word in _FOLD_WORDS)
    if not starts and not folded and "hal" not in lowered and "double" not in lowered:
        return ()
    found: list[Amount] = []
    taken = 0
    for start in starts:
        match = _AMOUNT.match(text, start) if start >= taken else None
        if match:
            found += _read(match, text, taken)
            taken = match.end()
    if "half" in lowered or "halve" in lowered:
        found += [
            Amount(Fraction(50), Fraction(50), "%", *match.span(), word=match.group())
            for match in _HALF.finditer(text)
        ]
    if "double the" in lowered:
        found += [
            Amount(Fraction(2), Fraction(2), "fold", *match.span(), word=match.group())
            for match in _DOUBLE.finditer(text)
        ]
    for match in _WORDS_FOLD.finditer(text) if folded else ():
        value = Fraction(_FOLD_WORDS[match.group().lower()])
        approximate = limits.hedge(text[max(0, match.start() - 16) : match.start()])
        found.append(
            Amount(value, value, "fold", *match.span(), approximate=approximate, word=match.group())
        )
    if any(measure in lowered for measure in ("crcl", "creatinine", "gfr", "inr", "ph ")):
        found += _bare_measures(text, found)
    found.sort(key=lambda amount: amount.start)
    return tuple(found)


def count(text: str) -> int:
    """Return in how many places of `text` an amount may begin, units or not."""
    return len(_starts(text.lower()))


def _starts(lowered: str) -> list[int]:
    """Where a number may begin. Trying only there is ten times as fast as searching."""
    return [match.start() for match in _START.finditer(lowered)]


def number(text: str) -> Fraction:
    """Read one number of the grammar: digits with thousands commas, or a number word."""
    lowered = text.lower()
    if lowered in _NUMBER_WORDS:
        return Fraction(_NUMBER_WORDS[lowered])
    return Fraction(lowered.replace(",", ""))


def _read(match: re.Match[str], text: str, taken: int) -> list[Amount]:
    raw = match.group("u")
    unit, shorter = _canonical(raw) if raw else ("fold", 0)
    if unit is None:
        return []
    first = match.group("a")
    second = match.group("b")
    start, end = match.start(), match.end() - shorter
    before = text[max(taken, start - 44) : start]
    joint = match.group(0)[len(first) :].lower() if second else ""
    first_unit = _canonical(match.group("ua"))[0] if match.group("ua") else unit
    first_end = match.end("ua") if match.group("ua") else match.end("a")
    if first_unit is None:
        return [
            _one(
                number(second or first),
                number(second or first),
                unit,
                text,
                match.start("b"),
                end,
                before=text[match.end("ua") : match.start("b")],
            )
        ]
    low = number(first)
    high = number(second) if second else low
    one = _one(low, low, first_unit, text, start, first_end, before=before)
    other = _one(high, high, unit, text, match.start("b"), end, before="")
    if re.match(r"[^\d]*\b(?:and|or)\b", joint) and not _RANGE_AND.search(before):
        unlike = not match.group("ua") and limits.measure(before, "mL/min")
        if _NO_LIST.search(before) or unlike:
            return [other]
        return [*_listed(before, start, unit, text), one, other]
    if second and _AGES.issuperset((first_unit, unit)) and first_unit != unit:
        # "6 months to 12 years", "6 months to under 4 years": from the one, to the other
        sign = "<=" if re.search(r"(?:to|-)\s*$", joint.split(second)[0]) else "<"
        return [
            replace(one, high=None, comparator=">="),
            replace(other, low=None, comparator=sign),
        ]
    if second and (first_unit != unit or high < low):
        # "2 g to 500 mg" or "80-40": two amounts, never a range in one of the units
        return [one, other]
    open_end = re.search(r"(?:under|than|below|<)\s*$", joint.split(second)[0]) if second else None
    doubt = None
    if first.startswith(".") or (second and second.startswith(".")):
        doubt = f'"{match.group(0).strip()}" has no digit before its point'
    earlier = [] if second else _listed(before, start, unit, text)
    amount = _one(low, high, unit, text, start, end, before=before, doubt=doubt)
    if open_end:
        amount = replace(amount, approximate="upper end not included")
    return [*earlier, amount]


def _listed(before: str, start: int, unit: str | None, text: str) -> list[Amount]:
    """The numbers of "5, 10 and 20 mg" that stand before the one with the unit."""
    tail = _LIST_BEFORE.search(before) or _LIST_TAIL.search(before)
    if tail is None or _NO_LIST.search(before[: tail.start()]):
        return []
    offset = start - len(before) + tail.start()
    return [
        _one(number(n.group()), number(n.group()), unit, text, offset + n.start(),
             offset + n.end(), before="")
        for n in re.finditer(NUMBER, tail.group(1))
    ]  # fmt: skip


def _one(
    low: Fraction,
    high: Fraction,
    unit: str | None,
    text: str,
    start: int,
    end: int,
    *,
    before: str,
    doubt: str | None = None,
) -> Amount:
    sign = limits.before(before, unit) or limits.after(text[end : end + 24])
    measure = limits.measure(before, unit)
    maximum = sign == "max"
    approximate = limits.hedge(before)
    # "at least 48-72 hours" keeps both ends: which of them is the limit, the text does not say
    comparator = sign if sign and not maximum and low == high else None
    lower: Fraction | None = low
    upper: Fraction | None = high
    if comparator in ("<", "<="):
        lower = None
    elif comparator in (">", ">="):
        upper = None
    return Amount(
        lower, upper, unit, start, end, comparator, approximate, maximum, measure, None, doubt
    )


def _bare_measures(text: str, known: list[Amount]) -> list[Amount]:
    """Thresholds that lean on an earlier unit: "CrCl <15", after "CrCl 15-29 mL/min"."""
    spans = [(amount.start, amount.end) for amount in known]
    units = {amount.measure: amount.unit for amount in known if amount.measure}
    added = []
    for match in _BARE.finditer(text):
        start, end = match.start("a"), match.end()
        if any(s <= start < e for s, e in spans):
            continue
        low = number(match.group("a"))
        high = number(match.group("b")) if match.group("b") else low
        raw = match.group("m")
        measure = limits.measure_name(raw)
        if measure == "age":
            continue
        sign = limits.before(text[max(0, start - 24) : start], None) or limits.after(
            text[end : end + 20]
        )
        comparator = sign if sign and sign != "max" else None
        lower = None if comparator in ("<", "<=") else low
        upper = None if comparator in (">", ">=") else high
        added.append(
            Amount(lower, upper, units.get(measure), start, end, comparator, measure=measure)
        )
    return added


def _canonical(raw: str) -> tuple[str | None, int]:
    """The unit that a text writes, and how many characters at its end are not part of it.

    "mg per day" is mg/day; "mg per patient" is mg with 12 characters too many; "patients" is none.
    """
    names, below = _spellings()
    plain = " ".join(raw.lower().replace("×", "x").split())
    if plain in names and plain not in below:
        return names[plain], 0
    parts = list(_BETWEEN.finditer(raw))
    top = " ".join(raw[: parts[0].start() if parts else len(raw)].lower().split())
    if top not in names or top in below:
        return None, 0
    if top == "%" and parts:
        # "25% per week" is a share and a rhythm, not a unit
        return "%", len(raw) - parts[0].start()
    found = [names[top]]
    for index, cut in enumerate(parts):
        stop = parts[index + 1].start() if index + 1 < len(parts) else len(raw)
        part = " ".join(raw[cut.end() : stop].lower().split())
        volume = _VOLUME.match(part)
        if volume is None and part not in names:
            return "/".join(found), len(raw) - cut.start()
        found.append(f"{volume.group(1)} mL" if volume else names[part])
    return "/".join(found), 0


_MASS = ("mcg", "mg", "g", "ng", "units", "million units", "mEq", "mmol", "umol")
_SPREAD = ("mL", "L", "dL", "tablet", "capsule", "patch", "g", "mg", "mm3")
_FORMS = ("tablet", "capsule", "drop", "puff", "spray", "patch", "mL", "L")


def dimension_of(unit: str | None) -> str:
    """Return what kind of unit this is: "dose", "time", "age", "percent", "fold", "level", ..."""
    if unit is None:
        return "none"
    top, *below = unit.split("/")
    if unit == "%":
        return "percent"
    if unit in ("fold", "x ULN"):
        return "fold"
    if unit == "year":
        return "age"
    if unit in _TIMES:
        return "time"
    if top in _MASS or top in _FORMS:
        if any(part in _SPREAD or part.endswith(" mL") for part in below):
            return "level"
        if top in ("mL", "L") and below:
            return "flow"
        return "dose"
    return "other"
