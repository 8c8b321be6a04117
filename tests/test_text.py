"""What strangers write reaches no terminal as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.text import begun, first_unsafe, one_line, sentence, visible


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a\x1b[31m", "ESC (U+001B)"),
        ("a\x00", "NUL (U+0000)"),
        ("a\r", "CR (U+000D)"),
        ("a\x9b", "U+009B"),
        ("a\u202e", "RIGHT-TO-LEFT OVERRIDE (U+202E)"),
        ("a\u2066", "LEFT-TO-RIGHT ISOLATE (U+2066)"),
    ],
)
def test_a_character_that_could_mislead_is_named(text: str, name: str) -> None:
    assert first_unsafe(text) == (1, name)


@pytest.mark.parametrize("text", ["5 mg\n\tthree times", "≥10 %", "µg", "日本語", "é", "[/]"])
def test_ordinary_text_passes_unchanged(text: str) -> None:
    assert first_unsafe(text) is None
    assert visible(text) == text


@given(st.text())
def test_visible_text_is_safe_and_as_long(text: str) -> None:
    assert first_unsafe(visible(text)) is None
    assert len(visible(text)) == len(text)


def test_one_line_folds_white_space() -> None:
    assert one_line(" a\n b\t c\x1b ") == "a b c\ufffd"


def test_a_sentence_begins_and_ends_as_one() -> None:
    assert sentence("half-life: 3 hours") == "Half-life: 3 hours."
    assert sentence("Why?") == "Why?"
    assert sentence("") == ""


def test_what_has_no_name_is_called_by_its_first_words() -> None:
    assert begun("How is it taken?") == "How is it taken?"
    assert (
        begun("In which\npatients must it not be given at all?")
        == "In which patients must it not ..."
    )
