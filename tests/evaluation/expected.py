"""Hand-written expectations in lines, for our own development texts, as gold facts.

    [section id]
    line | kind | statement | values

A kind may start with "!" (a negative statement) and end with "~class" (a class that must not be
asserted). Values are separated by ";": "5 mg", "25-50 %", "<30 mL/min", ">=65 year", "=1977 year".
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

_VALUE = re.compile(r"^(<=|>=|<|>|=)?\s*([\w.]+?)(?:-([\d.]+))?\s+(\S.*)$")


def load(path: Path) -> list[dict[str, Any]]:
    """Return the gold facts of one .expected file."""
    section = ""
    found: list[dict[str, Any]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line.strip() and not line.startswith("#"):
            found.append(_fact(section, [cell.strip() for cell in line.split("|")], len(found) + 1))
    return found


def _fact(section: str, cells: list[str], number: int) -> dict[str, Any]:
    where, kind, statement, *rest = cells
    name, _, banned = kind.partition("~")
    entry: dict[str, Any] = {
        "id": f"E{number:03d}",
        "section": section,
        "kind": name.removeprefix("!"),
        "negated": name.startswith("!"),
        "subject": statement,
        "statement": statement,
        "lines": [int(where)],
        "values": [_value(part) for part in rest[0].split(";") if part.strip()] if rest else [],
    }
    if banned:
        entry["scoring"] = {"must_not": banned}
    return entry


def _value(text: str) -> dict[str, Any]:
    found = _VALUE.match(text.strip())
    if found is None:
        raise ValueError(f"not a value: {text!r}")
    sign, first, second, unit = found.groups()
    if sign == "=":
        return {"low": first, "high": first, "unit": unit}
    low: float | None = float(first)
    high: float | None = float(second or first)
    if sign in ("<", "<="):
        low = None
    elif sign in (">", ">="):
        high = None
    return {"low": low, "high": high, "unit": unit}
