"""The conversation as a specification: each move, what it says and what it leaves in the log."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tutor.world import World, said
from trainer.tutor.conversation import Conversation
from trainer.tutor.move import Move
from trainer.tutor.turn import Mood, Role, TurnKind


def begin(world: World, limit: int | None = 100) -> Conversation:
    return world.desk.begin([world.desk.name_of("baclofen")], limit)


def reach(conversation: Conversation, card: str) -> None:
    """Skip until the question of a card comes."""
    for _ in range(200):
        assert conversation.question is not None
        if conversation.question.card == card:
            return
        conversation.take(Move.SKIP)
    raise AssertionError(f"{card} did not come")


START_DOSE = "dose-initial-dose/regimen"


def test_it_greets_and_asks(world: World) -> None:
    greeting, question = begin(world, limit=None).open()
    assert greeting.kind is TurnKind.GREETING
    assert "20 new cards" in said((greeting,))
    assert question.kind is TurnKind.QUESTION
    assert question.role is Role.TUTOR


def test_a_right_answer_is_told_shown_and_followed_by_the_next_question(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    reach(conversation, START_DOSE)
    learner, verdict, question = conversation.hear("5 mg three times daily")
    assert (learner.role, learner.lines) == (Role.LEARNER, ("5 mg three times daily",))
    assert verdict.mood is Mood.RIGHT
    assert [source.text for source in verdict.source] == ["Initial dose: 5 mg three times daily"]
    assert question.kind is TurnKind.QUESTION


@pytest.mark.parametrize(
    ("typed", "mood"),
    [
        ("5 mcg three times daily", Mood.UNSAFE),
        ("50 mg three times daily", Mood.UNSAFE),
        ("5 mg once daily", Mood.PARTIAL),
        ("15 mg three times daily", Mood.PARTIAL),
        ("80 mg daily", Mood.WRONG),
    ],
)
def test_a_wrong_dose_is_never_right(world: World, typed: str, mood: Mood) -> None:
    conversation = begin(world)
    conversation.open()
    reach(conversation, START_DOSE)
    verdict = conversation.hear(typed)[1]
    assert verdict.mood is not Mood.RIGHT
    if mood is Mood.WRONG:
        assert "maximum" in said((verdict,))


def test_the_same_amount_in_grams_is_right(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    reach(conversation, "max-dose-maximum-dose/value")
    assert conversation.hear("0.08 g daily")[1].mood is Mood.RIGHT


def test_the_alternative_maximum_is_not_the_usual_one(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    reach(conversation, "max-dose-maximum-dose/value")
    verdict = conversation.hear("100 mg daily")[1]
    assert verdict.mood is Mood.WRONG


def test_reducing_to_a_percentage_is_told_by_name(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    reach(conversation, "dose-adjustment-renal-impairment/adjustment")
    verdict = conversation.hear("below 30 mL/min, reduce to 25-50% of the dose")[1]
    assert verdict.mood is not Mood.RIGHT
    assert verdict.verdict is not None
    assert verdict.verdict.slip == "reduce_to_not_by"


def test_an_empty_line_asks_again_and_costs_nothing(world: World) -> None:
    conversation = begin(world)
    _, first = conversation.open()
    (again,) = conversation.hear("   ")
    assert again.question == first.question
    assert world.store.answered_today() == 0


def test_hints_come_one_by_one_and_lower_the_praise(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    reach(conversation, START_DOSE)
    first, second = said(conversation.take(Move.HINT)), said(conversation.take(Move.HINT))
    assert first != second
    assert "5 mg" not in first + second
    assert "hint" in said(conversation.hear("5 mg tid")).lower()


def test_not_knowing_teaches_and_the_card_comes_back(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    assert conversation.question is not None
    card = conversation.question.card
    assert "The answer:" in said(conversation.hear("I don't know"))
    seen = []
    for _ in range(8):
        assert conversation.question is not None
        seen.append(conversation.question.card)
        conversation.take(Move.UNKNOWN)
    assert card in seen


def test_why_before_an_answer_gives_nothing_away(world: World) -> None:
    conversation = begin(world)
    _, asked = conversation.open()
    assert asked.question is not None
    assert asked.question.key.model not in said(conversation.hear("why"))


def test_why_after_an_answer_shows_its_line(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    reach(conversation, START_DOSE)
    conversation.hear("5 mg tid")
    why = conversation.hear("why")[1]
    assert [source.text for source in why.source] == ["Initial dose: 5 mg three times daily"]


def test_skip_scores_nothing_and_the_card_comes_again(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    assert conversation.question is not None
    card = conversation.question.card
    conversation.hear("skip")
    assert conversation.question.card != card
    assert world.store.states("baclofen") == {}


def test_undo_asks_the_same_question_again(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    reach(conversation, START_DOSE)
    asked = conversation.question
    conversation.hear("80 mg daily")
    before = world.store.states("baclofen")
    conversation.hear("undo")
    assert conversation.question == asked
    assert START_DOSE in before
    assert START_DOSE not in world.store.states("baclofen")


def test_undo_reaches_back_over_a_restart(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    asked = conversation.question
    conversation.hear("something wrong")
    world.restart()
    conversation = begin(world)
    conversation.open()
    conversation.hear("undo")
    assert conversation.question == asked
    assert world.store.states("baclofen") == {}


def test_redo_puts_the_answer_back(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    conversation.hear("something wrong")
    before = world.store.states("baclofen")
    conversation.hear("undo")
    conversation.hear("redo")
    assert world.store.states("baclofen") == before


def test_undo_works_after_the_last_card(world: World) -> None:
    conversation = begin(world, limit=1)
    conversation.open()
    conversation.hear("something")
    ended = conversation.finished
    conversation.take(Move.UNDO)
    assert (ended, conversation.finished) == (True, False)
    assert conversation.question is not None


def test_nothing_to_undo_is_said(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    assert "nothing" in said(conversation.hear("undo"))


def test_a_number_cannot_be_disputed_into_being_right(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    reach(conversation, START_DOSE)
    conversation.hear("7 mg three times daily")
    assert "not marked right by hand" in said(conversation.hear("I was right"))


def test_an_unsafe_answer_is_never_praised_nor_marked_right(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    reach(conversation, START_DOSE)
    verdict = conversation.hear("5 mcg three times daily")[1]
    assert verdict.mood is Mood.UNSAFE
    assert "Unsafe" in verdict.lines[0]
    assert "marked as right" not in said(conversation.hear("I was right")).lower()


def test_the_limit_ends_the_session_with_what_was_learnt(world: World) -> None:
    conversation = begin(world, limit=2)
    conversation.open()
    conversation.take(Move.UNKNOWN)
    turns = conversation.take(Move.UNKNOWN)
    assert conversation.finished
    assert turns[-1].kind is TurnKind.SUMMARY
    assert "2 answers" in said(turns[-1:])
    assert "For learning, not for patient care." in said(turns[-1:])


def test_forty_questions_can_be_asked_on_the_first_day(world: World) -> None:
    conversation = begin(world, limit=40)
    conversation.open()
    kinds = set()
    while not conversation.finished:
        assert conversation.question is not None
        kinds.add(conversation.question.kind)
        conversation.hear(conversation.question.key.model)
    assert world.store.answered_today() == 40
    assert {"value", "range", "regimen", "list", "interaction", "reason"} <= kinds
    assert {"titration", "judgement"} <= kinds


def test_the_verdict_stands_in_the_log_before_it_is_said(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    conversation.hear("GABA-B")
    (review,) = list(world.store.reviews())
    assert review is not None
    assert world.store.answered_today() == 1


def test_it_says_few_things_at_once_and_does_not_repeat_itself(world: World) -> None:
    conversation = begin(world, limit=30)
    conversation.open()
    last = ""
    while not conversation.finished:
        turns = conversation.hear("5 mg three times daily")
        told = (TurnKind.VERDICT, TurnKind.FOLLOW_UP)
        verdict = next(turn for turn in turns if turn.kind in told)
        assert len(verdict.lines) <= 4
        assert verdict.lines[0] != last
        last = verdict.lines[0]


MOVES = st.lists(
    st.sampled_from([*(move for move in Move if move is not Move.ANSWER), "5 mg", "seizures", ""]),
    max_size=12,
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=MOVES)
def test_any_sequence_of_moves_ends_in_a_well_formed_turn(
    tmp_path_factory: pytest.TempPathFactory, moves: list[Move | str]
) -> None:
    world = World(tmp_path_factory.mktemp("world"))
    conversation = begin(world)
    conversation.open()
    answered = 0
    for move in moves:
        taken = isinstance(move, Move)
        turns = conversation.take(Move(move)) if taken else conversation.hear(str(move))
        for turn in turns:
            assert turn.lines
            assert all(line.strip() for line in turn.lines)
            answered += turn.kind in (TurnKind.VERDICT, TurnKind.FOLLOW_UP, TurnKind.REVEAL)
    stored = world.store.answered_today()
    assert stored <= answered
    for _ in range(30):
        if "nothing" in said(conversation.take(Move.UNDO)):
            break
    assert world.store.states("baclofen") == {}
    world.desk.close()


@pytest.mark.parametrize("asked", ["are you human?", "who are you", "Are you a person?"])
def test_it_says_that_it_is_a_program_and_nothing_is_marked(world: World, asked: str) -> None:
    conversation = begin(world)
    conversation.open()
    said = conversation.hear(asked)[1]
    assert "I am a program" in said.lines[0]
    assert conversation.standing().answered == 0


def test_a_clarification_says_the_sort_of_answer_and_never_the_answer(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    for _ in range(25):
        question = conversation.question
        if question is None:
            break
        said = " ".join(conversation.hear("what do you mean?")[1].lines)
        assert said.startswith(question.text)
        rest = said.removeprefix(question.text).casefold()
        assert question.key.model.casefold() not in rest
        conversation.hear("skip")
    assert conversation.standing().answered == 0


def test_a_hard_stretch_is_spoken_of_once(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    said: list[str] = []
    for _ in range(14):
        if conversation.finished:
            break
        said += [line for turn in conversation.hear("I don't know") for line in turn.lines]
    assert sum("hard stretch" in line for line in said) == 1


def test_what_is_undone_was_not_missed(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    question = conversation.question
    assert question is not None
    conversation.hear("something quite different")
    conversation.hear("undo")
    told = conversation.hear(question.key.model)[1]
    assert not any("before" in line or "earlier" in line for line in told.lines)


def test_undo_reaches_into_a_deck_that_is_not_studied_now_and_says_so(world: World) -> None:
    conversation = begin(world)
    conversation.open()
    conversation.hear("something wrong")
    other = world.desk.begin([world.desk.name_of("dose-calculation")], None)
    other.open()
    asked = other.question
    assert "deck baclofen" in said(other.hear("undo"))
    assert other.question == asked
    assert world.store.states("baclofen") == {}
