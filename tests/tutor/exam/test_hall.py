"""Exams that were begun, as the home screen counts them and the setting lists them."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from tests.tutor.world import World
from trainer.errors import UsageError
from trainer.tutor.exam.orders import Order
from trainer.tutor.exam.paper import Rules
from trainer.tutor.exam.report_lines import row_parts

BACLOFEN = "baclofen"


def in_progress(world: World) -> int:
    """How many exams the home screen counts as in progress."""
    return {deck.id: deck.exams_begun for deck in world.desk.home().decks}[BACLOFEN]


def test_every_exam_that_was_begun_is_listed_the_newest_first_and_counted_at_home(
    world: World,
) -> None:
    assert in_progress(world) == 0
    for minutes in (0.0, 15.0):
        talk = world.desk.begin_exam(BACLOFEN, 3, minutes)
        talk.open()
        talk.obey(Order.LEAVE)
        world.now += timedelta(hours=2)
    newest, oldest = world.desk.exam_outlook(BACLOFEN).begun
    assert (newest.name, newest.questions, newest.left_ms) == ("2", 3, 900_000)
    assert (oldest.name, oldest.left_ms, oldest.ago_ms) == ("1", None, 4 * 3_600_000)
    assert in_progress(world) == 2
    world.desk.discard_exam("2")
    assert [one.name for one in world.desk.exam_outlook(BACLOFEN).begun] == ["1"]
    assert in_progress(world) == 1


def test_an_answer_that_looks_like_handing_in_hands_nothing_in(world: World) -> None:
    talk = world.desk.begin_exam(BACLOFEN, 3, 0)
    talk.sitting.note('{"do":"hand_in",')
    assert in_progress(world) == 1


def test_an_exam_that_was_handed_in_is_the_last_and_not_in_progress(world: World) -> None:
    talk = world.desk.begin_exam(BACLOFEN, 3, 0)
    talk.open()
    talk.hear("hand in")
    talk.hear("hand in")
    world.now += timedelta(days=1)
    outlook = world.desk.exam_outlook(BACLOFEN)
    assert in_progress(world) == 0 and not outlook.begun
    assert outlook.last is not None and outlook.last.report.blank == 3
    assert outlook.last.ago_ms == 86_400_000
    assert abs(sum(share for _, share in outlook.mix) - 1) < 1e-9
    with pytest.raises(UsageError, match="handed in"):
        world.desk.resume_exam("1")


def test_the_last_exam_is_the_one_that_was_handed_in_last(world: World) -> None:
    first = world.desk.begin_exam(BACLOFEN, 3, 0)
    first.obey(Order.LEAVE)
    for name in ("2", "1"):
        world.now += timedelta(hours=1)
        talk = world.desk.begin_exam(BACLOFEN, 3, 0) if name == "2" else world.desk.resume_exam("1")
        talk.hear("hand in")
        talk.hear("hand in")
        last = world.desk.exam_outlook(BACLOFEN).last
        assert last is not None and last.report.name == name
    assert world.desk.hall().report().name == "1"


def handed_in(world: World, *answers: str) -> None:
    talk = world.desk.begin_exam(BACLOFEN, 3, 0)
    talk.open()
    for typed in answers:
        talk.sitting.answer(typed)
        talk.sitting.next()
    for _ in range(2):
        talk.hear("hand in")


def test_points_can_be_given_to_every_answer_that_was_not_right_and_are_told_as_given_by_hand(
    world: World,
) -> None:
    handed_in(world, "something else altogether")
    first, blank, _ = world.desk.hall().report("1").rows
    assert first.mark.score == 0 and not first.mark.provisional and first.can_be_marked
    report = world.desk.mark_exam("1", 1, Fraction(1, 2))
    assert report.rows[0].mark.score == Fraction(1, 2) and report.rows[0].mark.by_hand
    assert any("points given by hand" in text for _, text in row_parts(report.rows[0]))
    again = world.desk.mark_exam("1", 1, Fraction(0))  # and may be taken back
    assert again.rows[0].mark.score == 0
    assert not blank.can_be_marked
    with pytest.raises(UsageError, match="question 2 was not answered"):
        world.desk.mark_exam("1", 2, Fraction(1))


def test_a_second_exam_asks_other_questions_where_there_are_others(world: World) -> None:
    asked: list[set[str]] = []
    for _ in range(3):
        world.now += timedelta(hours=1)
        talk = world.desk.begin_exam(BACLOFEN, 8, 0)
        asked.append({item.card for item in talk.sitting.paper.items})
        talk.open()
        for _ in range(2):
            talk.hear("hand in")
    assert not asked[0] & asked[1]
    assert not asked[1] & asked[2]


def test_a_paper_that_is_named_by_its_seed_is_the_same_whatever_was_sat_before(
    world: World,
) -> None:
    hall, loaded = world.desk.hall(), world.desk._of(BACLOFEN)
    named = [hall.begin(loaded, Rules(8, seed="7"), named=True).paper]
    handed_in(world)
    named.append(world.desk.hall().begin(loaded, Rules(8, seed="7"), named=True).paper)
    assert named[0].items == named[1].items
