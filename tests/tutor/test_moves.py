"""Scripted conversations: half answers, hints to the last, disputes, teaching, steering."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.tutor.world import World, said
from trainer.grading.verdict import PointResult, Verdict
from trainer.lexicon.lexicon import Lexicon
from trainer.progress.event import Kind
from trainer.progress.fold import Review
from trainer.tutor.conversation import Conversation
from trainer.tutor.move import Heard, Move, read_move
from trainer.tutor.phrases import table
from trainer.tutor.taught import teachable
from trainer.tutor.turn import Mood, Turn, TurnKind

START_DOSE = "dose-initial-dose/regimen"
HALF_LIFE = "duration-half-life/value"
SIGNS = "withdrawal-sign/list"
DAY = "titration-dose-increase/dose-on-day"
MAXIMUM = "max-dose-maximum-dose/value"


def at(world: World, card: str, limit: int | None = 200) -> Conversation:
    """A conversation whose open question is that of `card`."""
    conversation = world.desk.begin([world.desk.name_of("baclofen")], limit)
    conversation.open()
    for _ in range(400):
        assert conversation.question is not None
        if conversation.question.card == card:
            return conversation
        conversation.take(Move.SKIP)
    raise AssertionError(f"{card} did not come")


def last(turns: tuple[Turn, ...], kind: TurnKind) -> Turn:
    return next(turn for turn in reversed(turns) if turn.kind is kind)


def review(world: World) -> Review:
    """The newest review that stands."""
    found = [one for _, one in world.store.reviews("baclofen") if one.kind is Kind.ANSWER]
    return found[-1]


def card_of(conversation: Conversation) -> str:
    assert conversation.question is not None
    return conversation.question.card


# A half answer


def test_a_half_answer_gets_one_precise_question_that_tells_nothing(world: World) -> None:
    conversation = at(world, START_DOSE)
    (_, asked) = conversation.hear("5 mg")
    assert asked.kind is TurnKind.FOLLOW_UP
    assert asked.lines == ("The dose is right. How often is it given?",)
    assert "three" not in said((asked,))
    assert card_of(conversation) == START_DOSE
    assert world.store.answered_today() == 1


def test_the_second_try_counts_in_part(world: World) -> None:
    conversation = at(world, START_DOSE)
    conversation.hear("5 mg")
    turns = conversation.hear("three times a day")
    assert last(turns, TurnKind.VERDICT).mood is Mood.RIGHT
    assert card_of(conversation) != START_DOSE
    done = review(world)
    assert (done.follow_ups, done.score, done.rating) == (1, 0.75, 2)


def test_a_second_try_that_adds_nothing_shows_what_is_missing(world: World) -> None:
    conversation = at(world, SIGNS)
    conversation.hear("seizures and hallucinations")
    verdict = last(conversation.hear("hair loss"), TurnKind.VERDICT)
    assert "rebound spasticity" in said((verdict,)).casefold()
    assert review(world).score == pytest.approx(2 / 3)


def test_an_unsafe_second_try_is_told_and_counts_nothing(world: World) -> None:
    conversation = at(world, START_DOSE)
    conversation.hear("three times daily")
    verdict = last(conversation.hear("5 mcg"), TurnKind.VERDICT)
    assert verdict.mood is Mood.UNSAFE
    assert review(world).score == 0


def test_the_missing_end_of_a_range_is_asked_for(world: World) -> None:
    conversation = at(world, HALF_LIFE)
    assert "What is the other?" in said(conversation.hear("2.5 to 6 hours"))


def test_a_missing_unit_is_asked_for_and_completes_the_number(world: World) -> None:
    conversation = at(world, MAXIMUM)
    assert "In which unit?" in said(conversation.hear("80"))
    assert last(conversation.hear("mg a day"), TurnKind.VERDICT).mood is Mood.RIGHT


@pytest.mark.parametrize("move", [Move.UNKNOWN, Move.SKIP])
def test_giving_up_the_second_try_shows_the_answer_and_goes_on(world: World, move: Move) -> None:
    conversation = at(world, START_DOSE)
    conversation.hear("5 mg")
    turns = conversation.take(move)
    assert "5 mg three times daily" in said((last(turns, TurnKind.VERDICT),))
    assert turns[-1].kind is TurnKind.QUESTION
    assert world.store.answered_today() == 1


def test_an_empty_line_asks_the_precise_question_again(world: World) -> None:
    conversation = at(world, START_DOSE)
    conversation.hear("5 mg")
    assert "How often" in said(conversation.hear(""))


def test_undo_in_the_middle_of_a_second_try_takes_all_of_it_back(world: World) -> None:
    conversation = at(world, START_DOSE)
    conversation.hear("5 mg")
    turns = conversation.hear("undo")
    assert turns[-1].kind is TurnKind.QUESTION
    assert card_of(conversation) == START_DOSE
    assert world.store.answered_today() == 0
    assert last(conversation.hear("5 mg tid"), TurnKind.VERDICT).mood is Mood.RIGHT


def test_stopping_in_the_middle_of_a_second_try_ends_with_the_summary(world: World) -> None:
    conversation = at(world, START_DOSE)
    conversation.hear("5 mg")
    assert conversation.hear("stop")[-1].kind is TurnKind.SUMMARY
    assert conversation.finished


# A calculation that went wrong


def test_a_wrong_calculation_is_walked_back_to_steps_that_still_hold(world: World) -> None:
    conversation = at(world, DAY)
    question = conversation.question
    assert question is not None
    (_, asked) = conversation.hear("7 mg per day")
    assert asked.kind is TurnKind.FOLLOW_UP
    assert asked.steps == question.steps[:-1]
    assert question.key.model not in said((asked,))
    turns = conversation.hear(question.key.model)
    assert last(turns, TurnKind.VERDICT).mood is Mood.RIGHT
    assert 0 < review(world).score < 1


# Hints


def test_the_ladder_falls_in_credit_and_ends_with_the_answer_to_type(world: World) -> None:
    conversation = at(world, MAXIMUM)
    left = []
    while True:
        turn = conversation.take(Move.HINT)[0]
        if turn.kind is TurnKind.REVEAL:
            break
        assert "80 mg per day" not in turn.lines[0] or "one of these two" in turn.lines[0]
        left.append(turn.lines[-1])
    assert (
        left
        == [
            "A right answer is now worth three quarters of the credit.",
            "A right answer is now worth half of the credit.",
            "A right answer is now worth a quarter of the credit.",
        ][: len(left)]
    )
    assert "Type it once" in said((turn,))
    assert "That is it." in said(conversation.hear("80 mg per day"))
    assert (review(world).rating, review(world).score) == (1, 0)


def test_an_empty_line_after_the_answer_was_shown_goes_on(world: World) -> None:
    conversation = at(world, MAXIMUM)
    for _ in range(8):
        if conversation.take(Move.HINT)[0].kind is TurnKind.REVEAL:
            break
    assert conversation.hear("")[-1].kind is TurnKind.QUESTION
    assert card_of(conversation) != MAXIMUM


# Disputes, synonyms, remarks


def test_a_dispute_says_what_was_heard_and_marks_at_most_good(world: World) -> None:
    conversation = at(world, SIGNS)
    conversation.hear("convulsions, things that nobody names")
    conversation.take(Move.SKIP)
    told = said(conversation.hear("I was right"))
    assert "Heard: seizures" in told
    assert "Not heard: " in told
    assert review(world).marked and review(world).disputed
    assert review(world).rating <= 3


def test_undo_takes_a_dispute_back_too(world: World) -> None:
    conversation = at(world, SIGNS)
    conversation.hear("nonsense")
    conversation.hear("I was right")
    conversation.hear("undo")
    assert card_of(conversation) == SIGNS
    assert world.store.notes("baclofen") == []
    assert SIGNS not in world.store.states("baclofen")


def teach(world: World, word: str) -> tuple[Conversation, str]:
    conversation = at(world, SIGNS)
    conversation.hear(f"seizures, hallucinations, {word}")
    if card_of(conversation) == SIGNS:
        conversation.take(Move.SKIP)
    return conversation, said(conversation.hear("teach"))


def test_a_taught_synonym_is_known_from_then_on_until_it_is_taken_back(world: World) -> None:
    conversation, told = teach(world, "bouncebackitis")
    assert 'Learnt: "bouncebackitis" means rebound spasticity.' in told
    question = conversation.question
    world.restart()
    world.days_pass(30)
    conversation = at(world, SIGNS)
    asked = conversation.question
    assert asked is not None and question is not None
    turns = conversation.hear("seizures, hallucinations, bouncebackitis")
    assert last(turns, TurnKind.VERDICT).mood is Mood.RIGHT


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("constipation", "the name of something else"),
        ("no spasticity", "its opposite"),
        ("type 2 jerks", "Numbers cannot be taught"),
    ],
)
def test_what_must_not_be_taught_is_refused(world: World, word: str, why: str) -> None:
    _, told = teach(world, word)
    assert why in told or "Only where one single thing" in told
    assert all("teach:" not in text for _, _, _, text in world.store.notes("baclofen"))


def test_a_report_and_a_note_are_kept_and_the_note_shows_with_why(world: World) -> None:
    conversation = at(world, START_DOSE)
    conversation.hear("5 mg tid")
    conversation.hear("report: the stem is long")
    conversation.hear("note: like a coffee after each meal")
    assert "Your note: like a coffee after each meal" in said(conversation.hear("why"))
    kinds = [kind for _, _, kind, _ in world.store.notes("baclofen")]
    assert kinds == [Kind.DISPUTE, Kind.NOTE]


def test_the_two_facts_that_were_confused_are_shown_side_by_side(world: World) -> None:
    conversation = at(world, START_DOSE)
    conversation.hear("80 mg daily")
    shown = conversation.hear("compare")[1]
    assert "maximum" in said((shown,))
    assert {line.number for line in shown.source} == {30, 33}


# Where the session goes


def test_a_topic_comes_first_and_is_taken_back(world: World) -> None:
    conversation = at(world, START_DOSE)
    assert "comes first" in said(conversation.hear("topic: interactions"))
    conversation.hear("5 mg tid")
    assert conversation.question is not None
    assert conversation.question.section == "drug_interactions"
    assert "All topics" in said(conversation.hear("topic"))
    assert "Nothing here is about" in said(conversation.hear("topic: astronomy"))


def test_another_topic_leaves_the_section_for_a_while(world: World) -> None:
    conversation = at(world, START_DOSE)
    conversation.hear("another topic")
    assert conversation.question is not None
    assert conversation.question.section != "dosage_administration"


def test_harder_brings_cases_and_calculations_first(world: World) -> None:
    conversation = at(world, START_DOSE)
    conversation.hear("harder")
    conversation.hear("5 mg tid")
    assert conversation.question is not None
    assert conversation.question.kind not in ("gap", "value", "range", "list", "statement")


def test_slower_brings_nothing_new(world: World) -> None:
    conversation = at(world, START_DOSE, limit=None)
    conversation.hear("slower")
    conversation.hear("7 mg daily")
    while not conversation.finished:
        assert card_of(conversation) == START_DOSE
        conversation.hear("5 mg tid")


def test_a_card_that_is_known_is_set_aside(world: World) -> None:
    conversation = at(world, START_DOSE)
    conversation.hear("I know this")
    assert START_DOSE in world.store.suspended("baclofen")
    assert card_of(conversation) != START_DOSE


def test_what_was_missed_before_is_remembered_in_the_session(world: World) -> None:
    conversation = at(world, "classification-drug-class/say", limit=None)
    conversation.hear("antibiotics")
    while card_of(conversation) != "classification-drug-class/say":
        conversation.hear("I don't know")
    told = conversation.hear("antidepressants")[1].lines
    assert set(told) & set(table()["before.unhinted"])


# Commands and answers


def test_words_behind_a_colon_belong_to_the_move() -> None:
    assert read_move("note: mind the unit") == Heard(Move.NOTE, "mind the unit")
    assert read_move("/note:  mind   the unit") == Heard(Move.NOTE, "mind the unit")
    assert read_move("oral: 5 mg") == Heard(Move.ANSWER)


def test_a_hint_says_what_kind_of_thing_is_asked_for(world: World) -> None:
    conversation = at(world, "mechanism-baclofen-works-by-activating/say")
    assert "receptor" in said(conversation.take(Move.HINT)).lower()


def test_a_note_is_heard_without_its_colon_and_waits_for_the_first_answer(world: World) -> None:
    conversation = world.desk.begin(["baclofen"])
    conversation.open()
    question = conversation.question
    assert question is not None
    assert "kept with your answer" in said(conversation.hear("note mind the Unit"))
    conversation.hear(question.key.model)
    assert "Your note: mind the Unit" in said(conversation.hear("why"))


def test_what_would_be_taught_is_shown_and_never_a_scrap_of_the_right_words(world: World) -> None:
    conversation = at(world, "off-label/list")
    conversation.hear("hiccups, trigeminal neuralgia, alcohol withdrawal syndrome")
    conversation.hear("zaps")
    told = said(conversation.hear("I was right"))
    assert 'If "zaps" is another name for neuropathic pain, say "teach"' in told
    assert 'Learnt: "zaps" means neuropathic pain.' in said(conversation.hear("teach"))


def test_words_that_hold_the_right_ones_teach_nothing() -> None:
    verdict = Verdict(
        "partial",
        Fraction(3, 4),
        (PointResult("neuropathic pain", False),),
        unrecognised=("evidence",),
    )
    said = "neuropathic pain (with varying evidence support)"
    assert teachable(said, verdict, Lexicon(())) == "teach.said"


def test_no_hint_says_only_what_the_question_says(world: World) -> None:
    conversation = at(world, "adverse-effect-common/list")
    assert conversation.question is not None
    assert "adverse effects" in conversation.question.text
    told = said(conversation.hear("hint"))
    assert "unwanted effects" not in told
    assert "First letters" in told
