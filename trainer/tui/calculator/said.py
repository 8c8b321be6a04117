"""A calculation's outcome in words: the result, what to watch, and where each number is from."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from trainer.calculator.calculation import Row
from trainer.calculator.catalogue import Outcome
from trainer.calculator.writer import write, write_number
from trainer.tui.calculator.sheet import TYPED
from trainer.tui.study.turns.evidence import unmarked
from trainer.tui.study.turns.words import Item, literal


def result(outcome: Outcome) -> Content:
    """The result, or why there is none; no number stands without the warnings above it."""
    found = outcome.result
    if found is None:
        reason, _, _ = (outcome.reason or "").partition(". ")
        return literal(f"{reason[:1].upper()}{reason[1:]}".rstrip(".") + ".", "$text-muted")
    if found.label is not None:
        head = found.label
    elif found.quantity is not None:
        head = f"= {write(found.quantity)}"
    else:
        head = _schedule(found.table)
    warnings = [literal(f"! {_capital(one)}", "bold $text-warning") for one in found.warnings]
    return Content("\n").join([*warnings, literal(head, "bold $text-success")])


def _capital(sentence: str) -> str:
    return f"{sentence[:1].upper()}{sentence[1:]}"


def _schedule(rows: Sequence[Row]) -> str:
    """A schedule in a line: "15 → 80 mg per day, from day 16: 6 levels"."""
    first, last = rows[0], rows[-1]
    if len(rows) == 1:
        return str(first)
    start = write_number(first.daily.value)
    return f"{start} → {write(last.daily)}, from day {last.first}: {len(rows)} levels"


def origins(outcome: Outcome, monograph: Sequence[str]) -> list[Item]:
    """What was not typed: each monograph line once, as it stands there, and who says the rest."""
    lines = sorted({line for given in outcome.given.values() for line in given.origin.lines})
    width = len(str(lines[-1])) if lines else 0
    items = [
        Item(
            literal(f"Line {line:>{width}}  ", "$text-accent"),
            literal(unmarked(monograph[line - 1])),
        )
        for line in lines
        if 1 <= line <= len(monograph)
    ]
    meanings = {spec.name: spec.meaning for spec in outcome.calculation.inputs}
    for name, given in outcome.given.items():
        origin = given.origin
        if origin != TYPED and not origin.lines:
            said = f"{meanings.get(name, name)}: {given} ({origin.text or origin.kind})"
            items.append(
                Item(literal(f"{origin.kind.capitalize()}  ", "$text-accent"), literal(said))
            )
    return items
