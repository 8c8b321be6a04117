"""Facts of several sections that say one thing are linked, so that they are not asked in a row."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.monograph import wordlists
from trainer.monograph.fact import Fact


def linking(facts: Sequence[Fact]) -> list[str | None]:
    """Return each fact's concept, or None: two or more lines must share one for it to link."""
    table = wordlists.phrases("concepts")
    names: list[str | None] = []
    lines: dict[str, set[int]] = {}
    for fact in facts:
        row = None
        if fact.kind not in ("reference", "disclaimer"):
            row = table.best(fact.subject) or table.first(fact.statement)
        name = row[0] if row else None
        names.append(name)
        if name:
            lines.setdefault(name, set()).update(fact.lines)
    return [name if name and len(lines[name]) > 1 else None for name in names]
