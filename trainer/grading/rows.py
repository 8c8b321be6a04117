"""The tables of this room: one row a line, its fields parted by a mark; "#" begins a remark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "tables"


def rows(name: str, mark: str = "|") -> Iterator[tuple[str, ...]]:
    """The rows of `tables/NAME.txt`, each as its fields without the blanks around them."""
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield tuple(field.strip() for field in line.split(mark))


def listed(field: str) -> list[str]:
    """The words of a field that are parted by commas."""
    return [word.strip() for word in field.split(",") if word.strip()]
