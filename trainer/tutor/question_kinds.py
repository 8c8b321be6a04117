"""What a learner calls a kind of question: "fill the gap", "whether an order is right"."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


def kind_said(kind: str) -> str:
    """A question's kind in a learner's words; as it is where the table has none."""
    return _table().get(kind, kind)


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    text = Path(__file__).with_name("question_kinds.txt").read_text(encoding="utf-8")
    rows = [line.partition("|") for line in text.splitlines() if line.strip() and line[0] != "#"]
    return {kind.strip(): said.strip() for kind, _, said in rows}
