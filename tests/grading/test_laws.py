"""What holds for every answer."""

from __future__ import annotations

import random
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grading.fixtures import (
    ALL,
    EFFECTS,
    HALF_LIFE,
    LEXICON,
    MAXIMUM,
    RECEPTOR,
    TERMS,
    marked,
)
from trainer.calculator.writer import write_number
from trainer.grading.grader import grade

RIGHT = ["nausea", "headache", "insomnia"]
WRONG = ["hair loss", "tremor", "rash", "constipation"]


@given(st.permutations(RIGHT), st.lists(st.sampled_from(RIGHT), max_size=3))
@settings(max_examples=25, deadline=None)
def test_order_and_duplicates_of_a_list_change_nothing(order: list[str], again: list[str]) -> None:
    assert marked(", ".join([*order, *again]), EFFECTS).score == 1


@given(st.sets(st.sampled_from(RIGHT)), st.sets(st.sampled_from(WRONG)), st.sampled_from(RIGHT))
@settings(max_examples=40, deadline=None)
def test_a_right_item_never_lowers_the_score(right: set[str], wrong: set[str], more: str) -> None:
    items = sorted(right) + sorted(wrong)
    before = marked(", ".join(items), EFFECTS).score
    assert marked(", ".join([*items, more]), EFFECTS).score >= before


@given(st.sets(st.sampled_from(RIGHT)), st.sets(st.sampled_from(WRONG)), st.sampled_from(WRONG))
@settings(max_examples=40, deadline=None)
def test_a_wrong_item_never_raises_the_score(right: set[str], wrong: set[str], more: str) -> None:
    items = sorted(right) + sorted(wrong)
    before = marked(", ".join(items), EFFECTS).score
    assert marked(", ".join([*items, more]), EFFECTS).score <= before


def test_not_makes_right_not_right() -> None:
    for asked in ALL:
        assert marked(f"not {asked.key.model}", asked).outcome != "correct", asked.question


def test_every_model_answer_is_right() -> None:
    for asked in ALL:
        assert marked(asked.key.model, asked).outcome == "correct", asked.question


@given(st.sampled_from([("mg", Fraction(1)), ("g", Fraction(1, 1000)), ("mcg", Fraction(1000))]))
def test_unit_conversion_changes_nothing(unit: tuple[str, Fraction]) -> None:
    name, factor = unit
    assert marked(f"{write_number(80 * factor)} {name} per day", MAXIMUM).score == 1


@given(st.fractions(min_value=Fraction(1, 100), max_value=1000, max_denominator=100))
@settings(max_examples=60, deadline=None)
def test_only_the_right_number_is_right(number: Fraction) -> None:
    text = write_number(number)
    verdict = marked(f"{text} mg daily", MAXIMUM)
    assert (verdict.outcome == "correct") == (number == 80)


@given(st.integers(min_value=1, max_value=6))
def test_times_ten_is_never_right(power: int) -> None:
    assert marked(f"{80 * 10**power} mg daily", MAXIMUM).score == 0
    assert marked(f"{25 * 10**power / 10} to {4 * 10**power} hours", HALF_LIFE).score == 0


def test_the_whole_vocabulary_is_worth_next_to_nothing() -> None:
    everything = ", ".join(concept.name for concept in LEXICON.concepts.values())
    for asked in (EFFECTS, RECEPTOR):
        assert marked(everything, asked).score <= Fraction(1, 5)
    effects = ", ".join(name for name, _, _ in TERMS)
    assert marked(effects, EFFECTS).score <= Fraction(1, 5)


def _random_words() -> list[str]:
    source = random.Random(7)
    letters = "bcdfghjklmnpqrstvwxz"
    return [
        " ".join("".join(source.choices(letters, k=source.randint(1, 12))) for _ in range(4))
        for _ in range(120)
    ]


def test_strings_that_hold_nothing_are_never_right() -> None:
    for text in _random_words():
        for asked in ALL:
            assert marked(text, asked).outcome != "correct", text


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_no_text_crashes_the_grader(text: str) -> None:
    for asked in ALL:
        verdict = grade(text, asked, LEXICON)
        assert 0 <= verdict.score <= 1


@given(st.lists(st.sampled_from(
    ["not", "no", "80", "mg", "mg/day", "x-alpha", "nausea", ",", ";", "or", "and", "5", "-", "0.5",
     "stop", "abruptly", "fine", "is", "\x1b", "½", "µg", "per", "day", "1,5", "(", "=", "x"]),
    max_size=25))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_no_mixture_of_cues_crashes_the_grader(words: list[str]) -> None:
    for asked in ALL:
        grade(" ".join(words), asked, LEXICON)


def test_a_very_long_answer_is_refused_in_words() -> None:
    verdict = marked("nausea " * 20_000, EFFECTS)
    assert verdict.outcome == "incorrect" and "20,000" in verdict.message


def test_a_message_is_at_most_three_sentences_and_does_not_give_the_answer_away() -> None:
    for text in ("100 mg", "8 mg daily", "hair loss", "X-beta", "Yes", "3 h", "80"):
        for asked in ALL:
            message = marked(text, asked).message
            assert message.count(". ") <= 2
            if len(asked.key.model) > 3 and text != asked.key.model:
                assert asked.key.model.casefold() not in message.casefold()
