"""What is said to the tutor is never marked; what merely holds such words is still an answer."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tutor.test_moves import at, card_of
from tests.tutor.world import World, said
from trainer.tutor.move import Heard, Move, read_move
from trainer.tutor.turn import TurnKind

START_DOSE = "dose-initial-dose/regimen"
CLASS = "classification-drug-class/say"

REQUESTS: dict[Move, tuple[str, ...]] = {
    Move.HINT: (
        "hint", "hint please", "Can I have a hint?", "give me a hint please", "any hints?",
        "could you give me another hint", "a hint would be nice",
        "i need a break, but first a hint", "i need help", "help me out here",
        "I'm stuck", "im stuck on this one", "ok, just a small hint", "what does it start with?",
        "can you help me with this", "i could use a clue", "show me a hint", "one more hint please",
    ),
    Move.UNKNOWN: (
        "i dunno", "I don't have a clue", "can't think of it",
        "I don't know", "i dont know this one", "idk", "no idea sorry", "I have no idea.",
        "i really don't remember", "im not sure", "I can't recall it", "i forgot", "dunno",
        "please tell me the answer", "just give me the answer", "what's the answer?", "I give up",
        "i’ve no clue", "can you show me the answer", "not sure about this", "no idea, tell me",
    ),
    Move.WHY: (
        "why?", "source?", "why is that wrong", "why was my answer wrong?", "explain please",
        "where does that come from", "show me the source", "how do you know that?",
        "can you explain that", "what is the reason for that", "which line?",
        "i don't understand why", "where is that in the monograph?",
    ),
    Move.SKIP: (
        "skip", "skip this one please", "can we skip this", "next question please", "later",
        "lets do this one later", "another question", "come back to this later", "not now",
        "i'll come back to it later", "can i skip it for now?", "Next!",
    ),
    Move.UNDO: (
        "undo", "undo that again please", "actually i want to change my answer", "take that back",
        "can i change my answer?", "let me try again", "go back to the last question", "go back",
        "i would like to correct my answer please", "can I take back my last answer",
    ),
    Move.REDO: ("redo", "redo that please", "put it back"),
    Move.DISPUTE: (
        "I was right", "that was marked wrongly, it is a gaba-b agonist",
        "that's wrong, i did say it correctly", "i did say that", "but I said three times a day",
        "you marked me wrong", "that's exactly what i wrote", "my answer was right", "not fair",
        "that should be accepted", "it means the same thing", "why did you mark it wrong",
        "please mark it right", "no that is wrong, I wrote it",
    ),
    Move.CORRECT: (
        "sorry i meant three times a day", "no wait, 70 percent", "oops 15 mg", "i meant 15 mg",
        "sorry, typo", "i hit enter too early", "wait, I meant the kidney", "no i meant oral",
        "that is not what i meant", "I misread the question", "can i add something",
        "i changed my mind", "sorry 80 mg",
    ),
    Move.MEANING: (
        "what does spasticity mean?", "what does bioavailability mean",
        "what is meant by divided doses?", "what is spasticity", "what's a bolus?",
        "define intrathecal", "explain what CrCl means", "i dont know what ataxia means",
        "meaning of hyperpolarize", "what do you mean by divided doses?",
        "sorry, what does titration mean?", "I don't understand the word spasticity",
        "can you tell me what GI stands for?", "what does the word agonist mean",
    ),
    Move.CLARIFY: (
        "what is the unit?",
        "what?", "huh", "i don't understand the question", "what do you mean?", "in what unit?",
        "can you rephrase that", "what do you want me to say?", "per day or per dose?", "?",
        "which unit do you want", "how exact should it be?", "do you mean the oral one?",
    ),
    Move.PROGRESS: ("how am i doing?", "how many questions are left", "how many more?", "stats"),
    Move.HELP: ("help", "commands", "what can i say?", "how do i undo", "show me the help"),
    Move.TEACH: ("teach", "that's another name for it"),
    Move.REPORT: ("report this question", "this question is wrong", "bad question"),
    Move.KNOWN: ("i already know this", "never ask me this again please"),
    Move.HARDER: ("harder", "can you make it harder?", "something more difficult please"),
    Move.SLOWER: ("slower", "slow down please", "no new cards please", "nothing new"),
    Move.OTHER: ("another topic", "can we change the topic?", "something else please"),
    Move.TOPIC: ("topics", "ask me about interactions", "can we do some interactions"),
    Move.REPEAT: ("repeat please", "can you say that again", "what was the question?", "continue"),
    Move.STOP: (
        "stop", "i want to stop now", "that's enough for today", "can we take a break?", "bye",
        "i'm done", "im tired", "lets stop here", "i need a break", "quit please",
    ),
    Move.REMARK: (
        "thanks", "ok", "thank you!", "hello", "this is hard", "makes sense", "got it", "lol",
        "ok thanks", "one moment", "i hate this", "you are funny",
    ),
    Move.QUESTION: (
        "why is the dose so low in the elderly?", "how often do people get this?",
        "can i use the calculator?", "what happens if someone takes too much?",
        "which drug is this about?", "could you tell me a joke",
    ),
    Move.WHO: ("who are you?", "are you a real person?", "are you a bot"),
}  # fmt: skip

ANSWERS = (
    "hint of sedation", "a slight hint of dizziness", "skip the dose", "skip the missed dose",
    "skip it and take the next one at the usual time", "no", "yes", "none", "nothing",
    "no, because it is renally excreted", "next dose at the usual time", "stop the infusion",
    "stop baclofen gradually", "stop it slowly over weeks", "never stop abruptly",
    "do not stop suddenly", "help with walking", "helps muscle tone", "back pain", "lower back",
    "wait 14 days", "wait until the infection has gone", "hold the dose", "hold it",
    "gaba-b agonist?", "maybe 5 mg?", "is it 5 mg?", "what about 5 mg", "5 mg i think",
    "I think it is an agonist", "i dont know maybe 5 mg", "not sure but 5 mg three times",
    "increase the dose later", "later than usual", "repeat the dose", "repeat the test dose once",
    "easy bruising", "ease off slowly", "progressive weakness", "slower metabolism",
    "slower elimination in the elderly", "harder to wake", "end of dose stiffness",
    "enough water with each dose", "tell the doctor", "tell me if you are pregnant",
    "report side effects", "report hallucinations at once", "report it to the doctor at once",
    "explain the risk of withdrawal to the patient", "source of infection at the site",
    "leave 24 hours between doses", "close monitoring", "continue the drug", "start at 5 mg",
    "start low and go slow", "known hypersensitivity", "easy to overdose", "sorry for the patient",
    "it was first introduced in the 1970s", "that is wrong, the maximum is 80 mg",
    "that is wrong because renal function is poor", "correct, the dose is within the maximum",
    "right, it is reduced by half", "what the kidney excretes", "how it is excreted: unchanged",
    "why not 5 mg", "when needed?", "unknown", "not known in children under 12",
    "not sure of the pump, so check it", "good muscle control", "great caution", "hi fever",
    "home monitoring", "pass through the placenta", "passes into milk", "give up alcohol",
    "give me 5 mg", "take it back to the pharmacy", "change the dose slowly", "thank god no",
    "difference between oral and intrathecal", "teach the patient to rise slowly", "5", "15 mg",
    "quit smoking", "exit of potassium", "compare the pump's volume with the expected one",
    "undo the effect with naloxone", "meaningless", "who has renal impairment", "noted drowsiness",
    "can cause drowsiness", "do not drive", "may impair driving", "could harm the fetus",
    "must be tapered", "oh groups", "so that the dose is low", "well absorbed", "really excreted",
    "but not in milk", "hypersensitivity", "mean 70 percent", "i mean it is 70 percent or so no",
)  # fmt: skip
_STILL_UNCLEAR = {"sorry for the patient", "i mean it is 70 percent or so no"}


@dataclass(frozen=True)
class AQuestion:
    """An open question that takes `rewarded` for an answer."""

    accepted: frozenset[str] = frozenset()
    judged: bool = False
    rewarded: frozenset[str] = field(default_factory=frozenset)

    def earns(self, typed: str) -> bool:
        return typed in self.rewarded


@pytest.mark.parametrize(
    ("typed", "move"),
    [(typed, move) for move, sentences in REQUESTS.items() for typed in sentences],
)
def test_a_request_is_understood_as_people_put_it(typed: str, move: Move) -> None:
    assert read_move(typed, AQuestion()).move is move


@pytest.mark.parametrize("typed", [one for one in ANSWERS if one not in _STILL_UNCLEAR])
def test_an_answer_that_looks_like_a_request_is_an_answer(typed: str) -> None:
    assert read_move(typed, AQuestion()) == Heard(Move.ANSWER)


def test_there_are_many_of_both() -> None:
    assert sum(map(len, REQUESTS.values())) >= 150
    assert len(ANSWERS) >= 100


@pytest.mark.parametrize("typed", ["stop", "Stop.", "continue", "skip it", "later", "what", "back"])
def test_words_that_earn_something_are_an_answer_and_a_slash_makes_them_a_request(
    typed: str,
) -> None:
    bare = typed.casefold().rstrip(".")
    asking = AQuestion(rewarded=frozenset({typed}))
    assert read_move(typed, asking).move is Move.ANSWER
    assert read_move(typed, AQuestion(accepted=frozenset({bare}))).move is Move.ANSWER
    assert read_move(f"/{bare}", asking).move is read_move(typed, AQuestion()).move
    assert read_move(typed, AQuestion()).move is not Move.ANSWER


@pytest.mark.parametrize("typed", ["that is wrong", "ok", "right", "I disagree", "fine", "sure"])
def test_where_something_is_to_be_judged_a_judgement_is_an_answer(typed: str) -> None:
    assert read_move(typed, AQuestion(judged=True)).move is Move.ANSWER
    assert read_move(typed, AQuestion()).move is not Move.ANSWER


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("what does spasticity mean?", "spasticity"),
        ("What is meant by divided doses?", "divided doses"),
        ("explain what GABA-B means", "GABA-B"),
        ("topic: adverse effects", "adverse effects"),
        ("sorry, I meant 2.5 mg (oral)", "2.5 mg (oral"),
    ],
)
def test_the_words_of_a_request_are_taken_as_they_were_typed(typed: str, word: str) -> None:
    assert read_move(typed).words == word


def test_politeness_before_and_after_changes_nothing() -> None:
    for polite in ("please {}", "{} please", "ok, {} thanks", "sorry but {}", "hey tutor, {} pls"):
        assert read_move(polite.format("skip this one")).move is Move.SKIP
        assert read_move(polite.format("give me a hint")).move is Move.HINT


@pytest.mark.parametrize("polite", ["please {}", "{} please", "ok, {}", "hey, {}, thanks"])
@pytest.mark.parametrize("move", [move for move in REQUESTS if move is not Move.REMARK])
def test_a_request_stays_what_it_is_with_courtesy(move: Move, polite: str) -> None:
    for typed in (one for one in REQUESTS[move] if one != "?"):
        assert read_move(polite.format(typed), AQuestion()).move is move, typed


@given(st.text(max_size=300))
def test_any_text_is_read_as_something(typed: str) -> None:
    assert read_move(typed).move in Move


MIXED = ["what", "is", "the", "hint", "of", "skip", "it", "please", "i", "meant", "5", "mg", "?"]


@given(st.lists(st.sampled_from(MIXED)))
def test_any_mixture_of_such_words_is_read_without_trouble(words: list[str]) -> None:
    assert read_move(" ".join(words)).move in Move


# In the conversation


@pytest.mark.parametrize(
    "typed",
    [
        "can i have a hint", "what does spasticity mean?", "that was marked wrongly, i said it",
        "sorry i meant three times a day", "no wait, 70 percent", "source?", "n", "y", "yes", "ok",
        "what is meant by divided doses?", "why is the dose so low in the elderly?", "thanks",
        "can you repeat that", "this question is wrong", "x", "no idea but what does it start with",
    ],
)  # fmt: skip
def test_what_is_said_to_the_tutor_is_not_marked_and_the_question_waits(
    world: World, typed: str
) -> None:
    conversation = at(world, CLASS)
    conversation.hear("antibiotics")
    open_now = card_of(conversation)
    assert conversation.question is not None and not conversation.question.options
    before = world.store.answered_today()
    turns = conversation.hear(typed)
    assert (card_of(conversation), world.store.answered_today()) == (open_now, before)
    assert all(turn.kind is not TurnKind.VERDICT for turn in turns)


def test_a_lone_letter_is_asked_about_once_and_marked_the_second_time(world: World) -> None:
    conversation = at(world, START_DOSE)
    assert 'did not mark "n"' in said(conversation.hear("n"))
    assert world.store.answered_today() == 0
    conversation.hear("n")
    assert world.store.answered_today() == 1


def test_a_yes_is_an_answer_where_yes_or_no_is_asked(world: World) -> None:
    conversation = world.desk.begin([world.desk.name_of("baclofen")], 200)
    conversation.open()
    for _ in range(300):
        assert conversation.question is not None
        if conversation.question.key.type == "yesno":
            break
        conversation.take(Move.SKIP)
    conversation.hear("no")
    assert world.store.answered_today() == 1


def test_sorry_i_meant_completes_a_half_answer_but_touches_no_other_question(
    world: World,
) -> None:
    conversation = at(world, START_DOSE)
    conversation.hear("5 mg")
    conversation.hear("sorry, I meant three times a day")
    assert card_of(conversation) != START_DOSE
    assert 'type "undo"' in said(conversation.hear("sorry, i meant four times a day"))
    assert world.store.answered_today() == 1


def test_a_word_is_explained_and_the_question_comes_again(world: World) -> None:
    conversation = at(world, START_DOSE)
    turns = conversation.hear("what does spasticity mean?")
    assert '"spasticity"' in said(turns)
    assert any(turn.source for turn in turns)
    assert turns[-1].kind is TurnKind.QUESTION
    assert "no explanation" in said(conversation.hear("what does zorblaxine mean?"))


def test_an_explanation_never_answers_the_open_question(world: World) -> None:
    conversation = world.desk.begin([world.desk.name_of("baclofen")], 200)
    conversation.open()
    for _ in range(60):
        question = conversation.question
        if question is None:
            break
        for asked in {word.strip(".,?()") for word in question.text.split() if len(word) > 6}:
            told = conversation.hear(f"what does {asked} mean?")[1]
            assert not {line.number for line in told.source} & set(question.lines)
            assert question.key.model.casefold() not in said((told,)).casefold()
        conversation.hear("skip")


def test_why_shows_the_answer_before_again_after_undo_and_redo(world: World) -> None:
    conversation = at(world, START_DOSE)
    conversation.hear("5 mg tid")
    conversation.hear("undo")
    conversation.hear("redo")
    why = conversation.hear("source")[1]
    assert [line.text for line in why.source] == ["Initial dose: 5 mg three times daily"]
    assert why.kind is TurnKind.WHY
