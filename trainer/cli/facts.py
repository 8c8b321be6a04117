"""`trainer facts FILE`: what a monograph states, each fact with its lines, and what is doubtful."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.cli.progress_bar import ProgressBar
from trainer.text import one_line

if TYPE_CHECKING:
    from trainer.monograph.compare import Comparison
    from trainer.monograph.fact import Fact, Reading

NAME = "facts"
HELP = "read a monograph and list its facts"
EPILOG = """\
examples:
  trainer facts baclofen.txt
  trainer facts label.xml --json
  trainer facts baclofen-2025.txt --against baclofen-2026.txt

FILE may be plain text, Markdown, an SPL label (XML) or an openFDA label (JSON).
With --against NEW, shows what changed between two versions of a monograph, or where two
monographs of one drug disagree: changed facts first, then new ones and those that are gone.
Exit code 1 if something changed, 65 if a file cannot be read as a monograph.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's words."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the monograph")
    parser.add_argument(
        "--against", metavar="NEW", type=Path, help="another version to compare with"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(args: argparse.Namespace) -> int:
    """Print the facts of a file, or what changed between two."""
    from trainer.monograph.reader import read_file

    with ProgressBar(sys.stderr, 1, "paragraphs") as bar:
        reading = read_file(args.file, bar.show)
    if args.against is None:
        print(json.dumps(reading.to_json(), ensure_ascii=False) if args.json else _listing(reading))
        return 0
    from trainer.monograph.compare import compare

    comparison = compare(reading, read_file(args.against))
    if args.json:
        print(json.dumps(comparison.to_json(), ensure_ascii=False))
    else:
        print(_changes(comparison))
    return 1 if any(pair.status in ("changed", "new", "gone") for pair in comparison.pairs) else 0


def _listing(reading: Reading) -> str:
    titles = {section.id: section.title for section in reading.sections}
    lines = [f"{one_line(reading.drug)}: {len(reading.facts)} facts"]
    section = group = ""
    for fact in reading.facts:
        if fact.section != section:
            section, group = fact.section, ""
            lines += ["", one_line(titles.get(section, section))]
        name = _group(fact)
        if name != group:
            group = name
            lines.append(f"  [{one_line(group)}]" if group else "  [no group]")
        lines.append(f"  {_entry(fact)}")
    if reading.review:
        lines += ["", "For a person to look at"]
        lines += [f"  {_where(doubt.lines)}: {one_line(doubt.reason)}" for doubt in reading.review]
    return "\n".join(lines)


def _group(fact: Fact) -> str:
    if fact.group is None:
        return ""
    marks = [
        word
        for word, holds in (("inferred", fact.group.inferred), ("editor", fact.group.editor))
        if holds
    ]
    return f"{fact.group.name} ({', '.join(marks)})" if marks else fact.group.name


def _entry(fact: Fact) -> str:
    frequency = f" [{fact.frequency}]" if fact.frequency not in (None, "unstated") else ""
    mark = " (?)" if fact.review else ""
    return f"{_where(fact.lines):>9}  {fact.kind}: {one_line(fact.statement)}{frequency}{mark}"


def _where(lines: tuple[int, ...]) -> str:
    if len(lines) == 1:
        return f"line {lines[0]}"
    return f"lines {lines[0]}-{lines[-1]}"


def _changes(comparison: Comparison) -> str:
    lines: list[str] = []
    for pair in comparison.of("changed"):
        if pair.old and pair.new:
            lines += [f"changed  - {_entry(pair.old)}", f"         + {_entry(pair.new)}"]
    lines += [f"new      + {_entry(pair.new)}" for pair in comparison.of("new") if pair.new]
    lines += [f"gone     - {_entry(pair.old)}" for pair in comparison.of("gone") if pair.old]
    counts = ", ".join(
        f"{len(comparison.of(status))} {status}"
        for status in ("changed", "new", "gone", "reworded", "kept")
    )
    return "\n".join([*lines, counts])
