"""Units as answers: "mcg/day", "micrograms every 24 hours"."""

from __future__ import annotations

import re

from trainer.calculator.reader import find_quantities
from trainer.calculator.units import Unit
from trainer.grading.outcome import ONE, ZERO, Result
from trainer.grading.verdict import PointResult


def unit_of(text: str) -> Unit | None:
    """The unit that a text names and nothing else: "mcg/day", "micrograms every 24 hours"."""
    plain = re.sub(r"\bevery\s+24\s*(?:h|hrs?|hours?)\b", "per day", text.strip(" ."), flags=re.I)
    found = find_quantities(f"1 {plain}")
    if len(found) != 1 or found[0].quantity.unit is None or found[0].start != 0:
        return None
    return found[0].quantity.unit if found[0].end == len(f"1 {plain}") else None


def grade_unit(answer: str, text: str, asked: Unit) -> Result:
    said = [unit_of(part) for part in re.split(r"\bor\b|,|;", answer) if part.strip()]
    right = len(said) == 1 and said[0] is not None and said[0].symbol == asked.symbol
    problem = "More than one unit was given." if len(said) > 1 else ""
    return Result(ONE if right else ZERO, (PointResult(text, right),), problem=problem)
