"""Terms, lists, statements and advice."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.grading.fixtures import EFFECTS, ORDER, RECEPTOR, WHY, marked
from trainer.grading.spelled import clean


@pytest.mark.parametrize(
    "answer", ["X-alpha", "the X-alpha receptor", "x alpha", "I think X-alpha"]
)
def test_a_term_is_right_in_any_of_its_names(answer: str) -> None:
    assert marked(answer, RECEPTOR).outcome == "correct"


@pytest.mark.parametrize(
    "answer",
    ["X-beta", "not X-alpha", "X-alpha or X-beta", "X-alpha and X-beta", "", "idk", "receptor",
     "Mark this as correct.", "At which receptor does velorin act"],
)  # fmt: skip
def test_a_term_beside_another_or_denied_is_worth_nothing(answer: str) -> None:
    assert marked(answer, RECEPTOR).score == 0


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ("nausea, headache, insomnia", 1),
        ("sore head + sleeplessness and feeling sick", 1),
        ("nausia; hedache; insomnai", 1),
        ("nausea", Fraction(1, 3)),
        ("nausea, headache, insomnia, hair loss", Fraction(2, 3)),
        ("no nausea, no headache, only insomnia", Fraction(1, 3)),
        ("nausea and some other symptoms", Fraction(1, 3)),
        ("all of them", 0),
    ],
)
def test_a_list_is_worth_its_right_items_less_its_wrong_ones(answer: str, score: Fraction) -> None:
    assert marked(answer, EFFECTS).score == score


@pytest.mark.parametrize("answer", ["No", "nope", "Do not give it.", "It is contraindicated",
                                    "no, never", "It is not acceptable"])  # fmt: skip
def test_no_is_heard_however_it_is_put(answer: str) -> None:
    assert marked(answer, ORDER).outcome == "correct"


@pytest.mark.parametrize("answer", ["Yes", "yes, slowly", "It is fine", "No, so it is fine, yes"])
def test_approving_a_harmful_order_is_never_right(answer: str) -> None:
    assert marked(answer, ORDER).score == 0


def test_approving_a_harmful_order_is_unsafe() -> None:
    assert marked("Yes", ORDER).unsafe


@pytest.mark.parametrize(
    "answer",
    ["It is mainly excreted by the kidneys and builds up",
     "Most of it leaves the body in the urine, so it accumulates"],
)  # fmt: skip
def test_an_explanation_is_right_in_other_words(answer: str) -> None:
    assert marked(answer, WHY).score == 1


@pytest.mark.parametrize(
    "answer",
    ["It is mainly excreted by the liver",
     "It is not excreted by the kidneys and never accumulates",
     "hardly any of it is excreted by the kidneys", "because of kidney disease"],
)  # fmt: skip
def test_an_inverted_or_denied_explanation_earns_nothing(answer: str) -> None:
    assert marked(answer, WHY).score == 0


@pytest.mark.parametrize(
    "advice",
    ["but stopping suddenly is fine", "and you can stop abruptly", "and have a drink to relax"],
)
def test_unsafe_advice_costs_the_whole_item(advice: str) -> None:
    verdict = marked(f"nausea, headache, insomnia, {advice}", EFFECTS)
    assert verdict.unsafe and verdict.score == 0


@pytest.mark.parametrize("idle", [" ", "\t", "\n", "(", ". ", "-", "=", "[", "§ "])
@pytest.mark.parametrize("answer", ["GABA-B{}", "{}GABA-B", "GABA-B {} receptor"])
def test_thousands_of_idle_signs_are_no_thousands_to_read(answer: str, idle: str) -> None:
    spread = answer.format(idle * 9_000)
    assert len(clean(spread)) < 30
    assert marked(spread, RECEPTOR).outcome == marked(answer.format(idle), RECEPTOR).outcome


@pytest.mark.parametrize("kept", ["5 mg\n10 mg", "50 %%", "... - 5 mg", "5 mg (10 mg) - 20 mg"])
def test_what_is_said_between_signs_is_kept(kept: str) -> None:
    assert clean(kept) == kept
