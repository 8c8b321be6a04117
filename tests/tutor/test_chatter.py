"""What is said to the tutor is asked about, not marked; what earns or harms is always marked."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.evaluation import grading
from tests.tutor.test_moves import START_DOSE, at, card_of
from tests.tutor.test_tally import CLASS, only
from tests.tutor.world import World, said
from trainer.grading.verdict import PointResult, Verdict
from trainer.tutor.chatter import Chatter, chatter_in, earns_nothing
from trainer.tutor.move import Move, read_move
from trainer.tutor.turn import TurnKind

ANSWERS = Path(grading.__file__).parent / "answers"
SAID = [
    line
    for line in Path(__file__)
    .with_name("said_to_the_tutor.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if not line.startswith("#")
]
RESERVED = "condition-condition-of-use/say"
INDICATIONS = "indication/list"


@pytest.mark.parametrize("typed", SAID)
def test_what_people_say_to_the_tutor_is_told_from_an_answer(typed: str) -> None:
    assert read_move(typed).move is not Move.ANSWER or chatter_in(typed) is not None


def test_no_right_or_half_right_answer_sounds_like_something_said_to_the_tutor() -> None:
    rows = [row for path in sorted(ANSWERS.glob("*.txt")) for row in grading.read(path)]
    earning = [row for row in rows if row["label"] in ("correct", "partial")]
    assert len(earning) > 3000
    assert [
        row["answer"]
        for row in earning
        if chatter_in(row["answer"], judged=row["type"] == "boolean")
    ] == []


def test_hardly_any_wrong_answer_does() -> None:
    rows = [row for path in sorted(ANSWERS.glob("*.txt")) for row in grading.read(path)]
    wrong = [row["answer"] for row in rows if row["label"] == "incorrect"]
    assert len([answer for answer in wrong if chatter_in(answer)]) <= len(wrong) / 100


@pytest.mark.parametrize(
    ("typed", "about"),
    [
        ("but a gaba-b agonist is a class too!", Chatter.PROTEST),
        ("my answer was practically the same", Chatter.PROTEST),
        ("am i doing well?", Chatter.LEARNING),
        ("which facts do I keep failing", Chatter.LEARNING),
        ("yes I got it thanks", Chatter.OTHER),
        ("I'm tired", Chatter.OTHER),
        ("IM", None),
        ("slowly i.v.", None),
        ("10 mg t.i.d.", None),
        ("I think it is 5 mg", None),
        ("angiotensin I", None),
        ("makes you sleepy", None),
    ],
)
def test_what_it_is_about(typed: str, about: Chatter | None) -> None:
    assert chatter_in(typed) is about


@pytest.mark.parametrize("typed", ["no, I mean yes", "I agree", "that is wrong", "yes I would"])
def test_where_a_judgement_is_asked_for_a_judgement_is_an_answer(typed: str) -> None:
    assert chatter_in(typed, judged=True) is None


@example("'")
@given(st.text(max_size=250))
def test_any_text_may_be_looked_at(typed: str) -> None:
    assert chatter_in(typed) in {None, *Chatter}


def test_whatever_is_right_near_or_harmful_is_an_answer() -> None:
    none = (PointResult("a", False),)
    assert earns_nothing(Verdict("incorrect", Fraction(0), none))
    assert not earns_nothing(Verdict("incorrect", Fraction(0), none, unsafe=True))
    assert not earns_nothing(Verdict("partial", Fraction(1, 4), (PointResult("a", False, True),)))
    assert not earns_nothing(Verdict("unsure", Fraction(1, 2), (PointResult("a", True),)))


# In the conversation


@pytest.mark.parametrize("card", [CLASS, START_DOSE, INDICATIONS, RESERVED])
@pytest.mark.parametrize(
    "typed",
    [
        "That's not fair, milligrams was correct",
        "yes I got it thanks",
        "am i doing well?",
        "which facts do I keep failing",
        "but a gaba-b agonist is a class too!",
        "headache is a common side effect in the monograph",
        "you marked the wrong thing",
    ],
)
def test_it_is_not_marked_and_the_question_waits(world: World, card: str, typed: str) -> None:
    conversation = at(world, card)
    turns = conversation.hear(typed)
    assert (card_of(conversation), world.store.answered_today()) == (card, 0)
    assert turns[-1].kind is TurnKind.QUESTION or turns[-1].kind is TurnKind.NOTICE
    assert "Did you say this" not in said(turns)


def test_the_same_words_once_more_are_marked(world: World) -> None:
    conversation = at(world, CLASS)
    assert "type it again" in said(conversation.hear("but nausea is a class too"))
    conversation.hear("but nausea is a class too")
    assert world.store.answered_today() == 1


def test_a_right_answer_in_such_words_is_marked_at_once(world: World) -> None:
    conversation = at(world, CLASS)
    conversation.hear("I always forget that it is a skeletal muscle relaxant")
    assert world.store.answered_today() == 1


def test_an_unsafe_answer_in_such_words_is_marked_at_once(world: World) -> None:
    conversation = at(world, START_DOSE)
    typed = "you said it was 50 mg three times daily"
    assert chatter_in(typed) is not None
    assert "Unsafe" in said(conversation.hear(typed))


def test_a_protest_is_shown_the_ways_to_dispute(world: World) -> None:
    conversation = only(world, CLASS, START_DOSE)
    conversation.hear("antibiotics")
    told = said(conversation.hear("but antibiotics is a class too!"))
    assert '"antibiotics"' in told
    assert '"I was right"' in told


def test_a_question_in_the_middle_of_a_second_try_does_not_use_it_up(world: World) -> None:
    conversation = at(world, "adverse-effect-common/list")
    conversation.hear("sleepy, dizzy, tired")
    told = said(conversation.hear("which ones did you count?"))
    assert "I counted this: drowsiness; dizziness; fatigue." in told
    conversation.hear("feeling sick and weak muscles")
    assert world.store.answered_today() == 1


def test_who_asks_how_they_do_is_told(world: World) -> None:
    conversation = only(world, CLASS, START_DOSE)
    for _ in range(3):
        while card_of(conversation) != CLASS:
            conversation.hear("skip")
        conversation.hear("antibiotics")
    told = said(conversation.hear("which facts do I keep failing"))
    assert "You keep failing these: drug class." in told
    assert "Missed and to come again" in told


def test_after_the_summary_it_is_no_wrong_answer_either(world: World) -> None:
    conversation = only(world, CLASS)
    conversation.hear("stop")
    assert "is left" not in said(conversation.hear("yes I got it thanks"))
    assert "1 card can still be asked today" in said(conversation.hear("show the 9 more"))


def test_a_confirming_question_says_how_to_get_out_and_takes_an_answer(world: World) -> None:
    conversation = at(world, RESERVED)
    asked = said(conversation.hear("those with bad failing"))
    assert "Did you say this" in asked
    assert '"skip"' in said(conversation.hear("perhaps"))
    turns = conversation.hear("severe spasticity that does not respond to oral therapy")
    assert any(turn.kind is TurnKind.VERDICT for turn in turns)
    assert card_of(conversation) != RESERVED
