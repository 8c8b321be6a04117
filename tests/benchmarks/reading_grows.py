"""Reading eight times the text, in times the seconds of the text itself, for texts made to be slow.

    python -m tests.benchmarks.reading_grows

8 is growth with the length; the shapes are those whose calls the test suite counts.
"""

from __future__ import annotations

import sys
import time

from tests.monograph.test_hostile_files import SHAPES
from trainer.monograph.reader import read_text

LENGTH, TIMES = 20_000, 8


def seconds(shape: str, length: int) -> float:
    """The least of three readings, in seconds."""
    start, unit = SHAPES[shape]
    text = start + unit * (length // len(unit))

    def once() -> float:
        began = time.perf_counter()
        read_text(text, name="x.txt")
        return time.perf_counter() - began

    return min(once() for _ in range(3))


def main() -> int:
    for shape in SHAPES:
        print(f"{shape:12}{seconds(shape, LENGTH * TIMES) / seconds(shape, LENGTH):6.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
