"""tests/benchmarks/README.md: each part is written by its command, and leaves the others alone."""

from __future__ import annotations

import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

README = Path(__file__).with_name("README.md")
PICTURE = Path(__file__).parents[2] / "docs" / "growth.svg"
COMMANDS = {
    "goals": "python -m tests.benchmarks --write",
    "growth": "python -m tests.benchmarks.growth --write",
}


def put(part: str, lines: Sequence[str]) -> None:
    """Put these lines between the marks of a part, with when and by which command."""
    when = (
        f"By `{COMMANDS[part]}` on {datetime.now(UTC).date().isoformat()}, "
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}."
    )
    begin, end = f"<!-- {part} -->", f"<!-- end of {part} -->"
    text = README.read_text(encoding="utf-8")
    body = "\n".join([begin, when, "", *lines, end])
    found = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    if not found.search(text):
        raise ValueError(f"{README} has no part {part}")
    README.write_text(found.sub(lambda _: body, text), encoding="utf-8")
