"""A statement of nothing but numbers costs no more than its length, or is left to a person."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from trainer.monograph.reader import read_text


def _steps(text: str) -> int:
    """How many calls reading a text takes: as telling as seconds, and the same everywhere."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        read_text(text, name="x.txt")
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("title", ["Indications", "Dosage", "Pharmacokinetics", "Adverse Effects"])
@pytest.mark.parametrize("repeated", ["5% ", "5 mg or ", "5 mg to 10 mg, ", "reduce by 5% "])
def test_twice_the_numbers_take_twice_the_steps(title: str, repeated: str) -> None:
    _, shorter, longer = (  # the first one loads the tables; no text is read twice
        _steps(f"{title}\n- {repeated * count}\n") for count in (40, 45, 90)
    )
    assert longer < 3 * shorter


def test_more_numbers_than_anybody_writes_are_not_read_as_one_statement() -> None:
    reading = read_text("Dosage\n- Initial dose: 5 mg daily\n- " + "5% " * 900, name="x.txt")
    assert [fact.lines for fact in reading.facts] == [(2,)]
    (doubt,) = (one for one in reading.review if one.lines == (3,))
    assert "too many numbers" in doubt.reason
