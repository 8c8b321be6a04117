"""The conversation: what the tutor says to each thing that the learner does.

A state machine. It has no screen: it gives turns, and `plain` and `tui` show them. What it learns
from the world (the time, the next card, the log) it asks of the `Study` that it is given.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from trainer.deck.key import ListKey
from trainer.grading.verdict import Verdict
from trainer.questions.question import Question
from trainer.text import visible
from trainer.tutor.asides import Asides
from trainer.tutor.chatter import chatter_in, earns_nothing
from trainer.tutor.counts import cards_in_words
from trainer.tutor.ladder import of_what_is_missing
from trainer.tutor.move import Heard, Move, read_move
from trainer.tutor.open_question import OpenQuestion
from trainer.tutor.pending import Marking, Pending, Retype, SecondTry, Told
from trainer.tutor.phrases import Phrases
from trainer.tutor.remarks import NUMBERS, Answered, Remarks
from trainer.tutor.second_try import asks_again, judged, walks_back, worth
from trainer.tutor.steering import Steering
from trainer.tutor.study import Study
from trainer.tutor.telling import Telling, patient_of
from trainer.tutor.turn import (
    Standing,
    Turn,
    TurnKind,
    learner_turn,
    notice,
    tutor_turn,
)
from trainer.tutor.unit_alone import unit_alone

_YES = frozenset(("yes", "y", "yep", "yeah", "i did", "said it"))
_NO = frozenset(("no", "n", "nope", "i did not", "i didn't", "not said"))
_GOES_ON = frozenset((Move.REPEAT, Move.UNKNOWN, Move.SKIP))
_ALSO_WHILE_PENDING = frozenset(
    (
        Move.HELP, Move.PROGRESS, Move.NOTE, Move.REPORT, Move.COMPARE, Move.WHO, Move.CLARIFY,
        Move.MEANING, Move.CORRECT, Move.QUESTION, Move.REMARK,
    )
)  # fmt: skip
_REMEMBERED = 50  # answers that undo and redo find again with all that was said of them


class Conversation:
    """One study session, from the greeting to the summary."""

    def __init__(self, study: Study, phrases: Phrases) -> None:
        self._study = study
        self._phrases = phrases
        self._question: Question | None = None
        self._hints = 0
        self._history: list[Answered] = []
        self._taken_back: list[Answered | None] = []  # None: of another sitting, or a reset
        self._pending: Pending | None = None
        self._case: Told | None = None  # the turns of the open case that were answered
        self._telling = Telling(study, phrases)
        self._finished = False
        self._words = ""  # what stood behind the colon of the move that is being made
        self._doubted = ""  # what was asked about, in case it was no answer
        remarks = Remarks(study, phrases, lambda: self._last, lambda: self._words)
        steering = Steering(study, phrases, lambda: self._question, lambda: self._words)
        asides = Asides(
            study, phrases, self._telling, lambda: self._question, lambda: self._pending,
            lambda: self._last, lambda: self._words,
        )  # fmt: skip
        self._moves: dict[Move, Callable[[], tuple[Turn, ...]]] = {
            Move.REPEAT: self._repeat,
            Move.HINT: self._hint,
            Move.UNKNOWN: self._unknown,
            Move.WHY: self._why,
            Move.SKIP: self._skip,
            Move.UNDO: self._undo,
            Move.REDO: self._redo,
            Move.DISPUTE: self._dispute,
            Move.EASY: remarks.easy,
            Move.COMPARE: lambda: (*remarks.compare(), *asides.still_asked()),
            Move.TEACH: remarks.teach,
            Move.REPORT: remarks.report,
            Move.NOTE: remarks.note,
            Move.KNOWN: self._known,
            Move.HARDER: steering.harder,
            Move.SLOWER: steering.slower,
            Move.TOPIC: steering.topic,
            Move.FAILING: lambda: self._steered(steering.failing),
            Move.MISSED: lambda: self._steered(steering.missed),
            Move.OTHER: self._other,
            Move.PROGRESS: asides.progress,
            Move.HELP: asides.help,
            Move.WHO: asides.who,
            Move.CLARIFY: asides.clarify,
            Move.MEANING: asides.meaning,
            Move.CORRECT: asides.correct,
            Move.QUESTION: asides.ask_back,
            Move.REMARK: asides.remark,
            Move.STOP: self._stop,
        }
        self._asides = asides
        self._remarks = remarks
        self._steering = steering

    @property
    def finished(self) -> bool:
        """Whether the summary was given. Undo still works."""
        return self._finished

    @property
    def _last(self) -> Answered | None:
        """The answer that "why", "I was right" and "that was easy" speak of."""
        return self._history[-1] if self._history else None

    @property
    def question(self) -> Question | None:
        """The question that waits for an answer."""
        return self._question

    def standing(self) -> Standing:
        return self._study.account.standing(self._question)

    def prepare(self) -> None:
        """Load what the first answer needs. It may run in a thread of its own."""
        read_move("?!")
        self._study.prepare(self._question)

    def foresee(self, typed: str) -> None:
        """Do what can be done of an answer while it is typed. Nothing is said, nothing is kept."""
        question = self._question
        if question is None or self._pending is not None:
            return
        if read_move(typed, self._open(lambda _: True)).move is Move.ANSWER:
            self._study.foresee(question, typed)

    def open(self) -> tuple[Turn, ...]:
        """Greet, and ask the first question."""
        lines = self._study.account.greeting(self._phrases)
        return (tutor_turn(TurnKind.GREETING, *lines), *self._ask_next())

    def hear(self, typed: str) -> tuple[Turn, ...]:
        """Take what the learner typed: an answer, or a request in words."""
        heard = self._heard(typed)
        doubted, self._doubted = self._doubted, ""
        said = (learner_turn(typed),) if typed.strip() else ()
        if heard.move is Move.ANSWER:
            if self._question is None and self._pending is None:
                kind = chatter_in(heard.words)
                return (*said, *(self._asides.talk(kind) if kind else self._repeat()))
            if heard.words != doubted and (about := self._no_answer(heard.words)):
                self._doubted = heard.words
                return (*said, *about)
            if self._pending is not None:
                return (*said, *self._hear_pending(heard.words))
            return self._answer(heard.words)
        self._words = visible(heard.words)
        try:
            return (*said, *self.take(heard.move))
        finally:
            self._words = ""

    def _heard(self, typed: str) -> Heard:
        """What was meant. "Sorry, I meant ..." completes a half answer, or begins the first one."""
        heard = read_move(typed, self._open(self._earns))
        if heard.move is Move.ANSWER:
            return Heard(Move.ANSWER, typed)
        if heard.move is Move.CORRECT and heard.words:
            if isinstance(self._pending, SecondTry):
                return Heard(Move.ANSWER, heard.words)
            if self._pending is None and self._last is None and self._question is not None:
                return Heard(Move.ANSWER, typed)
        return heard

    def _no_answer(self, typed: str) -> tuple[Turn, ...]:
        """What is asked back where it is hardly an answer: nothing, if it is one."""
        question = self._question
        if isinstance(self._pending, Retype) or question is None:
            return ()
        judged = bool(question.options) or question.key.type == "yesno"
        if not judged and self._is_stray(typed, question):
            return self._asides.stray(typed)
        about = chatter_in(typed, judged=judged or isinstance(self._pending, Marking))
        if about is None or not earns_nothing(self._study.grade(question, typed)):
            return ()
        return self._asides.talk(about)

    def _is_stray(self, typed: str, question: Question) -> bool:
        """Whether it is a lone letter, a yes or no, or a question back where a number is wanted."""
        bare = typed.strip(" .!?").casefold()
        if isinstance(self._pending, Marking):
            return False
        lone = len(bare) == 1 and bare.isalpha() and not self._is_unit(bare)
        back = typed.rstrip().endswith("?") and question.key.type in NUMBERS
        asks = back and not any(map(str.isdigit, typed)) and not chatter_in(typed)
        return (lone or asks or bare in _YES | _NO) and not self._earns(typed)

    def _is_unit(self, typed: str) -> bool:
        """Whether it is a unit where one may be missing: "h", "g"."""
        return isinstance(self._pending, SecondTry) and bool(unit_alone(typed))

    def _earns(self, typed: str) -> bool:
        return self._question is not None and bool(self._study.grade(self._question, typed).score)

    def take(self, move: Move) -> tuple[Turn, ...]:
        """Take a move by key. ANSWER needs words: use `hear`."""
        if move is Move.ANSWER:
            raise ValueError("an answer needs words")
        if self._pending is not None and move not in _ALSO_WHILE_PENDING:
            return self._take_pending(move)
        return self._moves[move]()

    def end_of_input(self) -> tuple[Turn, ...]:
        """Nothing more will be typed: the session stops."""
        return self.take(Move.STOP)

    def _open(self, earns: Callable[[str], bool]) -> OpenQuestion:
        """The open question, as far as it says which words are an answer."""
        marks = _YES | _NO if isinstance(self._pending, Marking) else frozenset[str]()
        return OpenQuestion(self._question, marks, earns)

    # Asking

    def _ask_next(self) -> tuple[Turn, ...]:
        self._pending = None
        self._case = None
        self._question = self._study.next()
        self._hints = 0
        if self._question is None:
            return self._close("summary.done")
        return (self._telling.asked(self._question, *self._study.remarks(self._phrases)),)

    def _ask_again(self, question: Question) -> Turn:
        self._pending = None
        self._case = None
        self._question = question
        self._hints = 0
        self._finished = False
        self._study.ask_again(question)
        return self._telling.asked(question)

    # Answering

    def _answer(self, typed: str) -> tuple[Turn, ...]:
        assert self._question is not None
        verdict = self._study.grade(self._question, typed)
        return (learner_turn(typed), *self._judge(typed, verdict))

    def _unknown(self) -> tuple[Turn, ...]:
        if self._question is None:
            return self._repeat()
        points = self._study.grade(self._question, "").points
        return self._judge("", Verdict("no_attempt", Fraction(0), points))

    def _judge(self, typed: str, verdict: Verdict) -> tuple[Turn, ...]:
        question = self._question
        assert question is not None
        if self._case is not None:
            return self._judge_turn(self._case, typed, verdict)
        before = self._study.missed_before(question)
        # Committed first: whatever happens after this line, the answer is in the log.
        event = self._study.ledger.record_answer(question, typed, verdict, self._hints)
        self._remember(Answered(question, verdict, event, typed))
        mixed_up = verdict.confused_with
        self._study.line_up.spoilt = (question.deck, mixed_up.card) if mixed_up else None
        if question.is_case:
            patient = patient_of(question)
            self._case = Told(event, (), patient).after(question, verdict)
            return (self._telling.verdict(question, verdict, self._hints), *self._go_on(question))
        line = self._true_elsewhere(question, typed, verdict)
        if line or asks_again(question, verdict) or walks_back(question, verdict):
            turn, self._pending = self._telling.once_more(question, typed, verdict, event, line)
            return (turn,)
        if verdict.outcome == "unsure" and verdict.missed and len(verdict.points) > 1:
            marking = Marking(question, verdict, event, verdict.missed, len(verdict.met))
            self._pending = marking
            return (self._telling.marking(marking),)
        told = self._telling.verdict(question, verdict, self._hints, before=before, typed=typed)
        if self._study.ledger.tally.is_hard_stretch():
            return (told, notice(self._phrases.say("streak")), *self._ask_next())
        return (told, *self._ask_next())

    def _true_elsewhere(self, question: Question, typed: str, verdict: Verdict) -> int | None:
        """The line that makes a wrong answer a right one to another question."""
        wrong = verdict.outcome == "incorrect" and not verdict.unsafe and not verdict.met
        told = verdict.confused_with or isinstance(question.key, ListKey)
        return self._study.true_elsewhere(question, typed) if wrong and not told else None

    def _remember(self, answered: Answered) -> None:
        """Keep the last answer; what follows to the same asking takes its place."""
        if self._last is not None and self._last.event == answered.event:
            self._history.pop()
        self._history = [*self._history[1 - _REMEMBERED :], answered]
        self._remarks.keep_early(answered.event)
        self._taken_back.clear()

    def _judge_turn(self, case: Told, typed: str, verdict: Verdict) -> tuple[Turn, ...]:
        """A further turn of a case: what it is worth joins the turns before."""
        question = self._question
        assert question is not None
        self._case = case = case.after(question, verdict)
        self._study.ledger.record_turn(
            question, case.event, typed, verdict, case.score, self._hints
        )
        self._remember(Answered(question, verdict, case.event, typed))
        return (self._telling.verdict(question, verdict, self._hints), *self._go_on(question))

    def _go_on(self, asked: Question) -> tuple[Turn, ...]:
        """The next turn of the case; after its last, the debrief and the next card."""
        following = self._study.next_turn(asked)
        if following is not None:
            self._question = following
            self._hints = 0
            assert self._case is not None
            patient = self._phrases.say("case.patient", patient=self._case.patient)
            return (self._telling.asked(following, patient if self._case.patient else ""),)
        assert self._case is not None
        return (self._telling.case_end(asked, self._case), *self._ask_next())

    # Between an answer and the next question

    def _hear_pending(self, typed: str) -> tuple[Turn, ...]:
        pending = self._pending
        match pending:
            case SecondTry():
                return self._second_try(pending, typed)
            case Marking():
                return self._mark(pending, typed)
            case Retype():
                verdict = self._study.grade(pending.question, typed)
                self._study.ledger.record_retyped(pending.event, typed, verdict)
                right = verdict.outcome == "correct"
                name = "retype.right" if right else "retype.wrong"
                return (notice(self._phrases.say(name)), *self._ask_next())
        raise AssertionError("nothing is pending")

    def _second_try(self, pending: SecondTry, typed: str) -> tuple[Turn, ...]:
        question = pending.question
        best = judged(pending, typed, lambda said: self._study.grade(question, said))
        return self._judge_second(pending, typed, best)

    def _judge_second(
        self, pending: SecondTry | Marking, typed: str, best: Verdict
    ) -> tuple[Turn, ...]:
        question, tell = pending.question, self._telling
        score = Fraction(0) if best.unsafe else worth(pending.verdict, best)
        self._study.ledger.record_second_try(
            question, pending.event, typed, best, score, self._hints
        )
        self._remember(Answered(question, best, pending.event, typed))
        if best.outcome == "correct":
            turn = tell.complete(pending, best, self._hints)
        elif best.unsafe:
            turn = tell.verdict(question, best, self._hints)
        elif isinstance(pending, SecondTry) and best.score <= pending.verdict.score:
            turn = tell.no_better(pending, typed, best, self._hints)
        else:
            first = self._phrases.say("again.partly")
            turn = tell.verdict(question, best, self._hints, first=first)
        return (turn, *self._ask_next())

    def _mark(self, pending: Marking, typed: str) -> tuple[Turn, ...]:
        said = typed.strip().casefold().rstrip(".!")
        if said not in _YES | _NO:
            again = self._study.grade(pending.question, typed)
            if again.outcome in ("correct", "partial") or again.unsafe:
                return self._judge_second(pending, typed, again)
            return (notice(self._phrases.say("mark.what"), self._telling.point(pending)),)
        marking = pending.after(said in _YES)
        if marking.left:
            self._pending = marking
            return (notice(self._telling.point(marking)),)
        share = Fraction(marking.met, len(marking.verdict.points))
        self._study.ledger.record_points(marking.question, marking.event, share)
        return (self._telling.marked(marking), *self._ask_next())

    def _take_pending(self, move: Move) -> tuple[Turn, ...]:
        """A move while something is pending: undo takes all back, the rest goes on."""
        pending = self._pending
        assert pending is not None
        if move is Move.UNDO:
            return self._undo()
        if move is Move.REPEAT and isinstance(pending, SecondTry):
            return (notice(pending.again),)
        if move is Move.REPEAT and isinstance(pending, Marking):
            return (notice(self._telling.point(pending)),)
        if move is Move.HINT and isinstance(pending, Retype):
            return (notice(self._telling.to_type(pending.question)),)
        if move in (Move.HINT, Move.WHY, Move.REDO) and isinstance(pending, SecondTry):
            if move is Move.HINT:
                return self._hint()
            return (notice(self._phrases.say("why.none"), pending.again),)
        self._pending = None
        told: tuple[Turn, ...] = ()
        if isinstance(pending, SecondTry | Marking):
            told = (self._telling.verdict(pending.question, pending.verdict, self._hints),)
        following = self._ask_next()
        if move in _GOES_ON or self._finished:
            return (*told, *following)
        if move is Move.STOP:
            return (*told, *self._stop())
        return (*told, *following, *self._moves[move]())

    # Moves

    def _repeat(self) -> tuple[Turn, ...]:
        if self._question is None:
            return (notice(*self._study.account.nothing_left(self._phrases)),)
        return (self._telling.asked(self._question, self._phrases.say("repeat")),)

    def _hint(self) -> tuple[Turn, ...]:
        if self._question is None:
            return self._repeat()
        question, pending = self._question, self._pending
        if isinstance(pending, SecondTry):
            question = of_what_is_missing(question, pending.verdict)
        rungs = self._study.hints(question)
        if not rungs:
            return (notice(self._phrases.say("hint.nothing")),)
        if self._hints < len(rungs):
            rung = rungs[self._hints]
            self._hints += 1
            return (self._telling.hint(rung),)
        if self._pending is not None:
            return (notice(self._phrases.say("hint.none")),)
        return self._reveal()

    def _reveal(self) -> tuple[Turn, ...]:
        """The last rung: the answer, to be typed once."""
        question = self._question
        assert question is not None
        if question.is_case:
            return self._unknown()
        points = self._study.grade(question, "").points
        verdict = Verdict("no_attempt", Fraction(0), points)
        event = self._study.ledger.record_answer(question, "", verdict, self._hints)
        self._remember(Answered(question, verdict, event, ""))
        self._pending = Retype(question, event)
        return (self._telling.revealed(question, verdict),)

    def _why(self) -> tuple[Turn, ...]:
        if self._last is None:
            return (notice(self._phrases.say("why.none")),)
        return (self._telling.why(self._last.question, self._question), *self._asides.still_asked())

    def _dispute(self) -> tuple[Turn, ...]:
        """The verdict is objected to. A card that is right now is not asked at once again."""
        said = self._remarks.dispute()
        last, question = self._last, self._question
        if last is None or question is None or self._pending is not None:
            return (*said, *self._asides.still_asked())
        key = (question.deck, question.card)
        same = key == (last.question.deck, last.question.card) and self._case is None
        if same and not self._study.line_up.comes_back(*key):
            return (*said, *self._ask_next())
        return (*said, *self._asides.still_asked())

    def _skip(self) -> tuple[Turn, ...]:
        if self._question is None:
            return self._repeat()
        if self._case is None:
            self._study.ledger.record_skip(self._question)
        return (notice(self._phrases.say("skip")), *self._ask_next())

    def _other(self) -> tuple[Turn, ...]:
        if self._question is None:
            return self._repeat()
        said = self._steering.other()
        self._study.ledger.record_skip(self._question)
        return (*said, *self._ask_next())

    def _steered(self, wish: Callable[[], tuple[Turn, ...]]) -> tuple[Turn, ...]:
        """Ask certain cards next; after the summary, at once, and then end once more."""
        said = wish()
        cards = self._study.line_up.wishes.cards
        if self._question is not None or not cards:
            return said
        self._study.line_up.ask_now(cards, beyond=True)
        self._finished = False
        return (*said, *self._ask_next())

    def _known(self) -> tuple[Turn, ...]:
        if self._question is None:
            return self._repeat()
        self._study.ledger.set_aside(self._question)
        return (notice(self._phrases.say("known")), *self._ask_next())

    def _undo(self) -> tuple[Turn, ...]:
        undone = self._study.undo()
        if undone is None:
            return (notice(self._phrases.say("undo.none")),)
        known = self._last is not None and self._last.event == undone.event
        self._taken_back.append(self._history.pop() if known else None)
        if undone.begun_anew:
            said = self._phrases.say("undo.reset", cards=cards_in_words(undone.begun_anew))
            return (notice(said), *self._ask_next())
        question = self._study.question_of(undone)
        if question is None:
            return (notice(self._phrases.say("undo.elsewhere", deck=undone.deck)),)
        return (notice(self._phrases.say("undo")), self._ask_again(question))

    def _redo(self) -> tuple[Turn, ...]:
        if not self._study.redo():
            return (notice(self._phrases.say("redo.none")),)
        again = self._taken_back.pop() if self._taken_back else None
        if again is not None:
            self._history.append(again)
        return (notice(self._phrases.say("redo")), *self._ask_next())

    def _stop(self) -> tuple[Turn, ...]:
        self._question = None
        return self._close("summary.stopped")

    def _close(self, name: str) -> tuple[Turn, ...]:
        if self._finished:
            return ()
        self._finished = True
        return (tutor_turn(TurnKind.SUMMARY, *self._study.account.summary(name, self._phrases)),)
