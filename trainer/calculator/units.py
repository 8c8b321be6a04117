"""A closed table of clinical units, and units made of them such as mcg/mL and mg/kg/day.

General unit libraries read "300 micrograms a day" as microgram-years and "5 MG" as megagauss, so
the table is closed: what is not in `tables/units.txt` is not a unit. Per dose and per day are
different things (a dose is a dimension of its own), and a kg below a stroke is body weight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from trainer.errors import DataError

Dimension = tuple[tuple[str, int], ...]


class UnknownUnit(DataError):
    """A word that is not a unit of the table."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its canonical symbol; `factor` is exact and leads to the dimension's base unit.

    `dimension` lists base dimensions with their powers, sorted: (("mass", 1), ("time", -1)) for
    mg/day.
    """

    symbol: str
    factor: Fraction
    dimension: Dimension

    def __str__(self) -> str:
        return self.symbol

    @property
    def parts(self) -> tuple[str, ...]:
        """The symbols between the strokes: ("mg", "kg", "day")."""
        return tuple(self.symbol.split("/"))


@dataclass(frozen=True, slots=True)
class _Atom:
    symbol: str
    dimension: str
    factor: Fraction


@lru_cache(maxsize=1)
def atoms() -> dict[str, _Atom]:
    """The table by every name, in lower case."""
    found: dict[str, _Atom] = {}
    path = Path(__file__).parent / "tables" / "units.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        symbol, dimension, factor, names = (field.strip() for field in line.split("|"))
        atom = _Atom(symbol, dimension, Fraction(factor))
        for name in (symbol, *names.split(",")):
            if key := name.strip().casefold():
                found.setdefault(key, atom)
    return found


@lru_cache(maxsize=512)
def unit(name: str) -> Unit:
    """Return the unit called `name`: a symbol, another name, or a compound of them.

    "mg", "micrograms/day", "mcg per mL", "mg/kg/day", "1/day". UnknownUnit names the part that is
    not in the table.
    """
    text = re.sub(r"\s*/\s*|\s+per\s+", "/", " ".join(name.split()))
    parts = text.split("/")
    powers: dict[str, int] = {}
    factor = Fraction(1)
    symbols: list[str] = []
    for place, part in enumerate(parts):
        below = place > 0
        if place == 0 and part.strip() in ("1", ""):
            symbols.append("1")
            continue
        amount, atom = _part(part, name)
        dimension = atom.dimension
        if below and atom.symbol in ("kg", "lb"):
            # mg per kg of the patient, which must not cancel against the drug's own mass
            dimension, scale = "body weight", atom.factor / atoms()["kg"].factor
        else:
            scale = atom.factor
        sign = -1 if below else 1
        powers[dimension] = powers.get(dimension, 0) + sign
        factor *= (scale * amount) ** sign
        symbols.append(f"{_amount(amount)}{atom.symbol}")
    powers = {dimension: power for dimension, power in powers.items() if power}
    return Unit("/".join(symbols), factor, tuple(sorted(powers.items())))


def is_unit(name: str) -> bool:
    """Whether `name` is a unit or a compound of units."""
    try:
        unit(name)
    except UnknownUnit:
        return False
    return True


def _part(part: str, whole: str) -> tuple[Fraction, _Atom]:
    """One part of a compound, with the number before it: "5 mL" in mg/5 mL, "1.73 m2"."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)?\s*(.+)", part.strip())
    word = match.group(2) if match else part
    atom = atoms().get(word.strip().casefold())
    if match is None or atom is None:
        raise UnknownUnit(
            f"{part.strip() or whole!r} is not a unit that is known here",
            hint="Write a unit such as mg, mcg, mL, h, day, mg/day, mcg/mL or mL/min",
        )
    amount = Fraction(match.group(1)) if match.group(1) else Fraction(1)
    if amount == 0:
        raise UnknownUnit(f"{whole!r} divides by zero")
    return amount, atom


def _amount(amount: Fraction) -> str:
    if amount == 1:
        return ""
    return f"{amount if amount.denominator == 1 else float(amount)} "
