"""Cards with drawn numbers, and cases, as an instructor writes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trainer.deck.deck import Deck
from trainer.deck.deck_file import read_deck_file
from trainer.deck.problem import Problem
from trainer.deck.shelf import check
from trainer.questions.catalogue import cards_of, draw

HEAD = "id: test\ntitle: Test\ndrug: testine\n"
CARD = """\
cards:
  - id: tablets
    ask: "{drug} {dose} mg is ordered; tablets hold {strength} mg. How many tablets a dose?"
    draw: {dose: 10 to 60 by 10, strength: [5, 10]}
    calculate: {tablets_per_dose: {per_dose: "{dose} mg/dose", strength: "{strength} mg/tablet"}}
"""
CASE = """\
cases:
  - id: story
    title: A story
    turns:
      - say: "{Patient} takes {dose} mg twice a day."
        ask: What is the daily dose? Give the unit.
        draw: {dose: 5 to 20 by 5}
        calculate: {per_day: {per_dose: "{dose} mg/dose", doses_per_day: 2}}
        keep: daily
      - ask: "{She} takes {daily}. Is that much? Yes or no."
        answer: {no: []}
"""


def deck_of(folder: Path, text: str) -> Deck:
    (folder / "deck.yaml").write_text(HEAD + text, encoding="utf-8")
    checked = check(folder)
    assert checked.problems == ()
    assert checked.deck is not None
    return checked.deck


def problems_of(folder: Path, text: str) -> list[Problem]:
    path = folder / "deck.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    problems: list[Problem] = []
    read_deck_file(path, problems)
    return problems


def test_each_draw_has_its_own_numbers_and_key(tmp_path: Path) -> None:
    deck = deck_of(tmp_path, CARD)
    (card,) = cards_of(deck)
    questions = [draw(deck, card, seed) for seed in range(30)]
    assert len({question.text for question in questions}) > 5
    for question in questions:
        numbers = re.findall(r"(\d+) mg", question.text)
        dose, strength = (int(number) for number in numbers)
        assert question.key.model.startswith(f"{dose / strength:g} ")
        assert question.slips and question.steps


def test_a_result_is_kept_for_the_next_turn(tmp_path: Path) -> None:
    from trainer.chance import Chance
    from trainer.questions.cases.case import turns

    deck = deck_of(tmp_path, CASE)
    (card,) = cards_of(deck)
    for seed in range(10):
        first, second = turns(deck, card, Chance(seed))
        assert first.key.model in second.text


def test_a_compiled_copy_keeps_drawn_cards_and_cases(tmp_path: Path) -> None:
    deck = deck_of(tmp_path, CARD + CASE)
    assert Deck.from_json(deck.to_json()) == deck


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("{dose: 10 to 60", "{does: 10 to 60", 6, "nothing gives {dose} a value"),
        ("tablets_per_dose", "tablet_per_dose", 8, "there is no calculation 'tablet_per_dose'"),
        ("10 to 60 by 10", "60 to 10", 7, "'60 to 10' holds no number, or more than 10,000"),
        ("10 to 60 by 10", "10 to 60 by 0", 7, "holds no number, or more than 10,000"),
        ("10 to 60 by 10", "0 to 1000000", 7, "holds no number, or more than 10,000"),
        ("[5, 10]}\n", "[5, 10]}\n    answer: 3\n", 8, "an `answer` or a `calculate`, not both"),
    ],
)
def test_what_is_wrong_with_a_drawn_card_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, sentence: str
) -> None:
    found = problems_of(tmp_path, CARD.replace(old, new))
    assert any(p.place.line == line and sentence in p.message for p in found), found


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("keep: daily", "keep: total", "nothing gives {daily} a value before this turn"),
        ("title: A story", "titel: A story", "the case has no `title`"),
        ("    title: A story\n", "    title: A story\n    ages: old\n", "`ages` is 'old'"),
        ("answer: {no: []}", "because: it is", "the card has no `answer`"),
    ],
)
def test_what_is_wrong_with_a_case_is_told(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    found = problems_of(tmp_path, CASE.replace(old, new))
    assert any(sentence in problem.message for problem in found), found


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("500 bis 1000", "'500 bis 1000' is neither a range nor one number"), ("5-20", "'5-20' is"),
     ("5 .. 20 by 5", "'5 .. 20 by 5' is"), ("2.50", ""), ("Anna", ""), ("2026-11-24", "")],
)  # fmt: skip
def test_what_was_meant_as_a_range_and_is_none_is_told_at_its_place(
    tmp_path: Path, typed: str, sentence: str
) -> None:
    text = f"cards:\n  - id: a\n    ask: What is {{x}}?\n    draw: {{x: {typed}}}\n    answer: y\n"
    found = [one for one in problems_of(tmp_path, text) if one.code == "number"]
    assert [one.message.startswith(sentence) for one in found] == [True] * bool(sentence)
    assert all((one.place.line, one.place.column) == (7, 15) for one in found)
