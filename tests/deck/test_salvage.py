"""A quote or bracket left open is named where it began, and hides no other problem of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.deck.problem import DeckError
from trainer.deck.salvage import read_as_far
from trainer.deck.shelf import check
from trainer.deck.yaml_openings import find_opening
from trainer.deck.yaml_tree import parse_tree

DECK = """\
id: met
title: Metformin
vocabulary:
  - term: lactic acidosis
    also: [acid build-up, too much lactate]
cards:
  - id: class
    ask: To which class does metformin belong?
    answer: biguanide
  - id: dose
    ask: What is the starting dose, and how often is it given?
    answer: {regimen: 500 mg twice daily}
    hint: The smallest tablet.
  - id: effects
    ask: Name two common effects.
    answer: {list: [diarrhea, nausea, vomiting], ask_for: 2}
  - id: egfr
    ask: May it be given at an eGFR of 25?
    answer: {no: [lactic acidosis], unsafe: yes}
  - id: food
    ask: How is it taken?
    answer: {choice: [{text: with meals, right: yes}, {text: on an empty stomach, because: "no"}]}
  - id: b12
    ask: Which vitamin falls?
    answer: 'vitamin B12'
"""


def problems(tmp_path: Path, text: str) -> list[str]:
    (tmp_path / "deck.yaml").write_text(text, encoding="utf-8")
    try:
        found = check(tmp_path).problems
    except DeckError as error:
        found = error.problems
    return [str(one).replace(f"{tmp_path / 'deck.yaml'}:", "") for one in found]


def changed(*changes: tuple[str, str]) -> str:
    text = DECK
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "ask: Name two",
            'ask: "Name two',
            '15:10: error: the text in quotes that begins here has no closing " Add',
        ),
        (
            "ask: Name two",
            "ask: 'Name two",
            "15:10: error: the text in quotes that begins here has no closing ' Add",
        ),
        (
            "hint: The smallest tablet.",
            "hint: 'The patient's tablet.'",
            "13:24: error: the text in quotes ends here, and more text follows Inside '...' write",
        ),
        (
            "hint: The smallest tablet.",
            'hint: "The "small" tablet."',
            '13:17: error: the text in quotes ends here, and more text follows Inside "..." write',
        ),
        (
            "500 mg twice daily}",
            "500 mg twice daily",
            "12:13: error: the { that begins here is not closed Add the closing }.",
        ),
        (
            "vomiting], ask_for",
            "vomiting, ask_for",
            "16:20: error: the [ that begins here is not closed before the } Add the closing ].",
        ),
        (
            "too much lactate]",
            "too much lactate",
            "5:11: error: the [ that begins here is not closed Add the closing ].",
        ),
        (
            '{text: on an empty stomach, because: "no"}]}',
            "{text: on an empty stomach",
            "22:55: error: the { that begins here is not closed Add the closing }]}.",
        ),
        (
            "'vitamin B12'",
            "'vitamin B12",
            "25:13: error: the text in quotes that begins here has no closing ' Add",
        ),
        (
            "title: Metformin",
            'title: "Metformin',
            '2:8: error: the text in quotes that begins here has no closing " Add',
        ),
    ],
)
def test_what_was_left_open_is_named_where_it_began(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    found = problems(tmp_path, changed((old, new)))
    assert len(found) == 1
    assert found[0].startswith(sentence)


def test_every_other_problem_of_the_file_is_found_all_the_same(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        changed(
            ("ask: To which", "asks: To which"),
            ("hint: The", 'hint: "The'),
            ("vomiting], ask", "vomiting, ask"),
            ("    answer: {no", "\tanswer: {no"),
            ("'vitamin B12'", "{quantity: 5 mgg}"),
        ),
    )
    assert [one.partition(": ")[0] for one in found] == [
        "7:5", "8:5", "13:11", "16:20", "19:1", "25:24"
    ]  # fmt: skip


def test_an_entry_that_does_not_fit_is_named_once_and_brings_no_error_of_the_next(
    tmp_path: Path,
) -> None:
    (found,) = problems(tmp_path, changed(("    ask: Name two", "   ask: Name two")))
    assert found.startswith("15:4: error: this line does not fit the lines around it")


def test_nothing_is_said_of_an_opening_in_a_file_that_is_in_order() -> None:
    assert find_opening(DECK) is None
    assert find_opening("a: |\n  it's [open\nb: [1,\n  2]\nc: 'it''s'\nd: it's (a [b\n") is None


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=" \n:-[]{}'\"\\ab#,|>", max_size=80))
def test_an_opening_lies_in_the_text(text: str) -> None:
    found = find_opening(text)
    if found is not None:
        line = text.split("\n")[found.line - 1]
        assert 1 <= found.column <= len(line) + 1


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(DECK)), st.sampled_from(["'", '"', "[", "{", "]", "}", "\t", ": ", "@"]))
def test_a_file_is_read_as_far_as_it_goes_and_never_differently(place: int, typed: str) -> None:
    text = DECK[:place] + typed + DECK[place:]
    try:
        parse_tree(text.encode(), "deck.yaml")
        good = True
    except DeckError:
        good = False
    assert good == _reads(text)


def _reads(text: str) -> bool:
    """Whether reading as far as possible finds no error of the parser's."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.yaml"
        path.write_text(text, encoding="utf-8")
        try:
            _, found = read_as_far(path)
        except DeckError:
            return False
        return not [one for one in found if one.code not in ("duplicate-key", "comment")]
