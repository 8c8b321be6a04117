"""Amounts with units in running text: "40-80 mg", "CrCl <30 mL/min", "10 mg/kg/dose", "two-fold".

An amount is what the text writes, not what it is for; `values` decides roles. Bare numbers are no
amounts, and neither are the digits of names (CYP3A4), years or reference numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from trainer.monograph import wordlists

_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14, "half": Fraction(1, 2),
}  # fmt: skip
_FOLD_WORDS = {
    "doubled": 2, "doubles": 2, "doubling": 2, "tripled": 3, "triples": 3, "trebled": 3,
    "quadrupled": 4, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "tenfold": 10,
    "halved": Fraction(1, 2),
}  # fmt: skip
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_WORD = "|".join(_NUMBER_WORDS)
_DIGITS_NEAR = re.compile(r"\d|" + "|".join((*_NUMBER_WORDS, *_FOLD_WORDS)), re.IGNORECASE)
_MEASURE = re.compile(
    r"(?i)\b(CrCl|creatinine clearance|e?GFR|serum creatinine|QTc?|ALT|AST|INR|BMI|"
    r"body weight|weight|weighing|age[ds]?|heart rate|systolic(?: blood pressure| BP)?|"
    r"platelets?|platelet count|potassium|ANC|LVEF|bilirubin|Child-Pugh score)\b"
    r"[^\d;:.]{0,24}$"
)
_MEASURE_NAMES = {
    "creatinine clearance": "CrCl", "crcl": "CrCl", "egfr": "eGFR", "gfr": "GFR",
    "weighing": "weight", "body weight": "weight", "aged": "age", "ages": "age",
    "qt": "QT", "qtc": "QTc", "alt": "ALT", "ast": "AST", "inr": "INR", "bmi": "BMI",
}  # fmt: skip


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
        return _dimension(self.unit)


@lru_cache(maxsize=1)
def _grammar() -> tuple[re.Pattern[str], dict[str, str]]:
    spellings: dict[str, str] = {}
    tops: list[str] = []
    belows: list[str] = ["24 hours", "24 h", "hour", "minute"]
    for row in wordlists.rows("units"):
        names = (row[0], *wordlists.words(row[1]))
        for name in names:
            spellings[name.lower()] = row[0]
        if row[2] != "n":
            tops += names
        if row[2]:
            belows += names
    spellings |= {"24 hours": "day", "24 h": "day"}
    tops = [top for top in tops if top not in ("d", "-fold")]
    top = "|".join(re.escape(name) for name in sorted(tops, key=len, reverse=True))
    below = "|".join(re.escape(name) for name in sorted(belows, key=len, reverse=True))
    unit = rf"(?:(?:{top})(?![a-z0-9µμ])|%)(?:(?:\s?/\s?|\s+per\s+)(?:{below})(?![a-z0-9]))*"
    number = rf"(?:{NUMBER}|(?:{_WORD})(?=[\s-]))"
    pattern = re.compile(
        rf"(?<![\w/.-])(?<!\d,)(?P<a>{number})"
        rf"(?:(?:[\s-]?(?P<ua>{unit}))?\s?(?:-|–|—|−|to|and|or)\s?(?P<b>{number}))?"
        rf"(?:[\s-]?(?P<u>{unit})|(?P<fold>[\s-]?fold|\s+times\s+(?:higher|greater|more|the\s+(?:dose|"
        rf"exposure|concentration)|as\s+(?:high|much|great))))(?![a-z])",
        re.IGNORECASE,
    )
    return pattern, spellings


_OLDER = re.compile(r"\b(?:children|infants|neonates|patients|adults|aged?|those|adolescents)\s+over$")
_TIMES = ("h", "min", "s", "day", "week", "month")
_DENIED = re.compile(r"\b(?:not|never|no)\b[^.;]{0,28}$")
_WORDS_FOLD = re.compile(rf"(?i)\b(?:{'|'.join(_FOLD_WORDS)})\b")
_LIST_BEFORE = re.compile(rf"((?:(?:{NUMBER}),\s+)*(?:{NUMBER}),?\s+(?:and|or)\s+)$")
_LIST_TAIL = re.compile(rf"((?:(?:{NUMBER}),\s+)+)$")
_NO_LIST = re.compile(r"(?i)(?:days?|weeks?|months?|hours?|class|grade|types?|stage|level|step|cycle|"
                      r"lines?|table|section|day)\s+$")  # fmt: skip
_RANGE_AND = re.compile(r"(?i)\bbetween\s+$")
_BARE = re.compile(
    r"(?i)\b(?P<m>CrCl|creatinine clearance|e?GFR|INR|age[ds]?|pH)\b\s*(?:of|is|range|target)?\s*"
    rf"(?P<c>[<>≤≥]=?|less than|below|under|above|over|greater than|more than|at least)?\s*"
    rf"(?P<a>{NUMBER})(?:\s?(?:-|–|to)\s?(?P<b>{NUMBER}))?(?![\w.%/-])"
)


def find(text: str) -> tuple[Amount, ...]:
    """Return the amounts of `text` in order; a list such as "5, 10 and 20 mg" gives three."""
    if not _DIGITS_NEAR.search(text):
        return ()
    pattern, spellings = _grammar()
    found: list[Amount] = []
    taken = 0
    for match in pattern.finditer(text):
        found += _read(match, text, spellings, taken)
        taken = match.end()
    for match in _WORDS_FOLD.finditer(text):
        value = Fraction(_FOLD_WORDS[match.group().lower()])
        approximate = _about(text[max(0, match.start() - 16) : match.start()])
        found.append(
            Amount(value, value, "fold", *match.span(), approximate=approximate, word=match.group())
        )
    found += _bare_measures(text, found)
    found.sort(key=lambda amount: amount.start)
    return tuple(found)


def number(text: str) -> Fraction:
    """Read one number of the grammar: digits with thousands commas, or a number word."""
    lowered = text.lower()
    if lowered in _NUMBER_WORDS:
        return Fraction(_NUMBER_WORDS[lowered])
    return Fraction(lowered.replace(",", ""))


def _read(match: re.Match[str], text: str, spellings: dict[str, str], taken: int) -> list[Amount]:
    raw = match.group("u") or ("fold" if match.group("fold") else "")
    unit = _canonical(raw, spellings)
    first = match.group("a")
    second = match.group("b")
    start, end = match.span()
    before = text[max(taken, start - 44) : start]
    joint = match.group(0)[len(first) :].lower() if second else ""
    first_unit = _canonical(match.group("ua"), spellings) if match.group("ua") else unit
    low = number(first)
    high = number(second) if second else low
    pair = second is not None and re.match(r"[^\d]*\b(?:and|or)\b", joint) is not None
    doubt = None
    if first.startswith(".") or (second and second.startswith(".")):
        doubt = f'"{match.group(0).strip()}" has no digit before its point'
    if pair and not _RANGE_AND.search(before):
        if _NO_LIST.search(before):
            single = _one(high, high, unit, text, match.start("b"), end, before="")
            return [single]
        if not match.group("ua") and _MEASURE.search(before):
            return [_one(high, high, unit, text, match.start("b"), end, before="")]
        earlier = _listed(before, start, unit, text)
        return [
            *earlier,
            _one(low, low, first_unit, text, start, match.end("a"), before=before),
            _one(high, high, unit, text, match.start("b"), end, before=""),
        ]
    if first_unit != unit or high < low:
        # "2 g to 500 mg" or "80-40": two amounts, never a range in one of the units
        return [
            _one(low, low, first_unit, text, start, match.end("a"), before=before),
            _one(high, high, unit, text, match.start("b"), end, before=""),
        ]
    earlier = [] if second else _listed(before, start, unit, text)
    amount = _one(low, high, unit, text, start, end, before=before, doubt=doubt)
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
    sign = _sign_before(before, unit) or _sign_after(text[end : end + 24])
    measure = _measure(before, unit)
    maximum = sign == "max"
    approximate = _about(before)
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


@lru_cache(maxsize=1)
def _signs() -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...], tuple[str, ...]]:
    before: list[tuple[str, str]] = []
    after: list[tuple[str, str]] = []
    about: list[str] = []
    for sign, side, cell in wordlists.rows("comparators"):
        for word in wordlists.words(cell):
            if sign == "about":
                about.append(word)
            else:
                (before if side == "before" else after).append((word, sign))
    before.sort(key=lambda pair: -len(pair[0]))
    after.sort(key=lambda pair: -len(pair[0]))
    return tuple(before), tuple(after), tuple(sorted(about, key=len, reverse=True))


def _sign_before(before: str, unit: str | None) -> str | None:
    words = before.rstrip().lower()
    about = _about(before)
    if about:
        words = words.removesuffix(about).rstrip()
    for word, sign in _signs()[0]:
        if words.endswith(word) and not words[: -len(word)].endswith(
            tuple("abcdefghijklmnopqrstuvwxyz")
        ):
            denied = sign == ">" and _DENIED.search(words[: -len(word)])
            return "max" if denied else sign
    if unit in _TIMES and _OLDER.search(words):
        return ">"
    if words.endswith(("over", "beyond")) and unit in ("year", "kg", "mL/min", "%", "mmHg"):
        return ">"
    return None


def _sign_after(after: str) -> str | None:
    words = after.lower().lstrip(" )")
    for filler in ("of age", "old", "in age"):
        words = words.removeprefix(filler).lstrip(" ,")
    if words.startswith("+"):
        return ">="
    for word, sign in _signs()[1]:
        if words.startswith(word) and not words[len(word) : len(word) + 1].isalpha():
            return sign
    return None


def _about(before: str) -> str | None:
    words = before.rstrip().lower()
    for word in _signs()[2]:
        if words.endswith(word):
            return word
    return None


def _measure(before: str, unit: str | None) -> str | None:
    found = _MEASURE.search(before)
    if found is None:
        return None
    name = found.group(1).lower()
    plain = _MEASURE_NAMES.get(name, found.group(1).lower() if name.islower() else found.group(1))
    if plain == "age" and unit not in ("year", "month", "week", "day"):
        return None
    return None if plain == "weight" and unit not in ("kg", "g", "lb") else plain


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
        measure = _MEASURE_NAMES.get(raw.lower(), raw)
        if measure == "age":
            continue
        sign = _sign_before(text[max(0, start - 24) : start], None) or _sign_after(
            text[end : end + 20]
        )
        comparator = sign if sign and sign != "max" else None
        lower = None if comparator in ("<", "<=") else low
        upper = None if comparator in (">", ">=") else high
        added.append(
            Amount(lower, upper, units.get(measure), start, end, comparator, measure=measure)
        )
    return added


def _canonical(raw: str, spellings: dict[str, str]) -> str:
    parts = [part.strip() for part in re.split(r"/|\s+per\s+", raw.strip(" -"), flags=re.I)]
    whole = " ".join(raw.lower().split())
    if whole in spellings:
        return spellings[whole]
    names = [spellings.get(" ".join(part.lower().split()), part) for part in parts]
    names = [re.sub(r"(?i)^([\d.]+)\s?ml$", r"\1 mL", name) for name in names]
    return "/".join(names)


_MASS = ("mcg", "mg", "g", "ng", "units", "million units", "mEq", "mmol", "umol")
_FORMS = ("tablet", "capsule", "drop", "puff", "spray", "patch", "mL", "L")


def _dimension(unit: str | None) -> str:
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
        if any(part.endswith(" mL") or part in ("mL", "L", "dL", "tablet", "capsule", "patch", "g", "mg", "mm3")
               for part in below):  # fmt: skip
            return "level"
        if top in ("mL", "L") and below:
            return "flow"
        return "dose"
    return "other"
