"""Cases: every turn of every draw has a key that is right, and each turn rests on the last."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from trainer.chance import Chance
from trainer.deck.key import QuantityKey, RangeKey
from trainer.deck.shelf import bundled, check
from trainer.grading.grader import Asked, grade
from trainer.lexicon.notation import find_notation
from trainer.questions.card import Card
from trainer.questions.cases import case
from trainer.questions.question import Question
from trainer.questions.vocabulary import lexicon_of

CHECKED = check(bundled() / "baclofen")
assert CHECKED.deck is not None
DECK = CHECKED.deck
CASES = list(case.cards(DECK))
LEXICON = lexicon_of(DECK)
SEEDS = range(40)


def turns(card: Card, seed: int) -> tuple[Question, ...]:
    return case.turns(DECK, card, Chance(DECK.id, card.id, seed))


def number(text: str, pattern: str) -> Fraction:
    match = re.search(pattern, text)
    assert match is not None, text
    return Fraction(match[1].replace(",", ""))


def ends(question: Question) -> tuple[Fraction, ...]:
    assert isinstance(question.key, QuantityKey | RangeKey)
    return question.key.quantity.ends


def by_name(name: str) -> Card:
    return next(card for card in CASES if card.id == name)


def test_there_are_four_cases_of_five_to_eight_turns() -> None:
    assert len(CASES) >= 4
    assert all(5 <= len(one.turns) <= 8 for one in DECK.cases)


@pytest.mark.parametrize("card", CASES, ids=lambda card: card.id)
def test_every_turn_is_whole_and_its_model_answer_right(card: Card) -> None:
    for seed in SEEDS:
        for place, question in enumerate(turns(card, seed), 1):
            assert question.text.startswith(f"Turn {place} of ")
            assert not re.search(r"[{}]|None|  ", question.text)
            assert find_notation(f"{question.text} {question.key.model}") == ()
            asked = Asked(question.text, question.key, facts=DECK.facts, card=card.id)
            assert grade(question.key.model, asked, LEXICON).outcome == "correct"


@pytest.mark.parametrize("card", CASES, ids=lambda card: card.id)
def test_the_patient_stays_the_same_person(card: Card) -> None:
    for seed in SEEDS:
        texts = [question.text for question in turns(card, seed)]
        woman = "woman" in texts[0]
        later = " ".join(texts[1:])
        wrong = r"\b(?:He|he|his|His)\b" if woman else r"\b(?:She|she|her|Her)\b"
        assert not re.search(wrong, later)


def test_the_first_weeks_are_computed_again() -> None:
    for seed in SEEDS:
        found = turns(by_name("case-first-weeks"), seed)
        day = number(found[1].text, r"on day (\d+)")
        assert ends(found[1]) == (min(Fraction(80), 15 + 15 * ((day - 1) // 3)),)
        assert found[1].key.model in found[2].text


def test_the_reduced_dose_is_computed_again() -> None:
    for seed in SEEDS:
        found = turns(by_name("case-kidney-function"), seed)
        usual = number(found[0].text, r"taken (\d+) mg")
        assert number(found[0].text, r"now (\d+) mL/min") < 30
        assert ends(found[1]) == (usual / 2, usual * 3 / 4)


def test_the_wrong_strength_is_computed_again_and_lies_above_the_range() -> None:
    for seed in SEEDS:
        found = turns(by_name("case-wrong-syringe"), seed)
        dose = number(found[1].text, r"deliver (\d+) mcg")
        mixed = number(found[1].text, r"holds ([\d,]+) mcg/mL")
        filled = number(found[2].text, r"solution of ([\d,]+) mcg/mL")
        assert ends(found[1]) == (dose / mixed,)
        assert ends(found[2]) == (dose / mixed * filled,)
        assert ends(found[2])[0] > 800


def test_the_same_seed_tells_the_same_story() -> None:
    for card in CASES:
        assert turns(card, 3) == turns(card, 3)
        first = case.draw(DECK, card, Chance(DECK.id, card.id, 3))
        following = case.next_turn(DECK, card, first, 3)
        assert following is not None
        assert following.text == turns(card, 3)[1].text
        assert case.turn_of(following) == 2
