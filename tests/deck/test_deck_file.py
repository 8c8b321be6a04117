"""An instructor's deck file: every problem at once, with its place and what to write."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from trainer.calculator.quantity import Quantity
from trainer.deck.deck_file import DeckFile, read_deck_file
from trainer.deck.key import (
    ChoiceKey,
    ExplanationKey,
    ListKey,
    MatchKey,
    OrderKey,
    QuantityKey,
    RangeKey,
    RegimenKey,
    TermKey,
    YesNoKey,
    key_from_json,
)
from trainer.deck.problem import Problem

HEAD = "id: d\ntitle: D\n"


def read(tmp_path: Path, text: str) -> tuple[DeckFile, list[Problem]]:
    path = tmp_path / "deck.yaml"
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    return read_deck_file(path, problems), problems


def card(answer: str) -> str:
    return f"{HEAD}cards:\n  - id: one\n    ask: What?\n    answer: {answer}\n"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("levodopa | L-dopa", TermKey),
        ("no", YesNoKey),
        ("{term: no}", TermKey),
        ("[glutamate, aspartate]", ListKey),
        ("{list: [a, b, c], ask_for: 2}", ListKey),
        ("{quantity: 80 mg/day}", QuantityKey),
        ("{range: 40 to 80 mg/day}", RangeKey),
        ("{regimen: 5 mg three times daily}", RegimenKey),
        ("{no: [CNS depression], unsafe: yes}", YesNoKey),
        ("{yes: []}", YesNoKey),
        ("{explain: [one, two]}", ExplanationKey),
        ("{choice: [{text: a, right: yes}, {text: b}]}", ChoiceKey),
        ("{order: [a, b]}", OrderKey),
        ("{match: {a: b, c: d}}", MatchKey),
    ],
)
def test_every_type_of_answer_can_be_written_and_kept(
    tmp_path: Path, answer: str, kind: type
) -> None:
    deck, problems = read(tmp_path, card(answer))
    assert problems == []
    key = deck.cards[0].key
    assert key is not None and isinstance(key, kind)
    assert key_from_json(key.to_json()) == key


def test_an_answer_is_taken_as_it_is_written(tmp_path: Path) -> None:
    deck, _ = read(tmp_path, card("no"))
    key = deck.cards[0].key
    assert key is not None and key.model == "no"


def test_a_regimen_is_a_dose_and_a_frequency(tmp_path: Path) -> None:
    deck, _ = read(tmp_path, card("{regimen: 5 mg three times daily}"))
    key = deck.cards[0].key
    assert isinstance(key, RegimenKey)
    assert key.dose == Quantity.of(5, "mg/dose")
    assert key.doses_per_day == Fraction(3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: D\n", "1:1: error: the deck has no `id` Add a line `id: ...`."),
        (
            "id: My Deck\ntitle: D\n",
            "1:5: error: the deck's id 'My Deck' holds more than small letters, digits, dots and"
            " dashes Write it as `my-deck`.",
        ),
        (f"{HEAD}tilte: x\n", "3:1: error: the deck has no field `tilte` Did you mean `title`?"),
        (
            card("{quantity: 80}"),
            "6:24: error: '80' has no unit Write it as 5 mg, 12 years, 30 %.",
        ),
        (
            card("{quantity: 40 to 80 mg/day}"),
            "6:24: error: this is a range Write `range:` instead of `quantity:`.",
        ),
        (
            card("{regimen: often}"),
            "6:23: error: a regimen is one dose and how often it is given"
            " For example: 5 mg three times daily.",
        ),
        (
            card("{quantity: 1 mg, range: 1 to 2 mg}"),
            "6:13: error: an answer needs exactly one type"
            " Write one of: term, list, quantity, range, regimen, yes, no, explain, choice, order,"
            " match.",
        ),
        (
            card("{choice: [{text: a}, {text: b}]}"),
            "6:22: error: 0 options are marked `right: yes`"
            " Mark one, or add `several: yes` for a question with several right options.",
        ),
        (
            f"{HEAD}cards:\n  - id: one\n    ask: A?\n    answer: x\n"
            "  - id: one\n    ask: B?\n    answer: y\n",
            "7:5: error: the card id `one` is used twice; the first is on line 4"
            " Give this card another id.",
        ),
        (
            f"{HEAD}inputs:\n  - name: strength\n    values: [5]\n    origin: me\n",
            "5:13: error: '5' has no unit Write it as 10 mg/tablet.",
        ),
    ],
)
def test_a_problem_says_where_it_is_and_what_to_write(
    tmp_path: Path, text: str, expected: str
) -> None:
    _, problems = read(tmp_path, text)
    assert f"{tmp_path / 'deck.yaml'}:{expected}" in [str(problem) for problem in problems]


def test_all_problems_are_found_at_once(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "tilte: x\ncards:\n  - ask: A?\n  - id: Two words\n")
    assert len(problems) >= 6


def test_a_blueprint_becomes_shares(tmp_path: Path) -> None:
    deck, problems = read(tmp_path, f"{HEAD}blueprint:\n  a: 30\n  b: 10\n")
    assert problems == []
    assert deck.blueprint == {"a": Fraction(3, 4), "b": Fraction(1, 4)}


def test_a_point_may_count_more_than_the_others(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(
        "id: t\ntitle: T\ncards:\n  - id: a\n    ask: What may follow, and what else?\n"
        "    answer: {explain: [{point: seizures | fits, weight: 3}, fatigue]}\n",
        encoding="utf-8",
    )
    problems: list[Problem] = []
    (card,) = read_deck_file(tmp_path / "deck.yaml", problems).cards
    assert not problems
    assert isinstance(card.key, ExplanationKey)
    assert [(point.text, int(point.weight)) for point in card.key.points] == [
        ("seizures", 3),
        ("fatigue", 1),
    ]
    assert card.key.points[0].accepted == ("fits",)
