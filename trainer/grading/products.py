"""Units that multiply by a time, "mg·h/L": another spelling is the same, another time is not.

The calculator reads an amount up to the dot; what follows decides whether it is the asked measure.
"""

from __future__ import annotations

import re
from fractions import Fraction

_MASS = {"g": Fraction(1000), "mg": Fraction(1), "mcg": Fraction(1, 1000), "ng": Fraction(1, 10**6)}
_TIME = {"h": Fraction(60), "min": Fraction(1), "day": Fraction(1440), "s": Fraction(1, 60)}
_VOLUME = {"l": Fraction(1000), "dl": Fraction(100), "ml": Fraction(1)}
_ALIKE = {
    "µg": "mcg", "μg": "mcg", "ug": "mcg", "microgram": "mcg", "milligram": "mg", "gram": "g",
    "hr": "h", "hour": "h", "minute": "min", "mins": "min", "d": "day", "second": "s",
    "liter": "l", "litre": "l", "milliliter": "ml", "millilitre": "ml",
}  # fmt: skip
_PRODUCT = re.compile(
    r"(?P<mass>milligrams?|micrograms?|mcg|µg|μg|ug|mg|ng|g)\s*(?:[·•∙⋅*×x.-]|\s)\s*"
    r"(?P<time>hours?|hrs?|h|minutes?|mins?|min|days?|d|seconds?|s)\s*(?:/|per)\s*"
    r"(?P<volume>millilit(?:er|re)s?|lit(?:er|re)s?|ml|dl|l)\b",
    re.I,
)


def as_the_key_multiplies(text: str, model: str) -> tuple[str, bool]:
    """The text with its product unit as the key writes it, and whether it is another unit."""
    asked = _PRODUCT.search(model)
    said = _PRODUCT.search(text)
    if asked is None or said is None:
        return text, False
    if _factor(said) != _factor(asked):
        return text, True
    return text[: said.start()] + asked.group() + text[said.end() :], False


def _factor(match: re.Match[str]) -> Fraction:
    """How many mg·min/mL one of it is."""
    mass, time, volume = (_plain(match[name]) for name in ("mass", "time", "volume"))
    return _MASS[mass] * _TIME[time] / _VOLUME[volume]


def _plain(name: str) -> str:
    name = name.casefold()
    for one in (name, name.rstrip("s")):
        if one in _ALIKE:
            return _ALIKE[one]
    return name.rstrip("s") if len(name) > 1 else name
