"""A dose for some patients is asked with its condition, and is nobody else's rule."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import RangeKey, RegimenKey, TermKey
from trainer.monograph.reader import read_text
from trainer.questions.catalogue import cards_of, draw
from trainer.questions.forms import recite
from trainer.questions.holding import rulebook
from trainer.questions.question import Question

LABEL = """Testol
Introduction
Testol is a lipid-lowering agent. Testol is an inhibitor of tester-1-beta coenzyme (TBC) reductase.
This enzyme catalyzes the conversion of TBC to testonate, an early step. Combinations of TBC
reductase inhibitors (testans) are used.
Mechanism of Action
Testol is an inhibitor of TBC reductase. LDL is catabolized primarily through its receptor.
Indications
Testol is indicated to:
- Reduce the risk of stroke
- Reduce the risk of angina
Dosage and Administration
- Initial dose: 10 or 20 mg once daily
- Usual dose: 10 to 80 mg once daily
- In children 10 to 17 years, the maximum dose is 20 mg daily
- In patients taking clarithromycin, the starting dose is 5 mg once daily
- In patients taking clarithromycin, do not exceed 15 mg daily
Contraindications
- Active liver disease
- Pregnancy
Warnings and Precautions
- Pregnancy: Category X
Drug Interactions
Testol exposure rose with rifampin because delayed administration of testol is recommended.
"""


def deck_of(text: str) -> Deck:
    reading = read_text(text, name="testol.txt")
    return Deck(
        "testol", "Testol", reading.drug, "1", Path("nowhere"), facts=reading.facts,
        text=reading.text,
    )  # fmt: skip


DECK = deck_of(LABEL)
QUESTIONS = [draw(DECK, card, seed) for card in cards_of(DECK) for seed in (1, 2, 3, 4)]


def about(*words: str) -> list[Question]:
    return [q for q in QUESTIONS if all(word in q.text for word in words)]


def test_the_maximum_for_some_patients_is_asked_with_their_name() -> None:
    asked = [q for q in QUESTIONS if q.key.model in ("20 mg per day", "15 mg per day")]
    assert asked
    for question in asked:
        assert "In children 10 to 17 years" in question.text or "clarithromycin" in question.text


def test_a_dose_for_some_patients_makes_no_rule_and_judges_no_order() -> None:
    names = {rule.name for rule in rulebook(DECK).rules}
    assert "usual_max" not in names
    for question in QUESTIONS:
        if question.key.type == "yesno" and "order" in question.text:
            assert "15 mg" not in question.key.model and "20 mg per day" not in question.key.model


def test_a_maximum_for_everybody_still_makes_its_rule() -> None:
    deck = deck_of("Testol\nDosage and Administration\n- Maximum dose: 80 mg daily\n")
    assert rulebook(deck).find("usual_max") is not None


def test_of_two_alternatives_each_is_asked_by_the_other() -> None:
    keys = {q.key.model for q in about("names two")}
    assert keys == {"10 mg once daily", "20 mg once daily"}
    for question in about("names two"):
        assert isinstance(question.key, RegimenKey)
        assert question.key.model not in question.text


def test_a_range_once_daily_is_a_range_of_the_daily_dose() -> None:
    (question, *_) = about("Which range", "usual daily dose")
    assert isinstance(question.key, RangeKey)
    assert question.key.quantity.ends == (Fraction(10), Fraction(80))


def test_the_class_is_a_class_by_every_name_of_the_monograph() -> None:
    (question, *_) = about("To which class")
    assert isinstance(question.key, TermKey)
    assert question.key.model == "TBC reductase inhibitor"
    assert {"testan", "lipid-lowering agent"} <= set(question.key.point.accepted)


def test_what_is_said_of_another_thing_is_not_asked_of_the_drug() -> None:
    assert not about("LDL is") and not about("This enzyme") and not about("testonate")


def test_both_ends_of_one_beginning_are_right() -> None:
    cards = [card for card in recite.cards_for(DECK, ()) if card.section == "indications"]
    question = recite.draw(DECK, cards[0], Chance("one"))
    assert "Testol is indicated to: Reduce the risk of ____" in question.text
    (point,) = question.key.points
    assert {point.text, *point.accepted} == {"stroke", "angina"}


def test_a_category_alone_is_asked_as_a_category() -> None:
    asked = [q for q in QUESTIONS if "Category X" in q.key.model]
    assert asked
    assert {q.text for q in asked} == {"What is the pregnancy category of testol?"}


@pytest.mark.parametrize("word", ["mentions", "takes", "added"])
def test_no_part_of_a_sentence_is_taken_beside_the_drug(word: str) -> None:
    assert not [q for q in about(word) if "delayed administration" in q.text]
