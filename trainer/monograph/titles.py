"""Section titles and sub-headings: which section a title opens, what a sub-heading is called."""

from __future__ import annotations

import re
from functools import lru_cache

from trainer.monograph import wordlists

_NUMBERING = re.compile(r"^\s*(?:section\s+)?\d{1,2}(?:\.\d{1,2})*[.)]?\s+", re.IGNORECASE)
_MARKS = re.compile(r"[*_#:]+")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_TAIL = re.compile(
    r"\s+(?:administration|dosing|dosage|tablets?|capsules?|therapy|use|route|formulations?|"
    r"injection|infusion|effects|reactions|adverse effects|adverse reactions|side effects)$"
)


@lru_cache(maxsize=1)
def _by_title() -> dict[str, str]:
    table = {}
    for section, titles in wordlists.rows("sections"):
        for title in wordlists.words(titles):
            table[title] = section
    return table


def section_of(title: str) -> str | None:
    """Return the section id that a title opens ("skip" for parts without facts), or None.

    Numbering, case, "&", mark-up and a bracketed addition do not matter: "4.3 Contraindications",
    "**DOSAGE & ADMINISTRATION**".
    """
    if len(title) > 90:
        return None
    plain = _MARKS.sub(" ", _NUMBERING.sub("", title)).replace("&", " and ").lower()
    key = " ".join(re.sub(r"[,;/.]", " ", plain).split())
    table = _by_title()
    found = table.get(key)
    if found is None and "(" in key:
        found = table.get(_BRACKETS.sub("", key).strip())
    return found


def unnumbered(title: str) -> str:
    """Return a title without its number: "4.2 Hypersensitivity" is "Hypersensitivity"."""
    return _NUMBERING.sub("", title).strip()


def group_name(title: str) -> str:
    """Return a sub-heading as a group's name: "Oral administration" is "oral".

    Lower case, without brackets, hyphens and the words that say no more than "heading".
    """
    plain = _BRACKETS.sub("", _MARKS.sub(" ", _NUMBERING.sub("", title)))
    name = " ".join(plain.lower().replace("-", " ").split())
    shorter = _TAIL.sub("", name)
    return shorter or name
