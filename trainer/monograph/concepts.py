"""Facts of several sections that say one thing are linked, so that they are not asked in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trainer.monograph import wordlists
from trainer.monograph.fact import Fact


def link(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the facts with `concept` set where facts of two or more lines share one."""
    table = wordlists.phrases("concepts")
    names: list[str | None] = []
    lines: dict[str, set[int]] = {}
    for fact in facts:
        row = None
        if fact.kind not in ("reference", "disclaimer"):
            row = table.best(fact.subject.lower()) or table.first(fact.statement.lower())
        name = row[0] if row else None
        names.append(name)
        if name:
            lines.setdefault(name, set()).update(fact.lines)
    return tuple(
        replace(fact, concept=name) if name and len(lines[name]) > 1 else fact
        for fact, name in zip(facts, names, strict=True)
    )
