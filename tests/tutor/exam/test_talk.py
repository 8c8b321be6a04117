"""An exam held in words: no feedback before the end, every order in every state."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tutor.exam.papers import (
    DOSE,
    HALF,
    MATRIX,
    ONE,
    ORDER,
    SELECT,
    TERM,
    Watch,
    exam_talk,
    graded,
    question,
    report,
    sitting,
    talk_over,
)
from trainer.chance import Chance
from trainer.deck.key import YesNoKey
from trainer.grading.verdict import Verdict
from trainer.questions.question import Question
from trainer.tutor.exam.marking import mark
from trainer.tutor.exam.orders import Order, read_order
from trainer.tutor.exam.paper import Rules
from trainer.tutor.exam.report_lines import report_lines, row_lines, row_parts
from trainer.tutor.exam.talk import ExamTalk
from trainer.tutor.phrases import Phrases
from trainer.tutor.turn import TurnKind


def said(talk: ExamTalk, typed: str) -> str:
    return "\n".join(line for turn in talk.hear(typed) for line in turn.lines)


def test_an_answer_is_saved_without_a_verdict_and_the_next_open_question_comes() -> None:
    talk = exam_talk()
    talk.open()
    turns = talk.hear("seizures")
    assert [turn.kind for turn in turns] == [TurnKind.ANSWER, TurnKind.NOTICE, TurnKind.QUESTION]
    assert turns[1].lines == ("Question 1 saved.",)
    assert turns[2].lines[0].startswith("Question 2 of 3.")
    assert all(turn.verdict is None for turn in turns)


def test_orders_in_words() -> None:
    talk = exam_talk(minutes=5)
    talk.open()
    assert "Flagged" in said(talk, "flag")
    assert "Your note is kept" in said(talk, "note: look again")
    assert "You flagged it." in said(talk, "")
    assert "Question 2 of 3" in said(talk, "next")
    assert "Option b is struck out" in said(talk, "strike b")
    assert "450/2000 = 0.225" in said(talk, "= 450/2000")
    assert "divides by zero" in said(talk, "= 1/0") and talk.refused
    assert "questions 1 to 3" in said(talk, "go 9")
    listed = said(talk, "list")
    assert "Seen, not answered: 1, 2." in listed and "Flagged: 1." in listed
    assert "Unseen: 3." in listed
    assert "Time left: 5 minutes" in said(talk, "time")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("= 15 x 3", "15 x 3 = 45"),
        ("= 5*2,5", "5*2,5 = 12.5"),
        ("= 80mg/3", "80mg/3 = 26.666667 (numbers only, mg left out)"),
        ("= 1,500/60", "1,500/60 = 25"),
        ("= max(2,5)", "max(2,5) = 5"),
        ("= 1 g - 500 mg", "the sum mixes g and mg"),
        ("= 1,500 - 2,5", "1,500 may mean 1500 or 1.500"),
        ("= ans*2", "there is no sum before this one"),
    ],
)
def test_sums_are_read_as_people_write_them(typed: str, answer: str) -> None:
    assert answer in said(exam_talk(), typed)


def test_the_sum_before_is_called_ans() -> None:
    talk = exam_talk()
    assert "= 100" in said(talk, "= 50 x 2")
    assert "ans*0.75 = 75" in said(talk, "= ans*0.75")
    assert "Ans x 2 = 150" in said(talk, "= Ans x 2")


def test_how_a_comma_was_read_is_told_and_two_readings_are_asked_about() -> None:
    talk = exam_talk()
    talk.open()
    assert "Read as 1250 mcg." in said(talk, "1,250 mcg")
    assert "Read as 0.75 mg." in said(exam_talk(), "0,75 mg")
    mixed = exam_talk()
    assert "Not saved yet" in said(mixed, "2,5 to 1,250 mg") and mixed.refused
    assert not mixed.sitting.places[0].answer
    assert "write 1250 or 1.25" in said(mixed, "2,5 to 1,250 mg")
    assert "Question 1 saved." in said(mixed, "2.5 to 1250 mg")


def test_in_a_pause_nothing_is_shown_or_taken_until_one_goes_on() -> None:
    talk = exam_talk(minutes=5)
    talk.open()
    assert "stands still" in said(talk, "pause")
    for typed in ("atrial fibrillation", "next", "list", "hand in"):
        assert "paused" in said(talk, typed)
    assert not talk.sitting.places[0].answer
    assert "Question 1 of 3" in said(talk, "")
    assert "Question 1 saved." in said(talk, "atrial fibrillation")


def test_after_a_correction_the_next_question_in_order_comes() -> None:
    talk = exam_talk()
    talk.open()
    for answer in ("flutter", "a", "15 mg per day"):
        said(talk, answer)
    said(talk, "go 1")
    turns = talk.hear("atrial fibrillation")
    assert turns[-1].lines[0].startswith("Question 2 of 3.")
    assert "Every question is answered" in turns[1].lines[1]


def test_not_knowing_leaves_the_question_open_and_takes_no_answer_away() -> None:
    talk = exam_talk()
    talk.open()
    turns = talk.hear("I don't know")
    assert turns[1].lines == ("Question 1 is left open.",)
    assert turns[2].lines[0].startswith("Question 2 of 3.")
    said(talk, "go 1")
    said(talk, "flutter")
    said(talk, "go 1")
    assert "stays as it was: flutter" in said(talk, "no idea")
    assert talk.sitting.places[0].answer == "flutter"


@pytest.mark.parametrize(
    ("asked", "typed", "taken"),
    [
        (SELECT, "a", True),
        (SELECT, "a, c", True),
        (SELECT, "a and c", True),
        (SELECT, "option 1, 3", True),
        (SELECT, "Headache", True),
        (SELECT, "seizures and hallucinations", True),
        (SELECT, "e", False),
        (SELECT, "a, e", False),
        (SELECT, "0", False),
        (SELECT, "acd", False),  # no mark can be given for it, as it is read
        (SELECT, "good question", False),
        (ONE, "b", True),
        (ONE, "b)", True),
        (ONE, "it slows it down", True),
        (ONE, "a b", False),
        (ONE, "d", False),
        (ONE, "banana", False),
        (ORDER, "b a c", True),
        (ORDER, "bac", True),
        (ORDER, "b, then a, then c", True),
        (ORDER, "a b", False),
        (ORDER, "a a b", False),
        (ORDER, "a b d", False),
        (ORDER, "what", False),
        (MATRIX, "1 a, 2 b", True),
        (MATRIX, "1a2b", True),
        (MATRIX, "2: b", True),
        (MATRIX, "nausea: common", True),
        (MATRIX, "3 a", False),
        (MATRIX, "1 c", False),
        (MATRIX, "1 a, 1 b", False),
        (MATRIX, "a b", False),
        (TERM, "d", True),
        (DOSE, "d", True),
    ],
)  # fmt: skip
def test_lettered_questions_take_only_what_names_an_option(
    asked: Question, typed: str, taken: bool
) -> None:
    talk = talk_over((asked, TERM), "lettered")
    talk.open()
    turns = talk.hear(typed)
    assert (turns[1].lines[0] == "Question 1 saved.") is taken
    assert talk.sitting.places[0].answer == (typed if taken else "")
    assert talk.sitting.at == (1 if taken else 0)


def test_a_refused_answer_leaves_the_old_one() -> None:
    talk = talk_over((SELECT, TERM), "lettered")
    talk.open()
    said(talk, "a, c")
    said(talk, "go 1")
    assert "stays as it was: a, c" in said(talk, "d, x")
    assert talk.sitting.places[0].answer == "a, c"


def test_handing_in_asks_once_more_while_questions_are_open() -> None:
    talk = exam_talk()
    talk.open()
    assert "Not answered: 1 to 3." in said(talk, "hand in")
    said(talk, "next")  # something else was done: it asks again
    assert "Not answered: 1 to 3." in said(talk, "hand in")
    assert not talk.finished
    assert "0 of 3 points" in said(talk, "hand in")
    assert talk.finished


def test_when_the_time_is_over_it_is_handed_in_without_the_late_answer() -> None:
    watch = Watch()
    talk = exam_talk(minutes=1, watch=watch)
    talk.open()
    talk.hear("atrial fibrillation")
    watch.ms = 61_000
    assert "too late" in said(talk, "seizures")
    assert talk.report is not None
    assert [row.mark.outcome for row in talk.report.rows] == [
        "correct", "not answered", "not answered",
    ]  # fmt: skip


def test_the_report_has_points_interval_sections_and_every_question() -> None:
    sat, _ = sitting()
    sat.answer("atrial fibrillation")
    sat.go(2)
    sat.answer("a, b, c")
    sat.go(3)
    sat.answer("5 mg per day")
    done = report(sat)
    assert [row.mark.score for row in done.rows] == [1, Fraction(1, 2), 0]
    low, high = done.interval
    assert 0 < low < 0.5 < high < 1
    text = "\n".join(report_lines(done))
    assert "1.5 of 3 points, 50%" in text
    assert "By section: Dosage, 0 of 1." in text
    assert "the 2 cards that you missed. Command: trainer study --missed 1" in text
    assert "Most points were lost in: Dosage, Warnings" in text
    assert "trainer study fictamine --section dosage_administration --early" in text
    row = "\n".join(row_lines(done.rows[2]))
    for wanted in ("Your answer: 5 mg per day", "Step 1: 3 x 5 mg", "line 6", "15 mg per day"):
        assert wanted in row


def test_a_calculation_is_all_or_nothing_and_says_so() -> None:
    sat, _ = sitting()
    sat.go(3)
    sat.answer("15 mg")  # per dose or per day is not said
    assert report(sat).rows[2].mark.score in (0, 1)
    part = Verdict(
        "partial", HALF, message="You gave 15. The unit is missing. 1 of 2 points are there."
    )
    one = mark(DOSE, part)
    assert one.score == 0 and one.outcome == "incorrect"
    assert one.message == "You gave 15. The unit is missing."
    row = "\n".join(row_lines(replace(report(sat).rows[2], mark=one)))
    assert "Worth: 0 of 1 point, incorrect (a calculation is all or nothing)." in row
    assert mark(replace(DOSE, steps=()), part).score == HALF  # read off the monograph


def test_the_report_says_what_was_flagged_struck_out_chosen_and_not_entered() -> None:
    sat, _ = sitting()
    sat.draft("atrial fi")
    sat.go(2)
    sat.flag()
    sat.strike(1)
    sat.answer("a, c")
    done = report(sat)
    first, second = ("\n".join(row_lines(row)) for row in done.rows[:2])
    assert "Not entered: atrial fi" in first
    assert "b) headache (you struck it out)" in second
    assert "Your answer: a, c (seizures; hallucinations)" in second
    assert "Flagged: yes." in second
    assert "Flagged: question 2." in "\n".join(report_lines(done))


def test_with_most_left_open_nothing_is_said_of_what_one_knows() -> None:
    sat, _ = sitting()
    assert "would probably bring" not in "\n".join(report_lines(report(sat)))
    sat, _ = sitting()
    sat.answer("atrial fibrillation")
    sat.go(3)
    sat.answer("15 mg per day")
    assert "would probably bring between" in "\n".join(report_lines(report(sat)))


@pytest.mark.parametrize(
    ("typed", "order", "words"),
    [
        ("next", Order.NEXT, ""),
        ("Go to 7", Order.GO, "7"),
        ("q12", Order.GO, "12"),
        ("strike out C", Order.STRIKE, "c"),
        ("note: mind the unit", Order.NOTE, "mind the unit"),
        ("= 3*4", Order.WORK_OUT, "3*4"),
        ("/next", Order.NEXT, ""),
        ("/nonsense", Order.HELP, ""),
        ("hand in.", Order.HAND_IN, ""),
        ("12", Order.ANSWER, "12"),
        ("stop abruptly", Order.ANSWER, "stop abruptly"),
    ],
)
def test_what_is_an_order_and_what_an_answer(typed: str, order: Order, words: str) -> None:
    assert read_order(typed) == (order, words)


def test_an_answer_that_looks_like_an_order_is_an_answer_where_it_is_one() -> None:
    assert read_order("time", frozenset({"time"})) == (Order.ANSWER, "time")


ANY = st.sampled_from(
    (
        "next",
        "back",
        "open",
        "go 2",
        "go 9",
        "flag",
        "strike a",
        "note: x",
        "clear",
        "list",
        "time",
        "= 1+1",
        "= (",
        "pause",
        "help",
        "",
        "15 mg per day",
        "a c",
        "[b]x[/b]",
        "hand in",
        "leave",
        "\x1b[31m",
        "/what",
    )
)


@settings(max_examples=120, deadline=None)
@given(st.lists(ANY, max_size=20))
def test_any_orders_end_in_well_formed_turns(typed: list[str]) -> None:
    talk = exam_talk(minutes=3)
    talk.open()
    for words in typed:
        if talk.finished:
            break
        for turn in talk.hear(words):
            assert turn.lines and all(isinstance(line, str) for line in turn.lines)
            assert "\x1b" not in "".join(turn.lines)


def test_getting_ready_reads_no_text_of_the_deck_against_itself() -> None:
    """It may be long and full of numbers; that took minutes, beside the exam."""
    typed: list[str] = []

    def grade(asked: Question, answer: str) -> Verdict:
        typed.append(answer)
        return graded(asked, answer)

    sat, _ = sitting(Rules(3))
    ExamTalk(sat, Phrases(Chance("exam")), lambda: report(sat), "1", grade).prepare()
    assert typed and all(len(answer) < 20 for answer in typed)


@pytest.mark.parametrize("typed", ["yes", "y", "OK", "Yes please.", "go ahead", "hand in"])
def test_a_yes_to_the_question_whether_to_hand_in_hands_in(typed: str) -> None:
    talk = exam_talk()
    talk.open()
    talk.hear("next")
    talk.hear("next")
    assert "or say yes" in said(talk, "hand in")
    talk.hear(typed)
    assert talk.finished and talk.report is not None
    assert [place.answer for place in talk.sitting.places] == ["", "", ""]


@pytest.mark.parametrize("typed", ["no", "not yet", "wait", "Cancel."])
def test_a_no_to_it_keeps_the_exam_open_and_is_no_answer(typed: str) -> None:
    talk = exam_talk()
    talk.open()
    talk.hear("hand in")
    assert "It is not handed in: the exam goes on." in said(talk, typed)
    assert not talk.finished and not talk.sitting.places[0].answer
    assert "or say yes" in said(talk, "hand in")  # asked anew


YES_NO = question(
    "alcohol/yesno",
    "May fictamine be taken with alcohol? Say yes or no.",
    YesNoKey("no", False),
    kind="yesno",
)


def test_a_yes_that_may_answer_the_question_neither_hands_in_nor_is_saved() -> None:
    talk = talk_over((YES_NO, TERM), "Own")
    talk.open()
    talk.hear("hand in")
    assert "may be an answer to the question" in said(talk, "yes")
    assert not talk.finished and not talk.sitting.places[0].answer
    talk.hear("hand in")
    assert talk.finished


@pytest.mark.parametrize("typed", ["yes", "no", "Y"])
def test_a_yes_or_no_question_is_answered_by_yes_or_no(typed: str) -> None:
    talk = talk_over((YES_NO, TERM), "Own")
    talk.open()
    talk.hear(typed)
    assert talk.sitting.places[0].answer == typed


@pytest.mark.parametrize(
    "typed",
    [
        "hint",
        "can I have a hint please",
        "yes",
        "no",
        "ok",
        "why?",
        "undo",
        "how do you know that?",
    ],
)
def test_what_is_plainly_talk_is_no_answer_unless_it_is_typed_twice(typed: str) -> None:
    talk = exam_talk()
    talk.open()
    assert "nothing is saved" in said(talk, typed)
    assert talk.refused and not talk.sitting.places[0].answer
    said(talk, "")
    assert "nothing is saved" in said(talk, typed)
    assert "Question 1 saved." in said(talk, typed)
    assert talk.sitting.places[0].answer == typed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("how much time is left?", "There is no limit|Time used"),
        ("where am I?", "Unseen: 2, 3"),
        ("can you repeat the question?", "Question 1 of 3"),
        ("skip this one", "Question 2 of 3"),
        ("just tell me the answer", "Question 1 is left open"),
        ("what can I say?", "An answer is typed as it is"),
        ("?", "An answer is typed as it is"),
    ],
)
def test_orders_are_understood_in_a_tutors_words(typed: str, expected: str) -> None:
    talk = exam_talk()
    talk.open()
    heard = said(talk, typed)
    assert any(one in heard for one in expected.split("|"))
    assert not any(place.answer for place in talk.sitting.places)


def test_an_option_that_was_struck_out_is_taken_only_when_it_is_typed_again() -> None:
    talk = exam_talk()
    talk.open()
    at = next(n for n, item in enumerate(talk.sitting.paper.items) if item.options)
    talk.hear(f"go {at + 1}")
    talk.hear("strike a")
    assert "You struck out a." in said(talk, "a")
    assert talk.refused and not talk.sitting.places[at].answer
    assert "saved" in said(talk, "a")
    assert talk.sitting.places[at].answer == "a"


def test_an_option_that_stands_is_taken_at_once_beside_one_that_was_struck_out() -> None:
    talk = exam_talk()
    talk.open()
    at = next(n for n, item in enumerate(talk.sitting.paper.items) if item.options)
    talk.hear(f"go {at + 1}")
    talk.hear("strike a")
    assert "saved" in said(talk, "b")


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (Fraction(1, 2), "1 of 2 parts of the answer are there."),
        (Fraction(3, 4), "1 of 2 parts of the answer are there, and another half."),
    ],
)
def test_the_parts_that_are_told_agree_with_the_points(score: Fraction, said: str) -> None:
    sat, _ = sitting()
    sat.answer("atrial fibrillation")
    row = report(sat).rows[0]
    message = "1 of 2 points are there."
    told = replace(row, mark=replace(row.mark, outcome="partial", score=score, message=message))
    assert ("Remark", said) in row_parts(told)


def test_what_the_grader_was_unsure_of_is_not_told_as_not_said() -> None:
    sat, _ = sitting()
    sat.answer("atrial fibrillation")
    row = report(sat).rows[0]
    doubt = replace(
        row.mark, outcome="unsure", score=Fraction(3, 4), missed=("x",), provisional=True
    )
    labels = dict(row_parts(replace(row, mark=doubt)))
    assert labels["Not found"] == "X." or labels["Not found"] == "x."
    assert "Not said" not in labels
