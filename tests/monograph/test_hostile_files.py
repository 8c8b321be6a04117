"""Whatever the file is: a sentence or a reading, by work that grows with its length.

Work is counted in calls, not in seconds; `python -m tests.benchmarks.reading_grows` takes the time.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from trainer.errors import DataError
from trainer.monograph.reader import read_file, read_text


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x7fELF\x02\x01\x00\x00", "binary"),
        (b"Introduction\n\xff\xfe\xfa", "UTF-8"),
        (b"Introduction\nTestol \x1b[2J is a drug", "ESC"),
        ("Introduction\nTestol \u202e is a drug".encode(), "RIGHT-TO-LEFT"),
        (b"Introduction\nTestol is\x00 a drug", "binary"),
        (b"Shopping list\neggs", "no section"),
        (b"a " * 50_000, "no section"),
    ],
)
def test_a_file_that_is_no_monograph_is_refused_with_a_sentence(
    tmp_path: Path, raw: bytes, says: str
) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(raw)
    with pytest.raises(DataError) as refused:
        read_file(path)
    assert says in str(refused.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.txt", tmp_path):
        with pytest.raises(DataError):
            read_file(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_usual_encodings_and_line_ends_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes("Adverse Effects\r\n- Rash (≥10%)\r\n".encode(encoding))
    (fact,) = read_file(path).facts
    assert fact.lines == (2,)
    assert fact.values[0].comparator == ">="


SHAPES = {
    "bullets": ("Dosage\n", "- Initial dose: 5 mg three times daily\n"),
    "effects": ("Adverse Effects\nCommon:- Rash\n", "- Nausea\n"),
    "sentences": ("Introduction\n", "It is a drug for pain of 5 mg. "),
    "no end": ("Introduction\n", "5 mg to 10 mg, "),
    "brackets": ("Contraindications\n- ", "("),
    "references": ("References\n", "1. A 2. B "),
    "titles": ("", "Introduction\n"),
    "words": ("Introduction\n", "word\n"),
    "colons": ("Warnings\n- ", "a:"),
    "commas": ("Indications\n- ", "a, "),
    "table": ("Dosage\n", "| CrCl 30-59 mL/min | 5 mg |\n"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_with_length_and_no_faster(shape: str) -> None:
    start, unit = SHAPES[shape]

    def calls(size: int) -> int:
        counted = 0

        def count(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal counted
            counted += event in {"call", "c_call"}

        text = start + unit * (size // len(unit))
        before = sys.getprofile()
        sys.setprofile(count)
        try:
            read_text(text, name="x.txt")
        finally:
            sys.setprofile(before)
        return counted

    calls(5_000)
    assert calls(40_000) < 8 * 1.5 * calls(5_000)


@settings(max_examples=60, deadline=None)
@example(["**"])
@given(st.lists(st.text(alphabet="abc 5-:;(),.%<mgµ#*|\n", max_size=60), max_size=12))
def test_any_lines_under_any_title_are_read(lines: list[str]) -> None:
    for title in ("Dosage", "Pharmacokinetics", "Adverse Effects", "References", "Introduction"):
        text = "\n".join((title, *lines))
        reading = read_text(text, name="x.txt")
        assert all(1 <= line <= len(reading.text) for fact in reading.facts for line in fact.lines)
        assert all(fact.statement for fact in reading.facts)
