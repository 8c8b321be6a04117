"""The unit behind a number, with all that stands below its strokes: "mg/kg a day"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from trainer.calculator.units import Unit, atoms, unit


@dataclass(frozen=True, slots=True)
class UnitRead:
    """A unit as it was typed: its error-prone forms, and a sentence if it may mean another."""

    unit: Unit
    notation: tuple[str, ...] = ()
    ambiguity: str | None = None


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A unit at a place, and what may follow it below a stroke."""
    names = sorted((name for name in atoms() if name not in ("in", "m", "s", "fold", "-fold")),
                   key=len, reverse=True)  # fmt: skip
    one = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    first = re.compile(
        rf"\s*-?\s*(?:of\s+)?(?P<article>an?\s+)?(?P<name>{one}|u(?!\w)|in(?=\s*$)|s(?=\s*(?:$|[,.;)]))|-?\s*fold)"
        r"(?![A-Za-z0-9])\.?",
        re.IGNORECASE,
    )
    below = re.compile(
        rf"\s*(?:(?P<stroke>/|\bper\b|p\.)\s*(?P<n>\d+(?:\.\d+)?\s*)?(?P<a>{one}|24\s*h(?:ours?|rs?)?)"
        r"|(?:\ban?|\beach|\bevery|\bat\s+each|\bwith\s+each|\bin\s+(?:a|one)|\bin\s+each)\s+"
        r"(?P<b>day|hour|hr|h|minute|min|week|month|dose|time)"
        r"|\bin\s+(?P<n24>24)\s*(?:hours?|hrs?|h)\b|(?P<daily>\bdaily)|(?P<hourly>\bhourly)"
        r"|(?P<weekly>\bweekly))(?![A-Za-z0-9])",
        re.IGNORECASE,
    )
    return first, below


def unit_at(text: str, place: int) -> tuple[UnitRead | None, int]:
    """Read the unit that follows a number, with all that stands below its strokes."""
    first, below = _patterns()
    match = first.match(text, place)
    if match is None:
        return _count_at(text, place)
    name = " ".join(match.group("name").casefold().split()).lstrip("- ")
    notation: tuple[str, ...] = ()
    ambiguity = None
    if name == "u":
        name, notation = "unit", ("u_for_unit",)
        if match.start("name") == place:
            ambiguity = "a U close to the number is easily read as a zero; write units"
    elif name == "µg".casefold():
        notation = ("micro_sign",)
    elif name == "ug":
        notation = ("ug_for_mcg",)
    elif name in ("cc", "ccs"):
        notation = ("cc_for_ml",)
    elif name == "iu":
        notation = ("iu_for_unit",)
    if match.start("name") == place and text[place : place + 1].isalpha() and name != "%":
        notation += ("no_space",)
    if match.group("article") and atoms()[name].dimension == "time":
        return None, place  # "eighty a day" is a bare number, not eighty days
    symbol, end = atoms()[name].symbol, match.end()
    parts = [symbol]
    while following := below.match(text, end):
        part = _below(following)
        if part in parts[1:] or (part == "day" and symbol in ("day", "h", "week")):
            break
        if part == "month" or (following.group("stroke") is None and not _rate_of(symbol)):
            break
        parts.append(part)
        end = following.end()
    if len(parts) == 1 and match.group("name").endswith(" "):
        end = match.end("name")
    return UnitRead(unit("/".join(parts)), notation, ambiguity), end


_COUNT = re.compile(
    r"\s*(?:/|per\b)\s*(?P<of>mm3|mm³|cubic\s+millimet(?:er|re)s?|[uµμ]L|microlit(?:er|re)s?|L)(?![A-Za-z0-9])",
    re.IGNORECASE,
)


def _count_at(text: str, place: int) -> tuple[UnitRead | None, int]:
    """A count of blood cells that does not name them: "1,500/mm3", "1.5 x 10^9/L"."""
    match = _COUNT.match(text, place)
    if match is None:
        return None, place
    below = " ".join(match.group("of").casefold().split())
    if below == "l" and not re.search(r"10(?:\^\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})$", text[:place]):
        return None, place
    return UnitRead(unit(f"cell/{atoms()[below].symbol}")), match.end()


def _below(match: re.Match[str]) -> str:
    if match.group("daily") or match.group("n24"):
        return "day"
    if match.group("hourly"):
        return "h"
    if match.group("weekly"):
        return "week"
    name = (match.group("a") or match.group("b")).casefold()
    if name.startswith("24"):
        return "day"
    if name == "time":
        return "dose"
    count = (match.group("n") or "").strip()
    symbol = atoms()[" ".join(name.split())].symbol
    if count and count != "1":
        return "day" if (count, symbol) == ("24", "h") else f"{count} {symbol}"
    return symbol


def _rate_of(symbol: str) -> bool:
    """Whether "a day" after this unit makes a rate: mg and tablets do, hours and years do not."""
    return atoms()[symbol.casefold()].dimension not in ("time", "share", "length", "area")
