"""What is asked today: by section, kind and minutes, early, as a cram, and for an exam."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.tutor.world import World, said
from trainer.errors import DataError
from trainer.progress.exam_dates import ExamDate, load_exam_dates, save_exam_dates
from trainer.schedule.calendar import calendar_of
from trainer.settings import Preferences
from trainer.tutor.agenda import Habits, Mode, Scope, habits_of, queue_of
from trainer.tutor.conversation import Conversation
from trainer.tutor.exam_weights import exam_weights
from trainer.tutor.leech import LAPSES
from trainer.tutor.move import Move
from trainer.tutor.prospect import prospect_of

BACLOFEN = "baclofen"


def begin(world: World, scope: Scope, limit: int | None = None) -> Conversation:
    world.desk.narrow(scope)
    return world.desk.begin([world.desk.name_of(BACLOFEN)], limit)


def know(world: World, count: int) -> list[str]:
    """Answer the first cards without knowing them, on a day of their own each."""
    conversation = begin(world, Scope(), limit=count)
    conversation.open()
    asked: list[str] = []
    while conversation.question is not None and len(asked) < count:
        asked.append(conversation.question.card)
        conversation.take(Move.UNKNOWN)
    return asked


def test_a_section_and_a_kind_are_all_that_is_asked(world: World) -> None:
    for scope in (Scope(section="contraindications"), Scope(kind="list")):
        conversation = begin(world, scope, limit=3)
        conversation.open()
        for _ in range(3):
            question = conversation.question
            assert question is not None
            assert scope.section in ("", question.section)
            assert scope.kind in ("", question.kind)
            conversation.take(Move.UNKNOWN)


def test_the_next_conversation_is_whole_again(world: World) -> None:
    begin(world, Scope(section="contraindications"))
    assert "20 new" in said(world.desk.begin([BACLOFEN]).open())


def test_a_cram_leaves_the_schedule_as_it_is_and_asks_until_right(world: World) -> None:
    cards = know(world, 4)
    world.days_pass(1)
    before = world.store.states(BACLOFEN)
    due = queue_of(world.store, world.desk.decks([BACLOFEN])[0], world.desk.habits).due
    conversation = begin(world, Scope(mode=Mode.CRAM))
    assert "cram" in said(conversation.open())
    for _ in range(len(cards) * 2):
        conversation.take(Move.UNKNOWN)
    assert world.store.states(BACLOFEN) == before
    after = queue_of(world.store, world.desk.decks([BACLOFEN])[0], world.desk.habits).due
    assert after == due
    assert conversation.question is not None


def test_chosen_cards_are_all_that_is_asked_due_or_not_until_right_and_it_counts(
    world: World,
) -> None:
    known = know(world, 2)
    loaded = world.desk.decks([BACLOFEN])[0]
    new = next(name for name in loaded.cards if name not in known)
    world.days_pass(1)
    world.desk.set_aside(BACLOFEN, known[1], True)
    conversation = world.desk.begin([BACLOFEN], cards=[known[0], known[1], new])
    conversation.open()
    asked = []
    for _ in range(4):
        assert conversation.question is not None
        asked.append(conversation.question.card)
        conversation.take(Move.UNKNOWN)
    assert set(asked) == {known[0], new}
    assert new in world.store.states(BACLOFEN)
    again = conversation.question
    assert again is not None
    conversation.hear(again.key.model)
    assert conversation.question is not None and conversation.question.card != again.card


def test_early_review_asks_what_is_not_due_and_counts(world: World) -> None:
    know(world, 2)
    world.days_pass(0)
    states = world.store.states(BACLOFEN)
    assert len(states) == 2
    world.store.record_mark(1, 1)  # known after all: not due tomorrow
    world.days_pass(1)
    loaded = world.desk.decks([BACLOFEN])[0]
    habits = Habits(daily_new=0)
    not_due = [
        card
        for card, state in world.store.states(BACLOFEN).items()
        if state.due_day > world.store.today()
    ]
    assert not_due
    assert not set(not_due) & set(queue_of(world.store, loaded, habits).order)
    conversation = begin(world, Scope(mode=Mode.EARLY))
    conversation.open()
    asked = set()
    for _ in range(40):
        if conversation.question is None:
            break
        asked.add(conversation.question.card)
        conversation.take(Move.SKIP)
    assert set(not_due) <= asked


def test_a_days_minutes_end_the_questions_and_what_is_left_is_said(world: World) -> None:
    know(world, 10)
    world.days_pass(2)
    loaded = world.desk.decks([BACLOFEN])[0]
    queue = queue_of(world.store, loaded, Habits(daily_new=20, daily_minutes=1))
    whole = queue_of(world.store, loaded, Habits(daily_new=20))
    assert 0 < len(queue.order) < len(whole.due)
    assert {*queue.order, *queue.waiting} == set(whole.due)
    assert queue.new == ()


def test_a_backlog_is_told_whole_with_the_days_it_takes(world: World) -> None:
    know(world, 40)
    world.days_pass(60)
    assert "due in all" not in said(world.desk.begin([BACLOFEN]).open())
    habits = replace(world.desk.preferences, daily_minutes=2, daily_new=0)
    world.desk.save_preferences(habits)
    greeting = said(world.desk.begin([BACLOFEN]).open())
    assert "cards are due in all" in greeting
    assert "cleared in" in greeting


def test_a_break_asks_nothing_and_keeps_what_is_due_in_sight(world: World) -> None:
    know(world, 5)
    world.days_pass(1)
    loaded = world.desk.decks([BACLOFEN])[0]
    habits = Habits(20, calendar=calendar_of("", "2026-11-20..2026-12-20"))
    queue = queue_of(world.store, loaded, habits)
    assert queue.order == ()
    assert len(queue.waiting) == len(queue_of(world.store, loaded, Habits(20)).due)


def test_questions_follow_the_exam_and_then_the_spacing_again(world: World) -> None:
    loaded = world.desk.decks([BACLOFEN])[0]
    today = world.store.today()
    world.desk.set_exams({BACLOFEN: ExamDate(today + 3, 5)})
    queue = queue_of(world.store, loaded, world.desk.habits)
    weights = exam_weights(loaded.deck, loaded.cards.values())
    assert len(queue.order) == 10  # five minutes at half a minute for a new card
    assert all(weights[card] > 0 for card in queue.order)
    assert "exam is in 3 days" in said(world.desk.begin([BACLOFEN]).open())
    world.days_pass(3)
    assert len(queue_of(world.store, loaded, world.desk.habits).new) == 20


def test_the_exam_is_kept_over_a_restart_and_a_broken_file_is_told(world: World) -> None:
    exam = ExamDate(world.store.today() + 30, 12.5)
    world.desk.set_exams({BACLOFEN: exam})
    world.restart()
    assert world.desk.exams == {BACLOFEN: exam}
    (world.folder / "exams.toml").write_text("[baclofen]\nexam = 'soon'\n", encoding="utf-8")
    with pytest.raises(DataError, match="exam dates"):
        load_exam_dates(world.folder)


def test_no_exam_file_is_no_exam(tmp_path: Path) -> None:
    assert load_exam_dates(tmp_path) == {}
    save_exam_dates(tmp_path, {})
    assert load_exam_dates(tmp_path) == {}


def test_what_can_be_reached_is_said_for_a_tight_and_a_larger_budget(world: World) -> None:
    loaded = world.desk.decks([BACLOFEN])[0]
    prospect = prospect_of(
        world.store, loaded, world.desk.habits, ExamDate(world.store.today() + 7, 2)
    )
    assert prospect.reach.recall < prospect.more.recall <= 1
    assert prospect.reach.unseen > prospect.more.unseen
    assert prospect.cards + prospect.left_out == len(loaded.cards)


def test_the_blueprint_decides_what_a_card_counts(world: World) -> None:
    loaded = world.desk.decks([BACLOFEN])[0]
    weights = exam_weights(loaded.deck, loaded.cards.values())
    assert sum(weights.values()) == pytest.approx(1)
    dosage = sum(
        weight
        for name, weight in weights.items()
        if loaded.cards[name].section == "dosage_administration"
    )
    assert dosage == pytest.approx(float(loaded.deck.blueprint["dosage_administration"]))


def test_a_scenario_needs_the_cards_about_its_facts(world: World) -> None:
    loaded = world.desk.decks([BACLOFEN])[0]
    needs = {one.card: one.needs for one in loaded.candidates}
    assert all(not needs[name] for name, card in loaded.cards.items() if not card.fresh)
    assert any(needs[name] for name, card in loaded.cards.items() if card.fresh)


def test_a_card_that_keeps_slipping_is_noticed_and_asked_on(world: World) -> None:
    first = ""
    for _ in range(LAPSES + 1):
        conversation = begin(world, Scope(section="mechanism"), limit=1)
        conversation.open()
        assert conversation.question is not None
        first = first or conversation.question.card
        assert conversation.question.card == first
        conversation.take(Move.UNKNOWN)
        world.days_pass(30)
    turns = begin(world, Scope(section="mechanism"), limit=1).open()
    assert f"{LAPSES} times" in said(turns)


def test_free_days_that_cannot_be_read_are_told(world: World) -> None:
    with pytest.raises(DataError, match="weekday"):
        habits_of(Preferences(easy_days="blursday"), {})
