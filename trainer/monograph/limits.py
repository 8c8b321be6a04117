"""The words around a number that make it a limit, an estimate or a measure.

"less than 30", "65 years and older", "no more than 4", "about 70", "CrCl 30": the tables of
comparators say which words, this module where they must stand.
"""

from __future__ import annotations

import re
from functools import lru_cache

from trainer.monograph import wordlists

_MEASURE = re.compile(
    r"(?i)\b(CrCl|creatinine clearance|e?GFR|serum creatinine|QTc?|ALT|AST|INR|BMI|"
    r"body weight|weight|weighing|age[ds]?|heart rate|systolic(?: blood pressure| BP)?|"
    r"platelets?|platelet count|potassium|ANC|LVEF|bilirubin|Child-Pugh score)\b"
    r"[^\d;:.]{0,24}$"
)
_NAMES = {
    "creatinine clearance": "CrCl", "crcl": "CrCl", "egfr": "eGFR", "gfr": "GFR",
    "weighing": "weight", "body weight": "weight", "aged": "age", "ages": "age",
    "qt": "QT", "qtc": "QTc", "alt": "ALT", "ast": "AST", "inr": "INR", "bmi": "BMI",
}  # fmt: skip
_DENIED = re.compile(r"\b(?:not|never|no)\b[^.;]{0,28}$")
_OLDER = re.compile(
    r"\b(?:children|infants|neonates|patients|adults|aged?|those|adolescents)\s+over$"
)
_AGES = ("day", "week", "month")
_NEAR = 80  # characters after a number in which the words of its limit stand
_NEVER_MEASURED = frozenset(
    ("mg", "mcg", "g", "mg/day", "mcg/day", "mg/kg", "mg/kg/day", "h", "fold")
)
_LIMITS_OVER = ("year", "kg", "mL/min", "%", "mmHg")

Signs = dict[str, list[tuple[str, str]]]


@lru_cache(maxsize=1)
def _signs() -> tuple[Signs, Signs, Signs]:
    """Signs before a number by their last word, signs after it by their first, and hedges."""
    ahead: Signs = {}
    behind: Signs = {}
    about: Signs = {}
    for sign, side, cell in wordlists.rows("comparators"):
        for phrase in wordlists.words(cell):
            if sign == "about":
                about.setdefault(phrase.split()[-1], []).append((phrase, sign))
            elif side == "before":
                ahead.setdefault(phrase.split()[-1], []).append((phrase, sign))
            else:
                behind.setdefault(phrase.split()[0], []).append((phrase, sign))
    for table in (ahead, behind, about):
        for known in table.values():
            known.sort(key=lambda pair: -len(pair[0]))
    return ahead, behind, about


def before(text: str, unit: str | None) -> str | None:
    """Return the sign that the end of `text` gives to the number after it, or None.

    "<", "<=", ">", ">=", or "max" for "up to" and "not more than". "over" is a limit only before
    units in which it cannot mean "during".
    """
    words = text.rstrip().lower()
    about = hedge(words)
    if about:
        words = words.removesuffix(about).rstrip()
    for phrase, sign in _ending(_signs()[0], words):
        lead = words[: -len(phrase)]
        if words.endswith(phrase) and not lead[-1:].isalpha():
            denied = sign == ">" and _DENIED.search(lead) and not lead.endswith("after ")
            return "max" if denied else sign
    if unit in _AGES and (_OLDER.search(words) or words.endswith("for over")):
        return ">"
    if (
        unit in (*_AGES, "year")
        and words.endswith((" from", " from age", " aged"))
        and (re.search(r"\b(?:children|infants|patients|adults|adolescents)\b.{0,20}$", words))
    ):
        return ">=" if " from" in words[-10:] else None
    return ">" if unit in _LIMITS_OVER and words.endswith(("over", "beyond")) else None


def after(text: str) -> str | None:
    """Return the sign that the start of `text` gives to the number before it: "and older"."""
    if text.startswith("+"):
        return ">="
    words = text[:_NEAR].lower().lstrip(" )")
    for filler in ("of age", "old", "in age", "daily", "per day", "a day", "weekly", "a week"):
        words = words.removeprefix(filler).lstrip(" ,")
    first = words.split(" ", 1)[0]
    for phrase, sign in _signs()[1].get(first, ()):
        if words.startswith(phrase) and not words[len(phrase) : len(phrase) + 1].isalpha():
            return sign
    return None


def hedge(text: str) -> str | None:
    """Return the word for "about" that `text` ends with, or None."""
    words = text.rstrip().lower()
    return next(
        (phrase for phrase, _ in _ending(_signs()[2], words) if words.endswith(phrase)), None
    )


def measure(text: str, unit: str | None) -> str | None:
    """Return what the number after `text` measures: "CrCl", "age", "weight"; None if not said."""
    if unit in _NEVER_MEASURED:
        return None
    found = _MEASURE.search(text)
    if found is None:
        return None
    name = measure_name(found.group(1))
    if name == "age" and unit not in ("year", *_AGES):
        return None
    if name != "age" and unit in ("year", "min", *_AGES):
        return None
    return None if name == "weight" and unit not in ("kg", "g", "lb") else name


def measure_name(written: str) -> str:
    """Return the one name of a measure however it is written."""
    plain = written.lower() if written.islower() or written.istitle() else written
    return _NAMES.get(written.lower(), plain)


def _ending(signs: Signs, words: str) -> list[tuple[str, str]]:
    """Signs whose last word `words` ends with; a sign such as "<" may be glued to a word."""
    last = words.rsplit(" ", 1)[-1].lstrip("(")
    known = signs.get(last)
    if known is None and last and not last[-1].isalnum():
        known = signs.get(last[-2:]) or signs.get(last[-1])
    return known or []
