"""What an instructor wrote is asked as they wrote it, and can be answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.deck.deck import Deck
from trainer.deck.shelf import check
from trainer.questions.catalogue import cards_of, draw
from trainer.questions.question import Question
from trainer.tutor.asked import marked
from trainer.tutor.loaded import Loaded

CARDS = """id: d
title: D
cards:
  - {id: order, ask: Put these in order., answer: {order: [screen, titrate, maintain]}}
  - id: named
    ask: "In which order come maintain, screen, titrate?"
    answer: {order: [screen, titrate, maintain]}
  - id: pairs
    ask: What does each cause?
    answer: {match: {levodopa: hallucinations, hypotensives: hypotension}}
"""


@pytest.fixture
def deck(tmp_path: Path) -> Deck:
    (tmp_path / "deck.yaml").write_text(CARDS, encoding="utf-8")
    checked = check(tmp_path)
    assert checked.deck is not None, checked.problems
    return checked.deck


def asked(deck: Deck, name: str, seed: int = 1) -> Question:
    cards = {card.id: card for card in cards_of(deck)}
    return draw(deck, cards[name], seed)


def worth(deck: Deck, question: Question, typed: str) -> str:
    from trainer.questions.rivals import Rivals
    from trainer.questions.vocabulary import lexicon_of

    cards = {card.id: card for card in cards_of(deck)}
    loaded = Loaded(deck, cards, lambda: lexicon_of(deck), lambda: Rivals(deck, cards))
    return marked(loaded, question, typed, loaded.lexicon()).outcome


@pytest.mark.parametrize("seed", range(8))
def test_an_order_shows_its_items_in_another_order(deck: Deck, seed: int) -> None:
    question = asked(deck, "order", seed)
    assert sorted(question.options) == ["maintain", "screen", "titrate"]
    assert question.options != ("screen", "titrate", "maintain")
    letters = ["abc"[question.options.index(item)] for item in ("screen", "titrate", "maintain")]
    assert worth(deck, question, " ".join(letters)) == "correct"
    assert worth(deck, question, "screen, titrate, maintain") == "correct"
    assert worth(deck, question, " ".join(reversed(letters))) != "correct"


def test_an_order_whose_items_the_author_names_is_left_alone(deck: Deck) -> None:
    assert asked(deck, "named").options == ()


def test_pairs_show_both_halves_and_take_letters_or_words(deck: Deck) -> None:
    question = asked(deck, "pairs")
    assert question.text == "What does each cause? 1) levodopa; 2) hypotensives"
    assert sorted(question.options) == ["hallucinations", "hypotension"]
    first = "ab"[question.options.index("hallucinations")]
    second = "ab"[question.options.index("hypotension")]
    assert worth(deck, question, f"1{first} 2{second}") == "correct"
    assert worth(deck, question, f"1{second} 2{first}") == "incorrect"
    assert worth(deck, question, "levodopa: hallucinations; hypotensives: hypotension") == "correct"
