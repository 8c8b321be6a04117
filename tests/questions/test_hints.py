"""Hints: each narrows what the answer can be, none repeats the question or is the answer."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from tests.warm import warm_cache
from trainer.deck.key import ListKey, TermKey
from trainer.deck.point import Point
from trainer.deck.shelf import load
from trainer.questions.catalogue import cards_of, draw
from trainer.questions.hints import ladder
from trainer.questions.question import Question
from trainer.settings import Folders


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    deck = load("baclofen", Folders(warm_cache(), warm_cache()))
    return [draw(deck, card, 1) for card in cards_of(deck)]


def test_no_hint_is_a_row_of_dots_or_counts_words(questions: list[Question]) -> None:
    for question in questions:
        for hint in question.hints:
            assert not re.search(r"\.{4}|\w\.\.\. \w|^\d+ words", hint), hint


def test_no_hint_holds_the_answer(questions: list[Question]) -> None:
    for question in questions:
        assert all(question.key.model.casefold() not in hint.casefold() for hint in question.hints)


def test_almost_every_question_has_a_hint(questions: list[Question]) -> None:
    typed = [one for one in questions if one.key.type != "yesno" and not one.options]
    assert sum(bool(one.hints) for one in typed) >= Fraction(95, 100) * len(typed)


def a_term(text: str) -> TermKey:
    return TermKey(text, Point(text))


def test_what_the_question_says_already_is_left_out() -> None:
    key = a_term("bradycardia")
    assert ladder(key, "Which sign is it?", "a symptom")[0] == "It is a symptom."
    assert "symptom" not in " ".join(ladder(key, "Which symptom is it?", "a symptom"))
    assert "three" not in " ".join(ladder(key, "Name the three symptoms.", "a symptom"))


def test_a_long_answer_is_hinted_at_by_meaning_then_by_its_first_words() -> None:
    key = a_term("intrathecal administration in patients with an infection at the injection site")
    assert ladder(key, "Which one?", within=("a route", "a condition")) == (
        "It speaks of a route and a condition.",
        'Its key word begins with "i".',
        'It begins: "intrathecal administration in patients with ..."',
    )


def test_a_list_gives_letters_and_then_one_of_its_things() -> None:
    key = ListKey("fever and rash", (Point("fever"), Point("rash")))
    assert ladder(key, "Name both.") == ("First letters: f, r.", 'One of them is "fever".')
    assert "fever" not in " ".join(ladder(ListKey("fever", key.points, ask_for=1), "Name one."))
