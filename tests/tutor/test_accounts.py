"""What the tutor says of the session: cards and not answers are counted, and what was missed."""

from __future__ import annotations

import itertools

from tests.tutor.test_moves import at
from tests.tutor.world import World, said
from tests.warm import warm_cache
from trainer.progress.exam_dates import ExamDate
from trainer.settings import Folders, Preferences
from trainer.tutor.desk import Desk
from trainer.tutor.move import Move
from trainer.tutor.turn import Mood, TurnKind

START_DOSE = "dose-initial-dose/regimen"
MAXIMUM = "max-dose-maximum-dose/value"


def test_the_number_of_cards_stays_and_what_is_left_falls(world: World) -> None:
    conversation = world.desk.begin([world.desk.name_of("baclofen")], None)
    conversation.open()
    whole = conversation.standing().cards
    assert whole == 20
    for number in range(14):
        before = conversation.standing()
        question = conversation.question
        assert question is not None
        typed = "nonsense words" if number % 3 == 1 else question.key.model
        conversation.hear(typed)
        if conversation.question == question:
            conversation.take(Move.SKIP)
        now = conversation.standing()
        assert now.cards == whole
        assert now.left + now.again <= before.left + before.again
        if typed == question.key.model and not question.is_case:
            assert now.done == before.done + 1


def test_what_was_missed_is_counted_apart_and_undo_takes_it_back(world: World) -> None:
    conversation = world.desk.begin([world.desk.name_of("baclofen")], None)
    conversation.open()
    conversation.hear("nonsense words")
    now = conversation.standing()
    assert (now.done, now.left, now.again) == (0, 19, 1)
    assert "Missed and to come again: 1" in said(conversation.hear("progress"))
    conversation.hear("undo")
    now = conversation.standing()
    assert (now.done, now.left, now.again) == (0, 20, 0)


def test_the_summary_lists_what_was_missed_with_its_answer(world: World) -> None:
    conversation = at(world, START_DOSE, limit=None)
    conversation.hear("7 kg once a week")
    told = said(conversation.hear("stop"))
    assert "Missed: initial dose: 5 mg three times daily" in told
    assert "right at once" in told


def test_slower_says_how_many_are_put_off(world: World) -> None:
    conversation = at(world, START_DOSE, limit=None)
    assert "20 new cards put off" in said(conversation.hear("slower"))
    assert conversation.standing().left == 0


def test_a_topic_that_is_not_due_is_not_promised(world: World) -> None:
    conversation = world.desk.begin([world.desk.name_of("baclofen")], None)
    conversation.open()
    assert "Nothing about monitoring is due" in said(conversation.hear("topic: monitoring"))


def test_why_gives_the_lines_around_where_the_monograph_gives_no_reason(world: World) -> None:
    conversation = at(world, MAXIMUM)
    conversation.hear("80 mg per day")
    why = conversation.hear("why")[1]
    assert why.kind is TurnKind.WHY
    assert "gives no reason" in said((why,))
    assert len(why.source) > 1
    question = conversation.question
    assert question is not None
    assert not {line.number for line in why.source} & set(question.lines)


def test_a_hint_after_half_an_answer_is_about_what_is_missing(world: World) -> None:
    conversation = at(world, "withdrawal-sign/list")
    conversation.hear("hallucinations and seizures")
    hints = said((*conversation.take(Move.HINT), *conversation.take(Move.HINT)))
    assert "hallucinations" not in hints
    assert "r" in hints


def test_the_praise_of_a_no_does_not_begin_with_yes(world: World) -> None:
    conversation = world.desk.begin([world.desk.name_of("baclofen")], 300)
    conversation.open()
    judged = 0
    for _ in range(250):
        question = conversation.question
        if question is None:
            break
        if question.key.type == "yesno" and not question.is_case:
            told = said(conversation.hear(question.key.model)[1:2])
            assert not told.startswith("Yes")
            judged += 1
        else:
            conversation.take(Move.SKIP)
    assert judged


def test_one_right_and_one_wrong_is_told_apart_and_gets_a_second_try(world: World) -> None:
    conversation = at(world, "withdrawal-sign/list")
    (_, again) = conversation.hear("seizures and constipation")
    assert again.kind is TurnKind.FOLLOW_UP
    assert "Right: seizures" in said((again,)) and "constipation" in said((again,))
    turns = conversation.hear("hallucinations and rebound spasticity")
    told = next(turn for turn in turns if turn.kind is TurnKind.VERDICT)
    assert told.mood is Mood.RIGHT


def test_more_wrong_than_right_is_guessing_and_gets_no_second_try(world: World) -> None:
    conversation = at(world, "withdrawal-sign/list")
    turns = conversation.hear("seizures, constipation, nausea, dry mouth, hypertension")
    assert turns[1].kind is TurnKind.VERDICT


def test_a_name_that_is_easily_mixed_up_is_told(world: World) -> None:
    conversation = at(world, "mechanism-baclofen-works-by-activating/say")
    assert "GABA-A and GABA-B are easily mixed up" in said(conversation.hear("GABA A receptors"))


def test_what_the_monograph_says_elsewhere_is_told_as_such(world: World) -> None:
    conversation = at(world, "classification-action/say")
    verdict = conversation.hear("skeletal muscle relaxant")[1]
    assert verdict.mood is Mood.WRONG
    assert "Line 5 speaks of that; here something else is asked." in said((verdict,))


def test_what_the_monograph_does_not_say_is_not_told_as_if_it_did(world: World) -> None:
    conversation = at(world, "classification-drug-class/say")
    assert "speaks of that" not in said(conversation.hear("topical antifungal"))


def test_what_a_verdict_told_of_another_card_is_not_asked_next(world: World) -> None:
    conversation = at(world, START_DOSE)
    turns = conversation.hear("80 mg daily")
    verdict = next(turn.verdict for turn in turns if turn.verdict)
    assert verdict.confused_with is not None
    assert conversation.question is not None
    assert conversation.question.card != verdict.confused_with.card


def test_before_an_exam_the_whole_stays_however_long_an_answer_takes(world: World) -> None:
    ticks = itertools.count(0, 45_000)
    folders = Folders(world.folder, warm_cache())
    desk = Desk(folders, Preferences(zone="UTC"), world.store, lambda: next(ticks))
    desk.set_exams({"baclofen": ExamDate(world.store.today() + 20, 5)})
    conversation = desk.begin(["baclofen"])
    conversation.open()
    whole = conversation.standing().cards
    for _ in range(4):
        conversation.take(Move.UNKNOWN)
        now = conversation.standing()
        assert now.done + now.left + now.again == now.cards == whole


def test_home_and_plan_count_the_cards_outside_the_exam_alike(world: World) -> None:
    exam = ExamDate(world.store.today() + 20, 5)
    world.desk.set_exams({"baclofen": exam})
    world.desk.set_aside("baclofen", MAXIMUM, True)
    (standing,) = [deck for deck in world.desk.home().decks if deck.id == "baclofen"]
    horizon = world.desk.horizon("baclofen")
    assert horizon is not None
    assert standing.left_out == horizon.left_out > 0
