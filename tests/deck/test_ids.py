"""Ids are written where they are missing, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

from trainer.deck.ids import with_ids, write_ids

TEXT = """\
# my deck
id: mine   # the deck's
title: Mine

cards:
  # the first one
  - ask: What is the drug of choice?   # a comment
    answer: levodopa

  - id: kept
    ask: "Which one?"
    answer: x
  - {ask: Which dose?, answer: {quantity: 5 mg}}
  - ask: What is the drug of choice?
    answer: y
"""


def test_only_ids_are_added(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(TEXT)
    added = write_ids(path)
    assert [card for _, card in added] == [
        "what-is-the-drug-of-choice", "which-dose", "what-is-the-drug-of-choice-2",
    ]  # fmt: skip
    text = path.read_text()
    without = [line for line in text.splitlines() if "id: what-is" not in line]
    assert "  - id: what-is-the-drug-of-choice\n    ask: What is the drug of choice?   #" in text
    assert "  - {id: which-dose, ask: Which dose?, answer: {quantity: 5 mg}}" in text
    assert "# a comment" in text and "# the first one" in text and "# the deck's" in text
    assert len(without) == len(TEXT.splitlines())
    assert write_ids(path) == ()
    assert path.read_text() == text


def test_line_ends_of_windows_stay(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    text, _ = with_ids(path)
    assert text.count("\n") == text.count("\r\n")
