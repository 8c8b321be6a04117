"""Deck YAML: nothing guessed, nothing dangerous built, every refusal a sentence with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.deck.problem import DeckError
from trainer.deck.yaml_tree import Listing, Scalar, Table, parse_tree, read_tree


def texts(source: str) -> dict[str, str]:
    root, _ = parse_tree(source.encode(), "deck.yaml")
    assert isinstance(root, Table)
    return {key.text: value.text for key, value in root.entries if isinstance(value, Scalar)}


@pytest.mark.parametrize(
    "value",
    ["no", "on", "2.50", "1e3", "1.0e+3", "10:00", "08", "0123", "=", "~", "2026-11-22", "1_000"],
)
def test_values_stay_as_typed(value: str) -> None:
    assert texts(f"answer: {value}\n") == {"answer": value}


def test_every_value_knows_its_line_and_column() -> None:
    root, _ = parse_tree(b"cards:\n  - id: one\n    ask: Why?\n", "deck.yaml")
    assert isinstance(root, Table)
    cards = root.get("cards")
    assert isinstance(cards, Listing)
    card = cards.items[0]
    assert isinstance(card, Table)
    ask = card.get("ask")
    assert isinstance(ask, Scalar)
    assert (ask.line, ask.column) == (3, 10)


def test_a_key_written_twice_is_named_with_both_places() -> None:
    _, problems = parse_tree(b"id: a\ntitle: b\nid: c\n", "deck.yaml")
    assert [str(problem) for problem in problems] == [
        "deck.yaml:3:1: error: `id` is written twice; the first is on line 1 Keep one of them."
    ]


def test_a_key_written_twice_on_one_line_is_named() -> None:
    _, problems = parse_tree(b"a: {b: 1, b: 2}\n", "deck.yaml")
    assert [problem.code for problem in problems] == ["duplicate-key"]


BOMB = b"a: &a [x,x]\n" + b"".join(b"b%d: {<<: [*a, *a]}\n" % n for n in range(22))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "deck.yaml:1:1: the file is empty. Begin with `id:` and `title:`"),
        (
            b"dose: 5: mg\n",
            "deck.yaml:1:8: a second colon makes this line unreadable."
            ' Put quotes around the value: dose: "5: mg"',
        ),
        (
            b"a: *b\n",
            "deck.yaml:1:4: aliases (*b) are not allowed."
            " Write the value out; a value that begins with * needs quotes",
        ),
        (
            b"a: &b 1\n",
            "deck.yaml:1:4: anchors (&b) are not allowed. A value that begins with & needs quotes",
        ),
        (
            b"a: !!python/object/apply:os.system [ls]\n",
            "deck.yaml:1:4: tags (tag:yaml.org,2002:python/object/apply:os.system) are not allowed."
            " A value that begins with ! needs quotes",
        ),
        (
            b"a: 1\n---\nb: 2\n",
            "deck.yaml:2:1: a second document begins here (---). Keep one document a file",
        ),
        (
            BOMB,
            "deck.yaml:1:4: anchors (&a) are not allowed. A value that begins with & needs quotes",
        ),
        (
            b"<<: {a: 1}\n",
            "deck.yaml:1:1: merge keys (<<) are not allowed. Write the entries out",
        ),
        (b"[" * 900, "deck.yaml:1:25: values are nested more than 24 deep"),
        (b"[" * 50_000, ": values are nested more than 24 deep"),
        (b'a: "\\e[31m"\n', "deck.yaml:1:4: this text holds the character ESC (U+001B). Delete it"),
        (
            "a: \u202e5\n".encode(),
            "deck.yaml:1:4: the character RIGHT-TO-LEFT OVERRIDE (U+202E) cannot be shown safely."
            " Delete it",
        ),
        (
            b"ask: caf\xe9\n",
            "deck.yaml:1:9: the byte 0xe9 is not UTF-8. Save the file as UTF-8 in your editor",
        ),
        (
            "a: b".encode("utf-16"),
            "deck.yaml:1:1: the file is UTF-16. Save it as UTF-8 in your editor",
        ),
        (b"a: @x\n", "deck.yaml:1:4: a value cannot begin with @. Put quotes around it"),
        (b"a:\n\t- b\n", "deck.yaml:2:1: a tab stands where spaces are needed. Indent with spaces"),
        (
            b"a: 'x\nb: 2\n",
            "deck.yaml:1:4: the text in quotes that begins here has no closing '."
            " Add the closing ' at its end",
        ),
        (b"? [a]\n: b\n", "deck.yaml:1:3: a name must be a plain word"),
    ],
)
def test_what_a_deck_never_needs_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(DeckError) as refusal:
        parse_tree(data, "deck.yaml")
    assert sentence in str(refusal.value)


def test_a_byte_order_mark_is_accepted() -> None:
    assert texts("\ufeffid: a\n") == {"id": "a"}


def test_a_folder_is_not_a_deck_file(tmp_path: Path) -> None:
    with pytest.raises(DeckError, match="not a regular file"):
        read_tree(tmp_path)


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(alphabet=" \n:-[]{}&*!|>'\"ab#,?\t", max_size=60).map(str.encode)
)
def test_no_bytes_raise_anything_but_a_deck_error(data: bytes) -> None:
    try:
        parse_tree(data, "deck.yaml")
    except DeckError as error:
        assert str(error).startswith("deck.yaml")
